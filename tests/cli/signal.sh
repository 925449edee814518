#!/bin/bash
# Stopped in the middle: ends soon, with 128 + the signal, and leaves nothing.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

start_audit() { # in the background, $audit is its process
	SYNCRO_API_TOKEN=$token "$program" audit -s "$subdomain" --base-url "$base" -o out >stdout 2>stderr &
	audit=$!
	servers+=("$audit")
}

answered() { # N
	[ "$(wc -l <"$requests")" -ge "$1" ]
}

stopped_by() { # NAME NUMBER
	local before
	start_standin large-and-messy --latency-ms 400
	start_audit
	wait_until 20 answered 4 || fail 'no requests'
	[ -d out ] || fail 'the folder is not reserved'
	before=$SECONDS
	kill "-$1" "$audit"
	status=0
	wait "$audit" || status=$?
	[ $((SECONDS - before)) -le 3 ] || fail "it took $((SECONDS - before)) s to end"
	assert_status $((128 + $2))
	assert_no_report
	[ ! -s stdout ] || fail "standard output: $(cat stdout)"
}

goes_on_after_hangup() {
	start_standin ready --latency-ms 100
	SYNCRO_API_TOKEN=$token nohup "$program" audit -s "$subdomain" --base-url "$base" -o out -f json >stdout 2>stderr &
	audit=$!
	servers+=("$audit")
	wait_until 20 answered 2 || fail 'no requests'
	kill -HUP "$audit"
	wait "$audit"
	assert_report
}

stopped_while_it_waits() { # FAULT
	faults "GET /customers -> $1"
	start_standin ready --faults "$work/plan"
	start_audit
	wait_until 20 grep -q ' /customers' "$requests" || fail 'no request'
	kill -TERM "$audit"
	status=0
	wait "$audit" || status=$?
	assert_status 143
	assert_no_report
}

killed_leaves_no_report() {
	start_standin large-and-messy --latency-ms 200
	start_audit
	wait_until 20 answered 6 || fail 'no requests'
	kill -KILL "$audit"
	wait "$audit" 2>/dev/null
	[ ! -e out/manifest.json ] || fail 'there is a manifest'
	SYNCRO_API_TOKEN=$token run replay out -o again
	assert_status 2
	[ ! -e again ] || fail 'something was made of it'
}

it 'by SIGTERM' stopped_by TERM 15
it 'by SIGINT' stopped_by INT 2
for each in HUP QUIT ALRM USR1 USR2 VTALRM PROF XCPU RTMIN; do
	it "by SIG$each" stopped_by "$each" "$(kill -l "$each")"
done
it 'but not by SIGHUP where it was told to ignore it' goes_on_after_hangup
it 'while a server does not answer' stopped_while_it_waits stall
it 'while it waits for a retry' stopped_while_it_waits '429 retry-after=600'
it 'while a body drips' stopped_while_it_waits 'drip ms=500'
it 'by SIGKILL: what is left is no report' killed_leaves_no_report
finish
