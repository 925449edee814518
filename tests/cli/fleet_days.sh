#!/bin/bash
# The days of a fleet: what each account is compared with, what is kept, and what is told of them all.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/fleet/lib.sh
. "$(dirname "$0")/fleet/lib.sh"
at_once=2

the_last_one_of_each() {
	account one ready '"keep": 1'
	account two ready '"baseline": "latest"'
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	assert_status 0
	a_day
	mv "$day" reports/2020-01-01 # of a day before
	SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + 86400)) run fleet fleet.json
	assert_status 0
	day=$(cat stdout)
	[ "$(json "$day/two/results.json" 'd["baseline"] is not None')" = True ] || fail 'two is not compared'
	[ ! -e reports/2020-01-01/one ] || fail 'one is kept'
	[ -e reports/2020-01-01/two ] || fail 'two is gone'
	# The overview of that day still lists it: it is in the later one.
	run history reports
	assert_status 0
	assert_lines <(grep -o '^account .*' stdout | sort) 'account one' 'account two'
	run overview reports -o all
	assert_status 0
	[ "$(json all/overview.json '[(a["name"], a["verdict"], a["older"]) for a in d["accounts"]]')" = \
		"[('one', 'ready', 0), ('two', 'ready', 1)]" ] || fail 'the overview of the days'
	# By itself that day is without it, and says so.
	run overview reports/2020-01-01 -o alone
	assert_status 1
	rm -r "$day/one"
	run overview reports -o lost
	assert_status 1
}

# Each a day before, whose reports go; in all but the first something is left that is somebody's.
a_day_goes_with_its_last_report() {
	account one ready '"keep": 1'
	account two ready '"keep": 1'
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	assert_status 0
	a_day
	mv "$day" reports/2020-01-01
	for name in notes link written other third; do
		cp -a reports/2020-01-01 "reports/2020-$name"
	done
	touch reports/2020-notes/notes.txt
	ln -s ../../fleet.json reports/2020-link/overview.csv
	touch -d '+2 hours' reports/2020-written/overview.xlsx
	sed -i 's,fleet-overview/1,overview/1,' reports/2020-other/overview.json
	mkdir reports/2020-third/three
	find reports -path '*/2020-01-01' -prune -o -name 'overview.*' -print | sort >before
	SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + 86400)) run fleet fleet.json
	assert_status 0
	[ ! -e reports/2020-01-01 ] || fail "$(ls reports/2020-01-01)"
	[ -z "$(find reports/2020-* -name one -o -name two)" ] || fail 'reports are kept'
	find reports/2020-* -name 'overview.*' | sort | cmp before || fail 'an overview is gone'
	sed 's,.*/2020-,,' stderr | grep 'left as it is' | sort >told
	assert_lines told "link': is left as it is: 'overview.csv' is not of its overview" \
		"notes': is left as it is: 'notes.txt' is not of its overview" \
		"other': is left as it is: its overview is not that of a fleet" \
		"written': is left as it is: a file of its overview was written to since"
	run verify "$(cat stdout)/one"
	assert_status 0
}

# days: reports/2020-01-01 and today's, of an account that stays, one that got worse and one that is gone
days() {
	account stays ready '"history": "reports"'
	account 'got worse' ready
	account gone ready
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	assert_status 0
	a_day
	mv "$day" reports/2020-01-01
	sed -i 's,secrets/gone,secrets/none,' fleet.json
	kill "${servers[1]}"
	accounts=()
	account other ready
	python3 - "$base" <<-'END'
		import json, sys
		file = json.load(open("fleet.json"))
		file["accounts"][1].update({"base-url": sys.argv[1], "token-file": "secrets/other"})
		del file["accounts"][1]["attestations"]
		json.dump(file, open("fleet.json", "w"))
	END
	SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + 86400))
	run fleet fleet.json
	assert_status 2
	day=$(cat stdout)
}

two_days_are_compared() {
	days
	run compare reports/2020-01-01 "$day"
	assert_status 1
	awk '/^account /{name = $0} {print name ": " $0}' stdout >told
	grep -q '^account stays: Nothing changed' told || fail "$(cat told)"
	grep -q '^account got worse: .*Ready to Not confirmed yet' told || fail "$(cat told)"
	grep -q '^account gone: no report: token file' told || fail "$(cat told)"
	run compare "$day" "$day"
	assert_status 0
}

the_course_of_each() {
	days
	run history reports
	assert_status 0
	[ "$(grep -c '^account ' stdout)" = 3 ] || fail "$(cat stdout)"
	sed -n '/^account stays/,/^account /p' stdout | grep -q ': 2 audits' || fail "$(cat stdout)"
	# The report of an account has the course of its own days alone.
	[ "$(json "$day/stays/evidence/run.json" 'len(d["history"])')" = 1 ] || fail 'its own course'
}

each_is_passed_on() {
	days
	run handover "$day" -o passed
	assert_status 2
	sort stdout >passed.txt
	assert_lines passed.txt 'passed/got worse' passed/stays
	grep -q '^syncro-audit: gone: has no report' stderr || fail 'is not told'
	for name in stays 'got worse'; do
		run verify "passed/$name"
		assert_status 0
	done
	run handover "$day" -o again --customer 1
	assert_status 2
	[ ! -e again ] || fail 'left a folder'
}

