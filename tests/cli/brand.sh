#!/bin/bash
# The brand file: every mistake is told before a request is sent; what it says is in
# the report, and in its evidence for good.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
example=$root/templates/brand

# refused TEXT WORD...: a brand file with that text
refused() {
	local text=$1
	shift
	start_standin ready
	mkdir -p brands
	printf '%s' "$text" >brands/brand.json
	[ ! -e logo.png ] || mv logo.png brands
	audit --brand brands/brand.json
	assert_status 2
	assert_one_line brands/brand.json "$@"
	assert_nothing_sent
	assert_no_report
}

# refused_logo COMMAND WORD...: a logo.png that the command makes
refused_logo() {
	local command=$1
	shift
	eval "$command" || fail "$command"
	refused '{"logo":"logo.png"}' "at '/logo': expected" "$@"
}

branded() {
	start_standin ready
	audit_sample ready --brand "$example/example.json"
	assert_status 0
}

says_whose_it_is() {
	branded
	pdftotext -l 1 out/report.pdf cover.txt
	for word in 'Harborline Managed IT' 'Prepared for Northwind Traders' 'Dana Whitfield' \
		'Priya Raman' 'audit@harborline.example' 'please do not pass it on'; do
		grep -qF "$word" cover.txt || fail "the cover lacks: $word"
	done
	pdftotext -f 2 -l 2 out/report.pdf page.txt
	grep -qF 'Registered in England, no. 01234567' page.txt || fail 'no footer'
	pdfinfo out/report.pdf | grep -q '^Author: *Harborline Managed IT$' || fail 'no author'
	pdfimages -list out/report.pdf | awk '$3 == "image" && $4 == 440 && $5 == 120 {n++} END {exit !n}' ||
		fail 'the logo is not drawn'
	qpdf --check out/report.pdf >qpdf.log 2>&1 || fail "$(cat qpdf.log)"
	unzip -p out/report.xlsx docProps/app.xml | grep -q '<Company>Harborline Managed IT<' || fail 'no company'
	unzip -p out/report.xlsx xl/drawings/drawing1.xml | grep -q 'descr="Harborline: a lighthouse' ||
		fail 'the workbook does not say what the logo shows'
	unzip -l out/report.xlsx | grep -q 'xl/media/image1.png' || fail 'the workbook has no logo'
}

# The alternative text stands in the structure, for who cannot see the logo.
logo_is_described() {
	branded
	qpdf --qdf --object-streams=disable out/report.pdf out.qdf
	grep -aq '/Alt (Harborline: a lighthouse between two waves)' out.qdf || fail 'no alternative text'
}

same_without_the_files() {
	cp -r "$example" mine
	start_standin ready
	audit_sample ready --brand mine/example.json
	assert_status 0
	rm -r mine
	run replay out -o again
	assert_status 0
	for file in results.json report.xlsx report.pdf; do
		cmp "out/$file" "again/$file" || fail "$file differs"
	done
	run replay again -o third
	cmp out/report.pdf third/report.pdf || fail 'report.pdf differs in the second replay'
	cmp "$example/example-logo.png" third/evidence/logo.png || fail 'the logo was not handed on'
}

another_brand_replaces_it() {
	branded
	echo '{"organisation":"Someone Else"}' >other.json
	run replay out -o other --brand other.json
	assert_status 0
	pdftotext other/report.pdf - | grep -q 'Someone Else' || fail 'not there'
	if pdftotext other/report.pdf - | grep -q Harborline; then fail 'the first brand is still there'; fi
	[ ! -e other/evidence/logo.png ] || fail 'the first logo is in the evidence'
	[ "$(pdfimages -list other/report.pdf | wc -l)" = 2 ] || fail 'the first logo is still there'
	run replay other -o again
	cmp other/report.pdf again/report.pdf || fail 'report.pdf differs'
}

