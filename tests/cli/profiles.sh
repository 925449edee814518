#!/bin/bash
# One pull held against several profiles: a report for each, one evidence folder.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2

several() {
	start_standin ready
	audit_sample ready -p jumpcloud-mtp -p gradient
	assert_status 1
	assert_report
	[ "$(ls "$work/out")" = "$(printf '%s\n' evidence gradient jumpcloud-mtp manifest.json overview.json overview.pdf overview.xlsx)" ] || fail "$(ls "$work/out")"
	for id in jumpcloud-mtp gradient; do
		[ "$(json "out/$id/results.json" 'd["profile"]["id"]')" = "$id" ] || fail "$id: another profile's results"
		for file in report.pdf report.xlsx attestations.todo.json; do
			[ -s "out/$id/$file" ] || fail "$id: $file is missing"
		done
	done
	[ "$(json out/jumpcloud-mtp/results.json 'd["verdict"]')" = ready ] || fail 'one profile changes the verdict of another'
	[ "$(json out/gradient/results.json 'd["verdict"]')" = not-ready ] || fail 'gradient is not ready'
	[ "$(cat stdout)" = "$work/out" ] || fail "standard output: $(cat stdout)"
	[ "$(wc -l <stderr)" = 2 ] || fail 'expected a line for each profile'
	assert_requests '$4 == "/me"' 2
	assert_requests '$4 == "/customers?include_disabled=true&page=1"' 1
	run replay out -o again
	assert_status 1
	diff -r out again || fail 'the replay differs'
	# What was needed by the other one only is excess, and no file of another report is.
	run replay out -p jumpcloud-mtp -o one
	assert_status 0
	[ -f one/results.json ] || fail 'a single profile has its report in the folder'
}

overview_is_as_the_schema_says() {
	python3 -c 'import jsonschema' 2>/dev/null || skip 'python3 has no module jsonschema: the schema is NOT checked'
	local sample
	for sample in ready not-ready large-and-messy; do
		run replay "$samples/$sample" -p quoter -p jumpcloud-mtp -p gradient -f json -o "$sample"
		[ "$status" -ne 2 ] || fail "$sample"
		python3 - "$root/templates/schema/overview.schema.json" "$sample/overview.json" <<-'END' || fail "$sample: not valid"
			import json, sys
			import jsonschema
			schema, found = [json.load(open(name, encoding="utf-8")) for name in sys.argv[1:]]
			jsonschema.Draft202012Validator(schema).validate(found)
		END
	done
}

# What the overview says is what the reports below it say, and nothing of it is told twice.
overview_agrees_with_its_reports() {
	run replay "$samples/not-ready" -p quoter -p jumpcloud-mtp -p gradient -f json -o out
	assert_status 1
	python3 -ES - <<-'END' || fail 'the overview and its reports differ'
		import json
		d = json.load(open("out/overview.json"))
		assert [p["id"] for p in d["profiles"]] == ["quoter", "jumpcloud-mtp", "gradient"]
		assert d["report_id"] == json.load(open("out/manifest.json"))["report_id"]
		for p in d["profiles"]:
		    r = json.load(open("out/%s/results.json" % p["folder"]))
		    assert (p["report_id"], p["verdict"], p["counts"]) == (r["report_id"], r["verdict"], r["counts"])
		    to_do = {f["id"] for f in r["findings"] if f["verdict"] in ("fail", "unknown", "manual") and not f["waiver"]}
		    closed = [c["requirement"] for j in d["jobs"] for c in j["closes"] if c["profile"] == p["id"]]
		    assert sorted(closed) == sorted(to_do), (closed, to_do)
		titles = [(j["kind"], j["title"], j["who"]) for j in d["jobs"]]
		assert len(set(titles)) == len(titles)
		token = [j for j in d["jobs"] if j["title"] == "Replace the token"]
		assert len(token) == 1 and {c["profile"] for c in token[0]["closes"]} == {"quoter", "jumpcloud-mtp", "gradient"}
		expiry = [x for x in d["dates"] if x["what"] == "Token expires"]
		assert [x["profiles"] for x in expiry] == [["quoter", "jumpcloud-mtp", "gradient"]]
		assert [x["day"] for x in d["dates"]] == sorted(x["day"] for x in d["dates"])
		assert "token of its own" in d["advice"]
	END
	run verify out
	assert_status 0
}

