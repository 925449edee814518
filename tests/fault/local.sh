#!/bin/bash
# One local call refused, at each place in turn: every run ends with one line and status 2
# and leaves nothing, or is byte for byte what it is without a fault (refuse.py, preload.c).
# FAULT_STEP=1 refuses each of the first 2,000 allocations instead of every 50th.
# shellcheck source=tests/fault/lib.sh
. "$(dirname "$0")/lib.sh"

replay_refused() { # KIND NUMBERS [--OPTION]...
	own_font_cache
	refuse "$@" -- replay "$samples/ready" -q -o '{out}'
}

# An overview stands above the reports.
several_refused() {
	own_font_cache
	refuse "$@" -- replay "$samples/ready" -q -p gradient -p cyberhoot -f xlsx,pdf -o '{out}'
}

full_standard_error() {
	own_font_cache
	status=0
	FAULT_KIND=memory FAULT_AT=9000 LD_PRELOAD=$PRELOAD \
		"$program" replay "$samples/ready" -q -o out >stdout 2>/dev/full || status=$?
	assert_status 2
	assert_no_report
}

it 'memory refused, the first 2,000 allocations' replay_refused memory "1-2000/${FAULT_STEP:-50}"
it 'memory refused, later' replay_refused memory 2001-200000/4000
it 'memory refused, and standard error is full' full_standard_error
it 'disk full at every write' replay_refused write 1-2000/3 --strict
it 'every other call that writes' replay_refused renameat 1-200/1 --strict --below report-folder
it 'chmod' replay_refused fchmodat 1-200/1 --strict --below report-folder
it 'mkdir' replay_refused mkdir 1-20/1 --strict --below report-folder
it 'mkdir within it' replay_refused mkdirat 1-20/1 --strict --below report-folder
it 'several profiles: disk full' several_refused write 1-2000/13 --strict
it 'several profiles: every other call that writes' several_refused renameat 1-200/1 --strict --below report-folder
it 'several profiles: memory refused' several_refused memory 1-300000/9000
it 'syncfs' replay_refused syncfs 1-20/1 --strict
it 'a file of the report folder cannot be opened' replay_refused openat 1-200/2 --errno 5 --below report-folder
it 'its folders cannot be read' replay_refused getdents64 1-20/1 --errno 5 --below report-folder
it 'its files cannot be read back' replay_refused read 1-200/3 --errno 5 --below report-folder
it 'the evidence cannot be read' replay_refused read 1-200/3 --errno 5 --below "$samples"
finish
