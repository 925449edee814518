#!/bin/bash
# The manual's pages: what the program knows is filled in from it, and they are sound.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

pages() {
	local page
	mkdir pages
	for page in "$root"/templates/man/*.[157]; do
		awk -v program="$program" -f "$root/templates/man/fill.awk" "$page" >"pages/${page##*/}" ||
			fail "$page"
	done
}

commands() {
	"$program" complete -- '' | cut -f 1
}

a_page_for_each_command() {
	local command
	for command in $(commands); do
		[ -f "$root/templates/man/syncro-audit-$command.1" ] || fail "no page for $command"
	done
}

every_option_stands_there() {
	local command option
	pages
	for command in $(commands); do
		for option in $("$program" complete -- "$command" -- | cut -f 1); do
			option=${option//-/\\\\-}
			grep -q "^\\.It .*Fl ${option#\\\\-}\\( \\|\$\\)" "pages/syncro-audit-$command.1" ||
				fail "$command: $option"
		done
	done
}

they_are_sound() {
	command -v mandoc >/dev/null || skip 'no mandoc'
	pages
	mandoc -T lint -W warning pages/* >said || fail "$(cat said)"
	[ ! -s said ] || fail "$(cat said)"
}

it 'a page for each command' a_page_for_each_command
it 'every option of a command stands in its page' every_option_stands_there
it 'mandoc finds nothing to warn of' they_are_sound
finish
