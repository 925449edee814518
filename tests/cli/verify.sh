#!/bin/bash
# A report folder that was changed is told from one that was not, and what differs is named.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/verify/lib.sh
. "$(dirname "$0")/verify/lib.sh"

fresh_report() { # SAMPLE
	report "$1"
	verify
	assert_status 0
	assert_told 'nothing is damaged' 'XLSX, PDF and JSON agree' 'not signed'
	[ ! -s stderr ] || fail 'it says something on standard error'
	verify -q
	assert_status 0
	[ ! -s stdout ] || fail "quiet: $(cat stdout)"
	run verify out//
	assert_status 0
}

fresh_audit() {
	start_standin ready
	audit_sample ready
	verify
	assert_status 0
}

some_formats() {
	report ready --format json
	verify
	assert_status 0
	assert_told 'no XLSX and no PDF'
	rm -r out
	report ready --format pdf
	verify
	assert_status 0
	assert_told 'PDF and JSON agree' 'no XLSX'
}

# Every file, a byte in its middle.
flipped_byte() {
	local file
	report ready
	while read -r file; do
		cp "out/$file" kept
		tamper flip "out/$file"
		assert_found 1 "^$file: SHA-256: expected" found
		cp kept "out/$file"
	done < <(json out/manifest.json '"\n".join(x["name"] for x in d["files"] if "editable" not in x)')
	verify
	assert_status 0
}

quiet_tells_differences() {
	report ready
	echo >>out/results.json
	verify -q
	assert_status 1
	assert_told '^results.json: size: expected'
	assert_told '^1 difference'
	[ "$(wc -l <stdout)" = 2 ] || fail "more than that: $(cat stdout)"
}

removed() {
	local file
	for file in results.json report.xlsx report.pdf evidence/run.json attestations.todo.json; do
		rm -rf out
		report ready
		rm "out/$file"
		verify
		assert_told "^$file: expected a file, found nothing"
		[ "$status" -ne 0 ] || fail "$file is missing, and the status is 0"
	done
}

added() {
	report ready
	echo x >out/evidence/more.json
	assert_found 1 '^evidence/more.json: expected nothing, found a file'
	rm out/evidence/more.json
	ln -s /etc/passwd out/link
	assert_found 1 '^link: expected nothing, found a symbolic link'
	rm out/link
	mkfifo out/pipe
	assert_found 1 '^pipe: expected nothing'
}

# What Finder, Explorer, Excel and LibreOffice leave behind; anything else stays a difference.
litter() {
	local file
	report ready --format xlsx
	for file in .DS_Store evidence/.DS_Store Thumbs.db desktop.ini '~$report.xlsx' '.~lock.report.xlsx#'; do
		echo x >"out/$file"
		verify
		assert_status 0
		assert_told "^$file: the folder holds a file that is not part of the report"
		grep -q '^manifest.json: .* are there, of the size and SHA-256 it lists$' stdout || fail 'no others, it says'
		assert_told 'nothing is damaged'
		verify -q
		assert_status 0
		[ ! -s stdout ] || fail "quiet: $(cat stdout)"
		rm "out/$file"
	done
	for file in '~$other.xlsx' '~$' '.~lock.report.xlsx' '.~lock.other.xlsx#' 'evidence/~$report.xlsx' .DS_Store.json; do
		echo x >"out/$file"
		assert_found 1 "^$file: expected nothing, found a file"
		rm "out/$file"
	done
	ln -s /etc/passwd out/.DS_Store
	assert_found 1 '^.DS_Store: expected nothing, found a symbolic link'
	rm out/.DS_Store
	mkdir out/Thumbs.db
	echo x >out/Thumbs.db/more.json
	assert_found 1 '^Thumbs.db/more.json: expected nothing, found a file'
}

truncated() {
	local file
	for file in report.xlsx report.pdf results.json; do
		rm -rf out
		report ready
		truncate -s -1 "out/$file"
		assert_found 1 "^$file: size: expected"
		truncate -s 100 "out/$file"
		assert_found 1 "^$file: size: expected .* found 100"
	done
}

replaced_by_a_link() {
	report ready
	mv out/report.pdf elsewhere.pdf
	ln -s ../elsewhere.pdf out/report.pdf
	assert_found 1 '^report.pdf: expected a file, found a symbolic link'
	rm -r out
	report ready
	mv out/evidence elsewhere
	ln -s ../elsewhere out/evidence
	assert_found 1 '^evidence: expected nothing, found a symbolic link'
	assert_told '^evidence/run.json: expected a file, found nothing'
}

