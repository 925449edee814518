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
number=0
at_once=${AT_ONCE:-1}
cases=$(mktemp -d)

# Cases run side by side, $at_once of them; a file whose cases mostly wait may raise it.
it() {
	number=$((number + 1))
	while [ "$(jobs -rp | wc -l)" -ge "$at_once" ]; do
		wait -n
	done
	printf '%s\n' "$1" >"$cases/$number.description"
	shift
	{
		(run_case "$@") >"$cases/$number.log" 2>&1 </dev/null
		echo $? >"$cases/$number.code"
	} &
}

tell() { # NUMBER
	local description code
	description=$(cat "$cases/$1.description")
	code=$(cat "$cases/$1.code" 2>/dev/null || echo none)
	case $code in
	0) printf 'ok %d - %s\n' "$1" "$description" ;;
	77) printf 'ok %d - %s # SKIP %s\n' "$1" "$description" "$(tail -1 "$cases/$1.log")" ;;
	*)
		printf 'not ok %d - %s\n' "$1" "$description"
		sed 's/^/# /' "$cases/$1.log"
		;;
	esac
}

finish() {
	local case
	wait
	for ((case = 1; case <= number; case++)); do
		tell "$case"
	done
	rm -rf "$cases"
	printf '1..%d\n' "$number"
}

run_case() {
	work=$(mktemp -d)
	# The ledger of request starts: no run of another case counts, and nothing is left.
	export XDG_RUNTIME_DIR=$cases/$number.runtime
	mkdir -m 700 "$XDG_RUNTIME_DIR"
	servers=()
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
	cd / && chmod -R u+rwX "$work" && rm -rf "$work"
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
		sleep 0.02
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
	rm -f "$work/base" # of one before
	"$standin" "$samples/$sample" ${options[@]+"${options[@]}"} --log "$requests" --token "$token" "$@" \
		>"$work/base" 2>"$work/standin.err" &
	servers+=($!)
	wait_until 20 started_or_gone
	[ -s "$work/base" ] || fail "the stand-in does not start: $(cat "$work/standin.err")"
	read -r base <"$work/base"
	subdomain=$(json "$samples/$sample/evidence/run.json" 'd["account"]["subdomain"]')
}

# run ARGUMENT...: the program, with $status, $work/stdout and $work/stderr. Runs one after another
# would wait for each other's minute to end; shared_ledger=1 lets them.
run() {
	status=0
	[ "${shared_ledger:-0}" = 1 ] || LD_PRELOAD='' rm -f "$XDG_RUNTIME_DIR"/*
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
	printf '%s\n' "$@" | diff -u - "$file" || fail "$file holds something else"
}

assert_quiet() {
	[ ! -s stderr ] || fail 'standard error is not empty'
}

# One line on standard error, from the program itself, and nothing on standard output.
assert_one_line() {
	local word
	[ "$(wc -l <"$work/stderr")" = 1 ] || fail "expected one line on standard error"
	[ ! -s "$work/stdout" ] || fail "standard output: $(cat "$work/stdout")"
	for word in 'syncro-audit: ' "$@"; do
		grep -qF -- "$word" "$work/stderr" || fail "standard error lacks: $word"
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

# json FILE EXPRESSION: prints what a Python expression says of `d`
json() {
	python3 -ES -c '
import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
f = {x["id"]: x for x in d["findings"]} if isinstance(d, dict) and "findings" in d else {}
print(eval("(%s)" % sys.argv[2]))' "$1" "$2" || fail "$1: $2"
}

# assert_json EXPRESSION EXPECTED: of results.json; f is a finding by its id
assert_json() {
	local found
	found=$(json "$work/out/results.json" "$1") || fail "$found"
	[ "$found" = "$2" ] || fail "$1 is $found, expected $2"
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
		python3 -m zipfile -e "$work/out/report.xlsx" "$work/unpacked/xlsx" || fail 'report.xlsx does not unpack'
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
