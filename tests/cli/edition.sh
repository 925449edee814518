#!/bin/bash
# What may be handed over: the client's edition, and a report about one customer.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

shown=30022 # shares its name with another one

# The sample 'not-ready' with marks: an address in everything that people write, and
# other customers named so that they cannot be missed.
mark_sample() {
	mkdir "$work/samples"
	cp -r "$samples/not-ready" "$work/samples/marked"
	samples=$work/samples
	python3 - "$samples/marked" "$shown" <<'END' || fail 'the sample could not be marked'
import glob, json, sys
folder, shown = sys.argv[1], int(sys.argv[2])
address = "markjane+x@markhost.example"
prose = " (ask %s about ZEPHYRMARK, Kft. or zephyr@othermark.example)" % address

def change(path, function):
    tree = json.load(open(path, encoding="utf-8"))
    function(tree)
    json.dump(tree, open(path, "w", encoding="utf-8"), ensure_ascii=False)

def customer(c):
    if c["id"] == shown:
        c["email"] = address
        c["fullname"] += " <%s>" % address
    else:
        c["business_name"] = "Zephyrmark Kft"
        c["email"] = "zephyr@othermark.example"

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

assert_same_counts() { # OTHER-FOLDER
	local part
	for part in verdict counts; do
		[ "$(json "$1/results.json" "d['$part']")" = "$(json out/results.json "d['$part']")" ] ||
			fail "$part differs"
	done
	[ "$(json "$1/results.json" '[(x["id"], x["verdict"], x["reason"]) for x in d["findings"]]')" = \
		"$(json out/results.json '[(x["id"], x["verdict"], x["reason"]) for x in d["findings"]]')" ] ||
		fail 'findings differ'
	[ "$(json "$1/results.json" '{k: v for k, v in d["customers"].items() if k not in ("issues", "list")}')" = \
		"$(json out/results.json '{k: v for k, v in d["customers"].items() if k not in ("issues", "list")}')" ] ||
		fail 'the numbers of customers differ'
}

no_address_in_the_client_edition() {
	marked_internal
	grep -q markjane internal/results.json || fail 'the marks are not in the internal edition'
	run replay internal --edition client -o out
	assert_status 1
	assert_nowhere markjane markhost othermark
	grep -qi zephyrmark out/results.json || fail 'other customers are shown without --customer'
	assert_same_counts internal
	[ "$(json out/results.json 'd["edition"]')" = client ] || fail 'results.json does not say which edition'
	grep -q 'Client edition' unpacked/report.txt || fail 'the PDF does not say which edition'
	grep -rq 'Client edition' unpacked/xlsx || fail 'the workbook does not say which edition'
}

no_requests_in_the_client_edition() {
	local body
	marked_internal
	run replay internal --edition client -o out
	[ ! -e out/evidence ] || fail 'the folder holds evidence'
	[ "$(json out/manifest.json 'sorted(x["name"] for x in d["files"])')" = \
		"['attestations.todo.json', 'report.pdf', 'report.xlsx', 'results.json']" ] || fail 'other files'
	body=$(sed -n 3p internal/evidence/requests.jsonl | grep -oE '[0-9a-f]{64}' | head -n 1)
	[ ${#body} = 64 ] || fail 'no hash in the log'
	assert_nowhere "$body" /users/101 /customers/30001 0003-customers.json
	run replay out -o again
	assert_status 2
	assert_one_line out/evidence
}

one_customer_only() { # EDITION
	marked_internal
	run replay internal --edition "$1" --customer "$shown" -o out
	assert_status 1
	rm -rf out.evidence
	if [ -d out/evidence ]; then
		mv out/evidence out.evidence
	fi
	: >stderr
	assert_nowhere Zephyr ZEPHYR zephyr othermark
	assert_same_counts internal
	[ "$(json out/results.json '{x["customer_id"] for x in d["customers"]["issues"]}')" = "{$shown}" ] ||
		fail 'other issues'
	[ "$(json out/results.json 'd["only_customer"]')" = "$shown" ] || fail 'results.json does not say so'
	grep -q "This report shows one customer only: Dapplegate Nursery (No. $shown)" <(tr '\n' ' ' <unpacked/report.txt) ||
		fail 'the PDF does not say so'
	grep -rq 'This report shows one customer only' unpacked/xlsx || fail 'the workbook does not say so'
}

the_evidence_is_not_to_be_handed_over() {
	start_standin ready
	audit_sample ready --customer 30001
	assert_status 0
	grep -qF "replay $work/out --edition client --customer 30001" stderr || fail 'no warning'
	run replay out -o again
	assert_status 0
	cmp out/results.json again/results.json || fail 'results.json differs'
	cmp out/report.pdf again/report.pdf || fail 'report.pdf differs'
	cmp out/report.xlsx again/report.xlsx || fail 'report.xlsx differs'
	run replay out -o client --edition client
	[ "$(json client/results.json 'd["only_customer"]')" = 30001 ] || fail 'the customer is not taken over'
	! grep -q 'warning' stderr || fail 'a warning about a folder without evidence'
	run replay out -o all --customer 0
	[ "$(json all/results.json 'd["only_customer"]')" = None ] || fail 'not all customers'
}

# A pull is not thrown away for a wrong number, and nobody else is shown.
an_unknown_customer_after_a_pull() {
	start_standin ready
	audit_sample ready --customer 7
	assert_status 0
	assert_report
	grep -q 'customer 7 is not among the 24' stderr || fail 'no warning'
	assert_json 'len(d["customers"]["issues"])' 0
	assert_json 'd["customers"]["total"]' 24
	run replay out -o again
	assert_status 0
	cmp out/report.pdf again/report.pdf || fail 'report.pdf differs'
}

an_unknown_customer_of_the_evidence() {
	start_standin ready
	audit_sample ready
	run replay out --customer 7 -o again
	assert_status 2
	assert_one_line '--customer' 'found 7'
	[ ! -e again ] || fail 'a report was written'
}

# It has neither the evidence nor the attestation file.
a_client_is_not_told_to_replay() {
	run replay "$samples/not-ready" -o out --edition client
	pdftotext out/report.pdf pages.txt || fail 'unreadable'
	"$root/tests/golden/dump-workbook" out/report.xlsx >>pages.txt || fail 'unreadable'
	tr -s '\n ' ' ' <pages.txt >words.txt
	grep -q 'Look it up, and tell whoever made this report' words.txt || fail 'no action for a client'
	if grep -oE '.{40}(replay the evidence|run replay|attestation file)' words.txt; then
		fail 'tells the client of files it does not have'
	fi
}

audit_makes_no_client_edition() {
	start_standin ready
	audit_sample ready --edition client
	assert_status 2
	assert_one_line 'replay FOLDER --edition client'
	assert_no_report
	assert_nothing_sent
	echo '{"edition": "client"}' >config.json
	audit_sample ready --config config.json
	assert_status 2
	assert_nothing_sent
}

a_strange_edition() {
	start_standin ready
	audit_sample ready --edition public
	assert_status 2
	assert_one_line "--edition: expected internal or client, found 'public'"
	assert_nothing_sent
	audit_sample ready --customer -1
	assert_status 2
	assert_nothing_sent
}

agrees_with_itself() {
	run replay "$samples/not-ready" -o out --edition client --customer 30001
	assert_report
	run verify out
	assert_status 0
	grep -q '^report.xlsx: agrees .* (of one customer only)' stdout || fail "$(cat stdout)"
}

it 'no address comes through to the client edition' no_address_in_the_client_edition
it 'the client edition holds no requests and no evidence' no_requests_in_the_client_edition
it 'one customer sees no other, internal edition' one_customer_only internal
it 'one customer sees no other, client edition' one_customer_only client
it 'a report about one customer warns of its evidence' the_evidence_is_not_to_be_handed_over
it 'an unknown customer after a pull: nobody is shown, nothing is lost' an_unknown_customer_after_a_pull
it 'an unknown customer of the evidence: no report' an_unknown_customer_of_the_evidence
it 'a client is not told to replay the evidence' a_client_is_not_told_to_replay
it 'audit makes no client edition, and says how to' audit_makes_no_client_edition
it 'an edition or a customer that cannot be' a_strange_edition
it 'a report about one customer verifies' agrees_with_itself
finish