replaced_by_a_pipe() {
	report ready
	rm out/results.json
	mkfifo out/results.json
	status=0
	timeout 10 "$program" verify out >stdout 2>stderr || status=$?
	assert_status 1
	assert_told '^results.json: expected a file, found something that is no file'
}

names_that_lead_out() {
	local name
	for name in ../secret /etc/passwd evidence/../../secret . evidence//run.json ''; do
		rm -rf out
		report ready
		echo x >secret
		tamper json out/manifest.json "d['files'][0]['name'] = '$name'"
		verify
		assert_status 2
		assert_one_line manifest.json /files/0/name
	done
}

manifest_is_wrong() {
	report ready
	tamper json out/manifest.json 'd["files"].append(d["files"][0])'
	verify
	assert_status 2
	assert_one_line manifest.json twice
	rm -r out
	report ready
	tamper json out/manifest.json 'd["report_id"] = "00000000-0000-8000-8000-000000000000"'
	assert_found 1 '^manifest.json: report id: expected' 'found 00000000'
	echo '{' >out/manifest.json
	verify
	assert_status 2
	assert_one_line manifest.json 'not JSON'
	rm out/manifest.json
	verify
	assert_status 2
	assert_one_line manifest.json
	run verify nothing
	assert_status 2
	assert_one_line nothing
}

verdict_in_json() {
	report not-ready
	tamper json out/results.json 'f["JC-2.1"]["verdict"] = "fail"'
	relist
	assert_found 1 '^results.json: count of fail: expected'
	assert_told '^report.xlsx: verdict of JC-2.1: expected fail' 'found pass'
	assert_told '^report.pdf: verdict of JC-2.1: expected fail' 'found pass'
}

whole_verdict_in_json() {
	report not-ready
	tamper json out/results.json 'd["verdict"] = "ready"'
	relist
	assert_found 1 '^results.json: verdict: expected not-ready' 'found ready'
	assert_told '^report.xlsx: verdict: expected ready' 'found not-ready'
	assert_told '^report.pdf: verdict: expected ready' 'found not-ready'
}

swapped_counts() {
	report not-ready
	tamper json out/results.json 'c = d["counts"]; c["pass"], c["fail"] = c["fail"], c["pass"]'
	relist
	assert_found 1 '^results.json: count of pass: expected'
	assert_told '^report.xlsx: count of pass: expected'
	assert_told '^report.pdf: count of fail: expected'
}

waiver_in_json() {
	report not-ready
	tamper json out/results.json 'x = [x for x in d["findings"] if x["verdict"] == "fail" and not x["waiver"]][0]
x["waiver"] = {"requirement": x["id"]}'
	relist
	assert_found 1 '^results.json: count of waived'
	assert_told '^report.xlsx: waiver for JC-' 'expected yes' 'found no'
	assert_told '^report.pdf: waiver for JC-' 'expected yes' 'found no'
}

other_facts_in_json() {
	report ready
	tamper json out/results.json 'd["permissions"][0]["class"] = "excess"; d["users"].pop()
d["customers"]["active"] -= 1; d["report_id"] = "11111111" + d["report_id"][8:]'
	relist
	assert_found 1 '^results.json: class of ' 'expected ok' 'found excess'
	assert_told '^report.xlsx: class of ' 'expected excess' 'found ok'
	assert_told '^report.xlsx: users: expected'
	assert_told '^report.xlsx: active customers: expected'
	assert_told '^report.xlsx: report id: expected 11111111'
	assert_told '^report.pdf: report id: expected 11111111'
	assert_told '^manifest.json: report id: expected 11111111'
}

json_of_another_shape() {
	report ready
	tamper json out/results.json 'f["JC-2.1"]["verdict"] = "passed"'
	relist
	verify
	assert_status 2
	assert_told '^results.json: at ./findings/.*/verdict' 'found "passed"'
	grep -q 'not all of it can be read' stderr || fail 'standard error does not say why'
}

other_columns() {
	report ready
	tamper cell out/report.xlsx Users A1 Nr
	relist
	verify
	assert_status 2
	assert_told "^report.xlsx: its sheet 'Users' has other columns"
}

hidden_sheet() {
	report ready
	tamper part out/report.xlsx xl/workbook.xml '<sheet name="Requirements"' '<sheet state="hidden" name="Requirements"'
	relist
	verify
	assert_status 2
	assert_told "^report.xlsx: has no visible sheet 'Requirements'"
}

