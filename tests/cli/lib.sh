# lib - what the command-line tests share. Each case runs in a subshell with a
# folder of its own ($work) and a stand-in of its own; both are gone after it.
#
#   it 'does what it should' function [argument]...    one case
#   finish                                             TAP; last line of a file
#
# The program is $SYNCRO_AUDIT (./syncro-audit), the stand-in $STANDIN (build/standin).
# shellcheck shell=bash
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$(realpath -m "${SYNCRO_AUDIT:-$root/syncro-audit}")
standin=$(realpath -m "${STANDIN:-$root/build/standin}")
samples=$root/samples
token='standin-token-0123456789'
umask 022
unset SYNCRO_API_TOKEN JUMPCLOUD_API_KEY
export SYNCRO_AUDIT_TEMPLATES=$root/templates
# The moment of the samples: their attestations are in force then.
export SOURCE_DATE_EPOCH=1795508100
export TZ=America/New_York LC_ALL=C.UTF-8
number=0 running=0
at_once=${AT_ONCE:-1}
cases=$(mktemp -d)
descriptions=()

# Cases run side by side, $at_once of them; a file whose cases mostly wait may raise it.
it() {
	[ $number -gt 0 ] || get_ready
	number=$((number + 1))
	if [ $running -ge "$at_once" ]; then
		wait -n
		running=$((running - 1))
	fi
	running=$((running + 1))
	descriptions[number]=$1
	shift
	{
		(run_case "$@") >"$cases/$number.log" 2>&1 </dev/null
		echo $? >"$cases/$number.code"
	} &
}

# Once for all cases: who answers them (ask_python), and pipes, of which `never` holds nothing.
get_ready() {
	mkfifo "$cases/never" "$cases/asked" "$cases"/{0..63}.told
	(python3 -ES "$root/tests/cli/expressions" "$cases" $$ </dev/null >"$cases/expressions.log" 2>&1 &)
}

tell() { # NUMBER
	local description=${descriptions[$1]} code=none
	[ ! -e "$cases/$1.code" ] || read -r code <"$cases/$1.code"
	case $code in
	0) printf 'ok %d - %s\n' "$1" "$description" ;;
	77) printf 'ok %d - %s # SKIP %s\n' "$1" "$description" "$(tail -1 "$cases/$1.log")" ;;
	*)
		printf 'not ok %d - %s\n' "$1" "$description"
		awk '{ print "# " $0 }' "$cases/$1.log" # whole lines, that the next verdict begins one
		;;
	esac
}

finish() {
	local case
	wait
	for ((case = 1; case <= number; case++)); do
		tell "$case"
	done
	[ $number -eq 0 ] || echo end 1<>"$cases/asked"
	rm -rf "$cases"
	printf '1..%d\n' "$number"
}

run_case() {
	work=${TMPDIR:-/tmp}/tmp.$$.$number.$RANDOM$RANDOM
	# The ledger of request starts: no run of another case counts, and nothing is left.
	export XDG_RUNTIME_DIR=$cases/$number.runtime
	mkdir -m 700 "$work" "$XDG_RUNTIME_DIR" || exit 1
	slot=$((number % 64)) servers=()
	trap clean_up EXIT
	cd "$work" || exit 1
	"$@"
}

clean_up() {
	local pid
	for pid in ${servers[@]+"${servers[@]}"}; do
		kill "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	cd / || return
	rm -rf "$work" 2>/dev/null || { chmod -R u+rwX "$work" && rm -rf "$work"; }
}

fail() {
	printf '%s\n' "$*"
	if [ -f "$work/stderr" ]; then
		printf -- '-- status %s, standard error:\n' "${status:-none}"
		head -c 2000 "$work/stderr"
	fi
	exit 1
}

skip() {
	printf '%s\n' "$*"
	exit 77
}

# made_once NAME COMMAND...: at the start of a case, what the command leaves in $work. It runs in the first case
# that wants it, and others get a copy.
made_once() {
	local name=$1 lock
	shift
	exec {lock}>"$cases/$name.lock"
	flock "$lock"
	if [ -d "$cases/$name" ]; then
		cp -a "$cases/$name/." . || fail "no copy of $name"
	else
		"$@"
		{ cp -a . "$cases/$name.part" && mv "$cases/$name.part" "$cases/$name"; } || fail "$name is not kept"
	fi
	exec {lock}>&-
}

