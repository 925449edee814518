#!/bin/bash
# Hardly a file descriptor left: one line and status 2, or a run that is as it should be.
# With three the loader cannot even open the program's libraries.
# shellcheck source=tests/fault/lib.sh
. "$(dirname "$0")/lib.sh"
at_once=2
few=(4 5 6 7 8 9 10 11 12 14 24)

# with DESCRIPTORS ARGUMENT...: runs the program
with() {
	local number=$1
	shift
	status=0
	timeout 60 prlimit --nofile="$number:$number" "$program" "$@" >stdout 2>stderr || status=$?
}

# assert_refused DESCRIPTORS: status 2 and its reason
assert_refused() {
	[ "$status" = 2 ] || fail "$1 descriptors: status $status"
	[ "$(wc -l <stderr)" = 1 ] || fail "$1 descriptors: $(cat stderr)"
	grep -q '^syncro-audit: ' stderr || fail "$1 descriptors: not told by the program"
	assert_no_report
}

# Of few descriptors some must be refused and some must do, or nothing was tried.
assert_both() {
	if [ "$refused" = 0 ] || [ "$done" = 0 ]; then
		fail "$refused refused, $done done"
	fi
}

replays() {
	own_font_cache
	refused=0 done=0
	for number in "${few[@]}"; do
		rm -rf out
		with "$number" replay "$samples/ready" -q -f "$1" -o out
		if [ "$status" = 0 ]; then
			[ -d expected ] || "$program" replay "$samples/ready" -q -f "$1" -o expected >/dev/null
			diff -r expected out || fail "$number descriptors: another report"
			done=$((done + 1))
		else
			assert_refused "$number"
			refused=$((refused + 1))
		fi
	done
	assert_both
}

audits() {
	refused=0 done=0
	own_font_cache
	start_standin ready
	for number in "${few[@]}"; do
		rm -rf out
		SYNCRO_API_TOKEN=$token with "$number" audit -q -s "$subdomain" --base-url "$base" -o out --time-budget 3 \
			-a "$samples/ready/attestations.json" -w "$samples/ready/waivers.json"
		case $status in
		0 | 3)
			assert_report
			assert_json '[x["id"] for x in d["findings"] if x["verdict"] == "fail" and x["mandatory"]]' '[]'
			"$program" verify -q out || fail "$number descriptors: the report does not verify"
			"$program" replay -q out -o again >/dev/null || [ $? = "$status" ] || fail "$number descriptors: no replay"
			diff -r out again || fail "$number descriptors: the replay differs"
			rm -r again
			done=$((done + 1))
			;;
		*)
			assert_refused "$number"
			refused=$((refused + 1))
			;;
		esac
	done
	[ "$status" = 0 ] || fail "24 descriptors: status $status"
	assert_both
}

# reads STATUS ARGUMENT...: verify or compare
reads() {
	local expected_status=$1
	shift
	refused=0 done=0
	"$program" replay "$samples/ready" -q -f xlsx,pdf,csv,json -o one >/dev/null
	"$program" replay "$samples/ready" -q -f json -p jumpcloud-mtp -p gradient -o two >/dev/null
	run "$@"
	cp stdout expected
	assert_status "$expected_status"
	for number in "${few[@]}"; do
		with "$number" "$@"
		if [ "$status" = "$expected_status" ]; then
			cmp expected stdout || fail "$number descriptors: it says something else"
			done=$((done + 1))
		else
			[ "$status" = 2 ] || fail "$number descriptors: $(cat stdout)"
			assert_refused "$number"
			refused=$((refused + 1))
		fi
	done
	assert_both
}

verifies() {
	reads 0 verify one
}

compares() {
	reads 1 compare one two
}

it 'replay' replays xlsx,pdf
it 'replay, all formats' replays xlsx,pdf,json,csv,junit,sarif,sarif-alerts,oscal
it 'audit' audits
it 'verify' verifies
it 'compare' compares
finish
