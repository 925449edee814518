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

typed=T0123456789abcdef0123456789abcdef-0123456789abcdef0123456789abcdef

no_word_is_repeated() { # ARGUMENT...
	run "$@"
	assert_status 2
	! grep -qi "${typed:8:16}" stderr || fail "$* is repeated: $(cat stderr)"
	grep -qi "${typed:0:4}\.\.\." stderr || fail "nor is it hinted at: $(cat stderr)"
}

no_word_is_repeated_in_an_option() {
	local option
	for option in --profile --attestations --waivers --config --rate --time-budget --keep --history --baseline --brand; do
		no_word_is_repeated audit --subdomain acme --token-command 'echo a-token-0123456789' "$option" "$typed"
		no_word_is_repeated audit --subdomain acme --token-command 'echo a-token-0123456789' "$option=$typed"
	done
	SYNCRO_API_TOKEN=$token no_word_is_repeated audit --subdomain "$typed"
}

a_folder_is_told() {
	mkdir "$typed"
	run verify "$typed"
	assert_status 2
	grep -qF "$typed" stderr || fail "is not told: $(cat stderr)"
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

from_a_pipe() {
	prepare
	by --token-file <(printf '%s\n' "$token")
	assert_status 0
	status=0
	printf '%s\n' "$token" | "$program" audit -q -s "$subdomain" --base-url "$base" -o piped --token-file /dev/stdin \
		-a "$samples/ready/attestations.json" >stdout 2>stderr || status=$?
	assert_status 0
}

# In the place of something else, where a message would repeat it.
misplaced() { # ARGUMENT...
	start_standin ready
	SYNCRO_API_TOKEN=${env_token-} run audit -q -s "$subdomain" -o "$work/out" "$@"
	assert_status 2
	assert_no_report
	assert_nothing_sent
	if grep -qF "$token" stderr stdout; then fail 'the message tells the token'; fi
}

# start_hanging COMMAND: $audit is its process
start_hanging() {
	prepare
	"$program" audit -s "$subdomain" --base-url "$base" -o out --token-command "$1" >stdout 2>stderr &
	audit=$!
	servers+=("$audit")
	wait_until 20 [ -s started ] || fail 'the command was not run'
}

stopped_at_the_command() { # SIGNAL NUMBER
	start_hanging 'sleep 1000 & echo $! >started; echo a-token-0123; wait'
	kill "-$1" "$audit"
	local before=$SECONDS
	status=0
	wait "$audit" || status=$?
	[ $((SECONDS - before)) -le 3 ] || fail "it took $((SECONDS - before)) s to end"
	assert_status $((128 + $2))
	assert_no_report
	assert_nothing_sent
	wait_until 5 ended "$(cat started)" || fail 'the command goes on'
}

ended() { # PROCESS
	! grep -q '^State:[[:space:]][^Z]' "/proc/$1/status" 2>/dev/null
}

# As a password manager does: it asks on the terminal that the run was started from.
on_a_terminal() { # TYPED STATUS
	prepare
	python3 -ES - "$1" "$program" audit -q -s "$subdomain" --base-url "$base" -o out -a "$samples/ready/attestations.json" \
		-w "$samples/ready/waivers.json" -f json \
		--token-command 'echo ask >/dev/tty; read -r x </dev/tty; printf "%s\n" "$x"' <<-'END' >typed 2>&1
		import os, pty, sys
		child, terminal = pty.fork()
		if child == 0:
		    os.execv(sys.argv[2], sys.argv[2:])
		said = b""
		typed = False
		while True:
		    try:
		        got = os.read(terminal, 1000)
		    except OSError:
		        break
		    said += got
		    if b"ask" in said and not typed:
		        os.write(terminal, sys.argv[1].encode().decode("unicode_escape").encode())
		        typed = True
		    if not got:
		        break
		status = os.waitpid(child, 0)[1]
		print(said.decode(errors="replace"))
		sys.exit(os.waitstatus_to_exitcode(status) % 256)
	END
	status=$?
	[ "$status" = "$2" ] || fail "status $status: $(cat typed)"
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
it 'from a pipe' from_a_pipe
it 'from a command that asks on the terminal' on_a_terminal "$token\n" 0
it 'a command that asks is left by Ctrl-C' on_a_terminal '\x03' 130
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
it 'a token in quotes' bad_text '"first-line-0123"\n'
it 'a token as NAME=value' bad_text 'SYNCRO_API_TOKEN=first-line-0123\n'
it 'a token behind Bearer' bad_text 'Bearer first-line-0123\n'
it 'a token behind a byte order mark' bad_text '\xEF\xBB\xBFfirst-line-0123\n'
it 'a name of a variable that nobody replaced' bad_text '$SYNCRO_API_TOKEN\n'
it 'a reference that nobody followed' bad_text 'op://vault/item/token\n'
it 'JSON that holds a token' bad_text '{"token":"first-line-0123"}\n'
it 'words where a token belongs' bad_text 'YOUR_TOKEN_HERE\n'
it 'such words in small letters' bad_text 'your-syncro-api-key\n'
it 'such words that are none' bad_text 'xxxxxxxxxxxxxxxx\n'
it 'a token in brackets' bad_text '<first-line-0123>\n'
it 'a token as an option that there is not' misplaced --token="$token"
it 'a token in one word with an option' misplaced "--token-file $token"
it 'a token as the name of an option' misplaced "--0$token"
it 'a token in the query of the subdomain' misplaced --subdomain "acme.syncromsp.com?api_key=$token"
it 'a token before the host of the subdomain' misplaced --subdomain "https://$token@acme.syncromsp.com"
it 'a token behind the subdomain' misplaced --subdomain "acme/$token"
it 'a token as the name of a file' misplaced --token-file "$token"
it 'a token as an operand' misplaced "$token"
it 'a token as the base URL' misplaced --base-url "$token"
it 'a token as a command' no_word_is_repeated "$typed"
it 'a token as the value of any option' no_word_is_repeated_in_an_option
it 'a token as a folder' no_word_is_repeated verify "$typed"
it 'a name of a folder that is there is told' a_folder_is_told
it 'a token in the query of the base URL' misplaced --base-url "https://acme.syncromsp.com/api/v1?api_key=$token"
env_token=$token it 'a token in the path of the base URL' misplaced --base-url "https://acme.invalid/$token/v1"
env_token=$token it 'a token in the name of the folder' misplaced --out "report-$token"
it 'a command that hangs hears SIGTERM' stopped_at_the_command TERM 15
it 'a command that hangs hears SIGINT' stopped_at_the_command INT 2
it 'a command that fails' failing_command 'status 3' 'exit 3'
it 'a command that prints nothing' failing_command empty true
it 'the token and other secrets are in no output' in_no_output
it 'nor where the customer list tells the token' echoed_by_the_server /customers 0
it 'nor where /me tells the token' echoed_by_the_server /me 0
it 'nor where an error tells the token' echoed_in_an_error
finish
