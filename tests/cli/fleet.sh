#!/bin/bash
# Many accounts: each as if it were alone, whatever becomes of the others; what is finished stays.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2

# account NAME SAMPLE [MEMBER...]: a stand-in of its own, and a token that no other has
account() {
	local name=$1 sample=$2
	shift 2
	token=token-of-${name// /-}-0123456789
	start_standin "$sample" ${plan:+--faults "$plan"}
	mkdir -p secrets
	printf '%s\n' "$token" >"secrets/$name"
	chmod 600 "secrets/$name"
	accounts+=("$(python3 -ES -c '
import json, os, sys
name, subdomain, base, sample, *more = sys.argv[1:]
one = {"name": name, "subdomain": subdomain, "base-url": base, "token-file": f"secrets/{name}"}
for what in "attestations", "waivers":
    if os.path.exists(f"{sample}/{what}.json"):
        one[what] = f"{sample}/{what}.json"
for member in more:
    one.update(json.loads("{" + member + "}"))
print(json.dumps(one))' "$name" "$subdomain" "$base" "$samples/$sample" "$@")")
	plan=''
}

fleet_file() { # [MEMBER...]: of the accounts so far
	local IFS=,
	printf '{ "out": "reports", "rate": 0, %s "accounts": [ %s ] }\n' "$*" "${accounts[*]}" >fleet.json
}

a_day() { # the one folder in reports
	set -- reports/*/
	if [ $# != 1 ] || [ ! -d "$1" ]; then fail "not one day: $*"; fi
	day=${1%/}
}

# What an account's report says, but for when: as of one that was pulled alone.
as_alone() { # NAME SAMPLE
	local name=$1 sample=$2
	subdomain=$(json "$samples/$sample/evidence/run.json" 'd["account"]["subdomain"]')
	rm -rf out
	run replay "$day/$name" -o out -f json
	cmp out/results.json "$day/$name/results.json" || fail "$name does not replay to the same"
	[ "$(json "$day/$name/results.json" 'd["account"]["subdomain"]')" = "$subdomain" ] ||
		fail "$name tells of another account"
}

accounts=()
plan=''

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
it '"latest" and --keep look at the days before' the_last_one_of_each
it 'two days are compared account by account' two_days_are_compared
it 'the course of each account over the days' the_course_of_each
it 'each account of a day is passed on in a folder of its own' each_is_passed_on
it '--quiet-if-unchanged: one that failed is told, the others are silent' silent_but_for_the_one
it 'a line for each account at a terminal, and one for the whole' at_a_terminal
it 'a mistake in the file is told with its place' mistakes_of_the_file
finish
