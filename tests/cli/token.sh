#!/bin/bash
# Where the token comes from, and that it goes nowhere else.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

prepare() {
	start_standin ready
	(umask 077 && printf '%s\n' "$token" >secret)
	set -- --attestations "$samples/ready/attestations.json"
}

by() { # ARGUMENT...: without the environment variable
	run audit -q -s "$subdomain" --base-url "$base" -o "$work/out" -a "$samples/ready/attestations.json" \
		-w "$samples/ready/waivers.json" "$@"
}

from_file() {
	prepare
	by --token-file secret
	assert_status 0
}

from_standard_input() {
	prepare
	status=0
	printf '%s\r\n' "$token" | "$program" audit -s "$subdomain" --base-url "$base" -o out --token-file - \
		-a "$samples/ready/attestations.json" >stdout 2>stderr || status=$?
	assert_status 0
}

from_command() {
	prepare
	by --token-command 'head -1 secret; echo comment'
	assert_status 0
}

file_beats_environment() {
	prepare
	SYNCRO_API_TOKEN=another-token-0123456789 by --token-file secret
	assert_status 0
}

refused() { # WORD ARGUMENT...
	local word=$1
	shift
	by "$@"
	assert_status 2
	assert_one_line "$word"
	assert_nothing_sent
	assert_no_report
	! grep -qF "$token" stderr || fail 'the message tells the token'
}

two_at_once() {
	prepare
	refused token-command --token-file secret --token-command 'cat secret'
}

none() {
	prepare
	refused SYNCRO_API_TOKEN
}

readable_by_others() { # MODE
	prepare
	chmod "$1" secret
	refused 'chmod 600' --token-file secret
}

not_there() {
	prepare
	refused nowhere --token-file nowhere
}

bad_text() { # TEXT
	prepare
	printf '%b' "$1" >secret
	refused 'token file' --token-file secret
}

failing_command() { # WORD COMMAND
	prepare
	refused "$1" --token-command "$2"
}

in_no_output() {
	start_standin ready
	audit_sample ready -v
	assert_status 0
	assert_nowhere "$token" STANDIN-SECRET "$(printf %s "$token" | base64)"
	! tr '\0' '\n' <"$requests" | grep -F "$token" || fail 'the token was sent in a path'
}

echoed_by_the_server() { # PATH STATUS
	faults "GET $1 -> echo-token"
	start_standin ready --faults "$work/plan"
	audit_sample ready -v
	assert_status "$2"
	assert_nowhere "$token" STANDIN-SECRET
}

echoed_in_an_error() {
	faults "GET /new_ticket_forms -> 500 body={\"error\":\"$token\"}" "GET /schedules -> 401 body={\"error\":\"$token\"}"
	start_standin ready --faults "$work/plan"
	audit_sample ready -v --time-budget 5
	assert_nowhere "$token" STANDIN-SECRET
}

it 'from a file' from_file
it 'from standard input' from_standard_input
it 'from the first line of a command' from_command
it 'a file is asked before the environment' file_beats_environment
it 'a file and a command at once are refused' two_at_once
it 'no token at all' none
it 'a file that its group can read is refused, with the remedy' readable_by_others 640
it 'a file that others can read is refused, with the remedy' readable_by_others 604
it 'a file that is not there' not_there
it 'an empty file' bad_text ''
it 'a token with a space in it' bad_text 'one two three\n'
it 'a token of two lines' bad_text 'first-line-0123\nsecond-line-0123\n'
it 'a token that is not ASCII' bad_text 'töken-0123456789\n'
it 'a command that fails' failing_command 'status 3' 'exit 3'
it 'a command that prints nothing' failing_command empty true
it 'the token and other secrets are in no output' in_no_output
it 'nor where the customer list tells the token' echoed_by_the_server /customers 0
it 'nor where /me tells the token' echoed_by_the_server /me 0
it 'nor where an error tells the token' echoed_in_an_error
finish
