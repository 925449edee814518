# lib - what the tests of verify share; sourced after tests/cli/lib.sh.
# shellcheck shell=bash source=tests/cli/lib.sh
# shellcheck disable=SC2154,SC2119,SC2120 # root, samples; "verify" with or without options

# report SAMPLE [option]...: into out, from the sample's evidence
report() {
	local sample=$1
	shift
	run replay "$samples/$sample" -o out "$@"
	assert_report
}

verify() {
	run verify out "$@"
}

# assert_told WORD...: one line of standard output holds them all, in this order
assert_told() {
	local pattern
	pattern=$(printf '%s.*' "$@")
	grep -q -- "$pattern" stdout || fail "no line tells $*: $(cat stdout)"
}

# assert_found STATUS WORD...: that status, and a line that tells
assert_found() {
	verify
	assert_status "$1"
	shift
	assert_told "$@"
	! grep -q 'nothing is damaged' stdout || fail 'it says that all is well'
}

tamper() {
	"$root/tests/cli/tamper" "$@" || fail "tamper $*"
}

relist() {
	tamper relist out
}

# One cell of the workbook says something else, and that is told.
cell() { # SHEET CELL TEXT WORD...
	report not-ready
	tamper cell out/report.xlsx "$1" "$2" "$3"
	shift 3
	relist
	assert_found 1 "$@"
}
