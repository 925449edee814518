#!/bin/bash
# What is sent, how much of it, and what faults lead to.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2

only_reads() {
	start_standin ready
	audit_sample ready
	assert_status 0
	assert_requests '$3 != "GET"' 0
	assert_requests '/MUTATION/' 0
	assert_requests '$4 ~ /api_key|token/' 0
	[ "$(awk 'NR == 1 { print $4 }' "$requests")" = /me ] || fail '/me is not the first request'
}

write_probes() {
	start_standin ready
	audit_sample ready --write-probes
	assert_status 0
	assert_requests '/MUTATION/' 0
	assert_requests '$3 == "DELETE"' 0
	assert_requests '$3 != "GET" && $5 != 422 && $5 != 404' 0
	assert_requests '$3 == "POST" && $4 == "/tickets" && $5 == 422' 1
}

write_probe_is_refused() {
	start_standin ready --without 'Tickets - Edit'
	audit_sample ready --write-probes
	assert_status 1
	assert_json 'f["JC-3.4"]["verdict"]' fail
}

a_probe_is_data_alone() { # KEY GRANTED: a permission that had none gets a probe
	start_standin ready
	cp -r "$root/templates" .
	python3 - templates/permissions.json "$1" <<-'END'
		import json, sys
		catalogue = json.load(open(sys.argv[1], encoding="utf-8"))
		permission = next(p for p in catalogue["permissions"] if p["name"] == "Contacts - Import")
		permission.update(excess=True, probes=[
		    {"method": "GET", "path": "/contacts?page=1&query=x", "answer": {"key": sys.argv[2], "list": True}}])
		json.dump(catalogue, open(sys.argv[1], "w", encoding="utf-8"))
	END
	export SYNCRO_AUDIT_TEMPLATES=$work/templates
	audit_sample ready
	assert_json '[s["granted"] for s in d["sources"] if s.get("permission") == "Contacts - Import"]' "['$2']"
}

a_catalogue_that_could_do_harm() {
	start_standin ready
	mkdir templates
	cp -r "$root/templates/profiles" templates
	sed 's,"method": "POST"\, "path": "/customers"\, "body": {[^}]*},"method": "POST"\, "path": "/customers"\, "body": {},' \
		"$root/templates/permissions.json" >templates/permissions.json
	! cmp -s "$root/templates/permissions.json" templates/permissions.json || fail 'nothing was changed'
	export SYNCRO_AUDIT_TEMPLATES=$work/templates
	audit_sample ready --write-probes
	assert_status 2
	assert_one_line "'Customers - Create' asks for 'POST /customers'"
	assert_no_report
	assert_nothing_sent
	audit_sample ready
	assert_status 0
}

a_small_account_takes_80() {
	# 300 customers, 25 users at most: the ready one has 6, so 19 details less.
	start_standin ready --customers 300
	audit_sample ready
	[ "$status" != 2 ] || fail 'no report'
	assert_json 'd["customers"]["total"]' 300
	local sent
	sent=$(wc -l <"$requests")
	[ "$sent" -le 61 ] || fail "$sent requests: $(cat "$requests")"
}

eight_in_flight() {
	start_standin large-and-messy --latency-ms 60 --jitter-ms 40 --seed 7
	audit --rate 0
	assert_status 3
	assert_requests '$6 > 8' 0
	[ "$(awk '$6 > most { most = $6 } END { print most }' "$requests")" = 8 ] || fail 'it does not ask side by side'
	[ "$(awk '!seen[$7]++ { n++ } END { print n }' "$requests")" -le 9 ] || fail 'connections are not used again'
}

one_in_flight() {
	start_standin ready --latency-ms 10
	audit --concurrency 1
	assert_requests '$6 > 1' 0
}

few_round_trips() {
	start_standin ready --latency-ms 300
	audit_sample ready -f json
	assert_status 0
	# All but the last round trip lie before the arrival of the last request; two to spare
	# for machines that are busy.
	awk '{ last = $2; if (NR == 1) first = $2 }
		END {
			rounds = 1 + int((NR - 1 + 7) / 8)
			print NR " requests, " rounds " round trips, " last - first " ms"
			exit last - first > (rounds + 1) * 300
		}' "$requests" || fail 'it waits more than the network makes it'
}

paging() { # OPTION...
	start_standin large-and-messy "$@"
	audit --rate 0 -f json
	assert_status 3
	assert_json 'd["customers"]["total"], d["customers"]["disabled"], d["customers"]["complete"]' '(420, 15, True)'
	assert_json 'len(d["users"])' 60
	assert_json '[s["complete"] for s in d["sources"]].count(False)' 0
}

