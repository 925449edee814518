#!/bin/bash
# The exit statuses, each by a real run against the stand-in.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

ready() {
	start_standin ready
	audit_sample ready
	assert_status 0
	assert_json 'd["verdict"]' ready
	[ "$(cat "$work/stdout")" = "$work/out" ] || fail "standard output: $(cat "$work/stdout")"
	grep -qx 'syncro-audit: jumpcloud-mtp: ready: .*' "$work/stderr" || fail 'standard error does not tell the verdict'
	[ "$(wc -l <"$work/stderr")" = 1 ] || fail 'standard error tells more than the verdict'
}

inconclusive_without_attestations() {
	start_standin ready
	audit
	assert_status 3
	assert_json 'd["verdict"]' inconclusive
	assert_json 'f["JC-1.1"]["verdict"], f["JC-4.2"]["verdict"]' "('manual', 'manual')"
	assert_json 'd["counts"]["fail"]' 1
}

not_ready() {
	start_standin not-ready
	audit_sample not-ready
	assert_status 1
	assert_json 'd["verdict"]' not-ready
	assert_json 'f["JC-3.3"]["verdict"]' fail
}

large_and_messy() {
	start_standin large-and-messy
	audit_sample large-and-messy
	assert_status 3
	assert_json 'd["customers"]["total"], d["customers"]["complete"]' '(420, True)'
	assert_json 'len(d["users"])' 60
}

one_missing_permission() { # NAME REQUIREMENT
	start_standin ready --without "$1"
	audit_sample ready
	assert_status 1
	assert_json "f['$2']['verdict']" fail
	assert_json "[(p['class'], p['proof']) for p in d['permissions'] if p['name'] == '$1']" "[('missing', 'probed')]"
}

refused_by_403() {
	start_standin ready --refusal 403 --without 'Tickets - List/Search'
	audit_sample ready
	assert_status 1
	assert_json 'f["JC-3.5"]["verdict"]' fail
}

bad_token() {
	start_standin ready
	api_token=another-token-0123456789 audit_sample ready
	assert_status 1
	assert_report
	assert_json 'f["JC-2.1"]["verdict"]' fail
	assert_json 'sorted({x["verdict"] for x in d["findings"] if x["verdict"] in ("pass", "fail") and x["id"] not in ("JC-2.1", "JC-1.1")})' '[]'
	assert_json '{x["reason"] for x in d["findings"] if x["verdict"] == "unknown"}' "{'unauthenticated'}"
	assert_requests '$4 != "/me"' 0
}

unreachable() {
	start_standin ready
	kill "${servers[0]}"
	wait "${servers[0]}"
	audit --time-budget 2
	assert_status 2
	assert_no_report
	assert_one_line
}

unknown_host() {
	start_standin ready
	base=https://no-such-host.invalid/api/v1 audit --time-budget 2
	assert_status 2
	assert_no_report
	assert_one_line no-such-host.invalid
	assert_nothing_sent
}

strange_me() { # FAULT REASON
	faults "GET /me -> $1"
	start_standin ready --faults "$work/plan"
	audit_sample ready --time-budget 3
	assert_status 3
	assert_report
	assert_requests '$4 != "/me"' 0
	assert_json '{x["verdict"] for x in d["findings"] if x["mandatory"] and x["id"] != "JC-1.1"} - {"manual"}' "{'unknown'}"
	assert_json 'f["JC-2.1"]["verdict"], f["JC-2.1"]["reason"]' "('unknown', '$2')"
}

it 'an account that meets everything is ready, status 0' ready
it 'without attestations it is inconclusive, status 3' inconclusive_without_attestations
it 'an account with mistakes is not ready, status 1' not_ready
it 'a large account in many scripts is read whole' large_and_messy
it 'List/Search of customers missing: not ready' one_missing_permission 'Customers - List/Search' JC-3.1
it 'View Detail of customers missing: not ready' one_missing_permission 'Customers - View Detail' JC-3.2
it 'Create of tickets missing: not ready' one_missing_permission 'Tickets - Create' JC-3.3
it 'List/Search of tickets missing: not ready' one_missing_permission 'Tickets - List/Search' JC-3.5
it 'Edit of customers missing: not ready' one_missing_permission 'Customers - Edit' JC-4.1
it 'Workflows missing: not ready' one_missing_permission 'Ticket Workflows - Manage' JC-4.3
it 'List of recurring invoices missing: not ready' one_missing_permission 'Recurring Invoices - List' JC-4.4
it 'a 403 is a refusal as a 401 is' refused_by_403
it 'a token that is not accepted: not ready, with a report, nothing more asked' bad_token
it 'nobody listens: status 2, no report' unreachable
it 'a host that does not exist: status 2, no report' unknown_host
it '/me refused with 403: inconclusive' strange_me 403 no-permission
it '/me not found: inconclusive' strange_me 404 malformed
it '/me redirects: inconclusive' strange_me redirect=http://127.0.0.1:9/ malformed
it '/me fails: inconclusive' strange_me '503 retry-after=0' server-error
it '/me is a page of HTML: inconclusive' strange_me html200 malformed
it '/me is empty: inconclusive' strange_me empty malformed
it '/me is not an object: inconclusive' strange_me null malformed
it '/me is rate limited to the end: inconclusive' strange_me '429 retry-after=1' rate-limited
finish
