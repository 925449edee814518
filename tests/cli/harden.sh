#!/bin/bash
# What the running process gives away: no core, no memory, no file that others can read;
# and what a report folder from elsewhere can do to it: nothing, and not for long.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2
# A sanitizer would take the signal for itself.
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}handle_segv=0:handle_abort=0

begin() {
	start_standin ready --latency-ms 300
	(umask "${1:-022}" && ulimit -c unlimited && SYNCRO_API_TOKEN=$token exec "$program" audit -q -s "$subdomain" \
		--base-url "$base" -o out -f json >stdout 2>stderr) &
	audit=$!
	servers+=("$audit")
	wait_until 20 [ -e out/evidence/requests.jsonl.part ] || fail 'it does not begin'
}

# Before a command: root may look into everything.
as_nobody=()
[ "$(id -u)" != 0 ] || as_nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)

no_core_allowed() {
	begin
	grep -qE '^Max core file size +0 +0 ' "/proc/$audit/limits" || fail "$(grep core "/proc/$audit/limits")"
}

# The kernel gives the files of a process that is not dumpable to root.
not_for_its_owner() {
	chmod 755 "$work"
	mkdir -m 777 theirs
	"${as_nobody[@]}" test -x "$program" || skip 'another user cannot run the program'
	start_standin ready --latency-ms 300
	SYNCRO_API_TOKEN=$token "${as_nobody[@]}" "$program" audit -q -s "$subdomain" --base-url "$base" -o theirs/out -f json \
		>stdout 2>stderr &
	audit=$!
	servers+=("$audit")
	wait_until 20 [ -e theirs/out/evidence/requests.jsonl.part ] || fail 'it does not begin'
	[ "$(stat -c %u "/proc/$audit/environ")" = 0 ] || fail 'its memory can be read by its owner'
	! "${as_nobody[@]}" cat "/proc/$audit/environ" >environ 2>/dev/null || fail 'its environment can be read by its owner'
}

leaves_no_core() { # SIGNAL
	begin
	kill "-$1" "$audit"
	status=0
	wait "$audit" 2>/dev/null || status=$?
	[ "$status" -ge 128 ] || fail "status $status"
	[ -z "$(find . -name '*core*')" ] || fail "$(find . -name '*core*')"
}

# As a connection that breaks while it is written to, or a reader that has gone away.
outlives_a_broken_pipe() {
	begin
	kill -PIPE "$audit"
	wait "$audit" || [ $? -lt 128 ] || fail 'the signal ended it'
	assert_report
}

private_while_it_runs() { # UMASK
	begin "$1"
	wait_until 20 [ -e out/evidence/0001-me.json ] || fail 'no answer is stored'
	[ -z "$(find out -type d ! -perm 700)" ] || fail "folders: $(find out -type d ! -perm 700)"
	[ -z "$(find out -type f ! -perm 600)" ] || fail "files: $(find out -type f ! -perm 600)"
	wait "$audit"
	assert_report
	[ -z "$(find out -type d ! -perm 700)" ] || fail "folders: $(find out -type d ! -perm 700)"
	[ -z "$(find out -type f ! -perm 600)" ] || fail "files: $(find out -type f ! -perm 600)"
}

# The token is in the environment, so it must not be in the arguments or in a child's.
not_in_the_arguments() {
	begin
	! tr '\0' '\n' <"/proc/$audit/cmdline" | grep -qF "$token" || fail 'the token is an argument'
}

it 'its limit for cores is 0' no_core_allowed
it 'its memory and environment are not for its owner' not_for_its_owner
for each in QUIT ABRT SEGV; do
	it "SIG$each leaves no core" leaves_no_core "$each"
done
for each in 000 022 077 777; do
	it "files 0600 and folders 0700 while it runs, umask $each" private_while_it_runs "$each"
done
it 'the token is no argument' not_in_the_arguments
it 'a broken pipe does not end it' outlives_a_broken_pipe
finish
