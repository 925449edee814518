#!/bin/bash
# work.xlsx: the sheet that people write into.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2

stands_beside_the_workbook() {
	run replay "$samples/not-ready" -o out
	assert_status 1
	[ -s out/work.xlsx ] || fail 'no work.xlsx'
	run replay "$samples/not-ready" -f json,pdf -o other
	[ ! -e other/work.xlsx ] || fail 'without xlsx'
	run replay "$samples/not-ready" --edition auditor -o outside
	[ ! -e outside/work.xlsx ] || fail 'for an auditor'
	[ -e outside/report.xlsx ] || fail 'no workbook at all'
}

stands_in_each_profile_s_folder() {
	start_standin ready
	audit_sample ready -p jumpcloud-mtp -p gradient
	for id in gradient jumpcloud-mtp; do
		[ -s "out/$id/work.xlsx" ] || fail "$(find out -name '*.xlsx')"
	done
	run verify out
	assert_status 0
}

same_bytes_again() {
	run replay "$samples/not-ready" -o out
	run replay out -o again
	cmp out/work.xlsx again/work.xlsx || fail 'other bytes'
}

has_what_a_form_needs() {
	run replay "$samples/not-ready" -o out
	/usr/bin/python3 - <<'END' || fail 'it is no form'
import openpyxl
sheet = openpyxl.load_workbook("out/work.xlsx").active
rows = list(sheet.iter_rows(values_only=True))
assert rows[0] == ("Job", "Id", "Action", "Result", "Severity", "Owner", "Due", "State", "Response", "Note",
                   "Account", "Profile", "Report id", "Assessed on"), rows[0]
assert len(rows) > 10 and len({row[1] for row in rows}) == len(rows), "a requirement twice"
for row in rows[1:]:
    assert row[7] == "Open" and row[10] == "harborline-demo" and row[11] == "jumpcloud-mtp", row
assert sheet.protection.sheet and not sheet.protection.password
assert not (sheet.protection.sort or sheet.protection.autoFilter or sheet.protection.formatColumns)
for row in sheet.iter_rows():
    for cell in row:
        assert cell.protection.locked == (cell.row == 1 or not "F" <= cell.column_letter <= "J"), cell
assert sheet.freeze_panes == "C2", sheet.freeze_panes
kinds = {str(v.sqref).split(":")[0]: v for v in sheet.data_validations.dataValidation}
assert kinds["H2"].formula1 == '"Open,In progress,Fixed,Accepted,Disputed"', kinds["H2"]
assert kinds["G2"].type == "date", kinds
formulas = [f for r in sheet.conditional_formatting for rule in r.rules for f in rule.formula]
assert 'AND(ISNUMBER($G2),$G2<TODAY(),$H2<>"Fixed")' in formulas, formulas
footer = sheet.oddFooter.left.text
assert "harborline-demo" in footer and rows[1][12] in footer and "Internal" in footer, footer
END
}

what_is_written_is_no_damage() {
	run replay "$samples/not-ready" -o out
	/usr/bin/python3 -c '
import openpyxl
book = openpyxl.load_workbook("out/work.xlsx")
book.active["F2"] = "Ann Lee"
book.save("out/work.xlsx")'
	run verify out
	assert_status 0
	rm out/work.xlsx
	run verify out
	assert_status 0
	grep -qF 'work.xlsx: is not there; it is for people to write into' stdout || fail "$(cat stdout)"
	ln -s /etc/passwd out/work.xlsx
	run verify out
	assert_status 1
}

# Nothing but the sheet to write into can be left unhashed.
nothing_else_is_editable() {
	run replay "$samples/not-ready" -o out
	python3 - <<'END'
import json
manifest = json.load(open("out/manifest.json"))
for i, row in enumerate(manifest["files"]):
    if row["name"] == "results.json":
        manifest["files"][i] = {"name": "results.json", "editable": True}
json.dump(manifest, open("out/manifest.json", "w"))
END
	run verify out
	[ "$status" != 0 ] || fail 'results.json may be written into'
}


# handed_out: a report in first/, whose sheet is given back in other shapes
handed_out() {
	run replay "$samples/not-ready" -o first
	assert_status 1
}

shape() { "$root/tests/cli/work_shapes" first/work.xlsx given.xlsx "$@" || fail "no shape $*"; }

