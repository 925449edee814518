#!/bin/bash
# The workbooks of the invented accounts, by the tools that others open them with:
# LibreOffice and the Open XML SDK's validator. Both are optional on a machine.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/cli/lib.sh
. "$here/../cli/lib.sh"
# shellcheck source=tests/golden/lib.sh
. "$here/lib.sh"

make_workbooks() {
	local each
	for each in ready not-ready large-and-messy; do
		run replay "$samples/$each" --out "$work/$each" --format xlsx,json
		[ "$status" -ne 2 ] || fail "replay of $each"
		cp "$work/$each/report.xlsx" "$work/$each.xlsx"
	done
}

# The sheets to write into, and one that people wrote into and that came back.
make_work_sheets() {
	local each
	for each in ready not-ready large-and-messy; do
		cp "$work/$each/work.xlsx" "$work/work-$each.xlsx"
	done
	/usr/bin/python3 - "$work/not-ready/work.xlsx" <<'END' || fail 'cannot be written into'
import datetime, openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
for number, row in enumerate(book.active.iter_rows(min_row=2)):
    row[5].value, row[6].value = "Ann Lee", datetime.date(2026, 12, 1 + number)
    row[7].value = ("Open", "In progress", "Fixed", "Accepted", "Disputed")[number % 5]
    row[8].value = "r" * 30000 if number == 1 else "done"
book.save(sys.argv[1])
END
	run replay "$work/not-ready" --work "$work/not-ready" --out "$work/told" --format xlsx
	[ "$status" -ne 2 ] || fail 'replay of what was written'
	cp "$work/told/work.xlsx" "$work/work-told.xlsx"
	cp "$work/told/report.xlsx" "$work/told.xlsx"
}

office_reads_what_the_results_say() {
	command -v soffice >/dev/null || skip 'no soffice on this machine: apt-get install libreoffice-calc-nogui'
	make_workbooks
	# Every sheet as comma separated values in UTF-8, cells as shown (-1: all sheets).
	HOME=$work timeout 120 soffice --headless "-env:UserInstallation=file://$work/office" --convert-to \
		'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' \
		--outdir "$work/csv" "$work"/*.xlsx >"$work/office.log" 2>&1 || fail "$(tail -3 "$work/office.log")"
	python3 - "$work" <<'PY' || fail 'LibreOffice reads something else'
import csv, json, sys
LABEL = {"pass": ("Met",), "fail": ("Not met",), "unknown": ("Could not check",),
         "manual": ("Needs confirmation",), "notapplicable": ("Does not apply", "Nothing to report", "Not in scope"),
         "informational": ("Note",)}
for name in ("ready", "not-ready", "large-and-messy"):
    with open("%s/%s/results.json" % (sys.argv[1], name), encoding="utf-8") as file:
        results = json.load(file)

    def sheet(title):
        path = "%s/csv/%s-%s.csv" % (sys.argv[1], name, title)
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def same(what, read, said):
        assert read == said, (name, what, [pair for pair in zip(read, said) if pair[0] != pair[1]][:2],
                              len(read), len(said))

    rows = {row["Id"]: row for row in sheet("Requirements")}
    same("requirements",
         [(f["id"], rows[f["id"]]["Requirement"], rows[f["id"]]["Mandatory"], rows[f["id"]]["What was found"])
          for f in results["findings"]],
         [(f["id"], f["title"], "yes" if f["mandatory"] else "no", f["summary"]) for f in results["findings"]])
    for f in results["findings"]:
        assert rows[f["id"]]["Result"] in LABEL[f["verdict"]], (name, f["id"], f["verdict"], rows[f["id"]]["Result"])
    customers = sheet("Customers")
    same("customers", [len(customers), sum(row["State"] == "disabled" for row in customers)],
         [results["customers"]["total"], results["customers"]["disabled"]])
    same("issues", sorted((row["Id"], row["Details"].lower()) for row in customers if row["Issues"]),
         sorted((str(key), "; ".join(i["detail"].lower() for i in results["customers"]["issues"]
                                    if i["customer_id"] == key))
                for key in {i["customer_id"] for i in results["customers"]["issues"]}))
PY
}

validator_finds_nothing() {
	install_validator
	make_workbooks
	run replay "$samples/not-ready" --out "$work/outside" --edition auditor --format xlsx
	cp "$work/outside/report.xlsx" "$work/auditor.xlsx"
	run replay "$samples/not-ready" --out "$work/dressed" --brand "$root/templates/brand/example.json" --format xlsx
	cp "$work/dressed/report.xlsx" "$work/brand.xlsx"
	run replay "$samples/not-ready" -p jumpcloud-mtp -p gradient --out "$work/several" --format xlsx
	cp "$work/several/overview.xlsx" "$work/overview.xlsx"
	make_work_sheets
	local each
	for each in "$work"/*.xlsx; do
		assert_valid "$each"
	done
}

# Two readers that know nothing of each other, cell by cell.
others_read_the_same() {
	cd "$work" || fail 'no folder'
	npm_packages npm-exceljs exceljs@4.4.0
	make_workbooks
	make_work_sheets
	local each
	for each in "$work"/*.xlsx; do
		/usr/bin/python3 "$here/cells.py" "$each" >cells.openpyxl || fail "$each: openpyxl"
		NODE_PATH=$root/build/npm-exceljs/node_modules node "$here/cells.js" "$each" >cells.exceljs 2>wrong ||
			fail "$each: $(cat wrong)"
		[ -s cells.exceljs ] || fail "$each: empty"
		diff cells.openpyxl cells.exceljs >difference || fail "$each: $(head -6 difference)"
	done
}

# So that its silence about ours means something.
validator_sees_a_fault() {
	install_validator
	make_workbooks
	mkdir "$work/parts"
	(cd "$work/parts" && unzip -q ../ready.xlsx && sed -i 's/<row r="1"/& height="tall"/' \
		xl/worksheets/sheet1.xml && zip_folder "$work/spoilt.xlsx")
	if validate "$work/spoilt.xlsx"; then fail 'the validator lets a wrong attribute pass'; fi
	grep -q 'height' "$work/said" || fail "$(head -30 "$work/said")"
}

zip_folder() {
	python3 -c 'import shutil, sys; shutil.move(shutil.make_archive(sys.argv[1], "zip", "."), sys.argv[1])' "$1"
}

it 'LibreOffice reads what results.json says' office_reads_what_the_results_say
it 'the Open XML validator finds nothing' validator_finds_nothing
it 'openpyxl and exceljs read the same, and no formula' others_read_the_same
it 'the Open XML validator sees a spoilt workbook' validator_sees_a_fault
finish
