#!/bin/bash
# The auditor's edition: for readers outside.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

# The sample 'not-ready' with marks: an address in everything that people write.
mark_sample() {
	mkdir "$work/samples"
	cp -r "$samples/not-ready" "$work/samples/marked"
	samples=$work/samples
	python3 -ES - "$samples/marked" <<'END' || fail 'the sample could not be marked'
import glob, json, sys
folder = sys.argv[1]
address = "markjane+x@markhost.example"
prose = " (ask %s)" % address

def change(path, function):
    tree = json.load(open(path, encoding="utf-8"))
    function(tree)
    json.dump(tree, open(path, "w", encoding="utf-8"), ensure_ascii=False)

def customer(c):
    c["email"] = address
    c["business_name"] = (c.get("business_name") or "") + " <%s>" % address

def customers(tree):
    for c in tree.get("customers", [tree["customer"]] if "customer" in tree else []):
        customer(c)

def user(tree):
    if "user" not in tree:  # who is gone
        return
    tree["user"]["email"] = "markjane%d@markhost.example" % tree["user"]["id"]
    tree["user"]["full_name"] += " <%s>" % address
    tree["user"]["group"] = (tree["user"]["group"] or "Group") + prose

def me(tree):
    tree["user_email"] = address

def inputs(tree):
    for entry in tree.get("attestations", []):
        entry["statement"] += prose
        entry["attested_by"] += prose
        entry["evidence"] = prose
    for entry in tree.get("waivers", []):
        for key in "reason", "owner", "approved_by":
            entry[key] += prose
    for entry in [tree["token"]] if "token" in tree else []:
        entry["name"] += prose
        entry["attested_by"] += prose
        entry["permissions"].append("No such" + prose)
    for entry in tree.get("security_groups", []):
        entry["attested_by"] += prose
        entry["access_type"] += prose

for pattern, function in (
        ("evidence/*-customers*.json", customers), ("evidence/*-users-*.json", user),
        ("evidence/*-me.json", me), ("attestations.json", inputs), ("waivers.json", inputs)):
    for path in glob.glob("%s/%s" % (folder, pattern)):
        change(path, function)
END
}

marked_internal() {
	mark_sample
	start_standin marked
	audit_sample marked
	assert_status 1
	mv out internal
}

no_address() {
	marked_internal
	grep -q markjane internal/results.json || fail 'the marks are not in the internal edition'
	run replay internal --edition auditor -o out
	assert_status 1
	assert_nowhere markjane markhost
	[ "$(json out/results.json 'd["edition"]')" = auditor ] || fail 'results.json does not say which edition'
	grep -q "Auditor's edition" unpacked/report.txt || fail 'the PDF does not say which edition'
	grep -rq "Auditor&apos;s edition\|Auditor's edition" unpacked/xlsx || fail 'the workbook does not say which edition'
}

# Its results are those of the internal edition; only how they are told differs.
the_same_results() {
	local part
	run replay "$samples/not-ready" -f json -o internal
	run replay "$samples/not-ready" -f json --edition auditor -o out
	for part in 'd["verdict"]' 'd["counts"]' '[(x["id"], x["verdict"], x["reason"]) for x in d["findings"]]' \
		'[(x["name"], x["granted"]) for x in d["permissions"]]' '[x["id"] for x in d["customers"]["list"]]'; do
		[ "$(json internal/results.json "$part")" = "$(json out/results.json "$part")" ] || fail "$part differs"
	done
	[ "$(json internal/results.json 'd["report_id"]')" != "$(json out/results.json 'd["report_id"]')" ] ||
		fail 'one id for two reports'
}