# kept FOLDER: what the evidence keeps of JC-2.2
kept() {
	python3 -c '
import json, sys
copy = json.loads(json.load(open(sys.argv[1] + "/evidence/run.json"))["work"][0]["text"])
row = {row["requirement"]: row for row in copy["rows"]}["JC-2.2"]
print(row["owner"], row["due"], row["state"], sep="|")' "$1"
}

reads() { # SHAPE
	handed_out
	shape "$1"
	run replay first -f json --work given.xlsx -o out
	assert_status 1
	[ "$(kept out)" = 'Ann Lee|2025-12-09|Open' ] || fail "$(kept out)"
}

refuses() { # MESSAGE SHAPE [ARGUMENT]...
	handed_out
	shape "${@:2}"
	assert_refused "work: 'given.xlsx': $1" replay first -f json --work given.xlsx -o out
}

refused_before_the_first_request() {
	handed_out
	shape put H2 Done
	start_standin ready
	SYNCRO_API_TOKEN=$token assert_refused "cell H2" audit -s "$subdomain" --base-url "$base" --rate 0 --work given.xlsx -o out
	[ ! -s "$requests" ] || fail 'something was asked'
}

openpyxl_saved() {
	handed_out
	/usr/bin/python3 -c '
import datetime, openpyxl
book = openpyxl.load_workbook("first/work.xlsx")
book.active["F2"], book.active["G2"] = "Ann Lee", datetime.date(2025, 12, 9)
book.create_sheet("My own")["A1"] = "=1+1"
book.save("given.xlsx")'
	run replay first -f json --work given.xlsx -o out
	assert_status 1
	[ "$(kept out)" = 'Ann Lee|2025-12-09|Open' ] || fail "$(kept out)"
}

libreoffice_saved() {
	command -v soffice >/dev/null || skip 'no soffice'
	handed_out
	shape written
	soffice "-env:UserInstallation=file://$PWD/profile" --headless --convert-to xlsx --outdir saved given.xlsx >log 2>&1
	[ -s saved/given.xlsx ] || fail "$(cat log)"
	run replay first -f json --work saved/given.xlsx -o out
	assert_status 1
	[ "$(kept out)" = 'Ann Lee|2025-12-09|Open' ] || fail "$(kept out)"
}

no_workbook_at_all() {
	handed_out
	echo text >given.xlsx
	assert_refused 'is no sound .xlsx' replay first --work given.xlsx -o out
	printf '\320\317\021\340' >given.xlsx
	assert_refused 'has a password' replay first --work given.xlsx -o out
	mkfifo pipe
	assert_refused 'is no file' replay first --work pipe -o out
	rm first/work.xlsx
	assert_refused "'first': holds no work.xlsx" replay first --work first -o out
}

# A sheet for each profile; one by itself is for its own.
each_profile_has_its_own() {
	run replay "$samples/not-ready" -p jumpcloud-mtp -p gradient -o first
	/usr/bin/python3 -c '
import openpyxl
for profile, owner in ("jumpcloud-mtp", "Ann Lee"), ("gradient", "Bo Ek"):
    book = openpyxl.load_workbook(f"first/{profile}/work.xlsx")
    book.active["F2"] = owner
    book.save(f"first/{profile}/work.xlsx")'
	echo '{"work": "first"}' >config.json
	run replay first --config config.json -o out
	run replay first --work first/gradient/work.xlsx -o one
	for case in 'out/jumpcloud-mtp Ann' 'out/gradient Bo' 'one/gradient Bo' 'one/jumpcloud-mtp '; do
		[ "$(rows "${case% *}/work.xlsx" | grep -oE 'Ann|Bo ' | tr -d ' \n')" = "${case#* }" ] || fail "$case"
	done
}

of_another_account_or_profile() {
	handed_out
	run replay "$samples/ready" -p jumpcloud-mtp -o other
	assert_refused "is about the account 'harborline-demo', not '" replay other --work first -o out
	assert_refused "is about the profile 'jumpcloud-mtp', not 'gradient'" replay first -p gradient --work first -o out
}

