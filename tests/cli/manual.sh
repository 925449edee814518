#!/bin/bash
# The manual's pages: what the program knows is filled in from it, and they are sound.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

pages() {
	local page
	mkdir pages
	for page in "$root"/templates/man/*.[157]; do
		awk -v program="$program" -f "$root/templates/man/fields.awk" \
			-f "$root/templates/man/fill.awk" "$page" >"pages/${page##*/}" ||
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

# Of the results: each field that a report has is told, and each that is told can be.
every_field_stands_there() {
	pages
	for sample in not-ready large-and-messy; do
		run replay "$samples/$sample" -q -f json -o $sample
	done
	python3 - pages/syncro-audit-results.5 ./*/results.json <<'PY' || fail 'page and reports differ'
import json, re, sys
told = re.findall(r"^\.It Va (.*)$", open(sys.argv[1]).read(), re.M)
assert len(told) == len(set(told)) and len(told) > 150, len(told)
found = set()

def walk(value, path):
    if isinstance(value, dict):
        for name, below in value.items():
            shown = "%s.%s" % (path, name) if path else name
            if isinstance(below, list):
                shown += "[]"
            if not shown.startswith("findings[].waiver."):  # as one of waivers[]
                found.add(shown)
            walk(below, shown)
    elif isinstance(value, list):
        for below in value:
            walk(below, path)

for file in sys.argv[2:]:
    walk(json.load(open(file)), "")
untold = sorted(found - {name.replace("\\-", "-") for name in told})
assert not untold, untold
PY
	sed 's/"description": "How many findings have each verdict\."/"title": "x"/' \
		"$root/templates/schema/results.schema.json" >results.schema.json
	mkdir -p one/man one/schema
	mv results.schema.json one/schema
	cp "$root/templates/man/syncro-audit-results.5" one/man
	! awk -v program="$program" -f "$root/templates/man/fields.awk" -f "$root/templates/man/fill.awk" \
		one/man/syncro-audit-results.5 >nothing 2>said || fail 'a field that says nothing is let pass'
	grep -q ' counts has no description' said || fail "$(cat said)"
}

they_are_sound() {
	command -v mandoc >/dev/null || skip 'no mandoc'
	pages
	mandoc -T lint -W warning pages/* >said || fail "$(cat said)"
	[ ! -s said ] || fail "$(cat said)"
}

# As a reader copies it from the page: a quotation mark of JSON is none of the page's own.
each_check_that_is_shown_is_one() {
	local check count=0 page=$root/templates/man/syncro-audit-profile.5
	! grep '^\.It .*"' "$page" || fail 'the quotation marks are lost'
	while IFS= read -r check; do
		printf '{"id": "shown", "version": "1", "title": "T", "vendor": "V", "requirements": [{"id": "S-1", "title": "T",
			"severity": "high", "mandatory": false, "rationale": "R", "reference": "", "remediation": ["S"], "check": %s}],
			"sources": [{"title": "S", "url": "https://v.example", "retrieved": "2026-01-01"}]}' "$check" >shown.json
		run profile lint shown.json
		assert_status 0
		count=$((count + 1))
	done < <(sed -n 's/^\.It \\fB\({.*}\)\\fP$/\1/p' "$page" | sed -e 's/\\(dq/"/g' -e 's/\\-/-/g')
	[ "$count" -ge 11 ] || fail "only $count checks"
}

every_kind_of_check_stands_there() {
	local kind
	while IFS= read -r kind; do
		sed 's/\\-/-/g' "$root/templates/man/syncro-audit-profile.5" | grep -qF -- "$kind" || fail "$kind"
	done < <(grep -o '"const": "[a-z-]*"' "$root/templates/schema/profile.schema.json" | cut -d '"' -f 4 | grep -v '^warn-')
}

it 'a page for each command' a_page_for_each_command
it 'every option of a command stands in its page' every_option_stands_there
it 'every field of results.json stands in its page' every_field_stands_there
it 'each check that the manual shows is one' each_check_that_is_shown_is_one
it 'every kind of check stands in its page' every_kind_of_check_stands_there
it 'mandoc finds nothing to warn of' they_are_sound
finish
