#!/bin/bash
# How many requests start in a minute, for more than a minute.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/../cli/lib.sh"
at_once=2

within_the_rate() {
	# A closing request may come when the first minute is over; none too many in any.
	start_standin large-and-messy --rate-limit 60
	audit --rate 60 --time-budget 50
	assert_requests '/RATE/' 0
	assert_status 3
	[ "$(wc -l <"$requests")" = 60 ] || fail "$(wc -l <"$requests") requests in the first minute"
}

across_minutes() {
	start_standin large-and-messy --rate-limit 60
	audit --rate 60 -f json
	assert_requests '/RATE/' 0
	assert_status 3
	assert_json 'len(d["users"]), d["requests"]["retried"]' '(60, 0)'
	[ "$(wc -l <"$requests")" -gt 60 ] || fail 'it takes no second minute'
}

it 'no more than --rate in a minute, and not fewer' within_the_rate
it 'nor in the minute that lies across two' across_minutes
finish
