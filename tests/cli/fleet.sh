#!/bin/bash
# Many accounts: each as if it were alone, whatever becomes of the others; what is finished stays.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/fleet/lib.sh
. "$(dirname "$0")/fleet/lib.sh"
at_once=2

each_has_its_report() {
	account 'Northlight (US)' ready
	account harborline not-ready '"profile": ["jumpcloud-mtp", "gradient"]'
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	assert_status 1
	a_day
	assert_lines stdout "$day"
	grep -q '^syncro-audit: harborline: jumpcloud-mtp: not-ready' stderr || fail 'is not told which'
	as_alone 'Northlight (US)' ready
	[ "$(json "$day/Northlight (US)/results.json" 'd["profile"]["id"]')" = jumpcloud-mtp ] || fail 'its profile'
	ls "$day/harborline/gradient/results.json" "$day/harborline/jumpcloud-mtp/results.json" >/dev/null || fail 'its profiles'
	for one in "$day/Northlight (US)" "$day/harborline"; do
		run verify "$one"
		assert_status 0
	done
}

# What goes wrong with one is its own row; the status is the worst: 2, 1, 3, 0.
trouble_stays_where_it_is() {
	account good ready
	account refused ready '"token-file": "secrets/good"'
	account unreachable ready '"base-url": "http://127.0.0.1:9/api/v1"'
	account nowhere ready '"token-file": "secrets/none"'
	account typo ready '"profile": "no-such-profile"'
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	assert_status 2
	a_day
	ls "$day" >left
	for name in good refused; do
		grep -qx "$name" left || fail "$name has no report: $(cat left)"
	done
	for name in unreachable nowhere typo; do
		grep -q "^syncro-audit: $name: " stderr || fail "nothing is told of $name"
		! grep -qx "$name" left || fail "$name left a folder"
	done
	as_alone good ready
	[ "$(json "$day/refused/results.json" 'd["verdict"]')" = not-ready ] || fail 'a token that is refused is a verdict'
}

# With the tokens swapped each account answers for the other: nobody's report, and no secret anywhere.
swapped_tokens() {
	account first ready
	first_token=$token
	account second not-ready
	fleet_file '"defaults": {"format": "xlsx,pdf,json,csv,junit,sarif,oscal"},'
	# Each goes to the other's stand-in with the other's token.
	python3 - <<-'END'
		import json
		file = json.load(open("fleet.json"))
		one, two = file["accounts"]
		for key in "base-url", "token-file":
		    one[key], two[key] = two[key], one[key]
		json.dump(file, open("fleet.json", "w"))
	END
	run fleet fleet.json
	assert_status 2
	grep -q "first: .*answers for the account 'harborline-demo'" stderr || fail 'the first'
	grep -q "second: .*answers for the account 'northlight-demo'" stderr || fail 'the second'
	! grep -rlF -e "$first_token" -e "$token" reports stdout stderr || fail 'a token got out'
	[ ! -e "$(echo reports/*/first)" ] || fail 'a report under the wrong name'
}

no_secret_of_one_with_another() {
	account first ready
	first_token=$token
	account second not-ready
	fleet_file '"defaults": {"format": "xlsx,pdf,json,csv,junit,sarif,oscal"},'
	SYNCRO_API_TOKEN=of-the-environment-0123 run fleet fleet.json
	assert_status 1
	! grep -rlF -e "$first_token" -e "$token" -e of-the-environment-0123 reports stdout stderr || fail 'a token got out'
	a_day
	! grep -rl harborline-demo "$day/first" || fail 'the second account stands in the first report'
	! grep -rl northlight-demo "$day/second" || fail 'the first account stands in the second report'
}

# by_signal NAME WORDS: what is told of the one part
by_signal() {
	plan=stall
	faults 'GET /customers -> stall'
	mv plan stall
	account slow ready '"time-budget": 60'
	account quick ready
	fleet_file '"defaults": {"format": "json"},'
	"$program" fleet fleet.json >stdout 2>stderr &
	leader=$!
	wait_until 20 eval 'ls reports/*/quick/manifest.json >/dev/null 2>&1' || fail 'the quick one does not end'
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
	wait_until 20 eval 'ls reports/*/one/manifest.json reports/*/two/manifest.json >ls 2>&1' || fail 'they do not end'
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

# What a scheduler is told is one thing, what the accounts come to is another.
the_last_line_tells_verdicts() {
	account one ready
	account two not-ready '"fail-on": "never"'
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	assert_status 0
	grep -qx 'syncro-audit: 2 accounts: 1 not ready, 1 ready' stderr || fail "it tells: $(tail -n 1 stderr)"
}

interrupted_and_resumed() {
	plan=stall
	faults 'GET /customers -> stall'
	mv plan stall
	account slow ready '"time-budget": 60'
	account quick ready
	fleet_file '"defaults": {"format": "json"},'
	"$program" fleet fleet.json >stdout 2>stderr &
	leader=$!
	wait_until 20 eval 'ls reports/*/quick/manifest.json >/dev/null 2>&1' || fail 'the quick one does not end'
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

at_a_terminal() {
	local line
	plan=drip
	faults 'GET /customers -> drip ms=1'
	mv plan drip
	account one ready
	account two ready
	fleet_file '"defaults": {"format": "json"},'
	TERM=xterm-256color "$root/tests/cli/at_terminal" --columns 100 seen "$program" fleet fleet.json >stdout
	tr '\r' '\n' <seen | sed 's/\x1b\[[KA]//g' >lines
	for line in '^one: .*answered' '^two: ' '^0 of 2 accounts' '^syncro-audit: 2 accounts: 2 ready'; do
		grep -qE "$line" lines || fail "no line '$line': $(cat lines)"
	done
	! tail -n 1 lines | grep -q 'of 2' || fail 'progress is left behind'
	assert_columns seen 99
}

mistakes_of_the_file() {
	printf '{ "out": "reports", "accounts": [ { "name": "a/b", "subdomain": "x", "token-file": "t" } ] }' >fleet.json
	run fleet fleet.json
	assert_status 2
	assert_one_line "fleet.json: at '/accounts/0/name': expected a name fit for a folder"
	run fleet none.json
	assert_status 2
	assert_one_line "fleet file" none.json
	run fleet
	assert_status 2
	[ ! -e reports ] || fail 'left a folder'
}

it 'each account has its report, as if it were alone' each_has_its_report
it 'trouble of one stays where it is' trouble_stays_where_it_is
it 'tokens that are swapped give no report under a wrong name' swapped_tokens
it "no account's secret or name gets into another's report" no_secret_of_one_with_another
it "a part that is killed is its own row" a_part_that_is_killed
it "a part that is told to stop is its own row" a_part_that_is_stopped
it 'a report that was finished when its part was killed is one' killed_when_it_is_finished
it 'the last line tells verdicts, whatever the level is' the_last_line_tells_verdicts
it 'what is finished stays when it is interrupted, and --resume goes on' interrupted_and_resumed
it 'a folder without a manifest is pulled again from its start' resumed_after_a_crash
it 'a finished report that is damaged is told, and not kept for one' a_damaged_report_is_no_finished_one
it 'a second fleet in the same folder is told to wait' two_in_one_day
it 'a line for each account at a terminal, and one for the whole' at_a_terminal
it 'a mistake in the file is told with its place' mistakes_of_the_file
finish
