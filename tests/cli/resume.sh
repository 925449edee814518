#!/bin/bash
# A fleet, or a part of it, that is ended before its time: what is finished stays, the rest leaves nothing, and
# --resume goes on.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/fleet/lib.sh
. "$(dirname "$0")/fleet/lib.sh"
at_once=2

# One account that does not end, and one that has: of the fleet $leader.
start_slow_and_quick() {
	plan=stall
	faults 'GET /customers -> stall'
	mv plan stall
	account slow ready '"time-budget": 60'
	account quick ready
	fleet_file '"defaults": {"format": "json"},'
	"$program" fleet fleet.json >stdout 2>stderr &
	leader=$!
	wait_until 20 eval 'ls reports/*/quick/manifest.json >/dev/null 2>&1' || fail 'the quick one does not end'
}

# by_signal NAME WORDS: what is told of the one part
by_signal() {
	start_slow_and_quick
	pkill "-$1" -P "$leader"
	status=0
	wait "$leader" || status=$?
	assert_status 2
	a_day
	grep -q "^syncro-audit: slow: $2" stderr || fail "is not told: $(cat stderr)"
	[ ! -e "$day/slow" ] || fail 'left a folder'
	as_alone quick ready
}

a_part_that_is_killed() {
	by_signal KILL 'its process was ended by signal 9'
}

a_part_that_is_stopped() {
	by_signal TERM 'it was stopped by signal 15'
}

# Its manifest stands already: with --keep it waits for another run, which is at it.
killed_when_it_is_finished() {
	account one ready '"keep": 3'
	account two not-ready '"fail-on": "never"'
	fleet_file '"defaults": {"format": "json"},'
	mkdir -m 700 reports
	flock reports sleep 60 &
	other=$!
	"$program" fleet fleet.json >stdout 2>stderr &
	leader=$!
	wait_until 20 eval 'ls reports/*/one/manifest.json reports/*/two/manifest.json >/dev/null 2>&1' || fail 'they do not end'
	pkill -KILL -P "$leader"
	status=0
	wait "$leader" || status=$?
	kill "$other"
	assert_status 0
	a_day
	grep -q '^syncro-audit: one: its process was ended by signal 9' stderr || fail 'is not told'
	as_alone one ready
	[ "$(json "$day/overview.json" 'd["counts"]["not-read"]')" = 0 ] || fail 'the overview has no report of it'
}

interrupted_and_resumed() {
	start_slow_and_quick
	kill -TERM "$leader"
	status=0
	wait "$leader" || status=$?
	assert_status 143
	a_day
	if [ -e "$day/slow" ] || [ -s stdout ]; then fail 'what was not finished left something'; fi
	before=$(stat -c %Y.%i "$day/quick/results.json")

	run fleet fleet.json
	assert_status 2
	grep -q 'exists already; --resume keeps' stderr || fail 'is not told of --resume'

	unset 'accounts[0]'
	quick=${accounts[1]}
	accounts=()
	account slow ready
	accounts+=("$quick")
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json --resume
	assert_status 0
	[ "$before" = "$(stat -c %Y.%i "$day/quick/results.json")" ] || fail 'what was finished was pulled again'
	as_alone slow ready

	run fleet fleet.json --resume
	assert_status 0
	assert_lines stdout "$day"
}

who_waits_is_not_asked() {
	plan=stall
	faults 'GET /customers -> stall'
	mv plan stall
	account slow ready '"time-budget": 60'
	mv "$requests" slow.log
	account waiting ready
	fleet_file '"accounts-in-flight": 1, "defaults": {"format": "json"},'
	"$program" fleet fleet.json >stdout 2>stderr &
	leader=$!
	wait_until 20 grep -q /customers slow.log || fail 'the slow one does not begin'
	kill -TERM "$leader"
	status=0
	wait "$leader" || status=$?
	assert_status 143
	assert_nothing_sent
	[ ! -e "$(echo reports/*/waiting)" ] || fail 'it has a report'
}

# Killed in the middle, it could clean up nothing: what is no report is pulled from its start.
resumed_after_a_crash() {
	account one ready
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	assert_status 0
	a_day
	rm "$day/one/manifest.json"
	run fleet fleet.json --resume
	assert_status 0
	run verify "$day/one"
	assert_status 0
}

