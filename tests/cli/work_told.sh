#!/bin/bash
# What people wrote into work.xlsx, in the reports that follow.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/work/lib.sh
. "$(dirname "$0")/work/lib.sh"
at_once=2

# The same job in two profiles, and in each somebody else's: both are named.
the_overview_names_who() {
	run replay "$samples/not-ready" -p jumpcloud-mtp -p gradient -o first
	/usr/bin/python3 -c '
import datetime, openpyxl
for profile, owner in ("jumpcloud-mtp", "Ann Lee"), ("gradient", "Bo Ek"):
    book = openpyxl.load_workbook(f"first/{profile}/work.xlsx")
    for row in book.active.iter_rows(min_row=2):
        if row[0].value == "Replace the token":
            row[5].value, row[6].value = owner, datetime.date(2026, 12, 9)
    book.save(f"first/{profile}/work.xlsx")'
	run replay first --work first -o out
	local words='Ann Lee by 9 December 2026; Bo Ek by 9 December 2026'
	[ "$(json out/overview.json '[job["assigned"] for job in d["jobs"] if "assigned" in job]')" = "['$words']" ] ||
		fail "$(json out/overview.json '[(job["title"], job.get("assigned")) for job in d["jobs"]]')"
	pdftotext -layout out/overview.pdf - | tr -s ' \n' ' ' >text
	grep -qF 'Ann Lee' text || fail "$(cat text)"
	json out/overview.json '[date["what"] for date in d["dates"]]' >dates
	grep -qF "'Work on JC-2.2, JC-2.3, JC-3.3, JC-4.1, JC-4.2, JC-4.3, JC-4.4, JC-6.2 (Ann Lee) is due'" dates || fail "$(cat dates)"
	/usr/bin/python3 -c '
import openpyxl, sys
jobs = openpyxl.load_workbook("out/overview.xlsx")["Jobs"]
assert jobs["C1"].value == "Assigned to" and sys.argv[1] in [row[2].value for row in jobs.iter_rows()], sys.argv' "$words" ||
		fail 'not in the workbook'
	run replay out --edition auditor -o outside
	! grep -qF 'Ann Lee' outside/overview.json || fail 'the auditor reads who'
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

# The second audit is later, and nobody wrote anything more: it was the first one's sheet that said so.
since_the_sheet_that_first_said_so() {
	carried
	SOURCE_DATE_EPOCH=1796083200 run replay out --work out -o next
	SOURCE_DATE_EPOCH=1796169600 run replay next --work next -o again
	pdftotext -layout again/report.pdf text
	grep -qF 'Marked Fixed in the work sheet of the audit of 24 November 2026, not met today.' text || fail "$(grep Marked text)"
	[ "$(json again/results.json 'd["assessed_at"][:10]')" = 2026-12-02 ] || fail 'not later'
	cp again/work.xlsx first/work.xlsx
	shape put H2 Open
	run replay next --work given.xlsx -o open
	[ "$(kept open)" = 'Ann Lee|2026-12-09|Open' ] || fail "$(kept open)"
}

# One that a person has to confirm, as well as one that is not met.
marked_and_not_confirmed() {
	handed_out
	/usr/bin/python3 -c '
import openpyxl
book = openpyxl.load_workbook("first/work.xlsx")
rows = [row for row in book.active.iter_rows() if row[0].value == "Confirm what no request can show"]
rows[0][7].value = "Fixed"
book.save("first/work.xlsx")
print(rows[0][1].value)' >id || fail 'nothing to confirm'
	run replay first --work first -o out
	pdftotext -layout out/report.pdf - | tr -s ' \n' ' ' >text
	grep -qF "$(cat id): Marked Fixed in the work sheet of the audit of 24 November 2026, needs confirmation today." text || fail 'not told'
}

due_dates_are_to_be_watched() {
	handed_out
	/usr/bin/python3 -c '
import datetime, openpyxl
book = openpyxl.load_workbook("first/work.xlsx")
sheet = book.active
for row, owner, due, state in (2, "Ann Lee", 9, "Open"), (3, None, 9, "In progress"), (4, "Cy", 9, "Fixed"):
    sheet[f"F{row}"], sheet[f"G{row}"], sheet[f"H{row}"] = owner, datetime.date(2026, 12, due), state
book.save("first/work.xlsx")
print(sheet["B2"].value, sheet["B3"].value)' >ids
	read -r one two <ids
	run replay first --work first -o out
	run show out
	grep -qE "2026-12-09 +Work on ($one \\(Ann Lee\\), $two|$two, $one \\(Ann Lee\\)) is due" stdout || fail "$(cat stdout)"
	run replay out --edition auditor -o outside
	pdftotext -layout outside/report.pdf text
	! grep -q 'Work on' text || fail 'the auditor reads it'
}

results_hold_it() {
	carried
	json out/results.json '[f["work"] for f in d["findings"] if "work" in f]' >rows
	diff - rows <<'END' || fail 'not what was written'
[{'owner': '', 'due': '', 'state': 'open', 'fixed_on': '', 'response': '', 'note': 'was easy'}, {'owner': 'Ann Lee', 'due': '2026-12-09', 'state': 'fixed', 'fixed_on': '2026-11-24', 'response': 'token rotated', 'note': 'ticket 12'}]
END
	json first/results.json '[f["id"] for f in d["findings"] if "work" in f]' | grep -qxF '[]' || fail 'from nowhere'
	run verify out
	assert_status 0
}

show_tells_it() {
	carried
	run show out
	grep -qF 'Ann Lee by 9 December 2026' stdout || fail "$(cat stdout)"
	run show out JC-2.2
	sed -n '/^In the work sheet/,/^$/p' stdout >told
	diff - told <<'END' || fail 'not as written'
In the work sheet
 Fixed · Ann Lee by 9 December 2026
 Marked Fixed in the work sheet of the audit of 24 November 2026, not met today.
 Response: token rotated
 Note: ticket 12

END
	run show out JC-2.3
	! grep -q 'work sheet' stdout || fail 'of another'
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

it 'stands in the next report, and in the one after' stands_in_the_next_one
it 'what is gone or met stays under a heading' what_is_gone_or_met_stays
it 'the PDF says who, by when, and what is not fixed' is_told_in_the_pdf
it 'dated by the audit whose sheet first said so' since_the_sheet_that_first_said_so
it 'marked Fixed, and a person has to confirm it' marked_and_not_confirmed
it 'due dates are among those to watch' due_dates_are_to_be_watched
it 'results.json holds it' results_hold_it
it 'show tells it' show_tells_it
it 'the overview of several profiles names who and when' the_overview_names_who
it 'it decides nothing' decides_nothing
it 'matched by id, not by row' is_matched_by_id
it 'a replay gives the same, without the sheet' a_replay_gives_the_same
it 'comes with the baseline' comes_with_the_baseline
it 'comes with the latest' comes_with_the_latest
it 'the auditor reads nothing of it' no_names_for_an_auditor
finish