what_cannot_be_compared() {
	account one ready '"profile": "gradient"'
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	a_day
	mv "$day" reports/2020-01-01
	sed -i 's,"profile": "gradient","baseline": "reports/2020-01-01/one",' fleet.json
	run fleet fleet.json
	day=$(cat stdout)
	why=$(json "$day/one/results.json" 'd["changes"]["not_comparable"]')
	[ -n "$why" ] || fail 'it is compared'
	[ "$why" = "$(json "$day/overview.json" 'd["accounts"][0]["reports"][0]["changes"]["not_comparable"]')" ] ||
		fail 'the overview does not say why it is not compared'
}

silent_but_for_the_one() {
	account same ready '"baseline": "latest"'
	account gone ready '"baseline": "latest"'
	fleet_file '"defaults": {"format": "json", "quiet-if-unchanged": true, "fail-on": "never"},'
	run fleet fleet.json
	assert_status 0
	a_day
	mv "$day" reports/2020-01-01
	run fleet fleet.json
	assert_status 0
	if [ -s stdout ] || [ -s stderr ]; then fail "is not silent: $(cat stdout stderr)"; fi
	a_second=$(echo reports/20[2-9][1-9]*)
	mv "$a_second" reports/2020-01-02
	sed -i 's,secrets/gone,secrets/none,' fleet.json
	run fleet fleet.json
	assert_status 2
	grep -q '^syncro-audit: gone: ' stderr || fail 'the one is not told'
	! grep -q '^syncro-audit: same: ' stderr || fail 'the other is told'
}

# verified STATUS LINE...: what verify tells of the day, with that
verified() {
	local expected=$1 line
	shift
	run verify "$day"
	assert_status "$expected"
	for line in "$@"; do
		grep -qxF -e "$line" stdout || fail "no line '$line': $(cat stdout)"
	done
}

a_day_is_verified() {
	account one ready
	account two not-ready '"profile": ["jumpcloud-mtp", "gradient"]'
	account gone ready '"token-file": "secrets/none"'
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	a_day
	verified 0 'one: agrees' 'two: agrees' '3 accounts: 2 agree, 0 differ, 1 without a report'
	grep -q '^gone: has no report: token file' stdout || fail "$(cat stdout)"
	run verify -q "$day"
	[ ! -s stdout ] || fail 'is not quiet'
	cp -a "$day" whole
	# A verdict that its report does not have, in the overview from that row to the top.
	python3 - "$day/overview.json" <<-'END'
		import json, sys
		file = json.load(open(sys.argv[1]))
		one = next(a for a in file["accounts"] if a["name"] == "one")
		one["verdict"] = one["reports"][0]["verdict"] = "inconclusive"
		file["counts"].update({"ready": 0, "inconclusive": 1})
		json.dump(file, open(sys.argv[1], "w"))
	END
	verified 1 'two: agrees' '3 accounts: 1 agree, 1 differ, 1 without a report' \
		"overview.json: verdict: expected ready as in 'one/results.json', found inconclusive"
	! grep -q '^one: ' stdout || fail 'it agrees'
	cp whole/overview.json "$day"
	echo >>"$day/one/results.json"
	mkdir "$day/three"
	verified 1 'two: agrees' 'three: expected nothing, found a folder' '3 accounts: 1 agree, 1 differ, 1 without a report'
	grep -q "^one: .* 'syncro-audit verify $day/one' says where" stdout || fail "$(cat stdout)"
	rm "$day/two/manifest.json"
	verified 2 '3 accounts: 0 agree, 2 differ, 1 without a report'
	assert_lines stderr "syncro-audit: folder '$day': not all of it can be read"
}

# assert_modes FOLDERS FILES: of the reports and of what stands around them
assert_modes() {
	[ -z "$(find reports -type d ! -perm "$1")" ] || fail "folders: $(find reports -type d ! -perm "$1")"
	[ -z "$(find reports -type f ! -perm "$2")" ] || fail "files: $(find reports -type f ! -perm "$2" -printf '%p %m\n')"
}

the_group_reads_a_day() {
	account one ready
	account two ready
	fleet_file '"defaults": {"format": "json", "mode": "640"},'
	run fleet fleet.json
	assert_status 0
	assert_modes 750 640
	a_day
	run handover "$day" -o passed --mode 640
	assert_status 0
	[ -z "$(find passed -type d ! -perm 750)" ] || fail "$(find passed -type d ! -perm 750)"
	# In a day that goes on, and in one that is new.
	rm -r "$day/two"
	run fleet fleet.json --resume
	assert_status 0
	assert_modes 750 640
}

# The overview tells of all: who may not read one of them may not read it.
one_that_the_group_may_not_read() {
	account hidden ready
	account shown ready '"mode": "660"'
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	assert_status 0
	a_day
	[ "$(stat -c %a reports "$day" "$day/overview.json" "$day/hidden" "$day/shown" | tr '\n' ' ')" = '700 700 600 700 770 ' ] ||
		fail "$(stat -c '%n %a' reports "$day" "$day"/*)"
}

it '"latest" and --keep look at the days before' the_last_one_of_each
it '--keep: a day goes with the last report in it, and nothing that is not its overview' a_day_goes_with_its_last_report
it 'two days are compared account by account' two_days_are_compared
it 'the course of each account over the days' the_course_of_each
it 'each account of a day is passed on in a folder of its own' each_is_passed_on
it 'the overview says why a report cannot be compared' what_cannot_be_compared
it '--quiet-if-unchanged: one that failed is told, the others are silent' silent_but_for_the_one
it 'verify: each account of a day, and that the overview tells what they tell' a_day_is_verified
it '--mode: the day, the overview and what is passed on are for the group too' the_group_reads_a_day
it '--mode: an overview is for who may read every report in it' one_that_the_group_may_not_read
finish
