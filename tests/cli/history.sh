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

# A shell writes them all out; a year of weeks is no limit.
named_one_by_one() {
	local i each=()
	months 53 ready
	for ((i = 1; i <= 53; i++)); do each+=(--history "reports/$i"); done
	run replay "$samples/ready" -f json -o one "${each[@]}"
	assert_status 0
	run replay "$samples/ready" -f json -o other --history reports
	cmp one/results.json other/results.json || fail 'another report'
}

once() {
	months 2 ready
	run replay "$samples/ready" -f json --edition auditor -o auditor
	run replay "$samples/ready" -f json -o internal
	run history reports/1 reports reports/2/results.json auditor internal
	assert_status 0
	told 'northlight-demo, jumpcloud-mtp: 3 audits, oldest first' \
		'note: 3 more tell what one of these tells already, and are left out'
	run history reports auditor reports/1
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
	python3 -ES - "$root/templates/profiles/jumpcloud-mtp.json" <<-'END'
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
		'JC-1.1          n/a             pass            pass' \
		'OLD-1           ~manual         n/a             n/a' \
		"~ Not held against version $(json "$root/templates/profiles/jumpcloud-mtp.json" 'd["version"]') of the profile, and not comparable: 24 November 2026 (version 0.1)."
}

what_is_no_report() {
	months 1 ready
	echo '{"schema": "syncro-audit/results/2"}' >odd.json
	mkdir empty
	mkfifo pipe
	assert_refused "'history' takes one FOLDER or more" history
	assert_refused "'empty': holds no finished report" history empty
	assert_refused "'odd.json': " history reports odd.json
	assert_refused "'nowhere': No such file" history reports nowhere
	assert_refused "'pipe': " history pipe
	cp -r reports/1 unfinished && rm unfinished/manifest.json
	assert_refused "'unfinished': is no finished report folder" history unfinished
	assert_refused "history: 'odd.json': " replay "$samples/ready" --history odd.json -o out
	cp -r reports/1 reports/changed && sed -i 's/"verdict": "ready"/"verdict": "not-ready"/' reports/changed/results.json
	assert_refused "'reports/changed/results.json': is not what manifest.json says" history reports
	sed 's/"unknown": 0/"unknown": 1/' reports/1/results.json >counts.json
	assert_refused "'counts.json': counts 1 unknown, and lists 0" history counts.json
	sed 's/"verdict": "manual"/"verdict": "pass"/' "$samples/not-ready/baseline.json" >forged.json
	assert_refused "'forged.json': counts " history forged.json
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
	assert_refused "'other/results.json': is about the account 'harborline-demo'" history reports other
	assert_refused "history: 'other/results.json': is about the account 'harborline-demo', not 'northlight-demo'" \
		replay "$samples/ready" --history other -o out
}

