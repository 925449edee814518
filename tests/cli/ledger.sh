#!/bin/bash
# All runs of a user on this machine keep to the rate together.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=4
shared_ledger=1

# in_background NAME ARGUMENT...: an audit into NAME
in_background() {
	SYNCRO_API_TOKEN=$token "$program" audit -s "$subdomain" --base-url "$base" -f json -o "$@" >"$1.stdout" 2>"$1.stderr" &
	servers+=($!)
}

sent() { # N
	[ "$(wc -l <"$requests")" = "$1" ] || fail "$(wc -l <"$requests") requests, expected $1: $(cat ./*.stderr)"
}

# More could be sent than both may, and neither leaves anything of it to the other's minute.
two_at_once() {
	start_standin large-and-messy --rate-limit 30
	in_background one --rate 30 --time-budget 3
	in_background other --rate 30 --time-budget 3
	wait "${servers[1]}" "${servers[2]}"
	sent 30
	assert_requests '/RATE/' 0
	[ ! -s one/results.json ] || grep -q '"not-sent"' one/evidence/requests.jsonl || fail 'one was not held'
	[ ! -s other/results.json ] || grep -q '"not-sent"' other/evidence/requests.jsonl || fail 'the other was not held'
}

one_after_another() {
	start_standin ready --rate-limit 60
	audit_sample ready --rate 60 -f json
	assert_status 0
	rm -r out
	local before
	before=$(wc -l <"$requests")
	audit_sample ready --rate "$before" --time-budget 3
	assert_status 2
	grep -q 'the time budget ended before an answer came' stderr || fail 'does not say why'
	sent "$before"
	audit_sample ready --rate $((before + 1)) --time-budget 3
	sent $((before + 1))
}

# The tries of a request count as much as the first ones.
retries_count() {
	faults 'GET /schedules -> 503 retry-after=0'
	start_standin ready --faults "$work/plan"
	audit_sample ready -f json
	audit_sample ready -f json --rate "$(wc -l <"$requests")" --time-budget 2 -o again
	assert_status 2
}

another_host_has_another() {
	start_standin ready
	audit_sample ready -f json
	rm -r out base
	start_standin ready
	audit_sample ready -f json --rate 60 --time-budget 5
	assert_status 0
	set -- "$XDG_RUNTIME_DIR"/*
	[ $# = 2 ] || fail "ledgers: $*"
	[ -z "$(find "$XDG_RUNTIME_DIR" -type f ! -perm 0600)" ] || fail 'others can read it'
}

without_a_limit_there_is_none() {
	start_standin ready
	audit_sample ready -f json --rate 0
	assert_status 0
	[ -z "$(ls -A "$XDG_RUNTIME_DIR")" ] || fail 'there is a ledger'
}

# alone WHY: goes on, says so once, and touches nothing
alone() {
	audit_sample ready -f json
	assert_status 0
	[ "$(grep -c 'warning: --rate is kept for this run alone' stderr)" = 1 ] || fail 'not said once'
	grep -qF -- "$1" stderr || fail "does not say '$1'"
}

name() {
	local host=${base#http://}
	printf '%s/syncro-audit-%s-%s' "$XDG_RUNTIME_DIR" "$(id -u)" "${host%%/*}"
}

a_link_in_its_place() {
	start_standin ready
	echo precious >target
	chmod 600 target
	ln -s "$work/target" "$(name)"
	alone 'is a symbolic link'
	[ "$(cat target)" = precious ] || fail 'written through the link'
}

one_of_somebody_else() {
	start_standin ready
	: >"$(name)"
	chmod 600 "$(name)"
	chown 12345 "$(name)" 2>/dev/null || skip 'only root can give a file away'
	alone 'is not a file of this user alone'
	[ ! -s "$(name)" ] || fail 'written to'
}

a_place_that_cannot_be_written_to() {
	start_standin ready
	unshare --mount true 2>/dev/null || skip 'no mount namespaces here'
	printf '#!/bin/sh\nmount -t tmpfs -o ro none "$XDG_RUNTIME_DIR" && exec "%s" "$@"\n' "$program" >inside
	chmod +x inside
	program=$work/outside
	printf '#!/bin/sh\nexec unshare --mount "%s/inside" "$@"\n' "$work" >outside
	chmod +x outside
	alone 'Read-only file system'
}

a_process_that_holds_it() {
	start_standin ready
	python3 -ES -c 'import fcntl, sys, time
file = open(sys.argv[1], "w")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)' "$(name)" >held &
	servers+=($!)
	wait_until 20 test -s held
	chmod 600 "$(name)"
	local began=$SECONDS
	alone 'another process holds'
	[ $((SECONDS - began)) -le 5 ] || fail "it took $((SECONDS - began)) s"
}

# One file of random bytes, or of another boot, holds up every run of the next minute.
a_damaged_one_is_told() {
	start_standin ready
	head -c 8192 /dev/zero | tr '\0' '\177' >"$(name)"
	chmod 600 "$(name)"
	audit_sample ready -f json --time-budget 2
	assert_status 2
	[ "$(grep -c 'warning: requests wait for up to 60 seconds: the ledger of requests to' stderr)" = 1 ] ||
		fail 'not said once'
	sent 0
	audit_sample ready -f json --rate 2000
	assert_status 0
	! grep -q 'ledger of requests' stderr || fail 'said although nothing waits'
}

it 'two runs at once send as much as one' two_at_once
it 'a run right after another waits for its minute to end' one_after_another
it 'retries count' retries_count
it 'another host has another ledger' another_host_has_another
it '--rate 0 needs none' without_a_limit_there_is_none
it 'says why it waits where it is damaged' a_damaged_one_is_told
it 'alone where a link stands in its place' a_link_in_its_place
it 'alone where it is of somebody else' one_of_somebody_else
it 'alone where it cannot be written' a_place_that_cannot_be_written_to
it 'alone where another process holds it' a_process_that_holds_it
finish
