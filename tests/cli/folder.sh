#!/bin/bash
# The report folder: reserved, complete, private, and never half there.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

existing_is_untouched() {
	start_standin ready
	mkdir out
	echo mine >out/file
	audit
	assert_status 2
	assert_one_line out
	assert_nothing_sent
	[ "$(ls -A out) $(cat out/file)" = 'file mine' ] || fail 'the folder was touched'
}

file_in_the_way() {
	start_standin ready
	echo mine >out
	audit
	assert_status 2
	assert_one_line out
	assert_nothing_sent
	[ "$(cat out)" = mine ] || fail 'the file was touched'
}

link_in_the_way() {
	start_standin ready
	mkdir elsewhere
	ln -s elsewhere out
	audit
	assert_status 2
	assert_nothing_sent
	[ -z "$(ls -A elsewhere)" ] || fail 'it was written through the link'
}

parent_is_missing() {
	start_standin ready
	audit --out "$work/no/such/parent"
	assert_status 2
	assert_one_line parent
	assert_nothing_sent
}

parent_takes_no_folders() {
	start_standin ready
	audit --out /proc/out
	assert_status 2
	assert_one_line /proc/out
	assert_nothing_sent
}

modes() {
	start_standin ready
	umask 000
	audit_sample ready
	assert_status 0
	[ -z "$(find out -type d ! -perm 700)" ] || fail "folders: $(find out -type d ! -perm 700)"
	[ -z "$(find out -type f ! -perm 600)" ] || fail "files: $(find out -type f ! -perm 600)"
	[ -z "$(find out ! -type d ! -type f)" ] || fail 'neither file nor folder'
}

contents() {
	start_standin ready
	audit_sample ready
	assert_status 0
	[ "$(find out -maxdepth 1 -mindepth 1 -printf '%f\n' | sort | paste -sd' ')" = \
		'attestations.todo.json evidence manifest.json report.pdf report.xlsx results.json work.xlsx' ] || fail "$(ls -A out)"
	qpdf --check out/report.pdf >qpdf.log 2>&1 || fail "$(cat qpdf.log)"
	python3 -ES -m zipfile -t out/report.xlsx >zip.log 2>&1 || fail "$(cat zip.log)"
	head -1 out/evidence/requests.jsonl | grep -q '"path": *"/me"' || fail '/me is not the first request'
}

manifest() {
	start_standin ready
	audit_sample ready
	python3 -ES - <<'END' || fail 'the manifest does not tell what is there'
import hashlib, json, os
files = {os.path.relpath(os.path.join(folder, name), "out")
         for folder, _, names in os.walk("out") for name in names} - {"manifest.json"}
manifest = json.load(open("out/manifest.json"))
rows = {row.get("path", row.get("name")): row for row in manifest["files"]}
assert set(rows) == files, set(rows) ^ files
assert rows.pop("work.xlsx") == {"name": "work.xlsx", "editable": True}
for name, row in rows.items():
    data = open(os.path.join("out", name), "rb").read()
    assert row["size"] == len(data), name
    assert row["sha256"] == hashlib.sha256(data).hexdigest(), name
END
}

formats() {
	start_standin ready
	audit_sample ready --format json
	assert_status 0
	[ "$(cd out && echo *)" = 'attestations.todo.json evidence manifest.json results.json' ] || fail "$(ls out)"
}

default_name() {
	start_standin ready
	SYNCRO_API_TOKEN=$token run audit -s "$subdomain" --base-url "$base" -f json
	assert_status 3
	name=$(cat stdout)
	[[ $name =~ ^\./syncro-audit-$subdomain-[0-9]{8}T[0-9]{6}Z$ ]] || fail "standard output: $name"
	[ -f "$name/manifest.json" ] || fail 'it is not there'
}

excess_bodies_are_not_kept() {
	start_standin ready --permissions all
	audit_sample ready
	assert_json 'f["JC-6.3"]["verdict"]' fail
	assert_nowhere STANDIN-SECRET
	assert_requests '$4 ~ /^\/invoices/ && $5 == 200' 1
}

todo_is_accepted() {
	start_standin ready
	audit
	assert_status 3
	cp out/attestations.todo.json todo.json
	mv out first
	audit --attestations todo.json
	assert_status 3
	assert_json 'f["JC-1.1"]["verdict"]' manual
}

todo_decides() {
	start_standin ready
	audit
	assert_status 3
	python3 -ES - <<'END' || fail 'the file could not be filled in'
import json
with open("out/attestations.todo.json", encoding="utf-8") as file:
    todo = json.load(file)
word = {"attested_by": "A. Person", "attested_on": "2026-11-20", "valid_until": "2027-11-20"}
for entry in todo["attestations"]:
    assert entry["verdict"] is None and entry["where"]
    entry.update(word, verdict="pass", statement="Seen.")
for part in [todo.get("token")] + todo.get("security_groups", []):
    if part:
        part.update({k: v for k, v in word.items() if k in part})
        if "name" in part and not part["name"]:
            part["name"] = "Token"
        if "access_type" in part and not part["access_type"]:
            part["access_type"] = "All Customers"
        if part.get("expires_on", 1) in ("", 1) and "expires_on" in part:
            part["expires_on"] = None
json.dump(todo, open("filled.json", "w"))
END
	run replay out --attestations filled.json -o decided
	assert_status 0
}