# npm_packages FOLDER PACKAGE...: into build/FOLDER, once; a machine without npm or without a registry skips.
npm_packages() {
	local folder=$root/build/$1
	shift
	command -v npm >npm.log || skip "no npm: NOTHING IS HELD AGAINST $*"
	mkdir -p "$folder"
	exec 9>"$folder/lock"
	flock 9
	[ -f "$folder/complete" ] || (cd "$folder" && timeout 120 npm install --no-save --no-package-lock \
		--no-audit --no-fund --ignore-scripts "$@" && touch complete) >npm.log 2>&1 ||
		skip "npm cannot install $*: NOTHING IS HELD AGAINST IT"
	exec 9>&-
}

# assert_refused MESSAGE ARGUMENT...: status 2, told, and nothing written
assert_refused() {
	local message=$1
	shift
	run "$@"
	assert_status 2
	grep -qF -- "$message" stderr || fail "$(cat stderr)"
	[ ! -s stdout ] || fail 'standard output'
	[ ! -e out ] || fail 'left a folder behind'
}

# wait_until SECONDS COMMAND...: until it succeeds
wait_until() {
	local until=$((SECONDS + $1))
	shift
	until "$@"; do
		[ $SECONDS -lt $until ] || return 1
		read -rt 0.02 <>"$cases/never" || : # as sleep, which is a process
	done
}

started_or_gone() {
	[ -s "$work/base" ] || ! kill -0 "${servers[-1]}" 2>/dev/null
}

# start_standin SAMPLE [option]...: sets $base, $subdomain and $requests (its log). The sample's
# own permissions come first, so that options may change them.
start_standin() {
	local sample=$1 options=()
	shift
	requests=$work/requests.log
	if [ -f "$samples/$sample/standin.options" ]; then
		options=(--options "$samples/$sample/standin.options")
	fi
	[ ! -e "$work/base" ] || rm "$work/base" # of one before
	"$standin" "$samples/$sample" ${options[@]+"${options[@]}"} --log "$requests" --token "$token" "$@" \
		>"$work/base" 2>"$work/standin.err" &
	servers+=($!)
	wait_until 20 started_or_gone
	[ -s "$work/base" ] || fail "the stand-in does not start: $(cat "$work/standin.err")"
	read -r base <"$work/base"
	ask_python "$samples/$sample/evidence/run.json" 'd["account"]["subdomain"]'
	subdomain=$answer
}