# carried: what people wrote into the sheet of first/, and out/ after it
carried() {
	handed_out
	/usr/bin/python3 - <<'END' || fail 'cannot be written into'
import datetime, openpyxl
book = openpyxl.load_workbook("first/work.xlsx")
sheet = book.active
sheet["F2"], sheet["G2"], sheet["H2"] = "Ann Lee", datetime.date(2026, 12, 9), "Fixed"
sheet["I2"], sheet["J2"] = "token rotated", "ticket 12"
end = sheet.max_row + 1
for letter, words in {"A": "Old", "B": "JC-9.9", "C": "Gone", "F": "Cy", "H": "Disputed"}.items():
    sheet[f"{letter}{end}"] = words
met = end + 1
sheet[f"B{met}"], sheet[f"J{met}"] = "JC-2.1", "was easy"
for row in (end, met):
    for letter in "KLMN":
        sheet[f"{letter}{row}"] = sheet[f"{letter}2"].value
book.save("first/work.xlsx")
END
	run replay first --work first -o out
	assert_status 1
}

# rows WORKBOOK: what stands in it, a line a row
rows() {
	/usr/bin/python3 -c '
import openpyxl, sys
for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows(values_only=True):
    print("|".join(str(cell or "")[:10] for cell in row[:10]))' "$1"
}

stands_in_the_next_one() {
	carried
	rows out/work.xlsx >table
	grep -qxF 'Replace th|JC-2.2|Replace th|Not met|High|Ann Lee|2026-12-09|Fixed|token rota|ticket 12' table || fail "$(cat table)"
	[ "$(grep -c 'Ann Lee' table)" = 1 ] || fail 'in another row too'
	run replay out --work out -o again
	rows again/work.xlsx | cmp table - || fail 'not the same a report later'
}

what_is_gone_or_met_stays() {
	carried
	rows out/work.xlsx | tail -4 >table
	diff - table <<'END' || fail 'not under their headings'
Nothing to|||||||||
Nothing to|JC-2.1|Create a t|Met|High|||Open||was easy
No longer |||||||||
No longer |JC-9.9|Gone|No longer ||Cy||Disputed||
END
}

is_told_in_the_pdf() {
	carried
	pdftotext -layout out/report.pdf text
	grep -qF 'assigned to Ann Lee by 9 December 2026' text || fail 'not in the jobs'
	sed -n '/What to do, most urgent/,/^\f/p' text | grep -qF 'Ann Lee by 9 December' || fail 'not in the summary'
	grep -qF 'Marked Fixed in the work sheet of the audit of 24 November 2026, not met today.' text || fail 'not told'
}

decides_nothing() {
	carried
	for folder in first out; do
		json "$folder/results.json" '[(f["id"], f["verdict"]) for f in d["findings"]], d["verdict"]' >"$folder.verdicts"
	done
	cmp first.verdicts out.verdicts || fail 'another verdict'
}

is_matched_by_id() {
	handed_out
	shape turned
	cp given.xlsx first/work.xlsx
	/usr/bin/python3 -c '
import openpyxl
sheet = openpyxl.load_workbook("given.xlsx").active
rows = [row for row in sheet.iter_rows(values_only=True) if row[5]]
assert not rows or rows[0][1] == "JC-2.2", rows'
	run replay first --work given.xlsx -o out
	assert_status 1
	rows out/work.xlsx | grep -F 'Ann Lee' | grep -qF '|JC-2.2|' || fail "$(rows out/work.xlsx)"
}

a_replay_gives_the_same() {
	carried
	rm -r first
	run verify out
	assert_status 0
	run replay out -o again
	diff -r out again || fail 'not the same'
}

comes_with_the_baseline() {
	carried
	run replay "$samples/not-ready" --baseline out -o next
	assert_status 1
	rows next/work.xlsx | grep -qF '|JC-2.2|Replace th|Not met|High|Ann Lee|' || fail "$(rows next/work.xlsx)"
	rm out/work.xlsx
	run replay "$samples/not-ready" --baseline out -o without
	assert_status 1
	rows without/work.xlsx | grep -F 'Ann Lee' && fail 'from nowhere'
	true
}

comes_with_the_latest() {
	start_standin ready
	SOURCE_DATE_EPOCH=1780000000 audit_sample ready
	mv out earlier
	SYNCRO_API_TOKEN=$token run audit -s "$subdomain" --base-url "$base" --rate 0 --baseline latest --keep 1 -o out
	[ "$status" != 2 ] || fail 'no report'
	[ -s out/work.xlsx ] || fail 'no sheet'
	[ "$(json out/evidence/run.json 'len(d["work"])')" = 1 ] || fail 'not taken'
}

