#!/bin/bash
# What a scheduler sees: silence where nothing moved, and the status that was asked for.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2

assert_silent() {
	assert_status 0
	if [ -s stdout ] || [ -s stderr ]; then fail "says something: $(cat stdout)"; fi
}

assert_loud() {
	if [ ! -s stdout ] || [ ! -s stderr ]; then fail 'says nothing'; fi
}

assert_spoken() { # STATUS
	assert_status "$1"
	[ "$(cat stdout)" = out ] || fail "standard output: $(cat stdout)"
	grep -q ': jumpcloud-mtp: ' stderr || fail 'standard error does not tell the verdict'
}

restart_standin() {
	kill "${servers[0]}"
	rm -f base
	start_standin "$@"
}

again() { # OPTION...: a replay of the ready sample against itself, later or not
	rm -rf out
	run replay "$samples/ready" -f json -b first -o out --quiet-if-unchanged "$@"
}

silent_and_the_report_is_there() {
	run replay "$samples/ready" -f json -o first
	again
	assert_silent
	assert_report
	assert_json 'd["changes"]["counts"]["none"]' 27
	again -v
	assert_silent
	again -q
	assert_silent
	run verify out
	assert_status 0
}

a_pull_too() {
	start_standin ready
	audit_sample ready -f json
	mv out first
	audit_sample ready -f json -b first --quiet-if-unchanged
	assert_silent
	assert_report
}

speaks_of_what_moved() {
	start_standin ready
	audit_sample ready -f json
	mv out first
	restart_standin ready --without 'Tickets - List/Search'
	audit_sample ready -f json -b first --quiet-if-unchanged
	assert_status 1
	assert_loud
	grep -q 'not-ready' stderr || fail 'does not tell the verdict'
}

speaks_of_a_fault_each_time() {
	faults 'GET /me -> 500'
	start_standin ready --faults "$work/plan"
	audit_sample ready -f json
	assert_status 3
	mv out first
	audit_sample ready -f json -b first --quiet-if-unchanged
	assert_status 3
	assert_loud
}

speaks_before_something_expires() {
	run replay "$samples/ready" -f json -o first
	# The waiver ends with 2027-03-31.
	SOURCE_DATE_EPOCH=$(date -u -d '2027-03-01 23:59:58' +%s) again
	assert_silent
	SOURCE_DATE_EPOCH=$(date -u -d '2027-03-02 00:00:00' +%s) again
	assert_spoken 0
}

every_profile_must_be_unchanged() {
	run replay "$samples/ready" -f json -p jumpcloud-mtp -p gradient -o first
	again -p gradient -p jumpcloud-mtp
	assert_silent
	rm -rf first
	run replay "$samples/ready" -f json -p jumpcloud-mtp -o first
	again -p jumpcloud-mtp
	assert_silent
	again -p jumpcloud-mtp -p gradient
	assert_loud
}

# Their waivers and attestations end in time: only the verdict is bad.
silence_is_status_0_whatever_the_level() {
	local level name
	for name in waivers attestations; do
		sed -E 's/"(expires_on|valid_until)": "2026-1[12]-[0-9]+"/"\1": "2027-09-30"/' \
			"$samples/not-ready/$name.json" >"$name.json"
	done
	run replay "$samples/not-ready" -f json -w waivers.json -a attestations.json -o first
	assert_status 1
	for level in inconclusive not-ready regressed never; do
		rm -rf out
		run replay "$samples/not-ready" -f json -w waivers.json -a attestations.json -b first -o out \
			--quiet-if-unchanged --fail-on "$level"
		assert_silent
	done
}

an_error_is_never_silent() {
	start_standin ready
	audit_sample ready -f json
	mv out first
	kill "${servers[0]}" && wait "${servers[0]}" 2>/dev/null
	audit_sample ready -f json -b first --quiet-if-unchanged --fail-on never
	assert_status 2
	assert_one_line
	assert_no_report
	run replay "$samples/ready" -f json -b first -o nowhere/out --quiet-if-unchanged --fail-on never
	assert_status 2
	assert_one_line nowhere/out
}

needs_a_baseline() {
	run replay "$samples/ready" -o out --quiet-if-unchanged
	assert_status 2
	assert_one_line '--quiet-if-unchanged: needs --baseline'
	run replay "$samples/ready" -o out --fail-on regressed
	assert_status 2
	assert_one_line '--fail-on regressed: needs --baseline'
	assert_no_report
}

levels() { # SAMPLE INCONCLUSIVE NOT-READY NEVER
	run replay "$samples/$1" -f json -o one
	assert_status "$2"
	run replay "$samples/$1" -f json -o two --fail-on inconclusive
	assert_status "$2"
	run replay "$samples/$1" -f json -o three --fail-on not-ready
	assert_status "$3"
	run replay "$samples/$1" -f json -o four --fail-on never
	assert_status "$4"
	[ "$(cat stdout)" = four ] || fail 'the folder is not told'
	cmp one/results.json four/results.json || fail 'the level changes the report'
}

regressed() {
	cp "$samples/not-ready/baseline.json" before.json
	run replay "$samples/not-ready" -f json -o after -b before.json --fail-on regressed
	assert_status 1
	run replay "$samples/not-ready" -f json -o same -b after --fail-on regressed
	assert_status 0
	sed 's/"assessed_at": "2026/"assessed_at": "2036/' before.json >later.json
	run replay "$samples/not-ready" -f json -o later -b later.json --fail-on regressed
	assert_status 1
	grep -q 'warning: the report compared with is the later one' stderr || fail "$(cat stderr)"
}

no_level_hides_an_error() {
	start_standin ready
	kill "${servers[0]}" && wait "${servers[0]}" 2>/dev/null
	local level
	for level in inconclusive not-ready never; do
		audit --fail-on "$level"
		assert_status 2
	done
	run replay "$samples/ready" -o out --fail-on 2
	assert_status 2
	assert_one_line "--fail-on: expected inconclusive, not-ready, regressed or never, found '2'"
}

it 'keeps silent where nothing moved, and writes the report' silent_and_the_report_is_there
it 'keeps silent after a pull' a_pull_too
it 'speaks of what moved' speaks_of_what_moved
it 'speaks of a fault, the second time too' speaks_of_a_fault_each_time
it 'speaks 30 days before a waiver ends' speaks_before_something_expires
it 'keeps silent only if every profile is unchanged' every_profile_must_be_unchanged
it 'gives 0 with silence, whatever the level' silence_is_status_0_whatever_the_level
it 'is never silent about an error' an_error_is_never_silent
it 'asks for a baseline where one is needed' needs_a_baseline
it 'ready: 0 at every level' levels ready 0 0 0
it 'not ready: 1, or 0 with never' levels not-ready 1 1 0
it 'inconclusive: 3, or 0 with not-ready and never' levels large-and-messy 3 0 0
it 'with regressed: 1 for what got worse, then 0' regressed
it 'no level hides an error' no_level_hides_an_error
finish
