#!/bin/bash
# The reports of the invented accounts, as text, against what is stored here; and
# as files, against the tools that read them. `make golden` stores them anew: look
# at the difference before you commit it.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/cli/lib.sh
. "$here/../cli/lib.sh"
# shellcheck source=tests/golden/lib.sh
. "$here/lib.sh"
export SOURCE_DATE_EPOCH=1795508100
sample=
formats=csv,junit,sarif,sarif-alerts,oscal
files='findings.csv permissions.csv users.csv customers.csv junit.xml results.sarif results.alerts.sarif oscal.json'

replay_sample() {
	sample=$1
	shift
	run replay "$samples/$sample" --out "$work/out" "$@"
	[ "$status" -ne 2 ] || fail "replay of $sample"
}

# same NAME: $work/NAME is as stored
same() {
	local stored=$here/$sample/$1
	if [ -n "${GOLDEN_UPDATE:-}" ]; then
		mkdir -p "$here/$sample" && cp "$work/$1" "$stored"
	fi
	diff -u "$stored" "$work/$1" >"$work/diff" || {
		head -60 "$work/diff"
		fail "$sample/$1 is not as stored"
	}
}

results_are_as_stored() {
	replay_sample "$1"
	cp "$work/out/results.json" "$work/results.json"
	same results.json
}

workbook_reads_as_stored() {
	replay_sample "$1" --format xlsx
	"$here/dump-workbook" "$work/out/report.xlsx" >"$work/workbook.txt" || fail 'unreadable'
	same workbook.txt
}

# Pages were stored as they are in this Open Sans; in another, lines break elsewhere.
font=/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf
font_of_the_stored=e64e508b2aa2880f907e470c4550980ec4c0694d103a43f36150ac3f93189bee
in_the_same_font() {
	[ "$(sha256sum <"$font")" = "$font_of_the_stored  -" ]
}

words() {
	tr -s '[:space:]' '\n' <"$1" | sort
}

# In another font the words are the same, wherever they stand.
pdf_reads_as_stored() {
	replay_sample "$1" --format pdf
	pdftotext -layout "$work/out/report.pdf" "$work/report.txt" || fail 'unreadable'
	if in_the_same_font; then
		same report.txt
	else
		diff <(words "$here/$1/report.txt") <(words "$work/report.txt") >"$work/diff" ||
			fail "other words: $(head -20 "$work/diff")"
	fi
}

# Which holds as many jobs as have room.
overview_reads_as_stored() {
	in_the_same_font || skip 'another version of Open Sans: THE OVERVIEW IS NOT HELD AGAINST WHAT IS STORED'
	replay_sample "$1" --format pdf -p jumpcloud-mtp -p gradient -p quoter
	pdftotext -layout "$work/out/overview.pdf" "$work/overview.txt" || fail 'unreadable'
	same overview.txt
}

# Of the customers the first ones, and the hash of them all. SARIF and OSCAL have a schema
# and a reader of their own besides: one sample is enough to see what they read like.
formats_read_as_stored() {
	replay_sample "$1" --format "$formats"
	local name files=$files
	[ "$1" = not-ready ] || files=${files% results.sarif *}
	for name in $files; do
		cp "$work/out/$name" "$work/$name"
	done
	sha256sum <"$work/out/customers.csv" >"$work/hash"
	sed '40q' "$work/out/customers.csv" | cat - "$work/hash" >"$work/customers.csv"
	for name in $files; do
		same "$name"
	done
}

workbook_parts_are_well_formed() {
	replay_sample "$1" --format xlsx
	mkdir "$work/parts"
	unzip -q "$work/out/report.xlsx" -d "$work/parts" || fail 'is no archive'
	find "$work/parts" -type f ! -name '*.png' -print0 | xargs -0 xmllint --noout || fail 'not well-formed'
	if grep -rlE '<f>' "$work/parts/xl/worksheets"; then fail 'holds a formula'; fi
}

pdf_is_sound() {
	replay_sample "$1" --format pdf
	qpdf --check "$work/out/report.pdf" >"$work/qpdf" 2>&1 || fail "$(cat "$work/qpdf")"
	pdfinfo "$work/out/report.pdf" >"$work/info" 2>"$work/noise" || fail 'pdfinfo'
	[ ! -s "$work/noise" ] || fail "$(cat "$work/noise")"
	grep -q '^Tagged: *yes' "$work/info" || fail 'is not tagged'
	grep -q '^Title: *Readiness' "$work/info" || fail 'has no title'
	pdffonts "$work/out/report.pdf" | awk 'NR > 2 && $(NF-4) != "yes" {exit 1}' ||
		fail 'a font is not embedded'
}

# The example of a brand, on its cover and on a page.
brand_reads_as_stored() {
	replay_sample "$1" --format pdf --brand "$root/templates/brand/example.json"
	pdftotext -layout -l 3 "$work/out/report.pdf" "$work/brand.txt" || fail 'unreadable'
	same brand.txt
	qpdf --check "$work/out/report.pdf" >"$work/qpdf" 2>&1 || fail "$(cat "$work/qpdf")"
}

