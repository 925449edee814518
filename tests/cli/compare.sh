#!/bin/bash
# Two audits of one account: --baseline in a report, and the command compare.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2

# replayed NAME [OPTION]...: a report of the sample without baseline
before_and_after() {
	cp "$samples/not-ready/baseline.json" before.json
	run replay "$samples/not-ready" -f json -o after
	assert_status 1
}

with_itself() {
	run replay "$samples/$1" -f json -o one
	run compare one one/results.json
	assert_status 0
	grep -qx 'Nothing changed.' stdout || fail "$(cat stdout)"
	run compare -q one one
	assert_status 0
	[ ! -s stdout ] || fail 'says something with --quiet'
}

told() {
	before_and_after
	run compare before.json after
	assert_status 1
	for line in 'harborline-demo, jumpcloud-mtp: Since the audit of 25 August 2026 the verdict is the same: Not ready.' \
		'Requirements: 6 worse, 1 less certain, 8 new information, 12 unchanged.' \
		'  Worse            JC-2.2  pass -> fail  ' \
		'  Less certain     JC-4.2  pass -> manual  ' \
		'Number of Global Admins: 6, was: 5; new: Udo Lindqvist (user 105), Greta Yates-Moor (user 106); no longer listed: Former Technician (user 99)' \
		'Token permissions: 1 added, 3 changed' \
		'  Lost             Tickets - Create  granted: yes -> no' \
		'  Removed          Former Technician (No. 99)  Global Admin: yes' \
		'  Removed          Seasonal Helper (No. 111)  ' \
		'  Changed          Umberholt Bakery (No. 30148)  name: Umberholt Bakery and Sons -> Umberholt Bakery' \
		'  Added            Willowholt Joinery (No. 30400)  state: active' \
		'  Added            JC-6.3  accepted until 15 December 2026 (Anselm Reed, Managing Partner): The token is shared' \
		'  not all compared: in the earlier audit the list of recurring invoices was not read to its end, so what is new cannot be told'; do
		grep -qF -- "$line" stdout || fail "does not tell: $line"
	done
	[ "$(grep -c 'No. 99)' stdout)" = 1 ] || fail 'who left takes more than a row'
}

# JC-5.5 rests on it.
a_customers_address() {
	run replay "$samples/not-ready" -f json -o before
	"$root/tests/cli/tamper" json before/results.json \
		'[x for x in d["customers"]["list"] if x["id"] == 30022][0]["email"] = "before@dapplegate.example"' || fail tamper
	mv before/results.json before.json
	run replay "$samples/not-ready" -b before.json -o after
	[ "$(json after/results.json '[(x["kind"], x["id"], x["what"], x["before"]) for x in d["changes"]["rows"]]')" = \
		"[('customer', 30022, 'e-mail', 'before@dapplegate.example')]" ] || fail "$(json after/results.json 'd["changes"]["rows"]')"
	pdftotext -layout after/report.pdf - | grep -q 'Changed: Dapplegate Nursery (No. 30022)' || fail 'the PDF'
	unzip -p after/report.xlsx | grep -qa 'before@dapplegate.example' || fail 'the workbook'
	run compare before.json after
	assert_status 1
	grep -qE '^  Changed +Dapplegate Nursery \(No. 30022\)  e-mail: before@dapplegate.example -> ' stdout || fail "$(cat stdout)"
	run replay after -q --edition auditor -o auditors
	[ "$(json auditors/results.json 'd["changes"]["rows"][0]["before"]')" = 'b…@d…' ] || fail 'not masked'
	[ "$(json auditors/results.json 'any("email" in x for x in d["customers"]["list"])')" = False ] || fail 'addresses of all'
	! grep -raq 'before@dapplegate' auditors || fail 'an address in the auditor'"'"'s edition'
}

# What one does not tell is no change.
an_address_that_is_not_told() {
	before_and_after
	run compare before.json after
	! grep -q 'No. 30022)  e-mail' stdout || fail 'of a baseline that tells none'
}

backwards() {
	before_and_after
	run compare after before.json
	assert_status 1
	grep -qF -- '  Better           JC-2.2  fail -> pass  ' stdout || fail 'what regressed is fixed the other way'
	grep -q 'Beware: the report compared with is the later one' stdout || fail 'does not say so in the text'
	grep -q 'warning: the report compared with is the later one' stderr || fail "$(cat stderr)"
	grep -qF -- '  Added            Seasonal Helper (No. 111)' stdout || fail 'who is gone is new the other way'
}

# What a later version looks at and the earlier did not may look like a change of the account.
two_versions() {
	before_and_after
	sed -i 's/"tool_version": *"[^"]*"/"tool_version": "0.1.0"/' before.json
	run compare before.json after
	grep -qF 'The earlier report is by version 0.1.0 and this one by ' stdout || fail 'does not say so'
	sed -i "s/\"tool_version\": *\"[^\"]*\"/\"tool_version\": \"$("$program" --version | grep -o '[0-9][0-9.]*')\"/" before.json
	run compare before.json after
	! grep -qF 'The earlier report is by version' stdout || fail 'of one version'
	sed 's/"tool_version": *"[^"]*"/"tool_version": "0.1.0"/' after/results.json >older.json
	run compare older.json after
	! grep -qF 'The earlier report is by version' stdout || fail 'where nothing differs'
}