no_terminal_is_steered() {
	months 1 ready
	python3 -ES - <<-'END'
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

# What the sheet History says, a line for each row.
sheet() { # REPORT
	python3 -ES - "$1" <<-'END'
		import re, sys, zipfile
		z = zipfile.ZipFile(sys.argv[1])
		names = re.findall(r'<sheet name="([^"]*)"', z.read("xl/workbook.xml").decode())
		xml = z.read("xl/worksheets/sheet%d.xml" % (names.index("History") + 1)).decode()
		strings = re.findall(r"<si>(.*?)</si>", z.read("xl/sharedStrings.xml").decode(), re.S)
		strings = [re.sub("<[^>]*>", "", s) for s in strings]
		for row in re.findall(r"<row .*?</row>", xml, re.S):
		    cells = re.findall(r'<c [^>]*?(?:t="(s)")?>\s*<v>(.*?)</v>', row)
		    print("|".join(strings[int(v)] if t else v for t, v in cells))
	END
}

# What the evidence keeps is enough for the same files again.
in_a_report() {
	start_standin ready
	audit_sample ready -f json
	mv out first
	mkdir reports
	SOURCE_DATE_EPOCH=1795421700 run replay first -f json -o reports/earlier
	audit_sample ready --history reports
	assert_report
	run verify out
	assert_status 0
	run replay out -o again
	assert_status 0
	diff -r out again || fail 'the replay, which needs nothing but the evidence, differs'
	[ "$(json out/evidence/run.json 'len(d["history"]), len(d["history"][0]["text"]) < 6000')" = '(1, True)' ] ||
		fail 'the copies'
	[ "$(json out/results.json 'd["report_id"]')" != "$(json first/results.json 'd["report_id"]')" ] ||
		fail 'one id for two reports'
	pdftotext -layout out/report.pdf - >text
	grep -q '^ *2 audits, from 23 November 2026 (Ready) to this one of 24 November 2026' text || fail 'the PDF'
	sheet out/report.xlsx >table
	grep -qx 'Id|Of what|2026-11-23 08:15 UTC|2026-11-24 08:15 UTC' table || fail "$(cat table)"
	grep -qx 'Verdict|Ready|Ready' table || fail "$(cat table)"
	grep -qx 'JC-5.4|Every active customer .*|Not met, accepted|Not met, accepted' table || fail "$(cat table)"
}

nothing_about_customers() {
	months 1 not-ready
	run replay "$samples/not-ready" -f json --history reports -o out
	assert_status 1
	json out/evidence/run.json 'd["history"][0]["text"]' >copy
	if grep -qiE 'umberholt|@|30148' copy; then fail "$(cat copy)"; fi
}

given_in_any_way() {
	local id
	months 3 not-ready
	for i in 1 2 3; do
		SOURCE_DATE_EPOCH=1796508100 run replay "$samples/not-ready" -f json --history "reports/$((i % 3 + 1))" \
			--history "reports/$(((i + 1) % 3 + 1))" --history reports -o "as-$i"
		assert_status 1
	done
	id=$(json as-1/results.json 'd["report_id"]')
	[ "$id" = "$(json as-2/results.json 'd["report_id"]')" ] || fail 'the order matters'
	[ "$id" = "$(json as-3/results.json 'd["report_id"]')" ] || fail 'the order matters'
	[ "$(json as-1/evidence/run.json 'len(d["history"])')" = 3 ] || fail 'twice'
}

the_audit_itself_is_last() {
	months 3 ready
	SOURCE_DATE_EPOCH=$((1795508100 + 2 * 86400)) run replay "$samples/ready" -f xlsx --history reports -o out
	assert_status 0
	sheet out/report.xlsx >table
	grep -qx 'Id|Of what|2026-11-25 08:15 UTC|2026-11-26 08:15 UTC' table || fail "$(cat table)"
	grep -q '1 younger report is left out: this audit is the last one.' table || fail "$(cat table)"
}

# A timer's first run, and a replay that is given other ones.
none_yet() {
	mkdir reports
	run replay "$samples/ready" --history reports -o one
	assert_status 0
	run replay "$samples/ready" -o two
	diff -r one two || fail 'an empty folder changes the report'
	months 1 ready
	run replay "$samples/ready" --history reports -o three
	mkdir nothing
	run replay three --history nothing -o four
	diff -r two four || fail 'the recorded ones are used'
}

for_an_auditor() {
	months 2 not-ready -p jumpcloud-mtp -p gradient
	SOURCE_DATE_EPOCH=1796508100 run replay "$samples/not-ready" -p jumpcloud-mtp --history reports --edition auditor -o out
	assert_status 1
	run verify out
	assert_status 0
	assert_nowhere '@harborline'
	sheet out/report.xlsx >table
	grep -q '|2026-11-25 08:15 UTC|2026-11-26 08:15 UTC|2026-12-' table || fail "$(cat table)"
}

# As many as a timer leaves behind in half a year: copies of one audit, a day apart.
as_many_as_there_are() {
	months 1 ready
	for count in 22 23 199 201; do
		python3 -ES - "$count" <<-'END'
			import datetime, hashlib, json, os, sys, uuid
			d = json.load(open("reports/1/results.json"))
			for i in range(2, int(sys.argv[1]) + 1):
			    d["report_id"] = str(uuid.UUID(int=i, version=5))
			    at = datetime.datetime(2026, 1, 1) + datetime.timedelta(days=i)
			    d["assessed_at"] = at.strftime("%Y-%m-%dT%H:%M:%SZ")
			    text = json.dumps(d).encode()
			    os.makedirs("reports/%d" % i, exist_ok=True)
			    open("reports/%d/results.json" % i, "wb").write(text)
			    listed = {"name": "results.json", "size": len(text), "sha256": hashlib.sha256(text).hexdigest()}
			    manifest = {"schema": "syncro-audit/manifest/1", "report_id": d["report_id"], "files": [listed]}
			    json.dump(manifest, open("reports/%d/manifest.json" % i, "w"))
		END
		SOURCE_DATE_EPOCH=1796508100 run replay "$samples/ready" --history reports -o "of-$count"
		assert_status 0
		sheet "of-$count/report.xlsx" >table
		shown=$((count + 1 < 200 ? count + 1 : 200))
		[ "$(grep '^Verdict|' table | grep -o Ready | wc -l)" = "$shown" ] || fail "of $count"
	done
	grep -qx '2 older audits are not shown here.' table || fail 'what is left out is not told'
}

it 'tells the course, in whatever order the reports are given' any_order
it 'keeps many audits readable' many
it 'takes many that are named one by one' named_one_by_one
it 'takes a report that is given twice once, and says so' once
it 'has a table for each profile' each_profile
it 'marks what was held against another version of the profile' other_versions
it 'refuses what is no finished report, or not what its manifest says' what_is_no_report
it 'leaves alone what else a folder of reports holds' what_is_left_alone
it 'refuses two accounts' of_another_account
it 'steers no terminal' no_terminal_is_steered
it 'tells of a full disk' a_full_disk_is_told
it 'shows the course in the report, and keeps it for a replay' in_a_report
it 'keeps no customer in the evidence for it' nothing_about_customers
it 'makes the same report in whatever way they are given' given_in_any_way
it 'has the audit itself at the end' the_audit_itself_is_last
it 'needs no earlier report' none_yet
it 'shows it in a report to hand over' for_an_auditor
it 'takes as many earlier reports as there are' as_many_as_there_are
finish