no_names_for_an_auditor() {
	carried
	run replay out --edition auditor -o outside
	assert_status 1
	pdftotext outside/report.pdf text
	unzip -p outside/report.xlsx >>text
	cat outside/*.json >>text
	! grep -qE 'Ann Lee|Marked Fixed|ticket 12' text || fail 'the auditor reads who does what'
}

it 'stands beside the workbook, in the internal edition alone' stands_beside_the_workbook
it 'one for each profile' stands_in_each_profile_s_folder
it 'gives the same bytes again' same_bytes_again
it 'drop-downs, dates, locked columns, header in sight, footer' has_what_a_form_needs
it 'verify says nothing of what people wrote, or of its absence' what_is_written_is_no_damage
it 'nothing else is editable' nothing_else_is_editable
for name in excel google iso iso_text since_1904 blank_rows turned; do
	it "reads the shape: $name" reads "$name"
done
it 'reads what openpyxl saved, with a sheet more' openpyxl_saved
it 'reads what LibreOffice saved' libreoffice_saved
it 'a formula' refuses "sheet 'Work': cell F2: expected what it says and no formula" raw F2 '<c {r}><f>1+1</f><v>2</v></c>'
it 'a formula among the locked' refuses "sheet 'Work': cell B3: expected what it says" raw B3 '<c {r} t="str"><f>B2</f><v>JC-3.1</v></c>'
it 'a changed header' refuses "sheet 'Work': cell C1: expected Action, found 'Todo'" put C1 Todo
it 'an unknown state' refuses "sheet 'Work': cell H2: expected Open, In progress, Fixed, Accepted or Disputed, found 'Done'" put H2 Done
it 'a word for a date' refuses "sheet 'Work': cell G2: expected a date" put G2 soon
it 'a day that is none' refuses "sheet 'Work': cell G2: expected a date" put G2 2026-02-30
it 'a number that is no date' refuses "sheet 'Work': cell G2: expected a date" raw G2 '<c {r}><v>1e300</v></c>'
it 'an error value' refuses "sheet 'Work': cell G2: expected a text" raw G2 '<c {r} t="e"><v>#N/A</v></c>'
it 'an id twice' refuses "sheet 'Work': cell B3: expected each id once, and cell B2 has it too" put B3 JC-2.2
it 'words without an id' refuses "sheet 'Work': cell B2: expected the id of a requirement" put B2 ''
it 'a row of another account' refuses "sheet 'Work': cell K3: expected the same in every row" put K3 other
it 'a string that is not there' refuses "sheet 'Work': cannot be read" raw F2 '<c {r} t="s"><v>99999</v></c>'
it 'no such sheet' refuses "has no sheet 'Work'" renamed
it 'a sheet that is elsewhere' refuses "its sheet 'Work' is not there" outside
it 'a DTD' refuses "sheet 'Work': cannot be read" doctype
it 'a bomb' refuses "sheet 'Work': cannot be read" bomb
it 'too many strings' refuses "sheet 'Work': cannot be read" many_strings
it 'too many parts' refuses 'has 2112 parts' many_parts
it 'macros' refuses 'has macros' extra xl/vbaProject.bin
it 'links to other workbooks' refuses 'has links to other workbooks' extra xl/externalLinks/externalLink1.xml
it 'refused before the first request, and nothing is written' refused_before_the_first_request
it 'no workbook, a sealed one, a pipe, a folder without' no_workbook_at_all
it 'another account or profile, both named' of_another_account_or_profile
it 'a sheet for each profile; a configuration names it too' each_profile_has_its_own
it 'stands in the next report, and in the one after' stands_in_the_next_one
it 'what is gone or met stays under a heading' what_is_gone_or_met_stays
it 'the PDF says who, by when, and what is not fixed' is_told_in_the_pdf
it 'it decides nothing' decides_nothing
it 'matched by id, not by row' is_matched_by_id
it 'a replay gives the same, without the sheet' a_replay_gives_the_same
it 'comes with the baseline' comes_with_the_baseline
it 'comes with the latest' comes_with_the_latest
it 'the auditor reads nothing of it' no_names_for_an_auditor
finish
