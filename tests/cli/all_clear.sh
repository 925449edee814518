#!/bin/bash
# Nothing found says something only where everything was looked for; and whose account answers.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

pages() {
	pdftotext -layout out/report.pdf out.txt
}

everything_was_read() {
	start_standin ready
	audit_sample ready -f pdf,csv
	assert_status 0
	assert_json 'len(d["customers"]["issues"])' 1 # accepted
	pages
	grep -q 'in the whole account' out.txt || fail 'no card of customers'
	! grep -q 'Not every customer could be checked' out.txt || fail 'a doubt without a reason'
	[ "$(cut -d, -f11 out/customers.csv | sort -u | tr -d '\r' | paste -sd' ')" = 'complete true' ] || fail 'not complete'
}

# A part that was never read: no tick, no zero.
one_source_is_missing() {
	faults 'GET /schedules -> 503 retry-after=0'
	start_standin ready --faults "$work/plan"
	audit_sample ready -f pdf,csv,xlsx
	assert_status 3
	pages
	! grep -q 'Nothing was found that stands in the way' out.txt || fail 'an all-clear for what was never read'
	grep -q 'Not every customer could be checked' out.txt || fail 'the doubt is not told'
	grep -q 'No recurring invoice *unknown' out.txt || fail 'a number for what was never read'
	! grep -q ',true.*$' <(cut -d, -f11 out/customers.csv) || fail 'complete'
}

# The list itself: what was announced stands beside what was read.
part_of_the_list_is_missing() {
	faults 'GET /customers page=2 -> 503 retry-after=0'
	start_standin large-and-messy --faults "$work/plan"
	audit_sample large-and-messy -f pdf
	assert_status 3
	pages
	! grep -q 'in the whole account' out.txt || fail 'a part is called the whole'
	grep -q 'announced' out.txt || fail 'what was announced is not told'
}

# Users: no count of Global Admins, no "0 users", and no end to the dates that nobody could read.
no_user_was_read() {
	faults 'GET /users page=1 -> 503 retry-after=0'
	start_standin ready --faults "$work/plan"
	audit_sample ready -f pdf
	assert_status 0 # two recommended ones are open
	pages
	! grep -qE '^ *0 users|0 of 0 users' out.txt || fail 'a number for what was never read'
	grep -q 'How many users are Global Admins is not known' out.txt || fail 'a count of what was never read'
	! grep -q 'Nothing ends or expires' out.txt || fail 'an all-clear for dates'
}

# A profile that asks for nothing of customers says nothing of them.
nothing_was_asked() {
	start_standin ready
	audit_sample ready -f pdf -p gradient
	pages
	! grep -q 'stands in the way' out.txt || fail 'an all-clear for what nobody asked'
}

another_account_answers() { # FAULT
	faults "$1"
	start_standin ready --faults "$work/plan"
	audit_sample ready
	assert_status 2
	assert_one_line "GET /me answers for the account 'other-demo'"
	assert_no_report
}

# Once more at the end, for it answers for somebody else: nothing is told under a wrong name.
another_user_answers() {
	faults 'GET /me -> field name=user_id body=101 after=1'
	start_standin ready --faults "$work/plan"
	audit_sample ready
	assert_status 2
	assert_one_line 'GET /me answers for user 106 at the start and for user 101 at the end'
	assert_no_report
}

another_user_is_recorded() {
	local folder=$work/copy
	cp -r "$samples/ready" "$folder"
	python3 -ES -c '
import hashlib, json, sys
folder = sys.argv[1] + "/evidence/"
lines = [json.loads(line) for line in open(folder + "requests.jsonl")]
last = [line for line in lines if line["path"] == "/me"][-1]
body = json.load(open(folder + last["body"]))
body["user_id"] = 101
text = json.dumps(body).encode()
last["sha256"], last["bytes"] = hashlib.sha256(text).hexdigest(), len(text)
open(folder + last["body"], "wb").write(text)
open(folder + "requests.jsonl", "w").write("".join(json.dumps(line) + "\n" for line in lines))' "$folder"
	run replay "$folder" --out "$work/out"
	assert_status 2
	assert_one_line 'GET /me answers for two users: 106 and 101'
	assert_no_report
}

# What was refused cannot be told from a token that is gone; but nobody saw that it is.
the_end_is_not_known() {
	faults 'GET /customers -> 401' 'GET /me -> 500 retry-after=0.01 after=1'
	start_standin ready --faults "$work/plan"
	audit_sample ready
	assert_status 3
	assert_json 'f["JC-2.1"]["verdict"], f["JC-3.1"]["reason"]' "('pass', 'unauthenticated')"
	grep -qF 'Syncro did not show that it accepted the token' stderr || fail "$(cat stderr)"
	assert_nowhere 'token was not accepted' 'did not accept'
}

only_me_was_asked() {
	another_account_answers 'GET /me -> field name=subdomain body="other-demo"'
	[ "$(wc -l <"$requests")" -eq 1 ] || fail "$(cat "$requests")"
}

it 'all clear where everything was read' everything_was_read
it 'not where the recurring invoices were not' one_source_is_missing
it 'nor where a part of the list was not' part_of_the_list_is_missing
it 'nor a count where no user was read' no_user_was_read
it 'nor where the profile asks for nothing of customers' nothing_was_asked
it 'another account at the start' only_me_was_asked
it 'another account at the end' another_account_answers 'GET /me -> field name=subdomain body="other-demo" after=1'
it 'another user at the end' another_user_answers
it 'a token of which nobody knows at the end' the_end_is_not_known
it 'another user in saved evidence' another_user_is_recorded
finish
