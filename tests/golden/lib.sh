# lib - what the golden tests say of a PDF's pages; sourced after tests/cli/lib.sh.
# shellcheck shell=bash disable=SC2154 # work

# Every word of $1 stands inside its page, and there are some.
words_keep_to_the_page() {
	pdftotext -bbox "$1" "$work/boxes" || fail 'unreadable'
	awk -F'"' '/<page/ {w = $2; h = $4}
		/<word/ && ($2 < 20 || $4 < 10 || $6 > w - 20 || $8 > h - 10) {print; bad = 1}
		/<word/ {words++}
		END {exit bad || words < 200}' "$work/boxes" >"$work/outside" ||
		fail "$(head -5 "$work/outside")"
}
