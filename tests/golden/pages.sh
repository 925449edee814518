#!/bin/bash
# How long a report is for whom, and that its pages are filled (pages.py says how that is seen).
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/cli/lib.sh
. "$here/../cli/lib.sh"
export SOURCE_DATE_EPOCH=1795508100
profiles=$(cd "$root/templates/profiles" && printf '%s\n' *.json | sed 's/\.json$//')

# pdf_of SAMPLE EDITION ARGUMENT...: its PDF as $work/out/report.pdf
pdf_of() {
	run replay "$samples/$1" --edition "$2" --out "$work/out" --format pdf "${@:3}"
	[ "$status" -ne 2 ] || fail "replay of $1"
}

# has_at_most PAGES SAMPLE EDITION ARGUMENT...
has_at_most() {
	local pages
	pdf_of "${@:2}"
	pages=$(pdfinfo "$work/out/report.pdf" | awk '/^Pages:/ { print $2 }')
	if [ "$pages" -le 1 ] || [ "$pages" -gt "$1" ]; then
		fail "$pages pages, $1 are allowed"
	fi
	pdftotext -bbox "$work/out/report.pdf" "$work/words.xml"
	python3 "$here/pages.py" "$work/words.xml" >"$work/wrong" 2>&1 || fail "$(cat "$work/wrong")"
}

# A job that goes on on another page says at its head whose steps these are.
torn_job_names_itself() {
	pdf_of not-ready internal
	pdftotext -layout "$work/out/report.pdf" "$work/text"
	[ "$(grep -c '(continued)$' "$work/text")" -ge 1 ] || fail 'no job is torn: choose another sample'
	python3 -ES - "$work/text" <<-'PY' || fail 'it does not stand at the head of its page'
		import sys
		for page in open(sys.argv[1], encoding="utf-8").read().split("\f"):
		    lines = [line for line in page.split("\n") if line.strip()]
		    assert "(continued)" not in page or lines[1].endswith("(continued)"), lines[:3]
	PY
}

# The course of 22 earlier audits: two pages more, and the list of contents that so many need.
history_has_room() {
	local day
	mkdir -p "$work/earlier"
	for ((day = 1; day <= 22; day++)); do
		SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH - day * 86400)) \
			run replay "$samples/not-ready" --out "$work/earlier/$day" --format json
	done
	has_at_most 16 not-ready internal --history "$work/earlier"
}

# Whose report it is, who signs it and whom it is for: on the cover, and none of it behind.
a_brand_has_room_on_the_cover() {
	pdf_of not-ready "$1" --brand "$root/templates/brand/example.json" --paper "$2"
	pdftotext -layout -f 1 -l 1 "$work/out/report.pdf" - | grep -q 'Confidential. For Northwind Traders only' ||
		fail 'the cover goes on on page 2'
	pdftotext -layout -f 2 -l 2 "$work/out/report.pdf" - | grep -v '^ *$' | sed -n 2p | grep -qx 'Summary' ||
		fail 'page 2 does not begin with the summary'
}

a_page_that_is_hardly_filled_is_found() {
	pdf_of ready internal
	pdftotext -bbox "$work/out/report.pdf" "$work/words.xml"
	sed '/<page /,/<\/page>/ { /<word .*yMin="[3-7]/d }' "$work/words.xml" >"$work/damaged.xml"
	! python3 "$here/pages.py" "$work/damaged.xml" >"$work/wrong" || fail 'nothing is told'
	grep -q 'filled to' "$work/wrong" || fail "$(cat "$work/wrong")"
}

a_word_in_a_margin_or_on_another_is_found() {
	pdf_of ready internal
	pdftotext -bbox "$work/out/report.pdf" "$work/words.xml"
	sed 's/xMin="[0-9.]*" \(yMin="[0-9.]*"\) xMax="[0-9.]*"\(.*>JC-3.1<\)/xMin="530" \1 xMax="560"\2/' \
		"$work/words.xml" >"$work/damaged.xml"
	! python3 "$here/pages.py" "$work/damaged.xml" >"$work/wrong" || fail 'nothing is told of the margin'
	grep -q "'JC-3.1' stands in a margin" "$work/wrong" || fail "$(cat "$work/wrong")"
	sed 's/xMin="[0-9.]*" \(yMin="[0-9.]*"\) xMax="[0-9.]*"\(.*>JC-3.1<\)/xMin="110" \1 xMax="140"\2/' \
		"$work/words.xml" >"$work/damaged.xml"
	! python3 "$here/pages.py" "$work/damaged.xml" >"$work/wrong" || fail 'nothing is told of the words'
	grep -q ' stands on ' "$work/wrong" || fail "$(cat "$work/wrong")"
}

# All profiles that are built in.
each_profile_fills_its_pages() {
	local profile asked=()
	for profile in $profiles; do asked+=(-p "$profile"); done
	run replay "$samples/$1" --out "$work/out" --format pdf "${asked[@]}"
	[ "$status" -ne 2 ] || fail "replay of $1"
	for profile in $profiles; do
		pdftotext -bbox "$work/out/$profile/report.pdf" "$work/words.xml"
		python3 "$here/pages.py" "$work/words.xml" >"$work/wrong" 2>&1 || fail "$profile: $(cat "$work/wrong")"
	done
}

it 'ready: 7 pages' has_at_most 7 ready internal
it 'not-ready, compared: 13 pages' has_at_most 13 not-ready internal
it 'large-and-messy: 14 pages' has_at_most 14 large-and-messy internal
it 'ready, for the auditor: 6 pages' has_at_most 6 ready auditor
it 'not-ready, for the auditor: 8 pages' has_at_most 8 not-ready auditor
it 'large-and-messy, for the auditor: 9 pages' has_at_most 9 large-and-messy auditor
it 'on Letter, either' has_at_most 14 not-ready internal --paper letter
for each in ready not-ready large-and-messy; do
	it "$each: each profile fills its pages" each_profile_fills_its_pages "$each"
done
it 'a job that is torn names itself' torn_job_names_itself
it 'not-ready, with a history: 16 pages' history_has_room
for each in a4 letter; do
	it "a brand has room on the cover, $each" a_brand_has_room_on_the_cover internal "$each"
	it "and beside who signs for the auditor, $each" a_brand_has_room_on_the_cover auditor "$each"
done
it 'a page that is hardly filled is found' a_page_that_is_hardly_filled_is_found
it 'a word in a margin or on another is found' a_word_in_a_margin_or_on_another_is_found
finish
