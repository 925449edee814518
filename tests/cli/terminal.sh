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

# What stood on the progress line, one after the other.
drawn() {
	grep -oP '[^\r\n]*(?=\r\x1b\[K)' seen | sed 's/^\x1b\[K//'
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
	grep -qxF ' 2026-10-31  Exception for JC-6.1 ended' plain || fail "no waiver: $(cat plain)"
	grep -qxF ' out/report.pdf' plain || fail 'no PDF'
	grep -qxF ' out/report.xlsx' plain || fail 'no workbook'
	# Every requirement that is open is closed by a job.
	for id in $(json out/results.json '" ".join(x["id"] for x in d["findings"] if x["verdict"] in ("fail", "unknown", "manual") and not x["waiver"])'); do
		# What ids share is said once: JC-2.2, 2.3.
		grep -qE "^ .*[ -]${id#JC-}(,|\$)" plain || fail "no job closes $id"
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
	SYNCRO_API_TOKEN=$token at_terminal -- audit --subdomain "$subdomain" \
		--base-url "$base" -f json -o out
	assert_status 3
	[ "$(cat stdout)" = out ] || fail "standard output: $(cat stdout)"
	has 'Not confirmed yet'
	has 'Confirm before connecting'
	# The progress line is gone before it.
	python3 -c '
import sys
text = open("seen", encoding="utf-8", newline="").read().rpartition("\r\033[K")[2]
sys.exit(not text.startswith("\n\033[1;33mNot confirmed yet") or "\r" in text)' || fail "progress is left behind: $(cat -v seen)"
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

no_colour_where_nobody_wants_it() {
	export NO_COLOR=1
	at_terminal -- replay "$samples/not-ready" -f json -o out
	has 'Not ready'
	if grep -q $'\033\\[[0-9;]*m' seen; then fail "colour: $(cat -v seen)"; fi
}

# Nor a line that is wiped: it could not be.
no_escape_where_none_is_known() { # TERM
	export TERM=$1
	at_terminal -- replay "$samples/not-ready" -f json -o out
	has 'Not ready'
	has_no_escape
	if grep -q '…' seen; then fail 'progress'; fi
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

# The account answers faster than the rate lets it be asked.
progress_tells_the_time_left() {
	start_standin large-and-messy
	SYNCRO_API_TOKEN=$token timeout -s INT 30 "$root/tests/cli/at_terminal" --columns 120 seen \
		timeout -s INT 8 "$program" audit --subdomain "$subdomain" --base-url "$base" --rate 90 -f json -o out >stdout
	drawn | grep -qE '^\[#+ +\] about [0-9]+ (s|min) left · [a-z ]+( page [0-9]+)? · [0-9]+ answered, [0-9]+ to go · waiting [0-9]+ s$' ||
		fail "no time left: $(drawn | tail -3)"
	if drawn | grep -qE '[0-9]+:[0-9]{2} left'; then fail 'the time budget'; fi
	# Interrupted: nothing is left on the line.
	tail -c 3 seen | grep -qF $'\033[K' || fail "left behind: $(tail -c 80 seen | cat -v)"
	assert_no_report
}

what_comes_after_the_pull_is_told() {
	at_terminal -- replay "$samples/ready" -f xlsx,pdf -o out
	for stage in 'reading the evidence …' 'evaluating …' 'writing report.xlsx …' 'writing report.pdf …'; do
		drawn | grep -qxF "$stage" || fail "does not tell: $stage"
	done
	run replay "$samples/ready" -f json -o piped
	if grep -q '…' stderr; then fail "progress in a pipe: $(cat stderr)"; fi
}

# One that wraps could not be wiped.
progress_keeps_to_the_line() {
	start_standin ready
	SYNCRO_API_TOKEN=$token at_terminal --columns 24 -- audit --subdomain "$subdomain" --base-url "$base" -f json -o out
	drawn >progress
	[ -s progress ] || fail 'no progress'
	assert_columns progress 23
}

it 'a terminal is told verdict, jobs, dates and files' told_verdict_jobs_dates_and_files
it 'only files that are there are named' only_files_that_are_there
it 'a pull ends with it too, the progress line is gone' a_pull_ends_with_it_too
it 'a pipe is told one line, as ever' a_pipe_is_told_a_line
it 'nothing at all where it is to be quiet' quiet_is_quiet
it 'no colour with NO_COLOR' no_colour_where_nobody_wants_it
it 'no colour and no progress on a terminal that has none' no_escape_where_none_is_known dumb
it 'no colour and no progress on a terminal that nobody knows' no_escape_where_none_is_known ''
it 'an empty NO_COLOR asks for nothing' empty_no_color_says_nothing
it 'lines are as wide as the terminal: 40' kept_to 40
it 'lines are as wide as the terminal: 80' kept_to 80
it 'lines are as wide as the terminal: 133' kept_to 133
it 'COLUMNS is believed, if it is a number' columns_is_believed
it 'progress tells the time that is likely left' progress_tells_the_time_left
it 'progress tells what comes after the pull' what_comes_after_the_pull_is_told
it 'progress keeps to one line' progress_keeps_to_the_line
it 'several profiles stand one after the other' several_profiles_one_after_the_other
finish
