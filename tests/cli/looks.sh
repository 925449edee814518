#!/bin/bash
# What a profile asks of the account's settings and products: read only where a profile needs it,
# kept no further than that, and never decided by a fault.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

profile() { # CHECK: one mandatory requirement beside the token
	cat >asked.json <<-END
		{"id": "asked", "version": "1", "title": "T", "vendor": "V",
		 "sources": [{"title": "S", "url": "https://v.example", "retrieved": "2026-01-01"}],
		 "requirements": [{"id": "A-1", "title": "T", "severity": "high", "mandatory": true, "rationale": "R",
		  "reference": "", "remediation": ["S"], "check": $1}]}
	END
	run profile lint asked.json
	assert_status 0
}

finding() { # EXPRESSION, of the requirement asked for
	json out/results.json "[f for f in d['findings'] if f['id'] == 'A-1'][0]$1"
}

expect() { # VERDICT REASON
	assert_report
	[ "$(finding '["verdict"]')" = "$1" ] || fail "it is $(finding '["verdict"]'): $(finding '["summary"]')"
	[ "$(finding '["reason"]')" = "${2-}" ] || fail "the reason is $(finding '["reason"]')"
}

decides() { # CHECK VERDICT
	profile "$1"
	start_standin ready
	audit --profile ./asked.json --format json
	expect "$2"
	replay_agrees
}

replay_agrees() {
	run replay out -o again
	cmp out/results.json again/results.json || fail 'a replay gives another result'
}

# Whatever is answered in its place.
fault() { # CHECK PATH REASON FAULT
	profile "$1"
	printf 'GET %s -> %s\n' "$2" "$4" >faults
	start_standin ready --faults faults
	audit --profile ./asked.json --format json
	expect unknown "$3"
	replay_agrees
}

product() { # VERDICT REASON ROWS
	profile "$PRODUCT"
	printf 'GET /products -> 200 body={"products":[%s]}\n' "$3" >faults
	start_standin ready --faults faults
	audit --profile ./asked.json --format json
	expect "$1" "$2"
	replay_agrees
	grep -q 'name=Antivirus%2Bplus' "$requests" || fail 'it was not asked for by its name'
}

# An empty page of a list that says that it holds more, or does not say how much.
cut() { # META
	profile "$PRODUCT"
	printf 'GET /products -> 200 body={"products":[],"meta":%s}\n' "$1" >faults
	start_standin ready --faults faults
	audit --profile ./asked.json --format json
	expect unknown truncated
	replay_agrees
}

# The one permission needs a ticket to be tested with; the profile does not need the list.
ticket() { # VERDICT REASON FAULT
	profile '{"kind": "permission", "permission": "Tickets - View Details"}'
	printf 'GET /tickets -> %s\n' "$3" >faults
	start_standin ready --faults faults
	audit --profile ./asked.json --format json
	expect "$1" "$2"
	replay_agrees
}

# Nothing of the settings but the names that were asked for.
keeps_what_it_reads() {
	profile '{"kind": "account-setting", "setting": "priority", "values": ["1 High"]}'
	start_standin ready
	audit --profile ./asked.json --format json
	expect pass
	[ "$(finding '["summary"]')" = '1 High is among the ticket priorities.' ] || fail "$(finding '["summary"]')"
	grep -q '1 High' out/evidence/*settings.json || fail 'the priorities are not kept'
	! grep -rq 'STANDIN-SECRET-HOURS\|New_York' out || fail 'more than that is kept'
}

asks_only_where_needed() {
	start_standin ready
	audit --format json
	! grep -q '"/settings"\|"/tickets/settings"\|/products?' out/evidence/requests.jsonl || fail 'asked for nobody'
}

STATUS='{"kind": "account-setting", "setting": "ticket-status", "values": ["new", "Resolved"]}'
PRIORITY='{"kind": "account-setting", "setting": "priority", "values": ["1 High"]}'
PRODUCT='{"kind": "product-exists", "name": "Antivirus+plus"}'

it 'the statuses that are asked for are there' decides "$STATUS" pass
it 'one is missing' decides '{"kind": "account-setting", "setting": "ticket-status", "values": ["New", "Sleeping"]}' fail
it 'priorities' decides "$PRIORITY" pass
it 'problem types' decides '{"kind": "account-setting", "setting": "problem-type", "values": ["Virus"]}' fail
while read -r reason fault; do
	it "statuses, of no fault: $fault" fault "$STATUS" /tickets/settings "$reason" "$fault"
	it "settings, of no fault: $fault" fault "$PRIORITY" /settings "$reason" "$fault"
	it "products, of no fault: $fault" fault "$PRODUCT" /products "$reason" "$fault"
done <<-'END'
	server-error 503 retry-after=0
	malformed 200 body={}
	malformed 200 body=[]
	malformed 404
	malformed 200 body={"ticket":7,"ticket_status_list":[7],"products":{}}
	malformed 200 body={"ticket":{"priorities":[]},"ticket_status_list":["",null],"products":null}
	malformed html200
	no-permission 401
END
it 'a list of statuses that comes empty is none' fault "$STATUS" /tickets/settings malformed '200 body={"ticket_status_list":[]}'
it 'nor is one of blanks' fault "$PRIORITY" /settings malformed '200 body={"ticket":{"priorities":["",""]}}'
it 'a product that is there' product pass '' '{"id":1,"name":"antivirus+Plus","disabled":false,"product_skus":[]}'
it 'a product that is not there' product fail '' ''
it 'other products than asked for: nobody knows' product unknown malformed '{"id":1,"name":"Other","disabled":false}'
it 'a product that is disabled is none' product unknown malformed '{"id":1,"name":"Antivirus+plus","disabled":true}'
it 'an empty page of thirty products: nobody knows' cut '{"total_pages":1,"total_entries":30}'
it 'pages that are no number: nobody knows' cut '{"total_pages":"many"}'
it 'without a ticket to test with, what Syncro reports decides' ticket pass '' '200 body={"tickets":[]}'
it 'so it does where the list is refused' ticket pass '' 401
it 'not where the list was lost' ticket unknown server-error '503 retry-after=0'
it 'evidence holds the names and nothing else' keeps_what_it_reads
it 'nothing is asked that no profile needs' asks_only_where_needed
finish