takes_part_in_the_id() {
	local ids=() brand more
	for brand in '{}' '{"organisation":"A"}' '{"organisation":"B"}' '{"logo":"a.png"}' '{"logo":"a.png"} '; do
		# The last two name the same file, which has other bytes.
		more=$((${#ids[@]} / 4))
		{ cat "$example/example-logo.png" && head -c "$more" /dev/zero; } >a.png
		printf '%s' "${brand% }" >brand.json
		run replay "$samples/ready" -o "out${#ids[@]}" --brand brand.json
		[ "$status" != 2 ] || fail "$brand"
		ids+=("$(json "out${#ids[@]}/results.json" 'd["report_id"]')")
	done
	run replay "$samples/ready" -o out
	ids+=("$(json out/results.json 'd["report_id"]')")
	[ "$(printf '%s\n' "${ids[@]}" | sort -u | wc -l)" = 6 ] || fail "ids are the same: ${ids[*]}"
}

# No verdict, no count, nothing else of the results hangs on it.
changes_no_result() {
	# Two pulls number their requests in the order they happen to be sent.
	local told='[d["verdict"], d["counts"], [o.pop("evidence") and 0 for f in d["findings"] for o in f["observations"]] and d["findings"]]'
	branded
	run replay "$samples/ready" -p jumpcloud-mtp -o plain
	branded_results=$(json out/results.json "$told")
	[ "$branded_results" = "$(json plain/results.json "$told")" ] ||
		fail 'the brand changed a result'
}

# tampered_evidence WORD COMMAND: in the evidence
tampered_evidence() {
	branded
	(cd out/evidence && eval "$2") || fail "$2"
	run replay out -o again
	assert_status 2
	assert_one_line "$1"
	[ ! -e again ] || fail 'a report was written'
	run verify out
	assert_status 1
	grep -q 'evidence/logo.png' stdout || fail "verify does not name it: $(cat stdout)"
}

# As 0.1.0 kept it; the brand given again mends it.
kept_within() {
	tampered_run "at '/logo': expected its copy in the evidence, found none (give the brand again)" \
		'd["logo"] = {"name": "example-logo.png", "text": "iVBORw0KGgo="}'
	run replay out -o again --brand "$example/example.json"
	assert_status 0
	cmp out/report.pdf again/report.pdf || fail 'report.pdf differs'
}

tampered_run() { # WORD PYTHON: changes d, which is run.json
	branded
	python3 -ES - "$2" <<-'PY'
		import json, sys
		path = "out/evidence/run.json"
		d = json.load(open(path, encoding="utf-8"))
		exec(sys.argv[1])
		json.dump(d, open(path, "w", encoding="utf-8"))
	PY
	run replay out -o again
	assert_status 2
	assert_one_line "$1"
	[ ! -e again ] || fail 'a report was written'
}

from_the_configuration() {
	start_standin ready
	printf '{"brand":"%s"}' "$example/example.json" >config.json
	audit_sample ready --config config.json
	assert_status 0
	pdftotext -l 1 out/report.pdf - | grep -q 'Harborline' || fail 'not there'
}

token_in_the_brand() {
	start_standin ready
	printf '{"organisation":"%s"}' "$token" >brand.json
	audit --brand brand.json
	assert_status 2
	assert_no_report
}

# A PNG may hold text; the reports do not show it, but the evidence would.
token_in_the_logo() {
	start_standin ready
	python3 -ES - "$example/example-logo.png" "$token" <<-'PY'
		import struct, sys, zlib
		png, text = open(sys.argv[1], "rb").read(), b"Comment\0" + sys.argv[2].encode()
		chunk = struct.pack(">I", len(text)) + b"tEXt" + text + struct.pack(">I", zlib.crc32(b"tEXt" + text))
		open("logo.png", "wb").write(png[:33] + chunk + png[33:])
	PY
	echo '{"logo":"logo.png"}' >brand.json
	audit --brand brand.json
	assert_status 2
	assert_one_line 'the API token got into the evidence'
	assert_no_report
}

in_any_script() {
	cat >brand.json <<-'JSON'
		{"organisation":"شركة النور لتقنية المعلومات","prepared_for":"株式会社山田商店","title":"Звіт про готовність",
		 "assessor":"Παπαδόπουλος","reviewer":"नेहा शर्मा","footer":"חברת כהן בע״מ"}
	JSON
	run replay "$samples/ready" -o out --brand brand.json
	assert_status 0
	! grep -q 'no installed font' stderr || fail 'a character was not drawn'
	pdftotext -l 2 out/report.pdf text
	for word in النور 株式会社山田商店 готовність Παπαδόπουλος शर्मा חברת; do
		grep -qF "$word" text || fail "'$word' is not there"
	done
}

manual_example() {
	cp "$example/example-logo.png" .
	awk '/^\.Bd/ {inside = 1; next} /^\.Ed/ {inside = 0} inside' "$root/templates/man/syncro-audit-brand.5" |
		sed 's/\\-/-/g' >brand.json
	run replay "$samples/ready" -o out --brand brand.json
	assert_status 0
	pdftotext -l 1 out/report.pdf - | grep -q 'Dana Whitfield' || fail 'not there'
}

export picture=$example/example-logo.png
verifies() {
	run replay "$samples/not-ready" -o out --brand "$root/templates/brand/example.json"
	assert_report
	run verify out
	assert_status 0
}

# every_page FILE FIRST WORDS...: from that page on each says them all
every_page() {
	local file=$1 first=$2 page words
	shift 2
	for ((page = first; page <= $(pdfinfo "$file" | sed -n 's/^Pages: *//p'); page++)); do
		pdftotext -layout -f "$page" -l "$page" "$file" page.txt
		for words in "$@"; do
			grep -qF -- "$words" page.txt || fail "$file: page $page does not say '$words'"
		done
	done
}

# What is separated from its folder: account, profile, date, edition, and for whom.
every_page_says_whose_it_is() {
	local brand=$root/templates/brand/example.json account=harborline-demo.syncromsp.com
	run replay "$samples/not-ready" -q -f pdf -o report --brand "$brand"
	every_page report/report.pdf 2 "$account" jumpcloud-mtp 2026-11-24 'Internal edition' 'Prepared for Northwind Traders'
	run replay "$samples/not-ready" -q -f pdf -o out -p jumpcloud-mtp -p gradient --brand "$brand"
	every_page out/overview.pdf 1 "$account" 2026-11-24 'Internal edition' 'Prepared for Northwind Traders'
	every_page out/gradient/report.pdf 2 "$account" gradient 2026-11-24 'Internal edition'
	run handover report -o handed --customer 30022
	every_page handed/harborline-demo-jumpcloud-mtp-2026-11-24.pdf 2 "$account" jumpcloud-mtp 2026-11-24 \
		"Auditor's edition" 'Prepared for Northwind Traders'
	every_page handed/customers/30022-dapplegate-nursery.pdf 1 "$account" jumpcloud-mtp 2026-11-24 'Dapplegate Nursery'
}

it 'names, wording, contact and logo are in both reports' says_whose_it_is
it 'the logo has an alternative text' logo_is_described
it 'a replay needs neither brand file nor logo' same_without_the_files
it 'another brand replaces what is recorded' another_brand_replaces_it
it 'brand and logo take part in the id of the report' takes_part_in_the_id
it 'no result hangs on it' changes_no_result
it 'the configuration file can name it' from_the_configuration
it 'a brand that holds the token is refused' token_in_the_brand
it 'a logo that holds the token is refused' token_in_the_logo
it 'texts in any script' in_any_script
it 'the brand file that the manual shows' manual_example
it 'not JSON' refused '{' 'is not JSON'
it 'an unknown key' refused '{"colour":1}' "at '/colour'"
it 'a wrong type' refused '{"contact":{"email":7}}' "at '/contact/email'"
it 'a colour that cannot be read on paper' refused '{"colours":{"accent":"#f0a024"}}' "at '/colours/accent'" '4.5:1' '2.15:1' '#ffffff' 'would do'
it 'a ground that no text can be read on' refused '{"colours":{"primary":"#7b7b7b"}}' "at '/colours/primary'" '4.5:1' 'would do'
it 'a logo that is not there' refused '{"logo":"none.png"}' "at '/logo'" 'brands/none.png' 'No such file'
it 'a logo that is a folder' refused_logo 'mkdir logo.png' 'not a regular file'
it 'a logo that is no PNG' refused_logo 'echo GIF89a >logo.png' 'another kind'
it 'a logo that is cut short' refused_logo 'head -c 700 "$picture" >logo.png' 'cut short'
it 'a logo that is damaged' refused_logo '{ head -c 500 "$picture"; printf xxxx; tail -c +505 "$picture"; } >logo.png' damaged
it 'a logo of too many bytes' refused_logo '{ cat "$picture"; head -c 3000000 /dev/zero; } >logo.png' 'larger than 2097152 bytes'
it 'a recorded logo that was changed is refused' tampered_evidence "'logo.png': its SHA-256" 'truncate -s 400 logo.png'
it 'a recorded logo that is gone is refused' tampered_evidence "'logo.png': No such file" 'rm logo.png'
it 'a recorded logo that is a link is refused' tampered_evidence "'logo.png': is a symbolic link" 'mv logo.png ../../l.png && ln -s ../../l.png logo.png'
it 'a recorded logo that is too large is refused' tampered_evidence "'logo.png': is larger than" 'truncate -s 3M logo.png'
it 'a recorded logo with a hash that fits, but damaged' tampered_evidence "at '/logo': expected a whole PNG" \
	'truncate -s 400 logo.png && sed -i "s/$(sha256sum <"$picture" | cut -c-64)/$(sha256sum <logo.png | cut -c-64)/" run.json'
it 'a recorded logo that the run does not name is refused' tampered_run "at '/logo'" 'd["logo"] = None'
it 'a recorded logo that run.json itself holds' kept_within
it 'a recorded brand that was damaged is refused' tampered_run "at '/footer'" 'd["brand"]["text"] = "{\"footer\":1}"'
it 'a branded report verifies, below its logo too' verifies
it 'every page says whose it is' every_page_says_whose_it_is
finish
