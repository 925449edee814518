#!/bin/bash
# What runs the tests (tests/one, prove and tests/Tally.pm) takes nothing for passed that is not.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

# told LAST-LINE STATUS BODY...: files of tests, in shell
told() {
	local last=$1 expected=$2 number=0 found=0
	shift 2
	while [ $# -gt 0 ]; do
		number=$((number + 1))
		printf '%s\n' "$1" >"$work/$number.sh"
		shift
	done
	(cd "$root" && TEST_TIMEOUT=${limit:-60} PERL5LIB=tests prove --norc --formatter Tally --exec tests/one "$work"/*.sh) \
		>stdout 2>stderr || found=$?
	[ "$(tail -1 stdout)" = "$last" ] || fail "$(cat stdout)"
	[ "$((found != 0))" = "$expected" ] || fail "status $found"
}

hangs() {
	limit=1
	told '0 passed, 1 failed' 1 'sleep 60; echo ok 1; echo 1..1'
	grep -q 'stopped after 1 s' stderr || fail "$(cat stderr)"
}

failure_is_shown() {
	told '1 passed, 1 failed' 1 'echo "ok 1 - a"; echo "not ok 2 - b"; echo "# because"; echo 1..2'
	grep -q '# because' stderr || fail 'the reason is not shown'
}

it 'what passed and what was skipped' told '1 passed, 0 failed' 0 \
	'echo "ok 1 - a"; echo "ok 2 - b # SKIP not here"; echo 1..2'
it 'over several files' told '3 passed, 0 failed' 0 'echo ok 1; echo 1..1' 'echo ok 1; echo ok 2; echo 1..2'
it 'a failure, with its reason' failure_is_shown
it 'a file that dies' told '1 passed, 2 failed' 1 'echo 1..3; echo ok 1; kill -9 $$'
it 'a file without a plan' told '1 passed, 1 failed' 1 'echo ok 1'
it 'fewer results than planned' told '1 passed, 2 failed' 1 'echo ok 1; echo 1..3'
it 'a bad status after results that are all good' told '1 passed, 1 failed' 1 'echo ok 1; echo 1..1; exit 99'
it 'a file that hangs' hangs
finish
