#!/bin/bash
# Every kind of fault the stand-in knows, at a list and at single answers: whatever is
# said must be something the evidence carries. The account itself is ready.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=4

# Nothing can fail that did not fail before, and a source that is not complete proves
# nothing. $1: statuses that are right.
assert_honest() {
	local allowed=$1
	case " $allowed " in
	*" $status "*) ;;
	*) fail "status is $status, expected one of: $allowed" ;;
	esac
	assert_report
	assert_json '[x["id"] for x in d["findings"] if x["verdict"] == "fail" and x["mandatory"]],
		[x["id"] for x in d["findings"] if x["verdict"] == "unknown" and not x["reason"]],
		[p["name"] for p in d["permissions"] if p["granted"] == "no" and p["needed"]],
		d["customers"]["complete"] or f["JC-5.1"]["verdict"] == "unknown",
		d["verdict"]' "([], [], [], True, '$([ "$status" = 0 ] && echo ready || echo inconclusive)')"
	if [ "$status" = 0 ]; then
		assert_json 'd["customers"]["total"], d["customers"]["complete"]' '(24, True)'
	fi
}

at_the_customers() { # STATUSES FAULT
	faults "GET /customers -> $2"
	start_standin ready --faults "$work/plan"
	audit_sample ready -f json --time-budget 3
	assert_honest "$1"
}

at_the_rest() { # STATUSES FAULT
	faults "GET /users/103 -> $2" "GET /users page=1 -> $2" "GET /schedules page=1 -> $2" "GET /tickets -> $2" \
		"GET /new_ticket_forms -> $2" "GET /customers/latest -> $2" "GET /invoices -> $2"
	start_standin ready --faults "$work/plan"
	audit_sample ready -f json --time-budget 3
	assert_honest "$1"
}

everywhere() { # STATUSES FAULT
	it "$2: at the customers" at_the_customers "$1" "$2"
	it "$2: at the rest" at_the_rest "$1" "$2"
}

for kind in '429 retry-after=0' '429 retry-after=31536000' '429 retry-after=soon' '429 retry-after=-5' 429 500 501 502 503 504 \
	400 404 405 410 418 422 204 206 304 101 redirect=https://other.example/ redirect=/api/v1/customers \
	html200 empty null null-list wrong-type bad-json trailing dup-key nul-escape bad-utf8 surrogate \
	deep gzip-bomb cut long 'drip ms=900' endless stall stall-body close reset garbage; do
	everywhere 3 "$kind"
done
# One row of a list cannot be told; elsewhere nobody needs that id.
for kind in huge-id huge-number; do
	it "$kind: at the customers" at_the_customers 3 "$kind"
	it "$kind: at the rest" at_the_rest '0 3' "$kind"
done
it 'disabled: null at every customer' at_the_customers 3 'field name=disabled body=null'
# What a careful reader still understands.
for kind in string-ids unknown-fields controls meta-none meta-changes overlap shift 'drip ms=0'; do
	everywhere '0 3' "$kind"
done
for kind in null-fields meta-high meta-low repeat-page vanish; do
	everywhere '0 3' "$kind"
done
finish
