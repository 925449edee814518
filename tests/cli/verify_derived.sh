#!/bin/bash
# What a report says is held against what its evidence gives once more: whoever changes a
# file, and whatever else to fit it, is told.
# shellcheck source=tests/cli/lib.sh disable=SC2016,SC2119
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/verify/lib.sh
. "$(dirname "$0")/verify/lib.sh"

# spoiled STATEMENT WORD...: one change in results.json, listed as if it had been written so
spoiled() {
	report not-ready --format json
	tamper json out/results.json "$1"
	relist
	shift
	assert_found 1 "$@"
}

# Nothing else in the folder says which requirements are mandatory.
mandatory_switched_off() {
	spoiled 'f["JC-2.1"]["mandatory"] = False' \
		'^results.json: findings JC-2.1 mandatory: expected true by the evidence, found false'
	assert_told '^1 difference'
}

every_field_of_a_finding() {
	local each
	for each in title=\"x\" action=\"x\" job=\"x\" severity=\"low\" verdict=\"manual\" reason=\"timeout\" proof=\"none\" \
		summary=\"x\" reference=\"x\" change=\"fixed\"; do
		rm -rf out
		spoiled "f['JC-2.2']['${each%%=*}'] = ${each#*=}" \
			"^results.json: findings JC-2.2 ${each%%=*}: expected .* by the evidence, found"
	done
	rm -r out
	spoiled 'f["JC-2.2"]["observations"][0]["observed"] = "x"' \
		'^results.json: findings JC-2.2 observations 1 observed: expected .*, found x'
	rm -r out
	spoiled 'f["JC-2.2"]["remediation"].append("x")' \
		'^results.json: findings JC-2.2 remediation [0-9]*: expected nothing by the evidence, found x'
}

