#!/bin/bash
# What a person at a terminal is told at the end of a run; and that a pipe is told none of it.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2
unset NO_COLOR COLUMNS
export TERM=xterm-256color

# at_terminal [--columns N] -- ARGUMENT...: the program; $work/seen is what the terminal got
at_terminal() {
	local how=()
	while [ "$1" != -- ]; do
		how+=("$1")
		shift
	done
	shift
	status=0
	"$root/tests/cli/at_terminal" ${how[@]+"${how[@]}"} seen "$program" "$@" >stdout || status=$?
}

has() {
	grep -qF -- "$1" seen || fail "the terminal is not told '$1': $(cat seen)"
}

has_not() {
	if grep -qF -- "$1" seen; then fail "the terminal is told '$1': $(cat seen)"; fi
}

has_no_escape() {
	if grep -q $'\033' seen; then fail "escapes: $(cat -v seen)"; fi
}

told_verdict_jobs_dates_and_files() {
	at_terminal --columns 200 -- replay "$samples/not-ready" -f xlsx,pdf -o out
	assert_status 1
	[ "$(cat stdout)" = out ] || fail "standard output: $(cat stdout)"
	has $'\033[1;31mNot ready'
	has harborline-demo
	has "$(json out/results.json '"%d met, %d not met" % (d["counts"]["pass"], d["counts"]["fail"])')"
	sed 's/\x1b\[[0-9;]*m//g' seen >plain
	grep -qE '^ 1  .* · .* · JC-' plain || fail "no first job: $(cat plain)"
	grep -qxF ' 2026-12-10  Token expires' plain || fail "no expiry: $(cat plain)"
	grep -qxF ' 2026-10-31  Waiver of JC-6.1 ended' plain || fail "no waiver: $(cat plain)"
	grep -qxF ' out/report.pdf' plain || fail 'no PDF'
	grep -qxF ' out/report.xlsx' plain || fail 'no workbook'
	# Every requirement that is open is closed by a job.
	for id in $(json out/results.json '" ".join(x["id"] for x in d["findings"] if x["verdict"] in ("fail", "unknown", "manual") and not x["waiver"])'); do
		grep -qE "^ .*$id(,|\$)|^    .*$id(,|\$)" plain || fail "no job closes $id"
	done
}

only_files_that_are_there() {
	at_terminal -- replay "$samples/ready" -f json -o out
	assert_status 0
	has $'\033[1;32mReady'
	has_not report.pdf
	has_not 'The report'
}

a_pull_ends_with_it_too() {
	start_standin ready
	api_token=$token SYNCRO_API_TOKEN=$token at_terminal -- audit --subdomain "$subdomain" \
		--base-url "$base" -f json -o out
	assert_status 3
	[ "$(cat stdout)" = out ] || fail "standard output: $(cat stdout)"
	has 'Not proven yet'
	has 'Confirm in the attestation file'
	# The progress line is gone before it.
	python3 - seen <<-'END' || fail "progress is left behind: $(cat -v seen)"
		import sys
		text = open(sys.argv[1], encoding='utf-8').read()
		ending = text[text.index('Not proven yet') - 12:]
		sys.exit('\r' in ending.rpartition('\033[K')[2])
	END
}

a_pipe_is_told_a_line() {
	run replay "$samples/not-ready" -f json -o out
	assert_status 1
	grep -q '^syncro-audit: jumpcloud-mtp: not-ready: ' stderr || fail "$(cat stderr)"
	if grep -qvE '^syncro-audit: ' stderr; then fail "more than messages: $(cat stderr)"; fi
	if grep -q 'Token expires' stderr; then fail 'the ending'; fi
	if grep -q $'\033' stderr; then fail 'escapes'; fi
}

quiet_is_quiet() {
	at_terminal -- replay "$samples/not-ready" -f json -q -o out
	assert_status 1
	[ ! -s seen ] || fail "$(cat seen)"
	rm -rf out
	run replay "$samples/ready" -f json -o first
	at_terminal -- replay "$samples/ready" -f json -b first --quiet-if-unchanged -o out
	assert_status 0
	[ ! -s seen ] || fail "$(cat seen)"
}

no_colour_where_nobody_wants_it() { # NAME=VALUE
	export "${1?}"
	at_terminal -- replay "$samples/not-ready" -f json -o out
	has 'Not ready'
	has_no_escape
}

empty_no_color_says_nothing() {
	export NO_COLOR=
	at_terminal -- replay "$samples/not-ready" -f json -o out
	has $'\033[1;31mNot ready'
}

# Columns, not characters: names of another script are wide.
kept_to() { # COLUMNS
	NO_COLOR=1 at_terminal --columns "$1" -- replay "$samples/not-ready" -f xlsx,pdf -o out
	assert_columns seen "$1"
}

columns_is_believed() {
	COLUMNS=40 kept_to 40
	rm -rf out
	COLUMNS=0 kept_to 72
	rm -rf out
	COLUMNS=wide kept_to 72
}

several_profiles_one_after_the_other() {
	sed 's/"id": "jumpcloud-mtp"/"id": "other-profile"/' "$root/templates/profiles/jumpcloud-mtp.json" >other.json
	start_standin not-ready
	SYNCRO_API_TOKEN=$token at_terminal -- audit --subdomain "$subdomain" --base-url "$base" \
		-p jumpcloud-mtp -p ./other.json -f pdf -o out
	assert_status 1
	has ' out/jumpcloud-mtp/report.pdf'
	has ' out/other-profile/report.pdf'
}

it 'a terminal is told verdict, jobs, dates and files' told_verdict_jobs_dates_and_files
it 'only files that are there are named' only_files_that_are_there
it 'a pull ends with it too, the progress line is gone' a_pull_ends_with_it_too
it 'a pipe is told one line, as ever' a_pipe_is_told_a_line
it 'nothing at all where it is to be quiet' quiet_is_quiet
it 'no colour with NO_COLOR' no_colour_where_nobody_wants_it NO_COLOR=1
it 'no colour on a terminal that has none' no_colour_where_nobody_wants_it TERM=dumb
it 'no colour on a terminal that nobody knows' no_colour_where_nobody_wants_it TERM=
it 'an empty NO_COLOR asks for nothing' empty_no_color_says_nothing
it 'lines are as wide as the terminal: 40' kept_to 40
it 'lines are as wide as the terminal: 80' kept_to 80
it 'lines are as wide as the terminal: 133' kept_to 133
it 'COLUMNS is believed, if it is a number' columns_is_believed
it 'several profiles stand one after the other' several_profiles_one_after_the_other
finish
