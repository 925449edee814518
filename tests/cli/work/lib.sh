# lib - what the tests of work.xlsx share; sourced after tests/cli/lib.sh.
# shellcheck shell=bash source=tests/cli/lib.sh
# shellcheck disable=SC2154 # root, samples

# handed_out: a report in first/, whose sheet is given back in other shapes
handed_out() {
	made_once handed_out hand_out
}
hand_out() {
	run replay "$samples/not-ready" -o first
	assert_status 1
}

shape() { "$root/tests/cli/work_shapes" first/work.xlsx given.xlsx "$@" || fail "no shape $*"; }

# kept FOLDER: what the evidence keeps of JC-2.2
kept() {
	python3 -ES -c '
import json, sys
copy = json.loads(json.load(open(sys.argv[1] + "/evidence/run.json"))["work"][0]["text"])
row = {row["requirement"]: row for row in copy["rows"]}["JC-2.2"]
print(row["owner"], row["due"], row["state"], sep="|")' "$1"
}

# carried: what people wrote into the sheet of first/, and out/ after it
carried() {
	made_once carried carry
}
carry() {
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