# Syncro announces a customer more than it gives, for ever; a person says how many there are.
number_of_customers_decides() {
	faults 'GET /customers -> meta-over'
	start_standin ready --faults "$work/plan"
	audit_sample ready -f json
	assert_status 3
	assert_json 'f["JC-5.1"]["verdict"], f["JC-5.1"]["reason"], d["customers"]["complete"]' "('unknown', 'truncated', False)"
	fill_customers 24
	run replay out --attestations filled.json -f json -o decided
	assert_status 0
	mv out pulled && mv decided out
	assert_json 'f["JC-5.1"]["verdict"], f["JC-5.1"]["observations"][0]["proof"], d["customers"]["complete"]' "('pass', 'attested', True)"
	assert_json '"rests on the word of A. Person" in f["JC-5.2"]["summary"]' True
	assert_json '"customers" in json.load(open("out/attestations.todo.json"))' False
	run verify out
	assert_status 0
	mv out decided && mv pulled out
	fill_customers 25
	run replay out --attestations filled.json -f json -o undecided
	assert_status 3
	grep -qF 'the customers says 25, but 24 were read' stderr || fail "$(cat stderr)"
}

fill_customers() { # NUMBER
	python3 -ES - "$1" "$samples/ready/attestations.json" <<'END' || fail 'the file could not be filled in'
import json, sys
todo, said = json.load(open("out/attestations.todo.json")), json.load(open(sys.argv[2]))
assert todo["attestations"] == [] and todo["customers"]["total"] is None, todo
said["customers"] = {**todo["customers"], "total": int(sys.argv[1]), "attested_by": "A. Person",
                     "attested_on": "2026-11-20", "valid_until": "2027-11-20"}
json.dump(said, open("filled.json", "w"))
END
}

standard_output_is_full() {
	start_standin ready
	status=0
	SYNCRO_API_TOKEN=$token "$program" audit -s "$subdomain" --base-url "$base" -o out >/dev/full 2>stderr || status=$?
	assert_status 2
	: >stdout
	assert_one_line 'standard output'
	assert_no_report
}

# Known before the first request, so told before it.
standard_output_is_closed() {
	start_standin ready
	status=0
	SYNCRO_API_TOKEN=$token "$program" audit -s "$subdomain" --base-url "$base" -o out >&- 2>stderr || status=$?
	assert_status 2
	: >stdout
	assert_one_line 'standard output: is not open'
	assert_nothing_sent
	assert_no_report
}

no_font() {
	start_standin ready
	mkdir fonts
	echo '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>'"$work"'/fonts</dir></fontconfig>' >fonts.conf
	FONTCONFIG_FILE=$work/fonts.conf audit_sample ready
	assert_status 2
	assert_one_line 'report.pdf: no font is installed' fonts-open-sans
	assert_nothing_sent
	assert_no_report
	FONTCONFIG_FILE=$work/fonts.conf audit_sample ready -f xlsx
	assert_status 0
}

# Messages are lost then, and nothing else: no file takes the stream's place.
streams_are_closed() { # STREAM...
	local stream
	start_standin ready
	status=0
	(
		for stream in "$@"; do eval "exec $stream>&-"; done
		SYNCRO_API_TOKEN=$token exec "$program" audit -s "$subdomain" --base-url "$base" -o out \
			-a "$samples/ready/attestations.json" -w "$samples/ready/waivers.json"
	) >stdout 3>&- || status=$?
	assert_status 0
	assert_report
	[ "$(cat stdout)" = out ] || fail 'standard output'
	run verify out
	assert_status 0
}

named_with_a_slash() {
	start_standin ready
	audit_sample ready --out slashed//
	assert_status 0
	(cd slashed && json manifest.json '"\n".join(x["name"] for x in d["files"])' | while read -r name; do
		[ -f "$name" ] || fail "the manifest names $name"
	done) || exit 1
}

it 'an existing folder is not touched, and nothing is sent' existing_is_untouched
it 'nor is a file of that name' file_in_the_way
it 'nor a link of that name' link_in_the_way
it 'a parent that is not there' parent_is_missing
it 'a parent that takes no folders' parent_takes_no_folders
it 'folders are 0700 and files 0600 whatever the umask' modes
it 'it holds what it should, and the files are sound' contents
it 'the manifest names every file with size and SHA-256' manifest
it '--format json leaves the others out' formats
it 'its name has account and time where none is given' default_name
it 'bodies of excess probes are not kept' excess_bodies_are_not_kept
it 'attestations.todo.json is accepted as it is, and changes nothing' todo_is_accepted
it 'attestations.todo.json filled in decides the audit' todo_decides
it 'a list that announces more than it gives is completed by a person' number_of_customers_decides
it 'a full standard output is an error, and leaves no report' standard_output_is_full
it 'a closed standard output is told before anything is sent' standard_output_is_closed
it 'so is a machine without a font' no_font
it 'a closed standard error takes nothing from the report' streams_are_closed 2
it 'nor does a closed standard input with it' streams_are_closed 0 2
it 'a slash behind the name does not matter' named_with_a_slash
finish
