#!/bin/bash
# What is passed on: the auditor's edition, and two pages for each customer that tell of nobody else.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
helpers=$root/tests/cli/handover

# report [ARGUMENT...]: an internal report in $work/report
report() {
	run replay "$samples/not-ready" -q -o report "$@"
	[ -f report/manifest.json ] || fail 'no report'
}

# many COUNT [ARGUMENT...]: the same of an account whose customers bear marks
many() {
	local count=$1
	shift
	"$helpers/account" account "$count" || fail 'no account'
	run replay account -q -o report "$@"
	[ -f report/manifest.json ] || fail 'no report'
}

ids() { # from the index
	sed 1d out/index.csv | cut -d, -f1
}

sheet_of() { # ID
	pdftotext -layout out/customers/"$1"-*.pdf - || fail "no sheet of $1"
}

names_in() { # FOLDER
	find "$1" -mindepth 1 -maxdepth 1 -printf '%f\n' | sort
}

# All pairs: so many customers that each kind of name is among them; 300 in the slow tests.
tells_of_nobody_else() {
	local count=${HANDOVER_CUSTOMERS:-60}
	many "$count"
	run handover report -o out
	assert_status 0
	[ "$(names_in out/customers | wc -l)" -gt $((count - 10)) ] || fail 'not all active customers'
	"$helpers/check" out account/marks.json || fail 'a sheet tells what it must not'
}

# The check itself would find it.
the_check_sees_a_leak() {
	many 12
	run handover report -o out
	python3 -ES - <<-'END'
		import json
		marks = json.load(open("account/marks.json"))
		marks["customers"]["30008"]["marks"].remove("zq0001x")
		marks["customers"]["30001"]["marks"].append("zq0001x")
		json.dump(marks, open("account/marks.json", "w"))
	END
	! "$helpers/check" out account/marks.json >found || fail 'not noticed'
	grep -q '30008.*tells zq0001x of customer 30001' found || fail "$(cat found)"
}