no_requests_and_no_evidence() {
	local body
	marked_internal
	run replay internal --edition auditor -o out
	[ ! -e out/evidence ] || fail 'the folder holds evidence'
	[ "$(json out/manifest.json 'sorted(x["name"] for x in d["files"])')" = \
		"['report.pdf', 'report.xlsx', 'results.json']" ] || fail 'other files'
	body=$(sed -n 3p internal/evidence/requests.jsonl | grep -oE '[0-9a-f]{64}' | head -n 1)
	[ ${#body} = 64 ] || fail 'no hash in the log'
	assert_nowhere "$body" /users/101 /customers/30001 0003-customers.json
	run replay out -o again
	assert_status 2
	assert_one_line "out" "holds no evidence: only an internal report can be replayed"
}

# What an auditor reads: no option of the program, no path, no key of a file's.
in_words() { # SAMPLE FOLDER
	run replay "$1" -p jumpcloud-mtp --edition auditor -o "$2"
	pdftotext -layout "$2/report.pdf" "$2.txt" || fail 'unreadable'
	"$root/tests/golden/dump-workbook" "$2/report.xlsx" >>"$2.txt" || fail 'unreadable'
	if grep -E '\b(GET|POST|PUT|DELETE) |(^|[^a-z-])--[a-z]|\.json|(^|[ (])/(me|users|customers|schedules|tickets)|expires_on|valid_until|business_name' "$2.txt"; then
		fail 'is not in words'
	fi
}

in_plain_words() {
	local sample
	for sample in ready not-ready large-and-messy; do
		in_words "$samples/$sample" "$sample"
	done
	faults 'GET /schedules -> 503' 'GET /users/101 -> 500' 'GET /customers page=2 -> 503 retry-after=0'
	start_standin not-ready --faults plan
	audit_sample not-ready --rate 0
	in_words out faulty
	grep -qi 'recurring invoices' faulty.txt || fail 'does not say what was not read'
}

# Who holds which rights stands there by name; who else belongs to which group does not.
counts_and_names() {
	run replay "$samples/not-ready" --edition auditor -o out
	pdftotext -layout out/report.pdf pages.txt || fail 'unreadable'
	grep -qE '[0-9]+ of [0-9]+ users are Global Admins' pages.txt || fail 'does not count'
	! grep -qE 'Who +Permissions' pages.txt || fail 'lists the members of groups'
	[ "$("$root/tests/golden/dump-workbook" out/report.xlsx | grep -c '^1: A Security group | B Members | C Access type')" = 1 ] ||
		fail 'the workbook lists the members of groups'
}

# It has neither the evidence nor the attestation file.
who_reads_it_is_not_told_to_replay() {
	run replay "$samples/not-ready" -o out --edition auditor
	pdftotext out/report.pdf pages.txt || fail 'unreadable'
	"$root/tests/golden/dump-workbook" out/report.xlsx >>pages.txt || fail 'unreadable'
	tr -s '\n ' ' ' <pages.txt >words.txt
	grep -q 'Confirm what no request can show' words.txt || fail 'no action for a reader outside'
	if grep -oE '.{40}(replay the evidence|run replay|attestation file)' words.txt; then
		fail 'tells of files that are not there'
	fi
}

audit_makes_none() {
	start_standin ready
	audit_sample ready --edition auditor
	assert_status 2
	assert_one_line 'replay FOLDER --edition auditor'
	assert_no_report
	assert_nothing_sent
	echo '{"edition": "auditor"}' >config.json
	audit_sample ready --config config.json
	assert_status 2
	assert_nothing_sent
}

a_strange_edition() {
	local edition
	start_standin ready
	for edition in public client; do
		audit_sample ready --edition $edition
		assert_status 2
		assert_one_line "--edition: expected internal or auditor, found '$edition'"
		assert_nothing_sent
	done
	audit_sample ready --customer 30001
	assert_status 2
	assert_one_line customer
	assert_nothing_sent
}

agrees_with_itself() {
	run replay "$samples/not-ready" -o out --edition auditor
	assert_report
	run verify out
	assert_status 0
	grep -q '^report.xlsx: agrees ' stdout || fail "$(cat stdout)"
}

it 'no address comes through' no_address
it 'results and counts are those of the internal edition' the_same_results
it 'no requests, no evidence, nothing to fill in' no_requests_and_no_evidence
it 'no option, no path, no key of a file' in_plain_words
it 'counts and names instead of lists of people' counts_and_names
it 'who reads it is not told to replay the evidence' who_reads_it_is_not_told_to_replay
it 'audit makes none, and says how to' audit_makes_none
it 'an edition that there is not; customers get neither' a_strange_edition
it 'it verifies' agrees_with_itself
finish
