#!/bin/bash
# --help; what the manual holds of it: tests/cli/manual.sh.
set -u
# shellcheck source=tests/cli/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

every_option_is_explained() {
	local command
	for command in $("$program" complete -- '' | cut -f 1); do
		run "$command" --help
		[ "$status" -eq 0 ] || fail "status $status"
		awk 'length > 80 {exit 1}' "$work/stdout" || fail "$command: a line is too long"
	done
}

it 'help fits a terminal' every_option_is_explained
finish
