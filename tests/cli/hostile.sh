#!/bin/bash
# Names that would do something: none does, in the workbook, the PDF, the JSON or on a terminal.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# hostile_account: a stand-in with samples/ready under other names of customers and users
hostile_account() {
	cp -r "$samples/ready" account
	python3 - <<'PYTHON' || fail 'the account cannot be made'
import glob, json
names = ['=HYPERLINK("http://evil.example","click")', "+1+1", "-2+3", "@SUM(1)", "\t=1+1",
         "bell\x07 null\x01 del\x7f end", "left\u202eTHGIR\u202c right", "<b>bold</b> & ]]> &amp;",
         "\x1b[31mred\x1b[0m \x1b]0;title\x07", "\x9b31mC1", "W" * 32768, "V" * 70000 + "-end"]
for path in sorted(glob.glob("account/evidence/00*.json")):
    data = json.load(open(path, encoding="utf-8"))
    for row in data.get("customers", []) if isinstance(data, dict) else []:
        row["business_name"] = row["business_then_name"] = row["business_and_full_name"] = \
            names[row["id"] % len(names)]
    if isinstance(data, dict) and isinstance(data.get("user"), dict):
        data["user"]["full_name"] = names[data["user"]["id"] % len(names)]
    if isinstance(data, dict):
        json.dump(data, open(path, "w", encoding="utf-8"))
PYTHON
	samples=$work
	start_standin account
}

no_control() { # FILE...: none but the ends of lines and tabs
	! LC_ALL=C grep -laP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]' "$@" ||
		fail 'a control character gets through'
}

pull() {
	hostile_account
	audit --verbose --format pdf,xlsx
	[ "$status" = 3 ] || [ "$status" = 1 ] || fail 'there is no report'
	assert_report
}

workbook_is_text() {
	pull
	mkdir book && python3 -m zipfile -e out/report.xlsx book
	find book -name '*.xml' -o -name '*.rels' | while read -r part; do
		xmllint --noout "$part" || exit 1
	done || fail 'a part is not well-formed'
	! grep -rlF 'evil.example' book --include='*.rels' || fail 'a name became a link'
	! grep -rhoE '<f>[^<]*(HYPERLINK|SUM\(1\)|1\+1|2\+3)' book || fail 'a name became a formula'
	"$root/tests/golden/dump-workbook" out/report.xlsx >cells.txt
	local word
	for word in '=HYPERLINK("http://evil.example","click")' '+1+1' '-2+3' '@SUM(1)' '<b>bold</b> & ]]> &amp;'; do
		grep -qF -- "$word" cells.txt || fail "the workbook lacks $word"
	done
	no_control cells.txt
}

long_names_are_whole() {
	pull
	"$root/tests/golden/dump-workbook" out/report.xlsx >cells.txt
	[ "$(grep -o 'V' cells.txt | wc -l)" -ge 70000 ] || fail 'a name of 70,000 characters is cut'
	grep -q 'V-end' cells.txt || fail 'its end is not there'
	[ "$(grep -o 'W' cells.txt | wc -l)" -ge 32768 ] || fail 'a name of 32,768 characters is cut'
}

# The workbook has it whole; nobody turns thousands of pages.
endless_names_are_cut_in_the_pdf() {
	hostile_account
	kill "${servers[0]}" && rm base
	python3 - <<-'PYTHON' || fail 'the account cannot be made'
		import glob, json
		path = "account/evidence/0003-customers.json"
		data = json.load(open(path, encoding="utf-8"))
		for row in data["customers"][:2]:
		    row["business_name"] = row["business_then_name"] = row["business_and_full_name"] = "W" * 2000000
		json.dump(data, open(path, "w", encoding="utf-8"))
	PYTHON
	start_standin account
	audit --rate 0 --format pdf
	assert_status 3
	pdftotext -layout out/report.pdf report.txt
	grep -q '^ *…' report.txt || fail 'there is no ellipsis'
	[ "$(grep -c $'\f' report.txt)" -le 60 ] || fail "$(grep -c $'\f' report.txt) pages"
	[ "$(json out/results.json 'max(len(c["name"]) for c in d["customers"]["list"])')" = 2000000 ] || fail 'the name is cut'
}

json_is_whole() {
	pull
	json out/results.json 'len(d["users"])' >/dev/null
	no_control out/results.json
}