what_is_in_the_folder() {
	report
	run handover report -o out
	assert_status 0
	[ "$(cat stdout)" = out ] || fail 'does not print its path'
	[ "$(names_in out | tr '\n' ' ')" = 'customers harborline-demo-jumpcloud-mtp-2026-11-24.pdf harborline-demo-jumpcloud-mtp-2026-11-24.xlsx index.csv index.xlsx manifest.json ' ] ||
		fail "$(ls out)"
	[ -z "$(find out -type f ! -perm 0600 -o -type d ! -perm 0700)" ] || fail 'modes'
	run replay report -q --edition auditor -o auditor
	cmp auditor/report.pdf out/*.pdf || fail "is not the auditor's PDF"
	cmp auditor/report.xlsx out/harborline*.xlsx || fail "is not the auditor's workbook"
}

# By the manifest, and by what the index says of each.
the_lists_are_complete() {
	many 60
	run handover report -o out
	python3 -ES - <<-'END' || fail 'the index or the manifest'
		import csv, hashlib, json, os
		rows = list(csv.DictReader(open("out/index.csv", encoding="utf-8-sig", newline="")))
		marks = json.load(open("account/marks.json"))["customers"]
		assert [r["id"] for r in rows] == [i for i, c in marks.items() if c["active"]], "ids"
		assert sorted(r["file"] for r in rows) == sorted("customers/" + n for n in os.listdir("out/customers")), "files"
		def sha(name):
		    return hashlib.sha256(open(os.path.join("out", name), "rb").read()).hexdigest()
		for row in rows:
		    assert sha(row["file"]) == row["sha256"], row
		    assert row["outcome"] in ("ready", "not-ready", "inconclusive") and row["file"].isascii(), row
		    assert len(os.path.basename(row["file"])) <= 80, row
		assert len({r["outcome"] for r in rows}) > 1
		listed = {f["name"]: f["sha256"] for f in json.load(open("out/manifest.json"))["files"]}
		there = [os.path.relpath(os.path.join(d, n), "out") for d, _, names in os.walk("out") for n in names]
		assert sorted(listed) == sorted(set(there) - {"manifest.json"}), "manifest"
		assert all(sha(name) == said for name, said in listed.items()), "hashes"
	END
	"$root/tests/golden/dump-workbook" out/index.xlsx >book || fail 'index.xlsx'
	[ "$(grep -c 'customers/' book)" = "$(ids | wc -l)" ] || fail "$(head book)"
}

only_those_with_findings() {
	report
	run handover report -o all
	run handover report -o out --only-findings
	assert_status 0
	[ "$(ids)" = "$(grep -v ',ready,' all/index.csv | sed 1d | cut -d, -f1)" ] || fail 'others'
	[ "$(ids | wc -l)" = "$(names_in out/customers | wc -l)" ] || fail 'other files'
	[ "$(ids | wc -l)" -lt "$(names_in all/customers | wc -l)" ] || fail 'all of them'
}

those_that_are_named() {
	report
	run handover report -o out --customer 30022 --customer 30001 --customer 30022
	assert_status 0
	[ "$(ids | tr '\n' ' ')" = '30001 30022 ' ] || fail "$(ids)"
	[ "$(names_in out/customers | tr '\n' ' ')" = '30001-osierbrook-logistics.pdf 30022-dapplegate-nursery.pdf ' ] ||
		fail "$(ls out/customers)"
}

nobody_else_can_be_named() {
	local id
	report
	for id in 7 0 -1 x 30001x '' 30071; do # the last one is disabled
		assert_refused --customer handover report -o out --customer "$id"
	done
}

# What each says, of the sample's customers.
says_what_was_found() {
	report
	run handover report -o out
	sheet_of 30001 >ready
	grep -q 'Your record is ready to be billed\.' ready || fail "$(cat ready)"
	sheet_of 30022 >double
	grep -q 'One thing is in the way\.' double || fail "$(cat double)"
	grep -q 'It must be made unique in our system\.' double || fail "$(cat double)"
	! grep -iE 'another|same name|share' double || fail 'tells of another customer'
	sheet_of 30036 >nameless
	grep -qE 'business name +In the way' nameless || fail "$(cat nameless)"
	sheet_of 30015 >accepted # pro bono, by a waiver
	grep -qE 'recurring invoice +Left as it is' accepted || fail "$(cat accepted)"
	! grep -qi 'pro bono' accepted || fail 'tells the reason of a waiver'
}

# No tick for what was not read, whoever the customer is.
no_fault_becomes_a_pass() {
	local id
	faults 'GET /schedules -> 503 retry-after=0'
	start_standin not-ready --faults plan
	audit_sample not-ready --rate 0
	mv out report
	run handover report -o out
	assert_status 0
	! grep -q ',ready,' out/index.csv || fail 'a record is ready although no invoice was read'
	for id in 30001 30050; do
		sheet_of "$id" >text
		grep -q 'We could not check everything\.' text || fail "$(cat text)"
		grep -qE 'recurring invoice +Could not check +Nobody knows yet: our system answered with an error' text ||
			fail "$(cat text)"
		! grep -qE '503|GET|server|schedules' text || fail 'not in plain words'
	done
}

# A profile that asks for nothing of customers.
what_is_not_asked() {
	report -p gradient
	run handover report -o out
	assert_status 0
	sheet_of 30001 >text
	[ "$(grep -c 'Not part of this' text)" = 4 ] || fail "$(cat text)"
	! grep -q 'In order' text || fail 'a tick for what nobody looked at'
	grep -q 'We could not check everything\.' text || fail "$(cat text)"
}

several_profiles() {
	report -p jumpcloud-mtp -p gradient
	run handover report -o out
	assert_status 0
	[ "$(names_in out | grep -c harborline)" = 4 ] || fail "$(ls out)"
	[ "$(ls out/customers)" = jumpcloud-mtp ] || fail "$(ls out/customers)"
	grep -q ',customers/jumpcloud-mtp/30001-osierbrook-logistics.pdf,' out/index.csv || fail 'index'
}

a_brand() {
	report
	cat >brand.json <<-'END'
		{"organisation": "Ours of {account}", "prepared_for": "Somebody Else", "title": "{customer} and we",
		 "assessor": "Petra Inside", "reviewer": "Dana Inside", "confidentiality": "For {customer} only.",
		 "footer": "{account} {customer} {other}", "contact": {"email": "hello@ours.example"}}
	END
	run handover report -o out --brand brand.json
	assert_status 0
	sheet_of 30001 >text
	for words in 'Ours of harborline-demo' 'Prepared for' 'Osierbrook Logistics and we' 'For Osierbrook Logistics only.' \
		'harborline-demo Osierbrook Logistics {other}' 'hello@ours.example'; do
		grep -qF "$words" text || fail "lacks $words: $(cat text)"
	done
	! grep -qE 'Somebody Else|Inside' text || fail 'tells of others'
	pdftotext -layout out/harborline*.pdf - | grep -qF 'Prepared for Somebody Else' || fail "the auditor's"
	pdftotext -layout out/harborline*.pdf - | grep -qF 'For Somebody Else only.' || fail "the auditor's words"
}

# Texts of 300 characters wherever a brand has one, on the smaller paper.
two_pages_whatever_is_said() {
	many 60 --paper letter
	cp "$root/templates/brand/example-logo.png" logo.png
	python3 -ES - <<-'END'
		import json
		def long(word):
		    return (word * 300)[:300]
		brand = {key: long(key + " ") for key in ("organisation", "title", "confidentiality", "footer", "period")}
		brand["contact"] = {"email": long("m"), "phone": long("1 "), "web": long("w.")}
		brand["logo"] = "logo.png"
		json.dump(brand, open("brand.json", "w"))
	END
	run handover report -o out --brand brand.json
	assert_status 0
	for sheet in out/customers/*.pdf; do
		pdfinfo "$sheet" | grep -qE '^Pages: +2$' || fail "$sheet: $(pdfinfo "$sheet")"
		qpdf --check "$sheet" >/dev/null || fail "$sheet is broken"
	done
}

the_same_again() {
	report
	run handover report -o out
	run handover report -o again
	diff -r out again || fail 'differs'
}

# There is nothing to derive: the manifest and the hashes are all there is.
can_be_verified() {
	local file
	report
	run handover report -o out
	run verify out
	assert_status 0
	grep -q '^index.csv: what was handed over' stdout || fail "$(cat stdout)"
	grep -q '^nothing is damaged (the manifest' stdout || fail "$(cat stdout)"
	for file in index.csv customers/30022-dapplegate-nursery.pdf; do
		cp -r out damaged
		printf ' ' >>"damaged/$file"
		run verify damaged
		assert_status 1
		grep -q "^$file: " stdout || fail "$(cat stdout)"
		rm -r damaged
	done
	# A report is not one that was handed over because its results are gone.
	cp out/index.csv report
	rm report/results.json
	run verify report
	assert_status 1
}

needs_an_internal_report() {
	report
	assert_refused 'manifest.json: No such file' handover "$samples/ready" -o out
	run replay report -q --edition auditor -o auditor
	assert_refused 'is no internal report: it holds no evidence' handover auditor -o out
	assert_refused "'absent': No such file" handover absent -o out
	assert_refused "'handover' needs --out" handover report
	mkdir taken
	assert_refused 'exists already' handover report -o taken
	rmdir taken
	assert_refused 'would stand inside' handover report -o report/out
	assert_refused "'absent.json': No such file" handover report -o out --brand absent.json
}

a_damaged_report() {
	local file
	for file in results.json evidence/run.json evidence/requests.jsonl; do
		rm -rf report
		report
		printf ' ' >>"report/$file"
		assert_refused 'is damaged' handover report -o out
	done
	rm -rf report
	report
	rm report/report.pdf
	assert_refused 'is damaged' handover report -o out
	: >report/more
	assert_refused 'is damaged' handover report -o out
}

# A signal, at any moment: no folder, nothing in it.
stopped() {
	local wait
	many 300
	for wait in 0.05 0.3 0.6 0.9; do
		"$program" handover report -o out >stdout 2>stderr &
		sleep $wait
		kill -TERM $! 2>/dev/null
		wait $!
		status=$?
		[ $status = 143 ] || [ $status = 0 ] || fail "status $status"
		[ $status = 0 ] || [ ! -e out ] || fail "left $(find out | head)"
		rm -rf out
	done
}

nobody_to_tell() {
	report
	"$program" handover report -o out >/dev/full 2>stderr && fail 'status 0'
	[ ! -e out ] || fail 'left a folder'
}

it 'no sheet tells of another customer, of people or of permissions; each has two pages' tells_of_nobody_else
it 'the check for that finds a leak' the_check_sees_a_leak
it 'the folder holds what it should, for its owner only' what_is_in_the_folder
it 'index and manifest are complete' the_lists_are_complete
it '--only-findings: who is ready gets none' only_those_with_findings
it '--customer, repeated' those_that_are_named
it '--customer of nobody active is an error' nobody_else_can_be_named
it 'what was found, in plain words' says_what_was_found
it 'no tick for what was not read' no_fault_becomes_a_pass
it 'no tick for what the profile does not ask' what_is_not_asked
it 'several profiles' several_profiles
it 'a brand whose texts name customer and account' a_brand
it 'two pages, however long the texts' two_pages_whatever_is_said
it 'the same report gives the same bytes' the_same_again
it 'it can be verified' can_be_verified
it 'what is no internal report is refused' needs_an_internal_report
it 'a damaged report is refused' a_damaged_report
it 'a signal leaves nothing' stopped
it 'nobody to tell: nothing is left' nobody_to_tell
finish
