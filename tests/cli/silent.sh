#!/bin/bash
# A host that does not answer, like behind a firewall that drops what comes: the run ends
# within its budget, and says so in words that help.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
at_once=4
unset HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy NO_PROXY no_proxy

host_is_silent() {
	[ -s host.port ] || ! kill -0 "${servers[-1]}" 2>/dev/null
}

# start_silent_host HOW SCHEME: sets $base
start_silent_host() {
	"$root/tests/cli/silent-host" "$1" >host.port 2>host.err &
	servers+=($!)
	wait_until 20 host_is_silent
	[ -s host.port ] || fail "the host does not start: $(cat host.err)"
	base=$2://127.0.0.1:$(cat host.port)/api/v1
	subdomain=acme
}

# audit_ends SECONDS ARGUMENT...: not before the budget of two seconds, and not much later
audit_ends() {
	local began=$EPOCHREALTIME took
	audit --time-budget 2 "$@"
	took=$(((${EPOCHREALTIME/./} - ${began/./}) / 1000))
	[ "$took" -ge 1500 ] || fail "it gives up after $took ms"
	[ "$took" -le 10000 ] || fail "it takes $took ms"
}

# never_answers HOW SCHEME WORDS: status 2, one line that names the address, and no report
never_answers() {
	start_silent_host "$1" "$2"
	audit_ends -q
	assert_status 2
	assert_one_line "'$base' cannot be reached" "$3"
	assert_no_report
}

# Until the encryption stands nobody is told the token.
says_no_hello() {
	never_answers mute https 'no answer in time'
	[ -s heard ] || fail 'it was not spoken to'
	! grep -qaF "$token" heard || fail 'the token is told'
}

# It answered once, and is gone for the rest: nothing more is known, nothing is claimed.
falls_silent() {
	faults 'GET /users page=1 -> stall' 'GET /users/{id} -> stall' 'GET /customers -> stall' 'GET /schedules -> stall' \
		'GET /tickets -> stall' 'GET /new_ticket_forms -> stall'
	start_standin ready --faults "$work/plan"
	audit_ends
	assert_status 3
	assert_report
	assert_json '[x["id"] for x in d["findings"] if x["verdict"] == "fail"]' '[]'
	assert_json 'f["JC-2.1"]["verdict"], d["verdict"]' "('pass', 'inconclusive')"
	for path in 2.2 5.1 5.2 5.4; do
		assert_json "f['JC-$path']['verdict'], f['JC-$path']['reason']" "('unknown', 'timeout')"
	done
	run verify out
	assert_status 0
}

# A key for the MTP's side changes nothing about who is asked first.
mtp_is_silent() {
	start_silent_host mute http
	local mtp=$base
	start_standin ready
	JUMPCLOUD_API_KEY=another-key-0123456789 audit_ends --mtp-provider 5f3c0aa1b2c3d4e5f6a7b8c9 --mtp-base-url "$mtp"
	assert_status 3
	assert_json 'f["JC-1.1"]["verdict"], f["JC-1.1"]["reason"]' "('unknown', 'timeout')"
	assert_json 'f["JC-5.1"]["verdict"]' pass
}

it 'no connection comes about' never_answers full http 'no connection in time: is there a network, does a firewall'
it 'nor one for TLS' never_answers full https 'is a proxy needed (HTTPS_PROXY)?'
it 'the host takes the connection and is silent' never_answers mute http 'no answer in time'
it 'it takes the connection and never begins with TLS' says_no_hello
it 'it answers once and falls silent' falls_silent
it 'the host of the MTP is silent' mtp_is_silent
finish
