#!/bin/bash
# Memory and reads refused to audit, verify, compare and handover, as local.sh does for replay: one line
# and status 2, or a run that is what it should be. FAULT_STEP=1 refuses each allocation.
# shellcheck source=tests/fault/lib.sh
. "$(dirname "$0")/lib.sh"
step=${FAULT_STEP:-}

audit_refused() { # KIND NUMBERS [--OPTION]...
	own_font_cache
	start_standin ready
	SYNCRO_API_TOKEN=$token refuse "$@" --verified -- audit -q -s "$subdomain" --base-url "$base" -o '{out}' -f json \
		--time-budget 10 -a "$samples/ready/attestations.json" -w "$samples/ready/waivers.json"
}

two_reports() {
	"$program" replay "$samples/ready" -q -f xlsx,pdf,json,csv -o one >/dev/null || fail 'no report'
	"$program" replay "$samples/ready" -q -f json -p jumpcloud-mtp -p gradient -o two >/dev/null
	[ -e two/manifest.json ] || fail 'no report'
}

verify_refused() {
	two_reports
	refuse "$@" -- verify "$work/one"
}

compare_refused() {
	two_reports
	refuse "$@" -- compare "$work/one" "$work/two"
}

handover_refused() {
	own_font_cache
	two_reports
	refuse "$@" -- handover "$work/one" -o '{out}' --customer 30001 --customer 30008
}

it 'audit: memory refused, the first 2,000 allocations' audit_refused memory "1-2000/${step:-80}"
it 'audit: memory refused, later' audit_refused memory "2001-200000/${step:-1500}"
it 'audit: a file cannot be opened' audit_refused openat 1-400/9 --errno 24
it 'audit: disk full' audit_refused write 1-200/9 --below report-folder
it 'verify: memory refused' verify_refused memory "1-400000/${step:-700}"
it 'verify: a file cannot be opened' verify_refused openat 1-200/1 --errno 24 --below "one"
it 'verify: its folders cannot be read' verify_refused getdents64 1-20/1 --errno 5
it 'verify: its files cannot be read' verify_refused read 1-400/5 --errno 5
it 'compare: memory refused' compare_refused memory "1-400000/${step:-300}"
it 'compare: its files cannot be read' compare_refused read 1-400/1 --errno 5
it 'handover: memory refused' handover_refused memory "1-800000/${step:-50000}"
it 'handover: disk full' handover_refused write 1-4000/7 --strict --below report-folder
it 'handover: a file cannot be opened' handover_refused openat 1-400/21 --errno 24
it 'handover: its files cannot be read' handover_refused read 1-2000/90 --errno 5
finish
