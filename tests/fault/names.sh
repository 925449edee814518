#!/bin/bash
# A name server that does not answer holds neither the time budget nor a signal.
# shellcheck source=tests/fault/lib.sh
. "$(dirname "$0")/lib.sh"
at_once=3
unset HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy NO_PROXY no_proxy
export FAULT_KIND=names FAULT_AT=1 FAULT_ON=1

# start OPTION...: in the background, of an account whose host's name is looked up
start() {
	export FAULT_LOG=$work/log
	SYNCRO_API_TOKEN=$token LD_PRELOAD=$PRELOAD "$program" audit -s acme -f json -o out "$@" >stdout 2>stderr &
	servers+=($!)
	began=${EPOCHREALTIME/./}
}

# ends_within MS STATUS
ends_within() {
	status=0
	wait "${servers[-1]}" || status=$?
	local took=$(((${EPOCHREALTIME/./} - began) / 1000))
	[ "$took" -le "$1" ] || fail "it took $took ms"
	assert_status "$2"
	assert_no_report
	grep -q '^refused names acme.syncromsp.com' log || fail 'no name was looked up'
}

the_budget_ends() {
	start --time-budget 3
	ends_within 5000 2
	assert_one_line "'https://acme.syncromsp.com/api/v1' cannot be reached: no name server said in time"
}

is_told_to_stop() {
	start
	wait_until 20 grep -qs '^refused' log || fail 'no name was looked up'
	sleep 0.3
	kill -TERM "${servers[-1]}"
	began=${EPOCHREALTIME/./}
	ends_within 2000 143
}

the_proxys_name() {
	export HTTPS_PROXY=http://acme.syncromsp.com:3128
	start --time-budget 2
	ends_within 4000 2
}

# Each try gives up on it after ten seconds, and goes on.
between_two_tries() {
	start --time-budget 13
	ends_within 15000 2
	[ "$(grep -c '^refused' log)" -ge 2 ] || fail 'it was tried once'
}

it 'the time budget ends' the_budget_ends
it 'it is told to stop' is_told_to_stop
it "it is the proxy's name" the_proxys_name
it 'it is tried again' between_two_tries
finish
