#!/bin/bash
# A folder that cannot be read to its end: --keep deletes nothing where it did not see all, and
# says so.
# shellcheck source=tests/fault/lib.sh
. "$(dirname "$0")/lib.sh"

# An earlier report, which --keep would let go.
one_report() {
	start_standin ready
	mkdir reports
	SOURCE_DATE_EPOCH=$(date -u -d 2026-05-01 +%s) run replay "$samples/ready" -q -f json -o reports/may
	[ -f reports/may/manifest.json ] || fail 'no report'
}

# beside_it NUMBER FOLDER OPTION...: an audit whose NUMBERth readdir in or below FOLDER fails
beside_it() {
	rm -rf reports/out log
	FAULT_KIND=readdir FAULT_AT=$1 FAULT_ERRNO=5 FAULT_BELOW=$2 FAULT_LOG=$work/log LD_PRELOAD=$PRELOAD \
		SYNCRO_API_TOKEN=$token run audit -s "$subdomain" --base-url "$base" -f json \
		-a "$samples/ready/attestations.json" -w "$samples/ready/waivers.json" -o reports/out "${@:3}"
	counted=$(sed -n 's/^counted \([0-9]*\).*/\1/p' log)
	[ "$1" -gt "$counted" ] || grep -q '^refused readdir' log || fail "readdir $1 was never made"
}

# notes_stay NAME: of a file that a person put into the report
notes_stay() {
	local at last
	one_report
	echo 'call the vendor' >"reports/may/$1"
	cp -a reports/may before
	beside_it 1000000 /reports/may --keep 1
	grep -qF "'$1' is not what its manifest lists" stderr || fail 'the notes are not told'
	last=$counted
	[ "$last" -gt 0 ] || fail 'readdir is never called'
	for ((at = 1; at <= last; at++)); do
		beside_it "$at" /reports/may --keep 1
		assert_status 0
		diff -r before reports/may || fail "readdir $at: something was deleted"
		grep -q "/may': is left as it is: .*Input/output error" stderr || fail "readdir $at: does not tell"
	done
}

# Wherever it happens, in the new report, beside it or in the old one.
none_goes() {
	local at last
	one_report
	cp -a reports/may before
	beside_it 1000000 /reports --keep 1
	[ ! -e reports/may ] || fail 'is kept without a fault too'
	last=$counted
	cp -a before reports/may
	for ((at = 1; at <= last; at++)); do
		beside_it "$at" /reports --keep 1
		diff -r before reports/may || fail "readdir $at: something was deleted"
		grep -q 'Input/output error' stderr || fail "readdir $at: does not tell"
		[ "$status" = 0 ] || [ ! -e reports/out ] || fail "readdir $at: half a report"
	done
}

no_latest_is_chosen() {
	one_report
	beside_it 1 /reports -b latest
	assert_status 2
	assert_one_line 'baseline: ' 'Input/output error'
	[ ! -e reports/out ] || fail 'there is a report'
}

# went COUNT: so many of the later day's accounts are told by an earlier one, whose reports are gone
went() {
	python3 -ES -c '
import json, sys
names = ["one", "two", "three"][: int(sys.argv[1])]
print(json.dumps({"schema": "syncro-audit/fleet-overview/1", "accounts": [{"name": n, "folder": n} for n in names]}))' \
		"$1" >reports/2026-05-01/overview.json
	rm -rf all log
	FAULT_KIND=getdents64 FAULT_AT=1000000 FAULT_BELOW=/reports FAULT_LOG=$work/log LD_PRELOAD=$PRELOAD run overview reports -o all
	assert_status 0
	[ "$(json all/overview.json 'd["counts"]["not-read"]')" = 0 ] || fail "$1 went: one is missed"
	looks=$(sed -n 's/^counted \([0-9]*\).*/\1/p' log)
}

the_days_are_gone_through_once() {
	need_filter getdents64
	mkdir -p reports/2026-05-01 reports/2026-05-02
	for name in one two three; do
		SOURCE_DATE_EPOCH=$(date -u -d 2026-05-02 +%s) run replay "$samples/ready" -q -f json -o "reports/2026-05-02/$name"
	done
	went 1
	local once=$looks
	went 3
	[ "$looks" = "$once" ] || fail "one went: $once looks; three: $looks"
}

it 'notes in a report stay, whichever entry cannot be read' notes_stay zz-notes.txt
it 'notes beside its evidence too' notes_stay evidence/zz-notes.txt
it 'no report goes where any folder cannot be read' none_goes
it 'the newest report is not chosen among those that happen to be seen' no_latest_is_chosen
it 'the days beside one are gone through once, however many reports went from it' the_days_are_gone_through_once
finish
