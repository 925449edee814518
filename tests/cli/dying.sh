#!/bin/bash
# A server that drops a connection the moment it is used again: libcurl then sends once more by
# itself, which counts as a start.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2

within_the_rate() { # RATE
	faults 'GET /users/{id} -> reset' 'GET /customers -> reset' 'GET /schedules -> reset'
	start_standin large-and-messy --faults "$work/plan" --rate-limit "$1"
	audit --rate "$1" --time-budget 4 -f json
	assert_status 3
	assert_requests '1' "$1"
	assert_requests '/RATE/' 0
}

# Nor where it may: what was lost is asked for again, and nothing is missing in the end.
whole_in_the_end() {
	faults 'GET /customers page=1 -> reset times=2' 'GET /users page=1 -> reset times=2'
	start_standin ready --faults "$work/plan"
	audit_sample ready -f json
	assert_status 0
}

for rate in 11 20 21 30; do
	it "no more than $rate" within_the_rate "$rate"
done
it 'what was lost is asked for again' whole_in_the_end
finish