# The customers cannot be read to their end: never a pass, never a fail of JC-5.1.
customers_cut_short() { # FAULT: of page 2
	faults "GET /customers page=2 -> $1"
	start_standin large-and-messy --faults "$work/plan"
	audit --rate 0 --time-budget 8 -f json
	assert_status 3
	assert_json 'd["customers"]["complete"]' False
	assert_json 'f["JC-5.1"]["verdict"], f["JC-5.1"]["reason"]' "('unknown', 'truncated')"
	# What was seen may be wrong; that it is all right nobody can say.
	assert_json '{f[i]["verdict"] for i in ("JC-5.2", "JC-5.3", "JC-5.4", "JC-5.5")} <= {"unknown", "fail"}' True
}

customers_unreadable() { # FAULT REASON: of page 1
	faults "GET /customers -> $1"
	start_standin ready --faults "$work/plan"
	audit_sample ready --time-budget 8 -f json
	assert_status 3
	assert_json '[f[i]["verdict"] for i in ("JC-5.1", "JC-5.2", "JC-5.3", "JC-5.4", "JC-5.5")]' "['unknown', 'unknown', 'unknown', 'unknown', 'unknown']"
	assert_json 'f["JC-5.1"]["reason"]' "$2"
	assert_json 'f["JC-3.1"]["verdict"], f["JC-4.1"]["verdict"]' "('unknown', 'unknown')"
}

recovered() { # FAULT LEAST: tries that are counted as repeated
	faults "GET /customers page=1 -> $1 times=2" "GET /users/{id} -> $1 times=1"
	start_standin ready --faults "$work/plan"
	audit_sample ready
	assert_status 0
	assert_requests '/FAULT/' 3
	assert_json "$2 <= d['requests']['retried'] <= 3" True
}

# What comes empty or without its end is asked for once more, and no further.
once_more() { # FAULT
	faults "GET /schedules page=1 -> $1 times=1" "GET /users/{id} -> $1 times=1"
	start_standin ready --faults "$work/plan"
	audit_sample ready
	assert_status 0
	assert_requests '/FAULT/' 2
	assert_json 'd["requests"]["retried"]' 2
}

once_more_at_the_most() { # FAULT TRIES
	faults "GET /schedules -> $1"
	start_standin ready --faults "$work/plan"
	audit_sample ready
	assert_status 3
	assert_requests '$4 == "/schedules?page=1"' "$2"
	assert_json 'f["JC-5.4"]["verdict"], f["JC-5.4"]["reason"]' "('unknown', 'malformed')"
}

retry_after_is_honoured() { # VALUE LEAST-MS
	faults "GET /schedules page=1 -> 429 retry-after=$1 times=1"
	start_standin ready --faults "$work/plan"
	audit_sample ready
	assert_status 0
	local waited
	waited=$(awk '$4 ~ /^\/schedules\?page=1$/ { if (n++ == 0) first = $2; else { print $2 - first; exit } }' "$requests")
	[ "${waited:-0}" -ge "$2" ] || fail "it came back after ${waited:-never} ms"
}

too_many_tries() {
	faults 'GET /schedules -> 503 retry-after=0'
	start_standin ready --faults "$work/plan"
	audit_sample ready
	assert_status 3
	assert_requests '$4 == "/schedules?page=1"' 5
	assert_json 'f["JC-5.4"]["verdict"], f["JC-5.4"]["reason"]' "('unknown', 'server-error')"
	assert_json 'f["JC-4.4"]["verdict"]' unknown
}

revoked_midway() { # REQUESTS
	start_standin ready --revoke-after "$1"
	audit_sample ready --concurrency 1
	assert_status 3
	assert_json '[x["id"] for x in d["findings"] if x["verdict"] == "fail" and x["mandatory"]]' '[]'
	assert_json '[p["name"] for p in d["permissions"] if p["granted"] == "no"]' '[]'
}

budget_ends() {
	start_standin large-and-messy --latency-ms 300
	audit --time-budget 2
	assert_status 3
	assert_report
	assert_json '"timeout" in {x["reason"] for x in d["findings"]}' True
	assert_json 'f["JC-6.1"]["verdict"], f["JC-6.1"]["reason"]' "('unknown', 'timeout')"
	grep -q '"outcome": *"not-sent"' out/evidence/requests.jsonl || fail 'what was not sent is not in the log'
}

stalled_to_the_end() {
	faults 'GET /customers page=1 -> stall'
	start_standin ready --faults "$work/plan"
	audit_sample ready --time-budget 3
	assert_status 3
	assert_json 'f["JC-5.1"]["verdict"], f["JC-5.1"]["reason"]' "('unknown', 'timeout')"
}

redirect_is_not_followed() {
	faults 'GET /customers page=1 -> redirect=http://127.0.0.1:1/'
	start_standin ready --faults "$work/plan"
	audit_sample ready
	assert_status 3
	assert_json 'f["JC-5.1"]["verdict"]' unknown
}

excess_comes_last() {
	start_standin ready
	audit_sample ready --concurrency 1
	assert_status 0
	awk '$4 ~ /^\/(customers|users|schedules|tickets|new_ticket_forms|canned)/ { needed = NR }
		$4 ~ /^\/(invoices|leads|products|vendors)/ && !excess { excess = NR }
		END { exit !(excess > needed) }' "$requests" || fail "$(cat "$requests")"
}

