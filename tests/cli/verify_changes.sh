#!/bin/bash
# What changed since the baseline is the same in results.json and on the workbook's sheet.
# shellcheck source=tests/cli/lib.sh disable=SC2016,SC2119
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/verify/lib.sh
. "$(dirname "$0")/verify/lib.sh"

editions_agree() {
	local options
	for options in '' '--edition auditor'; do
		# shellcheck disable=SC2086 # words
		report not-ready $options
		verify
		assert_status 0
		assert_told 'agrees with results.json on' 'changes'
		rm -r out
	done
}

row_in_json() {
	report not-ready
	tamper json out/results.json 'r = [r for r in d["changes"]["rows"] if r["kind"] == "customer"]
assert r[0]["change"] == "changed"; r[0]["change"] = "removed"'
	relist
	assert_found 1 '^report.xlsx: changes: customer changed: expected 2' 'found 3'
	assert_told '^report.xlsx: changes: customer removed: expected 1' 'found 0'
}

requirement_in_json() {
	report not-ready
	tamper json out/results.json 'f = {x["id"]: x for x in d["changes"]["findings"]}
f["JC-2.2"]["change"] = "none"; f["JC-2.1"].update(change="fixed", direction="better")'
	relist
	assert_found 1 '^report.xlsx: change of JC-2.2: expected nothing' 'found worse'
	assert_told '^report.xlsx: change of JC-2.1: expected better' 'found nothing'
}

gap_in_json() {
	report not-ready
	tamper json out/results.json 'assert d["changes"]["not_compared"]; d["changes"]["not_compared"] = []'
	relist
	assert_found 1 '^report.xlsx: comparison: customer-issue: expected nothing' 'found not whole'
}

hidden_sheet() {
	report not-ready
	tamper part out/report.xlsx xl/workbook.xml '<sheet name="Changes"' '<sheet state="hidden" name="Changes"'
	relist
	assert_found 1 '^report.xlsx: change of JC-2.2: expected worse' 'found nothing'
}

changes_without_a_baseline() {
	report not-ready
	tamper json out/results.json 'd["changes"] = None; d["baseline"] = None'
	relist
	assert_found 1 '^report.xlsx: change of JC-2.2: expected nothing' 'found worse'
}

wrong_shape() { # STATEMENT PLACE
	report not-ready
	tamper json out/results.json "$1"
	relist
	verify
	assert_status 2
	assert_told "^results.json: at '$2"
}

it 'they agree, whatever is shown' editions_agree
it 'results.json: a row that moved otherwise' row_in_json
it 'results.json: a requirement that changed otherwise' requirement_in_json
it 'results.json: what could not be compared is left out' gap_in_json
it 'workbook: what became of a requirement' cell Changes C2 Better \
	'^report.xlsx: change of JC-2.2: expected worse' 'found better'
it 'workbook: a word that is none' cell Changes C2 Mended \
	'^report.xlsx: change of JC-2.2: expected worse' 'found Mended'
it 'workbook: a row of another kind' cell Changes A28 Users \
	'^report.xlsx: changes: customer changed: expected 3' 'found 2'
it 'workbook: what could not be compared' cell Changes C17 Added \
	'^report.xlsx: changes: customer-issue added: expected 0' 'found 1'
it 'workbook: a hidden sheet is not there' hidden_sheet
it 'a sheet of changes, and no baseline' changes_without_a_baseline
it 'a kind that is none' wrong_shape 'd["changes"]["rows"][3]["kind"] = "friend"' /changes/rows/3/kind
it 'a change that is none' wrong_shape 'd["changes"]["findings"][2]["change"] = "better"' \
	/changes/findings/2/change
it 'a requirement twice' wrong_shape 'd["changes"]["findings"] *= 2' /changes
it 'no list of rows' wrong_shape 'del d["changes"]["rows"]' /changes/rows
finish