pdf_is_in_order() {
	pull
	qpdf --check out/report.pdf >qpdf.log 2>&1 || fail "$(cat qpdf.log)"
	pdftotext -layout out/report.pdf report.txt
	tr -d '\f' <report.txt >text.txt
	no_control text.txt
	# The override is gone, and its neighbours stand as they came.
	grep -q 'leftTHGIR right' text.txt || fail 'the neighbours of an override are in disorder'
	grep -qF '<b>bold</b> & ]]> &amp;' text.txt || fail 'markup is not shown as text'
}

terminal_is_safe() {
	pull
	no_control stdout stderr
	run verify "$work/out"
	assert_status 0
	no_control stdout stderr
	local name=$'\x1b]0;owned\x07\xe2\x80\xaename'
	run replay "$work/$name"
	assert_status 2
	no_control stdout stderr
	run audit --token-file "$name" -s acme -o "$name"
	assert_status 2
	no_control stdout stderr
	run audit -s "$name" -p "$name" "--$name"
	assert_status 2
	no_control stdout stderr
}

# contacts_of KIND: samples/ready, whose first customer has 10,000 contacts: plain ones, or
# hostile ones of which the longest is a megabyte
contacts_of() {
	cp -r "$root/samples/ready" "$1"
	python3 - "$1" <<'PYTHON' || fail 'the account cannot be made'
import json, sys
mark = "CONTACT-MARK "
texts = ['=HYPERLINK("http://evil.example","click")', "@SUM(1)", "\t=1+1", "bell\x07 null\x01 \x7f", "<b> ]]> &amp;",
         "left\u202eTHGIR\u202c", "\x1b]0;title\x07", "\x9b31mC1", "W" * 3000, "\U0001f600" * 500]
plain = sys.argv[1] == "plain"
contacts = [{"id": 700000 + i, "customer_id": 30001, "name": "A Contact" if plain else mark + texts[i % len(texts)],
             "email": "contact@customer.example" if plain else mark + texts[(i + 1) % len(texts)],
             "notes": None if plain else mark + texts[(i + 2) % len(texts)]} for i in range(10000)]
if not plain:
    contacts[5000]["notes"] = mark + "V" * 1000000
for name in ("0003-customers", "0007-customers-30001"):
    path = f"{sys.argv[1]}/evidence/{name}.json"
    data = json.load(open(path, encoding="utf-8"))
    row = data["customers"][0] if "customers" in data else data["customer"]
    assert row["id"] == 30001, row["id"]
    row["contacts"] = contacts
    json.dump(data, open(path, "w", encoding="utf-8"))
PYTHON
	samples=$work
	start_standin "$1"
	audit_sample "$1" --format json,pdf,xlsx,csv,junit,sarif,sarif-alerts,oscal
	assert_status 0
	assert_report
	samples=$root/samples
}

# told_by FOLDER: results.json but for what tells one pull from another, the order of its
# requests, which numbers the evidence, among it
told_by() {
	json "$1/results.json" '[o.pop("evidence") and 0 for f in d["findings"] for o in f["observations"]] and
		d["account"].pop("base_url") and json.dumps({k: v for k, v in d.items()
			if k not in ("report_id", "started_at", "finished_at")}, sort_keys=True)'
}

# Nobody reads contacts: ten thousand of them, whatever they hold, change no report, and stay
# in the evidence, which is what was answered.
ten_thousand_contacts() {
	contacts_of hostile
	run verify out
	assert_status 0
	run replay out -o again
	assert_status 0
	cmp out/results.json again/results.json || fail 'a replay gives other results'
	told_by out >hostile.told
	grep -qF 'CONTACT-MARK' out/evidence/*customers*.json || fail 'the contacts were not served'
	rm -r out/evidence
	assert_nowhere CONTACT-MARK evil.example VVVVVVVV
	no_control out/results.json stdout stderr
	mv out hostile.out
	contacts_of plain
	told_by out >plain.told
	cmp hostile.told plain.told || fail 'a contact changes the results'
}

it 'the workbook shows names as text' workbook_is_text
it 'the workbook shows long names to their end' long_names_are_whole
it 'the PDF cuts what would take thousands of pages' endless_names_are_cut_in_the_pdf
it 'results.json holds no control characters' json_is_whole
it 'the PDF is sound and holds no bidirectional override' pdf_is_in_order
it '10,000 contacts of one customer, hostile ones, change no report and reach none' ten_thousand_contacts
it 'the terminal sees no escape sequence' terminal_is_safe
finish