# Nine of those that are built in, and three of one's own, on one page, each with its verdict in
# words and a link to its report.
twelve_stand_on_a_page() {
	local id options=()
	for id in cloudblue cloudradial-chat cyberhoot dnsfilter gradient jumpcloud-mtp quoter rocketcyber saas-alerts; do
		options+=(-p "$id")
	done
	for id in one two three; do
		sed "s/\"id\": \"quoter\"/\"id\": \"$id\"/" "$root/templates/profiles/quoter.json" >"$id.json"
		options+=(-p "./$id.json")
	done
	run replay "$samples/large-and-messy" "${options[@]}" -f pdf -o out
	assert_status 1
	[ "$(pdfinfo out/overview.pdf | awk '/^Pages:/ {print $2}')" = 1 ] || fail 'more than a page'
	pdftotext -layout out/overview.pdf text
	[ "$(grep -cE '(Ready|Not ready|Not confirmed yet)  +[0-9]+ ' text)" = 12 ] || fail "$(cat text)"
	tr -s ' \n' '  ' <text | grep -q 'Each integration should have a token of its own: this audit looked at one token shared by 12' ||
		fail 'the advice'
	qpdf --qdf --object-streams=disable out/overview.pdf plain.pdf
	[ "$(grep -ac '/URI ([a-z-]*/report.pdf)' plain.pdf)" = 12 ] || fail 'the links'
	[ ! -e out/overview.xlsx ] || fail 'nobody asked for a workbook'
}

links_lead_to_the_reports() {
	run replay "$samples/not-ready" -p quoter -p gradient -f xlsx -o out
	unzip -p out/overview.xlsx xl/worksheets/_rels/sheet1.xml.rels >links
	for id in quoter gradient; do
		grep -qF "Target=\"$id/report.xlsx\"" links || fail "$(cat links)"
		[ -f "out/$id/report.xlsx" ] || fail "$id"
	done
	[ ! -e out/overview.pdf ] || fail 'nobody asked for a PDF'
}

tamper() {
	python3 -ES "$root/tests/cli/tamper" "$@" || fail 'cannot be tampered with'
}

# With a manifest that is right, too.
# The auditor's edition has no evidence that would give it again.
verify_holds_the_overview_against_its_reports() {
	local lie
	run replay "$samples/not-ready" -p quoter -p gradient --edition auditor -f json -o out
	run verify out
	assert_status 0
	grep -q '^overview.json: verdict and counts of 2 reports are what their results.json say' stdout || fail "$(cat stdout)"
	cp out/overview.json kept.json
	for lie in 'd["verdict"] = "ready"' 'd["profiles"][0]["verdict"] = "ready"' \
		'd["profiles"][1]["counts"]["fail"] = 0' 'd["profiles"][1]["report_id"] = "another"' \
		'd["profiles"][0]["id"] = "another"' 'del d["profiles"][0]' 'd["profiles"].append(dict(d["profiles"][0], verdict="ready"))' \
		'd["profiles"] = None'; do
		cp kept.json out/overview.json
		tamper json out/overview.json "$lie"
		tamper relist out
		run verify out
		assert_status 1
		grep -q '^overview.json: .* by its reports' stdout || fail "$lie: $(cat stdout)"
	done
}

verify_holds_the_overview_against_the_evidence() {
	run replay "$samples/not-ready" -p quoter -p gradient -o out
	run verify out
	assert_status 0
	grep -qx 'overview.json: all 3 files of the overview are, byte for byte, what the evidence gives again' stdout ||
		fail "$(cat stdout)"
	tamper json out/overview.json 'd["profiles"][0]["verdict"] = "ready"'
	run verify out
	assert_status 1
	grep -q '^overview.json: ' stdout || fail 'a file that is not as listed'
	tamper relist out
	run verify out
	assert_status 1
	grep -q '^overview.json: line [0-9]*: expected what the evidence gives' stdout || fail "$(cat stdout)"
	cp out/overview.pdf kept.pdf && cp out/quoter/report.pdf out/overview.pdf
	tamper relist out
	run verify out
	assert_status 1
	grep -q '^overview.pdf: byte [0-9]*: ' stdout || fail "$(cat stdout)"
	rm out/overview.json && cp kept.pdf out/overview.pdf
	tamper relist out
	run verify out
	assert_status 1
	grep -q '^overview.json: expected a file by the evidence, found nothing' stdout || fail "$(cat stdout)"
}

# As in the reports: no address of a person, and no evidence beside it.
the_auditors_overview() {
	run replay "$samples/not-ready" -p quoter -p gradient --edition auditor -f xlsx,pdf -o out
	assert_status 1
	[ "$(json out/overview.json 'd["edition"]')" = auditor ] || fail 'the edition'
	grep -q 'attestation file' out/overview.json && fail 'a reader outside has no attestation file'
	run verify out
	assert_status 0
}