# run ARGUMENT...: the program, with $status, $work/stdout and $work/stderr. Runs one after another
# would wait for each other's minute to end; shared_ledger=1 lets them.
run() {
	local kept=("$XDG_RUNTIME_DIR"/*)
	status=0
	[ "${shared_ledger:-0}" = 1 ] || [ ! -e "${kept[0]}" ] || LD_PRELOAD='' rm -f "${kept[@]}"
	"$program" "$@" >"$work/stdout" 2>"$work/stderr" || status=$?
}

# audit ARGUMENT...: against the stand-in, into $work/out
audit() {
	SYNCRO_API_TOKEN=${api_token-$token} run audit --subdomain "$subdomain" --base-url "$base" --out "$work/out" "$@"
}

# audit_sample SAMPLE ARGUMENT...: with the sample's attestations and waivers
audit_sample() {
	local sample=$1 name
	shift
	for name in attestations waivers; do
		if [ -f "$samples/$sample/$name.json" ]; then
			set -- "--$name" "$samples/$sample/$name.json" "$@"
		fi
	done
	audit "$@"
}

# faults LINE...: a plan for --faults
faults() {
	printf '%s\n' "$@" >"$work/plan"
}

assert_status() {
	[ "$status" = "$1" ] || fail "status is $status, expected $1"
}

assert_no_report() {
	[ ! -e "$work/out" ] || fail "the report folder is there: $(ls -A "$work/out")"
}

assert_report() {
	[ -f "$work/out/manifest.json" ] || fail "there is no report"
}

assert_nothing_sent() {
	[ ! -s "$requests" ] || fail "requests were sent: $(cat "$requests")"
}

assert_lines() { # FILE LINE...: exactly these
	local file=$1
	shift
	local wanted held
	printf -v wanted '%s\n' "$@"
	# Without a NUL, at which the reading would end.
	! IFS= read -rd '' held <"$file" && [ "$held" = "$wanted" ] ||
		printf '%s' "$wanted" | diff -u - "$file" || fail "$file holds something else"
}

assert_quiet() {
	[ ! -s stderr ] || fail 'standard error is not empty'
}

# One line on standard error, from the program itself, and nothing on standard output.
assert_one_line() {
	local word lines
	mapfile lines <"$work/stderr"
	[[ ${#lines[@]} -eq 1 && ${lines[0]} == *$'\n' ]] || fail "expected one line on standard error"
	[ ! -s "$work/stdout" ] || fail "standard output: $(cat "$work/stdout")"
	for word in 'syncro-audit: ' "$@"; do
		[[ ${lines[0]} == *"$word"* ]] || fail "standard error lacks: $word"
	done
}

# assert_columns FILE N: what stands on a terminal is no wider, by columns and not by characters;
# but for the program's messages
assert_columns() {
	python3 -ES -c '
import re, sys, unicodedata
for line in open(sys.argv[1], encoding="utf-8", newline="").read().split("\n"):
    line = re.sub(".*\r\033\\[K|\033\\[[0-9;]*m", "", line)
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
    if wide > int(sys.argv[2]) and not line.startswith("syncro-audit: "):
        sys.exit("too wide: " + line)' "$1" "$2" || fail "wider than $2 columns"
}

# ask_python FILE EXPRESSION: $answer is what a Python expression says of `d`, the file; `f` is a finding by its
# id and `a` an account by its name
ask_python() {
	local code=none
	wait_until 60 test -e "$cases/answering" || fail "nobody answers: $(cat "$cases/expressions.log")"
	printf '%s\0' "$PWD" "$1" "$2" >"$cases/$slot.question"
	{ echo "$slot" 1<>"$cases/asked" && read -rt 300 code; } <>"$cases/$slot.told"
	[ "$code" = 0 ] || fail "$1: $2: $code: $(cat "$cases/$slot.answer" "$cases/expressions.log")"
	IFS= read -rd '' answer <"$cases/$slot.answer"
	answer=${answer%$'\n'}
}

# json FILE EXPRESSION: prints what it says
json() {
	ask_python "$1" "$2"
	printf '%s\n' "$answer"
}

# assert_expression FILE EXPRESSION EXPECTED
assert_expression() {
	ask_python "$1" "$2"
	[ "$answer" = "$3" ] || fail "$2 is $answer, expected $3"
}

# assert_json EXPRESSION EXPECTED: of results.json
assert_json() {
	assert_expression "$work/out/results.json" "$1" "$2"
}

# assert_requests AWK-CONDITION N: lines of the log that fulfil it; fields are
# $1 number $2 ms $3 method $4 target $5 status $6 in flight $7 connection $8... notes
assert_requests() {
	local found
	found=$(awk "$1 { n++ } END { print n + 0 }" "$requests")
	[ "$found" = "$2" ] || fail "$found requests with $1, expected $2: $(cat "$requests")"
}

# Nothing of the report folder, unpacked, holds these words.
assert_nowhere() {
	local word
	rm -rf "$work/unpacked"
	mkdir "$work/unpacked"
	cp -r "$work/out" "$work/unpacked/out"
	cp "$work/stdout" "$work/stderr" "$work/unpacked"
	if [ -f "$work/out/report.xlsx" ]; then
		python3 -ES -m zipfile -e "$work/out/report.xlsx" "$work/unpacked/xlsx" || fail 'report.xlsx does not unpack'
	fi
	if [ -f "$work/out/report.pdf" ]; then
		qpdf --qdf --object-streams=disable "$work/out/report.pdf" "$work/unpacked/report.qdf" || fail 'report.pdf does not unpack'
		pdftotext "$work/out/report.pdf" "$work/unpacked/report.txt" || fail 'report.pdf has no text'
	fi
	for word in "$@"; do
		if grep -rlaF -- "$word" "$work/unpacked"; then
			fail "'$word' stands in an output"
		fi
	done
}