a_damaged_report_is_no_finished_one() {
	account one ready
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	a_day
	sed -i 's/"verdict": "ready"/"verdict": "not-ready"/' "$day/one/results.json"
	run fleet fleet.json --resume
	assert_status 2
	grep -q '^syncro-audit: one: ' stderr || fail 'is not told'
}

# What is kept gives the status that it ended with: it is not ready, and no worse than the day before.
kept_and_no_worse() {
	account one not-ready '"baseline": "latest", "fail-on": "regressed"'
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	assert_status 1
	a_day
	mv "$day" reports/2020-01-01
	run fleet fleet.json
	assert_status 0
	run fleet fleet.json --resume
	assert_status 0
	day=$(cat stdout)
	[ "$(json "$day/one/results.json" 'd["verdict"]')" = not-ready ] || fail 'is ready'
}

# The file is another one by now: what was finished of another account, or of other profiles, is no
# report of what it asks for, and none of its own is deleted.
the_file_is_another() {
	account one ready '"profile": ["jumpcloud-mtp", "gradient"]'
	account two not-ready
	fleet_file '"defaults": {"format": "json", "fail-on": "never"},'
	run fleet fleet.json
	assert_status 0
	a_day
	cp fleet.json first.json
	sed -i 's/"subdomain": "northlight-demo"/"subdomain": "harborline-demo"/' fleet.json
	run fleet fleet.json --resume
	assert_status 2
	grep -q "^syncro-audit: one: its report of today is of the account 'northlight-demo', not 'harborline-demo'" stderr ||
		fail 'is not told which account'
	[ "$(json "$day/overview.json" '[(a["name"], a["verdict"]) for a in d["accounts"]]')" = \
		"[('one', 'not-read'), ('two', 'not-ready')]" ] || fail 'the report of another account counts'
	for profiles in '"jumpcloud-mtp"' '["jumpcloud-mtp", "gradient", "quoter"]' '["jumpcloud-mtp", "quoter"]'; do
		sed "s/\"profile\": [^]]*]/\"profile\": $profiles/" first.json >fleet.json
		run fleet fleet.json --resume
		assert_status 2
		grep -q '^syncro-audit: one: its report of today is of other profiles than the file names' stderr ||
			fail "$profiles"
	done
	sed 's/"subdomain": "northlight-demo"/"subdomain": "https:\/\/NorthLight-Demo.syncromsp.com"/' first.json >fleet.json
	run fleet fleet.json --resume
	assert_status 0
}

never_inside_a_report() {
	"$program" replay "$samples/ready" -q -f json -o report >stdout 2>stderr || fail 'no report'
	account one ready
	fleet_file '"defaults": {"format": "json"},'
	for place in report report/evidence report/new; do
		sed -i "s#\"out\": *\"[^\"]*\"#\"out\": \"$place\"#" fleet.json
		run fleet fleet.json
		assert_status 2
		assert_one_line 'would stand inside'
		assert_nothing_sent
	done
	run verify report
	assert_status 0
}

two_in_one_day() {
	account one ready
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	a_day
	status=0
	flock "$day" "$program" fleet fleet.json --resume >stdout 2>stderr || status=$?
	assert_status 2
	assert_one_line 'another fleet is at work in it'
}

it "a part that is killed is its own row" a_part_that_is_killed
it "a part that is told to stop is its own row" a_part_that_is_stopped
it 'a report that was finished when its part was killed is one' killed_when_it_is_finished
it 'what is finished stays when it is interrupted, and --resume goes on' interrupted_and_resumed
it 'stopped, an account that waits for its turn is not begun' who_waits_is_not_asked
it 'a folder without a manifest is pulled again from its start' resumed_after_a_crash
it 'a finished report that is damaged is told, and not kept for one' a_damaged_report_is_no_finished_one
it 'what is kept gives the status that it ended with' kept_and_no_worse
it 'what is finished counts only if it is what the file asks for' the_file_is_another
it 'a second fleet in the same folder is told to wait' two_in_one_day
it 'no day stands inside a report' never_inside_a_report
finish
