#!/bin/bash
# work.xlsx: the sheet that people write into, and how it is read back.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/work/lib.sh
. "$(dirname "$0")/work/lib.sh"
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

# Then it says so; what was written about what is met stands below.
nothing_to_do() {
	run replay "$samples/ready" -o first
	assert_status 0
	/usr/bin/python3 - <<'END' || fail 'it does not say so'
import openpyxl
book = openpyxl.load_workbook("first/work.xlsx")
sheet = book.active
assert [row[:2] for row in sheet.iter_rows(min_row=2, values_only=True)] == [("Nothing to do today", None)]
for letter, words in dict(B="JC-2.1", F="Ann Lee", K="northlight-demo", L="jumpcloud-mtp", M="id", N="2026-11-24").items():
    sheet[f"{letter}3"] = words
book.save("first/work.xlsx")
END
	run replay first --work first -o out
	assert_status 0
	rows out/work.xlsx | tail -n +2 >table
	diff - table <<'END' || fail 'not once above'
Nothing to|||||||||
Nothing to|JC-2.1|Create a t|Met|High|Ann Lee||Open||
END
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
                   "Account", "Profile", "Report id", "Assessed on", "Fixed since"), rows[0]
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

it 'stands beside the workbook, in the internal edition alone' stands_beside_the_workbook
it 'says that there is nothing to do' nothing_to_do
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
it 'fixed since a day after the report' refuses "sheet 'Work': cell O2: expected no day after" put O2 2099-01-01
it 'fixed since a word' refuses "sheet 'Work': cell O2: expected a date" put O2 'then'
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
finish
