#!/bin/bash
# One local call refused, at each place in turn: every run ends with one line and status 2
# and leaves nothing, or is byte for byte what it is without a fault (refuse.py, preload.c).
# FAULT_STEP=1 refuses each of the first 2,000 allocations instead of every 50th.
# The plain build: AddressSanitizer has an allocator of its own.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/../cli/lib.sh"
program=$(realpath -m "${PLAIN:-$root/build/syncro-audit}")
export PRELOAD=${PRELOAD:-$root/build/preload.so}

# Fonts of a cache of its own: a refused call must not spoil the machine's.
own_font_cache() {
	printf '%s\n' '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">' \
		"<fontconfig><dir>/usr/share/fonts</dir><cachedir>$work/cache</cachedir></fontconfig>" >fonts.conf
	export FONTCONFIG_FILE=$work/fonts.conf
	"$program" replay "$samples/ready" -q -o warm >/dev/null 2>&1 || fail 'the replay does not work'
}

refuse() { # KIND NUMBERS OPTION...
	own_font_cache
	python3 "$root/tests/fault/refuse.py" "$@" -- "$program" replay "$samples/ready" -q -o '{out}' ||
		fail "$1: a refusal ends badly"
}

full_standard_error() {
	own_font_cache
	status=0
	FAULT_KIND=memory FAULT_AT=9000 LD_PRELOAD=$PRELOAD \
		"$program" replay "$samples/ready" -q -o out >stdout 2>/dev/full || status=$?
	assert_status 2
	assert_no_report
}

it 'memory refused, the first 2,000 allocations' refuse memory "1-2000/${FAULT_STEP:-50}"
it 'memory refused, later' refuse memory 2001-200000/4000
it 'memory refused, and standard error is full' full_standard_error
it 'disk full at every write' refuse write 1-2000/3 --strict
it 'every other call that writes' refuse rename 1-200/1 --strict --below report-folder
it 'chmod' refuse chmod 1-200/1 --strict --below report-folder
it 'mkdir' refuse mkdir 1-20/1 --strict --below report-folder
it 'syncfs' refuse syncfs 1-20/1 --strict
it 'a file of the report folder cannot be opened' refuse openat 1-200/2 --errno 5 --below report-folder
it 'its folders cannot be read' refuse getdents64 1-20/1 --errno 5 --below report-folder
it 'its files cannot be read back' refuse read 1-200/3 --errno 5 --below report-folder
it 'the evidence cannot be read' refuse read 1-200/3 --errno 5 --below "$samples"
finish