every_list() {
	local each
	for each in 'permissions"][1]["granted' 'permissions"][1]["source' 'users"][1]["email' \
		'security_groups"][0]["access_type' 'sources"][1]["records' 'requests"]["sent' \
		'attestations"][0]["attested_by' 'waivers"][0]["expires_on' 'profile"]["version' \
		'customers"]["list"][3]["name' 'customers"]["issues"][0]["detail' 'account"]["user_name' \
		'changes"]["rows"][0]["after'; do
		rm -rf out
		report not-ready --format json
		tamper json out/results.json "x = d[\"$each\"]
d[\"$each\"] = x + 1 if type(x) is int else {'yes': 'no', 'no': 'yes'}.get(x, '2030-01-01')"
		relist
		verify
		[ "$status" = 1 ] || fail "$each: status $status: $(cat stdout)"
		assert_told '^results.json: [a-z_]* .*expected .* by the evidence, found'
	done
}

an_item_less() {
	local id
	report not-ready --format json
	id=$(json out/results.json 'd["customers"]["list"][2]["id"]')
	tamper json out/results.json 'del d["customers"]["list"][2]'
	relist
	assert_found 1 "^results.json: customers list $id: expected {.* by the evidence, found nothing"
	assert_told '^1 difference'
}

# Verdict, counts and CSV all say the same, and it is not so.
consistent_lie() {
	report not-ready --format csv
	tamper json out/results.json 'x = f["JC-2.2"]; assert x["verdict"] == "fail"; x["verdict"] = "pass"
d["counts"]["fail"] -= 1; d["counts"]["pass"] += 1'
	sed -i '/,JC-2.2,/s/,fail,/,pass,/' out/findings.csv
	grep -q ',JC-2.2,.*,pass,' out/findings.csv || fail 'nothing was changed'
	relist
	assert_found 1 '^results.json: findings JC-2.2 verdict: expected fail by the evidence, found pass'
	assert_told '^results.json: counts fail: expected'
	assert_told '^findings.csv: line [0-9]*: expected what the evidence gives'
}

waiver_moved() {
	spoiled 'a = [x for x in d["findings"] if x["waiver"]][0]
b = [x for x in d["findings"] if x["verdict"] == "fail" and not x["waiver"]][0]
a["waiver"], b["waiver"] = None, a["waiver"]' \
		'^results.json: findings JC-.* waiver: expected null by the evidence, found {'
	assert_told '^results.json: findings JC-.* waiver: expected {.* by the evidence, found null'
}

same_words_other_bytes() {
	report not-ready --format json
	tamper json out/results.json 'd["schema"]'
	relist
	assert_found 1 '^results.json: line 1: expected what the evidence gives, found something else'
	assert_told '^1 difference'
}

todo_list() {
	report not-ready
	sed -i 's/"attestations": \[/& /' out/attestations.todo.json
	relist
	assert_found 1 '^attestations.todo.json: line [0-9]*: expected what the evidence gives'
}

# What the program does not read back: a remedy in the workbook, a page of the PDF.
workbook_and_pdf() {
	report not-ready
	tamper part out/report.xlsx docProps/core.xml '<dc:title>' '<dc:title>Final '
	python3 -ES - out/report.pdf <<-'PY' || fail 'the PDF was not changed'
		import re, sys
		data = bytearray(open(sys.argv[1], "rb").read())
		at = [m.start() for m in re.finditer(b"endstream", data)][4]
		data[at - 20] ^= 1
		open(sys.argv[1], "wb").write(data)
	PY
	relist
	verify
	assert_status 1
	assert_told '^report.xlsx: byte [0-9]*: expected what the evidence gives with the fonts and libraries here, found something else'
	assert_told '^report.pdf: '
}

# Its own hash in the log is right; the verdicts are those of other evidence.
other_evidence() {
	local body
	report not-ready --format json
	python3 -ES - out/evidence <<-'PY' || fail 'nothing was changed'
		import hashlib, json, os, sys
		log = os.path.join(sys.argv[1], "requests.jsonl")
		lines = [json.loads(line) for line in open(log, encoding="utf-8")]
		line = [x for x in lines if x["path"].startswith("/customers") and x["body"]][0]
		path = os.path.join(sys.argv[1], line["body"])
		body = json.load(open(path, encoding="utf-8"))
		body["customers"][0]["business_name"] = "Somebody Else"
		data = json.dumps(body).encode()
		open(path, "wb").write(data)
		line["sha256"], line["bytes"] = hashlib.sha256(data).hexdigest(), len(data)
		with open(log, "w", encoding="utf-8") as file:
		    file.writelines(json.dumps(x, separators=(",", ":")) + "\n" for x in lines)
	PY
	relist
	assert_found 1 '^results.json: report_id: expected'
	assert_told '^results.json: customers list .* name: expected Somebody Else by the evidence'
}

evidence_that_is_refused() {
	local body
	report not-ready --format json
	body=$(json out/manifest.json '[x["name"] for x in d["files"] if "customers" in x["name"]][0]')
	echo >>"out/$body"
	relist
	verify
	assert_status 2
	assert_told '^evidence: .*its SHA-256 is not the one in the log'
	grep -q 'not all of it can be read' stderr || fail 'standard error does not say why'
}

no_evidence() {
	report not-ready --format json
	rm -r out/evidence
	relist
	assert_found 1 '^evidence/run.json: expected a file, found nothing'
}

auditors_edition() {
	report not-ready --edition auditor
	verify
	assert_status 0
	assert_told "^results.json: verdicts were not derived again: the auditor's edition has no evidence"
	assert_told '^report.xlsx: agrees with results.json'
	verify -q
	[ ! -s stdout ] || fail "quiet: $(cat stdout)"
}

# other_version: as another version would have written it
other_version() {
	report not-ready --format csv,xlsx,pdf
	tamper json out/results.json 'd["tool_version"] = "9.8.7"'
	tamper json out/evidence/run.json 'd["tool_version"] = "9.8.7"'
	relist
}

another_version() {
	other_version
	verify
	assert_status 0
	assert_told '^results.json: verdicts were not derived again: version 9.8.7 wrote' 'this is version'
	# Its sheets say things as that version did.
	assert_told '^report.xlsx: was not read back: it is in the words of version 9.8.7'
	assert_told '^report.pdf: agrees with results.json on report id'
	assert_told '^nothing is damaged; PDF and JSON agree (the manifest is not signed)'
	! grep -q 'byte for byte' stdout || fail 'it says that it derived'
	tamper cell out/report.xlsx Summary B19 99
	assert_found 1 '^report.xlsx: .*: expected'
	relist
	echo >>out/findings.csv
	assert_found 1 '^findings.csv: size: expected'
}

# Whoever changes the version alone does not get round it.
version_in_one_of_them() {
	report not-ready --format json
	tamper json out/results.json 'd["tool_version"] = "9.8.7"'
	relist
	assert_found 1 '^results.json: tool_version: expected .* by the evidence, found 9.8.7'
	rm -r out
	report not-ready --format json
	tamper json out/evidence/run.json 'd["tool_version"] = "9.8.7"'
	relist
	assert_found 1 '^evidence/run.json: version: expected .* as in results.json, found 9.8.7'
}

several_profiles() {
	report not-ready --format csv -p jumpcloud-mtp -p gradient
	verify
	assert_status 0
	assert_told '^gradient/results.json: all 6 files of this report are, byte for byte'
	assert_told '^jumpcloud-mtp/results.json: all 6 files of this report are, byte for byte'
	cp out/gradient/results.json kept
	tamper json out/gradient/results.json 'd["findings"][0]["mandatory"] ^= True'
	relist
	assert_found 1 '^gradient/results.json: findings .* mandatory: expected'
	cp kept out/gradient/results.json
	mv out/gradient out/other
	relist
	assert_found 1 '^gradient/results.json: expected a file by the evidence, found nothing'
	assert_told '^other/results.json: expected no report of this profile by the evidence, found one'
}

# What a report was made with is recorded: the clock, earlier reports, paper, brand, rows.
made_with_everything() {
	report not-ready
	mv out earlier
	SOURCE_DATE_EPOCH=1795600000 report not-ready --format csv,xlsx,pdf,oscal -b earlier --history earlier \
		--brand "$root/templates/brand/example.json" --paper letter
	SOURCE_DATE_EPOCH=1900000000 run verify out
	assert_status 0
	assert_told '^results.json: all 9 files of this report are, byte for byte'
	unset SOURCE_DATE_EPOCH
	verify
	assert_status 0
}

# Nor does it need what an audit needs: the templates, or to write into the folder.
leaves_nothing() {
	report ready
	find out -printf '%p %T@\n' | sort >before
	mkdir scratch
	TMPDIR=$work/scratch SYNCRO_AUDIT_TEMPLATES=/nowhere run verify out
	assert_status 0
	find out -printf '%p %T@\n' | sort | cmp before - || fail 'the folder was touched'
	[ -z "$(ls scratch)" ] || fail "left: $(ls scratch)"
}

it 'a requirement made optional' mandatory_switched_off
it 'each field of a finding' every_field_of_a_finding
it 'each other list' every_list
it 'an item less, and its followers do not differ' an_item_less
it 'a verdict changed wherever it stands' consistent_lie
it 'a waiver moved to another finding' waiver_moved
it 'the same words in other bytes' same_words_other_bytes
it 'what is still to be attested' todo_list
it 'what nobody reads back of workbook and PDF' workbook_and_pdf
it 'the evidence of another account' other_evidence
it 'evidence that is refused' evidence_that_is_refused
it 'no evidence where there must be some' no_evidence
it "the auditor's edition: it says that nothing was derived" auditors_edition
it 'another version: it says so, and checks the rest' another_version
it 'another version in one of the files alone' version_in_one_of_them
it 'several profiles, each in its folder' several_profiles
it 'whatever a report was made with' made_with_everything
it 'nothing is written, and nothing else is needed' leaves_nothing
finish
