#!/bin/bash
# An audit started at a terminal with nothing given: it asks, shows what it will send, and asks
# once more before it sends anything.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# typed TEXT OPTION...: an audit at a terminal where that was typed; $work/seen is what it got
typed() {
	local text=$1
	shift
	status=0
	"$root/tests/cli/at_terminal" --type "$text" seen "$program" audit "$@" >stdout || status=$?
	cp seen stderr
}

assert_seen() {
	local words
	for words; do
		grep -qF -- "$words" seen || fail "the terminal did not get '$words': $(cat -v seen)"
	done
}

asks_and_audits() {
	start_standin ready
	printf '%s\n' "$token" >token
	chmod 600 token
	typed $'northlight-demo\ntoken\ny\n' --base-url "$base" --rate 0 -o out
	[ -f out/manifest.json ] || fail "no report: $(cat -v seen)"
	assert_seen 'Which Syncro account?' 'Not the token itself' 'GET /customers?include_disabled=true&page=1' \
		"The next time: syncro-audit audit --subdomain northlight-demo --token-file 'token'"
}

a_command_instead() {
	start_standin ready
	printf '%s\n' "$token" >secret
	typed $'northlight-demo\n!cat secret\ny\n' --base-url "$base" --rate 0 -o out
	[ -f out/manifest.json ] || fail "no report: $(cat -v seen)"
	assert_seen "--token-command 'cat secret'"
}

# What is shown for the next time is what a shell has to be given.
a_command_with_quotes() {
	start_standin ready
	printf '%s\n' "$token" >secret
	typed $'northlight-demo\n!sh -c \'cat secret\'\ny\n' --base-url "$base" --rate 0 -o out
	[ -f out/manifest.json ] || fail "no report: $(cat -v seen)"
	assert_seen "--token-command 'sh -c '\\''cat secret'\\'''"
}

# The token itself, pasted where a file's name belongs, is not repeated by the program.
the_token_itself() {
	start_standin ready
	typed $'northlight-demo\n'"$token"$'\ny\n' --base-url "$base" --rate 0 -o out
	assert_status 2
	[ "$(grep -c "$token" seen)" -le 1 ] || fail "it is repeated: $(cat -v seen)"
	assert_nothing_sent
}

no_is_no() {
	start_standin ready
	export SYNCRO_API_TOKEN=$token
	typed $'northlight-demo\nn\n' --base-url "$base" --rate 0 -o out
	assert_status 2
	assert_seen 'nothing was sent'
	assert_nothing_sent
	[ ! -e out ] || fail 'a folder is left'
}

nothing_said() {
	typed $'\n'
	assert_status 2
	assert_seen 'no account: give --subdomain NAME'
}

without_a_terminal() {
	run audit
	assert_status 2
	assert_one_line 'no account: give --subdomain NAME'
}

it 'asks for the account and where the token is, and audits' asks_and_audits
it "takes a password manager's command" a_command_instead
it 'a command with quotes in it is shown so that it can be pasted' a_command_with_quotes
it 'does not repeat a token that was typed' the_token_itself
it 'sends nothing unless somebody says yes' no_is_no
it 'nothing said: the error of always' nothing_said
it 'without a terminal it does not ask' without_a_terminal
finish
