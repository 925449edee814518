#!/bin/bash
# Runs of one user on one machine keep to --rate together. Nothing here waits out a minute.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
at_once=2

brief() { # FOLDER: an audit that has time for what may start at once
	SYNCRO_API_TOKEN=$token "$program" audit --subdomain "$subdomain" --base-url "$base" \
		--rate 12 --time-budget 2 -f json -o "$1" 2>"$1.err"
}

at_most_12() {
	local count
	count=$(wc -l <"$requests")
	[ "$count" -le 12 ] || fail "$count requests"
	[ "$count" -ge "${1:-11}" ] || fail "only $count requests"
}

three_at_once() {
	start_standin ready
	brief a &
	local first=$!
	brief b &
	local second=$!
	brief c
	wait "$first" "$second"
	at_most_12
}

one_after_another() {
	start_standin ready
	brief a
	brief b
	at_most_12
}

alone() {
	start_standin ready
	XDG_RUNTIME_DIR=/nowhere brief a
	[ "$(grep -c 'not shared with other runs' a.err)" = 1 ] || fail "$(cat a.err)"
	at_most_12
}

it 'three at once' three_at_once
it 'one right after another' one_after_another
it 'without a place for the ledger, alone, and says so once' alone
finish
