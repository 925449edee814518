#!/bin/bash
# What is wrong with a machine, named before the first run.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# doctor OPTION...: with the stand-in's address and a token
doctor() {
	SYNCRO_API_TOKEN=${given:-$token} run doctor --subdomain acme --base-url "${base:-}" "$@"
}

assert_said() { # ok|WRONG|- NAME WORDS
	grep -qE "^$1 +$2 +.*$3" "$work/stdout" || fail "no '$1 $2 … $3' in: $(cat "$work/stdout")"
}

all_is_well() {
	local name
	start_standin ready
	doctor
	assert_status 0
	for name in libcurl libqpdf fonts templates place proxy token account clock; do
		assert_said ok "$name" ''
	done
	[ "$(wc -l <"$work/stdout")" -eq 9 ] || fail 'other lines'
}

no_account_named() {
	run doctor
	assert_status 1
	assert_said WRONG token 'give --token-file'
	assert_said - account 'no --subdomain'
	assert_said - clock ''
}

a_token_that_others_can_read() {
	printf '%s\n' "$token" >token
	chmod 644 token
	run doctor --token-file token
	assert_status 1
	assert_said WRONG token 'chmod 600'
}

a_token_that_is_not_accepted() {
	start_standin ready
	given=another-token-0123456789 doctor
	assert_status 1
	assert_said WRONG account 'does not accept the token'
	! grep -q another-token "$work/stdout" || fail 'the token is shown'
}

nobody_answers() {
	base=http://127.0.0.1:1/api/v1
	doctor
	assert_status 1
	assert_said WRONG account 'no connection'
}

another_status() {
	echo 'GET /me -> 404' >faults
	start_standin ready --faults faults
	doctor
	assert_status 1
	assert_said WRONG account 'is the subdomain right'
}

no_place() {
	[ "$(id -u)" -ne 0 ] || [ ! -d /nowhere ] || skip 'there is a /nowhere'
	start_standin ready
	doctor --out /nowhere/report
	assert_status 1
	assert_said WRONG place "/nowhere"
}

no_templates() {
	start_standin ready
	SYNCRO_AUDIT_TEMPLATES=$work/none doctor
	assert_status 1
	assert_said WRONG templates ''
}

# A server that lives in another year.
a_clock_that_is_wrong() {
	python3 -ES - >port <<'EOF' &
import http.server
class Server(http.server.BaseHTTPRequestHandler):
    date_time_string = lambda self, timestamp=None: "Mon, 01 Jan 2001 00:00:00 GMT"
    log_message = lambda self, *args: None
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")
server = http.server.HTTPServer(("127.0.0.1", 0), Server)
print(server.server_port, flush=True)
server.handle_request()
EOF
	until [ -s port ]; do sleep 0.05; done
	base=http://127.0.0.1:$(cat port)/api/v1
	doctor
	assert_status 1
	assert_said WRONG clock 'ahead of the server'
}

it 'all is well' all_is_well
it 'without an account nothing is sent' no_account_named
it 'a token that others can read' a_token_that_others_can_read
it 'a token that is not accepted' a_token_that_is_not_accepted
it 'nobody answers' nobody_answers
it 'a subdomain of nobody' another_status
it 'no place for the report' no_place
it 'no templates' no_templates
it 'a clock that is wrong' a_clock_that_is_wrong
finish