# What the baseline holds, and what the report says then, is the same for audit and replay.
in_a_report() {
	start_standin ready
	audit_sample ready -f json
	mv out first
	audit_sample ready -f xlsx,pdf -b first
	assert_report
	[ "$(json out/results.json 'd["changes"]["counts"]["none"]')" = 27 ] || fail 'the same account has changed'
	[ "$(json out/results.json 'd["changes"]["rows"], d["changes"]["not_compared"]')" = '([], [])' ] || fail 'rows'
	[ "$(json out/results.json 'd["baseline"]["report_id"]')" = "$(json first/results.json 'd["report_id"]')" ] ||
		fail 'another baseline'
	[ "$(json first/results.json 'd["baseline"], d["changes"]')" = '(None, None)' ] || fail 'a baseline where none is'
	run replay out -o again
	assert_status 0
	diff -r out again || fail 'the replay, which needs nothing but the evidence, differs'
	run verify out
	assert_status 0
	pdftotext -layout out/report.pdf - | grep -q 'Nothing changed' || fail 'the PDF'
}

another_baseline_replaces_it() {
	run replay "$samples/not-ready" -f json -o one
	assert_status 1
	run replay "$samples/not-ready" -f json -b one -o two
	[ "$(json two/results.json 'd["changes"]["counts"]["none"]')" = 27 ] || fail 'the recorded one is used'
	[ "$(json one/results.json 'd["report_id"]')" != "$(json two/results.json 'd["report_id"]')" ] ||
		fail 'one id for two reports'
}

each_profile_has_its_own() {
	run replay "$samples/ready" -f json -p jumpcloud-mtp -p gradient -o first
	run replay "$samples/ready" -f json -p gradient -p jumpcloud-mtp -b first -o second
	for id in jumpcloud-mtp gradient; do
		[ "$(json "second/$id/results.json" 'd["baseline"]["profile"]["id"]')" = "$id" ] || fail "$id"
		[ "$(json "second/$id/results.json" 'd["changes"]["counts"]["not-comparable"]')" = 0 ] || fail "$id: counts"
	done
	run compare first second
	assert_status 0
	run replay "$samples/ready" -f json -p gradient -o third
	run compare first third
	assert_status 1
	grep -qx 'profile jumpcloud-mtp: not in the later report' stdout || fail "$(cat stdout)"
	run compare third "first/jumpcloud-mtp/results.json"
	assert_status 1
	grep -q 'not comparable: the baseline was held against profile gradient' stdout || fail "$(cat stdout)"
}

what_is_no_report() {
	run replay "$samples/ready" -f json -o one
	echo '{"schema": "syncro-audit/results/2"}' >odd.json
	mkdir empty
	cp -r one changed && sed -i 's/"verdict": "ready"/"verdict": "not-ready"/' changed/results.json
	cp -r one linked && mv linked/results.json away && ln -s ../away linked/results.json
	cp -r one unfinished && rm unfinished/manifest.json
	assert_refused "'empty': is no finished report folder: manifest.json: No such file" compare one empty
	assert_refused "'unfinished': is no finished report folder" compare unfinished one
	assert_refused "'odd.json': " compare odd.json one
	assert_refused "'changed/results.json': is not what manifest.json says" compare one changed
	assert_refused "'linked/results.json': is a symbolic link" compare one linked
	assert_refused "'nowhere': No such file" compare one nowhere
	assert_refused "'compare' takes OLD and NEW, found 1 operand" compare one
	assert_refused "'compare' takes OLD and NEW, found 3 operands" compare one one one
	assert_refused "baseline: 'empty': is no finished report folder" replay "$samples/ready" -b empty -o out
	assert_refused "baseline: 'odd.json': " replay "$samples/ready" -b odd.json -o out
	mkfifo pipe
	assert_refused "'pipe': " compare pipe one
}

of_another_account() {
	run replay "$samples/not-ready" -f json -o other
	run replay "$samples/ready" -f json -o one
	assert_refused "is about the account 'harborline-demo', not 'northlight-demo'" compare other one
	assert_refused "baseline: 'other/results.json': is about the account 'harborline-demo'" \
		replay "$samples/ready" -b other -o out
}

before_anything_is_asked() {
	start_standin ready
	run replay "$samples/not-ready" -f json -o other
	audit_sample ready -b other
	assert_status 2
	assert_requests 1 0
}

no_terminal_is_steered() {
	run replay "$samples/ready" -f json -o one
	python3 -ES - <<-'END'
		import json
		d = json.load(open("one/results.json"))
		d["users"][0]["name"] = "\u001b]0;owned\u0007\u001b[31mRed"
		d["customers"]["list"][0]["name"] = "Line\r\nfeed\u202e"
		json.dump(d, open("odd.json", "w"))
	END
	run compare odd.json one
	assert_status 1
	if LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" stdout; then fail 'a control character'; fi
}

a_full_disk_is_told() {
	run replay "$samples/ready" -f json -o one
	"$program" compare one one >/dev/full 2>stderr
	status=$?
	assert_status 2
	grep -q 'standard output' stderr || fail "$(cat stderr)"
}

for sample in ready not-ready large-and-messy; do
	it "finds no change between a report and itself: $sample" with_itself "$sample"
done
it 'tells what changed, a line a thing' told
it 'tells the changed address of a customer, masked for an auditor' a_customers_address
it 'tells none where a report of an earlier version has none' an_address_that_is_not_told
it 'tells the same the other way round' backwards
it 'says that two versions looked' two_versions
it 'puts the comparison into the report, and into the evidence for a replay' in_a_report
it 'takes another baseline in a replay' another_baseline_replaces_it
it 'holds each profile against its own' each_profile_has_its_own
it 'refuses what is no finished report, or is not what its manifest says' what_is_no_report
it 'refuses two accounts' of_another_account
it 'refuses a baseline before it asks anything' before_anything_is_asked
it 'steers no terminal' no_terminal_is_steered
it 'tells of a full disk' a_full_disk_is_told
finish
