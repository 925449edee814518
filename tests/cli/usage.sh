#!/bin/bash
# Usage errors: status 2, one line, nothing sent, nothing written.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

nothing_happened() { # WORD...: in the line
	assert_status 2
	assert_one_line "$@"
	assert_nothing_sent
	assert_no_report
	[ -z "$(find "$work" -newer "$work/before" ! -name stdout ! -name stderr ! -path "$work")" ] ||
		fail "something was written: $(find "$work" -newer "$work/before")"
}

# refused WORD ARGUMENT...: an audit with these arguments; WORD is in the message
refused() {
	local word=$1
	shift
	start_standin ready
	touch -d '1 second ago' "$requests" base
	touch before
	audit "$@"
	nothing_happened "$word"
}

# bare_refused WORD ARGUMENT...: the program with just these
bare_refused() {
	local word=$1
	shift
	start_standin ready
	touch -d '1 second ago' "$requests" base
	touch before
	SYNCRO_API_TOKEN=$token run "$@"
	nothing_happened "$word"
}

help() {
	local command
	for command in '' audit replay; do
		run $command --help
		assert_status 0
		grep -q "^usage: syncro-audit $command" stdout || fail "no usage of '$command'"
		[ ! -s stderr ] || fail 'standard error is not empty'
	done
}

full_disk() { # ARGUMENT...
	status=0
	"$program" "$@" >/dev/full 2>stderr || status=$?
	: >stdout
	assert_status 2
	assert_one_line 'standard output'
}

version() {
	run --version
	assert_status 0
	grep -qE '^syncro-audit [0-9]+\.[0-9]+\.[0-9]+$' stdout || fail "$(cat stdout)"
}

dry_run() {
	start_standin ready
	audit --dry-run
	assert_status 0
	assert_nothing_sent
	assert_no_report
	[ "$(head -1 stdout)" = 'GET /me' ] || fail "first line: $(head -1 stdout)"
	grep -q '^GET /customers?include_disabled=true&page=1$' stdout || fail 'customers are not in the plan'
	grep -qF 'GET /users/{id}' stdout || fail 'details of users are not in the plan'
	! grep -qvE '^GET /' stdout || fail "not a GET: $(grep -vE '^GET /' stdout)"
}

dry_run_without_token() {
	start_standin ready
	run audit -s acme --base-url "$base" --dry-run
	assert_status 0
}

it '--help is on standard output, status 0' help
it '--version is on standard output, status 0' version
it '--help on a full disk' full_disk --help
it 'audit --help on a full disk' full_disk audit --help
it '--version on a full disk' full_disk --version
it '--dry-run on a full disk' full_disk audit -s acme --dry-run
it '--dry-run prints the requests and sends none' dry_run
it '--dry-run needs no token' dry_run_without_token
it 'no command' bare_refused command
it 'an unknown command' bare_refused frobnicate frobnicate
it 'an option of no command' bare_refused quiet --quiet
it 'no subdomain' bare_refused subdomain audit
it 'a subdomain that is none' bare_refused 'Not_One' audit -s Not_One
it 'a subdomain that is too long' bare_refused subdomain audit -s "$(printf 'a%.0s' {1..64})"
it 'a subdomain with a path' bare_refused '..' audit -s ../etc
it 'another site as the account' bare_refused example.com audit -s https://acme.example.com/
it 'an unknown option' refused --frobnicate --frobnicate
it 'an option without its argument' refused paper --paper
it 'an operand too many' refused extra extra
it 'http:// to a host that is not loopback' refused http --base-url http://acme.example/api/v1
it 'a base URL with a password' refused 'base URL' --base-url https://user:word@acme.example/api/v1
it 'a base URL that is none' refused ftp --base-url ftp://127.0.0.1/
it 'a rate that is no number' refused fast --rate fast
it 'a negative rate' refused -1 --rate -1
it 'no rate limit for the real Syncro' bare_refused rate audit -s acme --rate 0
it 'no concurrency' refused concurrency --concurrency 0
it 'a budget of nothing' refused time-budget --time-budget 0
it 'an unknown format' refused docx --format xlsx,docx
it 'an unknown paper' refused a3 --paper a3
it 'an unknown profile' refused no-such-profile --profile no-such-profile
it 'a profile file that is not there' refused ./nowhere.json --profile ./nowhere.json
it 'an attestation file that is not there' refused nowhere.json --attestations nowhere.json
it 'a waiver file that is a folder' refused / --waivers /
it 'replay of nothing' bare_refused FOLDER replay
it 'replay of a folder that is not there' bare_refused nowhere replay nowhere
it 'replay takes no base URL' bare_refused base-url replay . --base-url http://127.0.0.1/
finish