no_workbook() {
	report ready
	echo 'no archive' >out/report.xlsx
	echo 'no document' >out/report.pdf
	relist
	verify
	assert_status 2
	assert_told '^report.xlsx: is no sound archive'
	assert_told '^report.pdf: is no sound PDF'
}

endless_entities() {
	report ready
	tamper part out/report.xlsx xl/workbook.xml '<workbook' '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook'
	relist
	verify
	assert_status 2
	assert_told '^report.xlsx: is no workbook that can be read'
}

from_another_report() { # FILE
	report not-ready
	mv out other
	report ready
	cp "other/$1" "out/$1"
	relist
	assert_found 1 "^$1: report id: expected"
	assert_told "^$1: verdict: expected ready as in results.json, found not-ready"
}

two_reports_in_one() {
	report ready -p jumpcloud-mtp -p gradient
	verify
	assert_status 0
	assert_told '^gradient/report.pdf: agrees'
	cp out/jumpcloud-mtp/report.pdf out/gradient/report.pdf
	relist
	assert_found 1 '^gradient/report.pdf: verdict: expected not-ready' 'found ready'
	rm out/gradient/results.json
	relist
	assert_found 1 '^gradient/results.json: expected a file beside it, found nothing'
	assert_told '^manifest.json: report id: expected'
}

names_for_a_terminal() {
	report ready
	echo x >$'out/\e[31mred\nline'
	verify
	assert_status 1
	! grep -q $'\e' stdout || fail 'an escape reaches the terminal'
	[ "$(grep -c 'expected nothing' stdout)" = 1 ] || fail "$(cat stdout)"
}

full_output() {
	report ready
	status=0
	"$program" verify out >/dev/full 2>stderr || status=$?
	assert_status 2
	: >stdout
	assert_one_line 'standard output'
}

usage() {
	run verify
	assert_status 2
	assert_one_line FOLDER
	run verify out --format pdf
	assert_status 2
	assert_one_line --format
}

for each in ready not-ready large-and-messy; do
	it "$each: a fresh report is as it was written, and agrees" fresh_report "$each"
done
it 'so is the report of an audit' fresh_audit
it 'what was not asked for is not missing' some_formats
it 'one byte flipped, in each of the files' flipped_byte
it '--quiet tells what differs, and no more' quiet_tells_differences
it 'a file removed' removed
it 'a file, a link, a pipe added' added
it 'files that others leave behind are no part of the report, and no damage' litter
it 'a file cut short' truncated
it 'a file, or a folder, replaced by a link' replaced_by_a_link
it 'a file replaced by a pipe' replaced_by_a_pipe
it 'names in the manifest that lead out of the folder' names_that_lead_out
it 'a manifest that is wrong, or not there' manifest_is_wrong
it 'a verdict changed in results.json' verdict_in_json
it 'the verdict of the whole changed in results.json' whole_verdict_in_json
it 'counts swapped in results.json' swapped_counts
it 'a waiver put beside a finding' waiver_in_json
it 'class, users, customers, id changed in results.json' other_facts_in_json
it 'a results.json of another shape' json_of_another_shape
it 'workbook: the verdict' cell Summary A2 Ready \
	'^report.xlsx: verdict: expected not-ready' 'found ready'
it 'workbook: a count' cell Summary B19 99 '^report.xlsx: count of' 'expected' 'found 99'
it 'workbook: the report id' cell Summary B54 0000 '^report.xlsx: report id: expected' 'found 0000'
it 'workbook: the result of a requirement' cell Requirements C3 'All good' \
	'^report.xlsx: verdict of JC-3.3: expected' 'found All good'
it 'workbook: the id of a requirement' cell Requirements A3 JC-9.9 \
	'^report.xlsx: verdict of JC-9.9: expected nothing' 'found'
it 'workbook: the class of a permission' cell 'Token scope' B2 Granted \
	'^report.xlsx: class of ' 'found ok'
it 'workbook: a user' cell Users A2 '' '^report.xlsx: users: expected' 'found'
it 'workbook: the state of a customer' cell Customers C2 gone \
	'^report.xlsx: active customers: expected' 'found'
it 'workbook: a title of a column' other_columns
it 'workbook: a hidden sheet is not there' hidden_sheet
it 'no workbook, no PDF' no_workbook
it 'workbook: entities are refused' endless_entities
for each in report.pdf report.xlsx; do
	it "the $each of another report" from_another_report "$each"
done
it 'reports of several profiles, each in its folder' two_reports_in_one
it 'names that would steer a terminal' names_for_a_terminal
it 'a full standard output' full_output
it 'one folder, and no other options' usage
finish
