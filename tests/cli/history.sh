#!/bin/bash
# The course of many audits: the command history, and --history in a report.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2

# months COUNT SAMPLE [OPTION]...: reports/N, the audit of the sample as of N days later
months() {
	local count=$1 sample=$2 i
	shift 2
	mkdir -p reports
	for ((i = 1; i <= count; i++)); do
		SOURCE_DATE_EPOCH=$((1795508100 + i * 86400)) run replay "$samples/$sample" -f json -o "reports/$i" "$@"
		[ -f "reports/$i/manifest.json" ] || fail "no report $i"
	done
}

told() { # LINE...
	local line
	for line in "$@"; do
		grep -qxF -- "$line" stdout || fail "does not tell: $line
$(cat stdout)"
	done
}

any_order() {
	months 3 not-ready
	cp "$samples/not-ready/baseline.json" first.json
	run history reports/2 first.json reports/3/results.json reports/1
	assert_status 0
	[ ! -s stderr ] || fail 'says something'
	told 'harborline-demo, jumpcloud-mtp: 4 audits, oldest first' \
		'audit of        2026-08-25      2026-11-25      2026-11-26      2026-11-27' \
		'verdict         not-ready       not-ready       not-ready       not-ready' \
		'  unknown       3               0               0               0' \
		'JC-2.2          pass            fail*           fail            fail' \
		'JC-5.4          unknown         fail*           fail            fail' \
		'JC-6.3          fail            fail+w*         fail+w          fail+w' \
		'  JC-2.2  The token belongs to an existing user'
	mv stdout once
	run history reports/3 reports/1 reports/2 first.json
	cmp once stdout || fail 'the order they are given in matters'
	run history first.json reports
	cmp once stdout || fail 'a folder of reports is not those reports'
}

many() {
	months 26 ready
	run history reports
	assert_status 0
	told 'northlight-demo, jumpcloud-mtp: 26 audits, oldest first'
	[ "$(grep -c '^audit of ' stdout)" = 6 ] || fail 'blocks'
	[ "$(grep '^audit of ' stdout | grep -o '2026-[0-9-]*' | sort -u | wc -l)" = 26 ] || fail 'days'
	[ "$(grep -v '^  JC' stdout | wc -L)" -le 100 ] || fail 'wider than 100 columns'
}

once() {
	months 2 ready
	run replay "$samples/ready" -f json --edition client -o client
	run replay "$samples/ready" -f json -o internal
	run history reports/1 reports reports/2/results.json client internal
	assert_status 0
	told 'northlight-demo, jumpcloud-mtp: 3 audits, oldest first' \
		'note: 3 more tell what one of these tells already, and are left out'
	run history reports client reports/1
	told 'note: 1 more tells what one of these tells already, and is left out'
}

each_profile() {
	months 2 ready -p jumpcloud-mtp -p gradient
	run replay "$samples/ready" -f json -p gradient -o reports/alone
	run history reports
	assert_status 0
	told 'northlight-demo, gradient: 3 audits, oldest first' 'northlight-demo, jumpcloud-mtp: 2 audits, oldest first'
}

other_versions() {
	months 2 ready
	python3 - "$root/templates/profiles/jumpcloud-mtp.json" <<-'END'
		import json, sys
		d = json.load(open(sys.argv[1]))
		d["version"] = "0.1"
		d["requirements"][0]["id"] = "OLD-1"
		json.dump(d, open("old.json", "w"))
	END
	run replay "$samples/ready" -f json -p ./old.json -o reports/old
	run history reports
	assert_status 0
	told 'verdict         ~inconclusive   ready           ready' \
		'JC-2.1          ~pass           pass            pass' \
		'JC-1.1          -               pass            pass' \
		'OLD-1           ~manual         -               -' \
		'  2026-11-24 08:15 UTC  version 0.1'
	grep -q '^~ not held against version 20.* of the profile, and not comparable:$' stdout || fail 'what ~ says'
}

refused() { # MESSAGE OPTION...
	local message=$1
	shift
	run "$@"
	assert_status 2
	grep -qF -- "$message" stderr || fail "$(cat stderr)"
	[ ! -s stdout ] || fail 'standard output'
	[ ! -e out ] || fail 'left a folder behind'
}

what_is_no_report() {
	months 1 ready
	echo '{"schema": "syncro-audit/results/2"}' >odd.json
	mkdir empty
	mkfifo pipe
	refused "'history' takes one FOLDER or more" history
	refused "'empty': holds no finished report" history empty
	refused "'odd.json': " history reports odd.json
	refused "'nowhere': No such file" history reports nowhere
	refused "'pipe': " history pipe
	cp -r reports/1 unfinished && rm unfinished/manifest.json
	refused "'unfinished': is no finished report folder" history unfinished
	refused "history: 'odd.json': " replay "$samples/ready" --history odd.json -o out
	cp -r reports/1 reports/changed && sed -i 's/"verdict": "ready"/"verdict": "not-ready"/' reports/changed/results.json
	refused "'reports/changed/results.json': is not what manifest.json says" history reports
	sed 's/"unknown": 0/"unknown": 1/' reports/1/results.json >counts.json
	refused "'counts.json': counts 1 unknown, and lists 0" history counts.json
	sed 's/"verdict": "manual"/"verdict": "pass"/' "$samples/not-ready/baseline.json" >forged.json
	refused "'forged.json': counts " history forged.json
}

what_is_left_alone() {
	months 2 ready
	cp -r reports/1 elsewhere
	run history reports
	mv stdout once
	mkdir reports/empty && ln -s ../elsewhere reports/latest && cp elsewhere/results.json reports/loose.txt
	cp -r elsewhere reports/being-written && rm reports/being-written/manifest.json
	mkdir -p reports/deeper && mv elsewhere reports/deeper/report
	run history reports
	assert_status 0
	cmp once stdout || fail 'something else was read'
}

of_another_account() {
	months 1 ready
	run replay "$samples/not-ready" -f json -o other
	refused "'other/results.json': is about the account 'harborline-demo'" history reports other
	refused "history: 'other/results.json': is about the account 'harborline-demo', not 'northlight-demo'" \
		replay "$samples/ready" --history other -o out
}

no_terminal_is_steered() {
	months 1 ready
	python3 - <<-'END'
		import json
		d = json.load(open("reports/1/results.json"))
		d["findings"][0]["id"] = "\u001b]0;owned\u0007\u001b[31mRed"
		d["findings"][0]["title"] = "Line\r\nfeed\u202e"
		d["account"]["subdomain"] += "\u009b"
		json.dump(d, open("odd.json", "w"))
	END
	run history odd.json
	assert_status 0
	if LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" stdout; then fail 'a control character'; fi
}

a_full_disk_is_told() {
	months 1 ready
	"$program" history reports >/dev/full 2>stderr
	status=$?
	assert_status 2
	grep -q 'standard output' stderr || fail "$(cat stderr)"
}

it 'tells the course, in whatever order the reports are given' any_order
it 'keeps many audits readable' many
it 'takes a report that is given twice once, and says so' once
it 'has a table for each profile' each_profile
it 'marks what was held against another version of the profile' other_versions
it 'refuses what is no finished report, or not what its manifest says' what_is_no_report
it 'leaves alone what else a folder of reports holds' what_is_left_alone
it 'refuses two accounts' of_another_account
it 'steers no terminal' no_terminal_is_steered
it 'tells of a full disk' a_full_disk_is_told
finish
