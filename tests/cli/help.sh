#!/bin/bash
# What the README shows of the options is what the program prints.
set -u
# shellcheck source=tests/cli/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readme_shows_the_help() {
	run audit --help
	awk '/^```$/ {inside = !inside && seen; seen = 0; next} /<!-- help:/ {seen = 1} inside' \
		"$root/README.md" >"$work/readme"
	[ -s "$work/readme" ] || fail 'the README shows no help'
	diff -u "$work/readme" "$work/stdout" || fail 'the README shows something else'
}

every_option_is_explained() {
	local command
	for command in audit replay; do
		run "$command" --help
		[ "$status" -eq 0 ] || fail "status $status"
		awk 'length > 80 {exit 1}' "$work/stdout" || fail "$command: a line is too long"
	done
}

it 'the README shows what audit --help prints' readme_shows_the_help
it 'help fits a terminal' every_option_is_explained
finish