it 'only GET, /me first, no token in a path' only_reads
it '--write-probes: only documented refusals, nothing is changed' write_probes
it '--write-probes: a refused one is a proof' write_probe_is_refused
it 'a probe of its own: granted by what the catalogue says it shows' a_probe_is_data_alone contacts yes
it 'a probe of its own: unknown where the answer has another shape' a_probe_is_data_alone people unknown
it '--write-probes: refused at the start if the catalogue asks for more' a_catalogue_that_could_do_harm
it 'a small account takes at most 80 requests' a_small_account_takes_80
it 'at most eight in flight, and as many, over the same connections' eight_in_flight
it '--concurrency 1 asks one after the other' one_in_flight
it 'a small account takes as few round trips as eight in flight allow' few_round_trips
it 'pages of 25' paging --per-page 25
it 'pages of 100' paging --per-page 100
it 'pages that divide the list' paging --per-page 60
it 'full meta everywhere' paging --meta full
it 'short meta everywhere' paging --meta short
it 'no meta anywhere' paging --meta none
it 'users as objects' paging --users object
it 'compressed answers' paging --gzip 1
it 'customers cut short by 503' customers_cut_short '503 retry-after=0'
it 'customers cut short by 429' customers_cut_short '429 retry-after=0'
it 'customers cut short by 404' customers_cut_short 404
it 'customers cut short by a body that breaks off' customers_cut_short cut
it 'customers cut short by a reset' customers_cut_short reset
it 'customers cut short by HTML' customers_cut_short html200
it 'customers cut short by an empty body' customers_cut_short empty
it 'customers cut short by bad JSON' customers_cut_short bad-json
it 'customers cut short by a wrong type' customers_cut_short wrong-type
it 'customers cut short by a doubled key' customers_cut_short dup-key
it 'customers cut short by \u0000' customers_cut_short nul-escape
it 'customers cut short by bad UTF-8' customers_cut_short bad-utf8
it 'customers cut short by deep nesting' customers_cut_short deep
it 'customers cut short by a gzip bomb' customers_cut_short 'gzip-bomb mib=64'
it 'customers cut short by an endless body' customers_cut_short endless
it 'customers cut short by a page that repeats' customers_cut_short repeat-page
it 'customers cut short by a row that vanishes' customers_cut_short vanish
it 'no customers for 503' customers_unreadable '503 retry-after=0' server-error
it 'no customers for 429' customers_unreadable '429 retry-after=0' rate-limited
it 'no customers for 404' customers_unreadable 404 malformed
it 'no customers for a body that breaks off' customers_unreadable cut unreachable
it 'no customers for a reset' customers_unreadable reset unreachable
it 'no customers for HTML' customers_unreadable html200 malformed
it 'no customers for an empty body' customers_unreadable empty malformed
it 'no customers for bad JSON' customers_unreadable bad-json malformed
it 'no customers for a wrong type' customers_unreadable wrong-type malformed
it 'no customers for a doubled key' customers_unreadable dup-key malformed
it 'no customers for \u0000' customers_unreadable nul-escape malformed
it 'no customers for bad UTF-8' customers_unreadable bad-utf8 malformed
it 'no customers for deep nesting' customers_unreadable deep malformed
it 'no customers for a gzip bomb' customers_unreadable 'gzip-bomb mib=64' malformed
it 'no customers for an endless body' customers_unreadable endless malformed
it 'a 503 that passes is tried again' recovered '503 retry-after=0' 3
# libcurl itself repeats a request once when a connection in use again was dead.
it 'a reset that passes is tried again' recovered reset 0
it 'a cut that passes is tried again' recovered cut 3
it 'an empty 200 is tried once more' once_more empty
it 'a 200 without its end is tried once more' once_more bad-json
it 'an empty 200 that stays' once_more_at_the_most empty 2
it 'a 200 without its end that stays' once_more_at_the_most bad-json 2
it 'a 200 that is whole and odd is not tried again' once_more_at_the_most trailing 1
it 'Retry-After in seconds' retry_after_is_honoured 2 1900
it 'Retry-After as a date' retry_after_is_honoured date+3 1900
it 'Retry-After with a fraction' retry_after_is_honoured 2.5 2400
it 'a Retry-After that is nonsense' retry_after_is_honoured soon 200
it 'five tries, then unknown' too_many_tries
it 'a token revoked after 4 requests fails nothing' revoked_midway 4
it 'a token revoked after 12 requests fails nothing' revoked_midway 12
it 'a token revoked after 25 requests fails nothing' revoked_midway 25
it 'the time budget ends: a report, with timeouts' budget_ends
it 'a server that stalls to the end of the budget' stalled_to_the_end
it 'a redirect is not followed' redirect_is_not_followed
it 'excess probes come last' excess_comes_last
finish
