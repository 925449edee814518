#!/bin/bash
# What a screen reader is told of the PDFs: links, figures, tables, headings, and that all
# that is drawn is in the structure or decoration (structure.py says what is looked at).
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/cli/lib.sh
. "$here/../cli/lib.sh"
export SOURCE_DATE_EPOCH=1795508100

# taken_apart SAMPLE ARGUMENT...: its PDF as $work/pdf.json
taken_apart() {
	run replay "$samples/$1" --out "$work/out" --format pdf "${@:2}"
	[ "$status" -ne 2 ] || fail "replay of $1"
	qpdf --json=2 --json-stream-data=inline --decode-level=generalized "$work/out/report.pdf" "$work/pdf.json" ||
		fail 'cannot be taken apart'
}

structure_is_sound() {
	taken_apart "$@"
	python3 "$here/structure.py" "$work/pdf.json" >"$work/wrong" 2>&1 || fail "$(cat "$work/wrong")"
}

# is_found EXPECTED SED: what is damaged so in the report is told so
is_found() {
	taken_apart not-ready
	sed -E "$2" "$work/pdf.json" >"$work/damaged.json"
	! cmp -s "$work/pdf.json" "$work/damaged.json" || fail 'nothing was damaged'
	! python3 "$here/structure.py" "$work/damaged.json" >"$work/wrong" 2>&1 || fail 'nothing is told'
	grep -qF -- "$1" "$work/wrong" || fail "$(cat "$work/wrong")"
}

it 'ready: the structure is sound' structure_is_sound ready
it 'not-ready: with a brand, either' structure_is_sound not-ready --brand "$root/templates/brand/example.json"
it 'large-and-messy: either' structure_is_sound large-and-messy
it 'a link that says nothing is found' is_found 'does not say where it leads' 's/"\/Contents": "u:/"\/Content": "u:/'
it 'a link that says an id alone is found' is_found "says no more than 'JC-2.2'" \
	's/"\/Contents": "u:Requirement (JC-[0-9.]+):[^"]*"/"\/Contents": "u:\1"/'
it 'a figure without its text is found' is_found 'a figure says nothing' 's/"\/Alt": /"\/Al": /'
it 'a table whose rows differ is found' is_found 'a table has rows of [1, 3] columns' 's/"\/ColSpan": 3/"\/ColSpan": 1/'
it 'a header without its scope is found' is_found 'a header has no scope' 's/"\/Scope": /"\/Scop": /'
it 'a level that is left out is found' is_found 'a heading of level 4 follows one of level 2' 's/"\/S": "\/H3"/"\/S": "\/P"/'
it 'a second title is found' is_found 'titles of level 1' 's/"\/S": "\/H2"/"\/S": "\/H1"/'
it 'an item without its name is found' is_found 'an item has' 's/"\/S": "\/Lbl"/"\/S": "\/P"/'
it 'a mark that is in no element is found' is_found 'belongs to nothing' 's/"\/StructParents": /"\/StructParent": /'
it 'a document without a language is found' is_found 'has no language' 's/"\/Lang": /"\/Lan": /'
finish