# Pixels, since no text tells: the primary colour along the top edge of a page, and
# the logo at its right.
brand_is_drawn() {
	replay_sample "$1" --format pdf --brand "$root/templates/brand/example.json"
	pdftoppm -r 72 -f 2 -l 2 "$work/out/report.pdf" "$work/page" || fail 'unreadable'
	python3 - "$work"/page*.ppm <<-'PY' || fail 'the brand is not drawn'
		import sys
		head, size, most, data = open(sys.argv[1], "rb").read().split(b"\n", 3)
		width = int(size.split()[0])
		at = lambda x, y: tuple(data[3 * (y * width + x):3 * (y * width + x) + 3])
		assert at(300, 1) == (0x12, 0x30, 0x5e), at(300, 1)
		ink = {at(x, y) for x in range(450, 551) for y in range(17, 36)}
		near = lambda pixel: all(abs(a - b) <= 2 for a, b in zip(pixel, (0x12, 0x30, 0x5e)))
		assert any(map(near, ink)), sorted(ink)[:9]
		assert any(r > b + 60 for r, g, b in ink), "no red of the lighthouse"
	PY
}

# every word stands inside the page
pdf_keeps_to_the_page() {
	replay_sample "$1" --format pdf
	words_keep_to_the_page "$work/out/report.pdf"
}

twice_gives_the_same_bytes() {
	replay_sample "$1" --format "xlsx,pdf,$formats"
	mv "$work/out" "$work/first"
	replay_sample "$1" --format "xlsx,pdf,$formats"
	local name
	for name in results.json report.xlsx report.pdf work.xlsx attestations.todo.json $files; do
		cmp "$work/first/$name" "$work/out/$name" || fail "$name differs"
	done
}

counts_agree() {
	replay_sample "$1"
	local pass
	pass=$(json "$work/out/results.json" 'd["counts"]["pass"]')
	"$here/dump-workbook" "$work/out/report.xlsx" | grep -q "A Met | B $pass" ||
		fail 'the workbook counts other ones met'
	pdftotext -layout "$work/out/report.pdf" - | tr -s ' ' | grep -qE "Met $pass( |$)" ||
		fail 'the PDF counts other ones met'
}

# The record that verify reads, against the pages that a person reads.
record_is_what_the_pages_say() {
	replay_sample "$1"
	pdfinfo -meta "$work/out/report.pdf" >"$work/record"
	pdftotext -layout "$work/out/report.pdf" "$work/pages"
	pdftotext -raw "$work/out/report.pdf" "$work/order"
	python3 - "$work/record" "$work/pages" "$work/order" "$work/out/results.json" <<'END' || fail 'the record says something else'
import json, re, sys
record = open(sys.argv[1], encoding="utf-8").read()
pages = open(sys.argv[2], encoding="utf-8").read()
said = dict(re.findall(r"<audit:(\w+)>([^<]*)</audit:", record))
label = {"pass": "Met", "fail": "Not met", "unknown": "Could not check", "manual": "Needs confirmation",
         "notapplicable": "Does not apply"}
note = {"informational": ["Note"], "notapplicable": ["Nothing to report", "Not in scope"], "unknown": ["Could not check"]}
verdict = {"ready": "Ready", "not-ready": "Not ready", "inconclusive": "Not confirmed yet"}
assert said["ReportId"] in pages
assert re.search(r"^ +%s$" % verdict[said["Verdict"]], pages, re.M), said["Verdict"]
notes = {f["id"] for f in json.load(open(sys.argv[4], encoding="utf-8"))["findings"] if f["severity"] == "info"}
findings = [word.split(":") for word in said["Findings"].split(" ")]
assert len(findings) == sum(int(said[name]) for name in (*label, "informational"))
of = {name: sum(result.split("+")[0] == name for id, result in findings if id not in notes) for name in label}
legend = " ".join("%s %s" % (label[name], of[name]) for name in label)
assert legend in " ".join(open(sys.argv[3], encoding="utf-8").read().split()), legend
for name, result in findings:
    result = result.split("+")[0]
    allowed = note[result] if name in notes else [label[result]]
    rows = re.findall(r"^ *%s  .*  +(%s)$" % (re.escape(name), "|".join([*label.values(), *sum(note.values(), [])])),
                      pages, re.M)
    assert rows and rows[0] in allowed, (name, result, rows)
END
}

for each in ready not-ready large-and-messy; do
	it "$each: the PDF's record is what its pages say" record_is_what_the_pages_say "$each"
	it "$each: results.json is as stored" results_are_as_stored "$each"
	it "$each: CSV and the other machine formats read as stored" formats_read_as_stored "$each"
	it "$each: the workbook reads as stored" workbook_reads_as_stored "$each"
	it "$each: the PDF reads as stored" pdf_reads_as_stored "$each"
	it "$each: the parts of the workbook are well-formed" workbook_parts_are_well_formed "$each"
	it "$each: the PDF is sound, tagged, its fonts embedded" pdf_is_sound "$each"
	it "$each: the PDF keeps to the page" pdf_keeps_to_the_page "$each"
	it "$each: twice gives the same bytes" twice_gives_the_same_bytes "$each"
	it "$each: PDF, workbook and JSON count the same" counts_agree "$each"
done
it 'not-ready: the overview of three profiles reads as stored' overview_reads_as_stored not-ready
it 'not-ready: the PDF with a brand reads as stored' brand_reads_as_stored not-ready
it 'not-ready: a brand is drawn' brand_is_drawn not-ready
finish