# Nobody is told to untick what another report of the same run demands.
no_report_unticks_what_another_needs() {
	run replay "$samples/not-ready" -p jumpcloud-mtp -p gradient -p quoter -f json -o out
	assert_status 1
	python3 -ES - <<-'END' || fail 'the reports contradict each other'
		import json
		reports = [json.load(open("out/%s/results.json" % i)) for i in ("jumpcloud-mtp", "gradient", "quoter")]
		needed = {p["name"] for r in reports for p in r["permissions"] if p["needed"]}
		told = 0
		for r in reports:
		    assert not [p for p in r["permissions"] if p["class"] == "excess" and p["name"] in needed]
		    for f in r["findings"]:
		        if not f["title"].startswith("The token has no permissions beyond"):
		            continue
		        assert f["verdict"] == "fail" and "any of the 3 integrations" in f["summary"]
		        for o in f["observations"]:
		            if o["subject"] in needed:
		                assert o["verdict"] == "informational", o
		                told += 1
		assert told == 12, told
	END
	run replay out -p gradient -f json -o alone
	[ "$(json alone/results.json '[f["verdict"] for f in d["findings"] if f["id"] == "GR-4.2"]')" = "['fail']" ] || fail 'alone'
	grep -q 'that Gradient MSP does not ask for' alone/results.json || fail 'alone it is held against its own list'
	[ ! -e alone/overview.json ] || fail 'an overview of one'
}

decisions_go_where_they_belong() {
	start_standin ready
	sed 's/\("attestations": *\[\)/\1{"requirement":"GR-1.3","verdict":"pass","statement":"s","attested_by":"a","attested_on":"2026-11-01","valid_until":"2027-01-01"},/' \
		"$samples/ready/attestations.json" >a.json
	cat >w.json <<-END
		{"waivers":[{"requirement":"GR-9.9","reason":"r","owner":"o","approved_by":"a","created_on":"2026-11-01","expires_on":"2027-01-01"},
		{"requirement":"JC-6.3","reason":"r","owner":"o","approved_by":"a","created_on":"2026-11-01","expires_on":"2027-01-01"}]}
	END
	audit -p jumpcloud-mtp -p gradient -a a.json -w w.json
	assert_report
	[ "$(json out/gradient/results.json '[a["requirement"] for a in d["attestations"]]')" = "['GR-1.3']" ] || fail 'attestations of gradient'
	[ "$(json out/jumpcloud-mtp/results.json '"GR-1.3" in [a["requirement"] for a in d["attestations"]]')" = False ] || fail 'attestations of jumpcloud-mtp'
	# What is for no profile is told in every report, and warned of once.
	[ "$(json out/gradient/results.json '[w["requirement"] for w in d["waivers"]]')" = "['GR-9.9']" ] || fail 'waivers of gradient'
	[ "$(json out/jumpcloud-mtp/results.json '[w["requirement"] for w in d["waivers"]]')" = "['GR-9.9', 'JC-6.3']" ] || fail 'waivers of jumpcloud-mtp'
	[ "$(grep -c 'GR-9.9' stderr)" = 1 ] || fail 'the warning'
}

the_worst_counts() { # STATUS PROFILE...
	local wanted=$1 options=()
	shift
	for id in "$@"; do
		options+=(-p "$id")
	done
	run replay "$samples/ready" "${options[@]}" -f json -o out
	assert_status "$wanted"
}

twice() {
	start_standin ready
	audit -p gradient -p "$root/templates/profiles/gradient.json"
	assert_status 2
	assert_one_line "'gradient': is given twice"
	assert_no_report
	assert_nothing_sent
}

not_beside_evidence() {
	start_standin ready
	sed 's/"id": "gradient"/"id": "evidence"/' "$root/templates/profiles/gradient.json" >mine.json
	audit -p jumpcloud-mtp -p ./mine.json
	assert_status 2
	assert_one_line "'evidence': this id cannot stand beside others"
	assert_nothing_sent
}

it 'two profiles: one pull, two reports, one evidence folder, and a replay of both' several
it 'the overview of each sample is as its schema says' overview_is_as_the_schema_says
it 'the overview says what its reports say, each job and date once' overview_agrees_with_its_reports
it 'twelve profiles stand on one page' twelve_stand_on_a_page
it 'the workbook leads to the reports' links_lead_to_the_reports
it 'verify holds the overview against the evidence' verify_holds_the_overview_against_the_evidence
it 'without evidence verify holds the overview against its reports' verify_holds_the_overview_against_its_reports
it "the auditor's edition has its overview" the_auditors_overview
it 'what another profile of the run needs is no excess; alone it is' no_report_unticks_what_another_needs
it 'attestations and waivers go to the report they are for' decisions_go_where_they_belong
it 'ready and not ready is not ready' the_worst_counts 1 jumpcloud-mtp gradient
it 'the order does not matter' the_worst_counts 1 gradient jumpcloud-mtp
it 'one id twice is refused' twice
it 'an id that would clash with the evidence is refused' not_beside_evidence
finish
