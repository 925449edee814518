#!/bin/bash
# Two writers side by side: the same files as one after the other, or none at all.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

same_bytes_with_one_core() {
	run replay "$samples/large-and-messy" -o out
	taskset -c "$(taskset -cp $$ | sed 's/.*: \([0-9]*\).*/\1/')" \
		"$program" replay "$samples/large-and-messy" -o one >/dev/null 2>stderr
	diff -r out one || fail 'two cores write other files than one'
	[ -s out/report.pdf ] || fail 'a file is missing'
}

# Whoever of them has no room: the first that fails is told, and nothing is left.
no_room() { # KIBIBYTES
	(
		ulimit -f "$1"
		"$program" replay "$samples/large-and-messy" -q -f xlsx,pdf -o out >stdout 2>stderr
	)
	[ $? -eq 2 ] || fail 'it did not fail'
	grep -q "^syncro-audit: 'out/re[a-z.]*': " stderr || fail "$(cat stderr)"
	[ ! -e out ] || fail "left: $(ls out)"
}

writing() { # PROCESS: whether it writes both files, and who helps
	helper=$(tr -d ' ' <"/proc/$1/task/$1/children") 2>/dev/null
	[ -n "$helper" ] || ! kill -0 "$1" 2>/dev/null
}

# An account that takes long enough to write.
stopped_while_writing() { # SIGNAL
	local writer
	"$root/tests/cli/handover/account" account 1500
	"$program" replay account -q -f xlsx,pdf -o out >stdout 2>stderr &
	writer=$!
	servers+=("$writer")
	wait_until 30 writing "$writer" || fail 'nobody writes'
	[ -n "$helper" ] || skip 'there is one core, or it was too quick'
	kill "-$1" "$writer" || skip 'it was too quick'
	status=0
	wait "$writer" || status=$?
	wait_until 10 gone "$helper" || fail 'who helped goes on'
}

gone() { # PROCESS
	[ ! -e "/proc/$1" ] || grep -q '^State:.Z' "/proc/$1/status"
}

by_sigterm() {
	stopped_while_writing TERM
	assert_status 143
	assert_no_report
}

by_sigkill() {
	stopped_while_writing KILL
	[ ! -e out/manifest.json ] || fail 'there is a manifest'
}

# Who is killed has written nothing, whatever stands in the file.
helper_killed() {
	local writer
	"$root/tests/cli/handover/account" account 1500
	"$program" replay account -q -f xlsx,pdf -o out >stdout 2>stderr &
	writer=$!
	servers+=("$writer")
	wait_until 30 writing "$writer" || fail 'nobody writes'
	[ -n "$helper" ] || skip 'there is one core, or it was too quick'
	kill -KILL "$helper" 2>kill.log || skip 'it was too quick'
	status=0
	wait "$writer" || status=$?
	[ -e out/report.pdf ] && [ "$status" -ne 2 ] && skip 'it was too quick'
	assert_status 2
	grep -q "report.pdf': the process that writes it was ended by signal 9" stderr || fail "$(cat stderr)"
	assert_no_report
}

it 'the same files with one core' same_bytes_with_one_core
for each in 80 100 120; do
	it "no file of more than $each KiB: nothing is left" no_room "$each"
done
it 'stopped while they write: nothing is left' by_sigterm
it 'killed while they write: no report, and nobody goes on' by_sigkill
it 'one is killed: it is told, and nothing is left' helper_killed
finish
