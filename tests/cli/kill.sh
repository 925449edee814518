#!/bin/bash
# Killed or stopped at moments drawn from a seed: there is a report that verifies, or none.
# usage: [SEED=N] kill.sh
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
at_once=2
seed=${SEED:-1}

# moments_below MS WORD: in seconds, spread over MS, each of them drawn
moments_below() {
	python3 -ES -c '
import random, sys
most, count, draw = float(sys.argv[1]), int(sys.argv[2]), random.Random(sys.argv[3])
for i in range(count):
    print(f"{(i + draw.random()) * most / count / 1000:.4f}")' "$1" "$moments" "$seed $2"
}

# took_ms COMMAND...: into out, which is removed
took_ms() {
	local from
	from=$(date +%s%N)
	"$@" >/dev/null 2>&1
	echo $((($(date +%s%N) - from) / 1000000))
	rm -rf out
}

# kill_after SECONDS SIGNAL COMMAND...: $status is that of the command
kill_after() {
	local after=$1 signal=$2
	shift 2
	"$@" >stdout 2>stderr &
	sleep "$after"
	kill "-$signal" $! 2>/dev/null
	status=0
	wait $! 2>/dev/null || status=$?
}

# Whole, or nothing that anyone could take for a report; $1 is where.
assert_whole_or_none() {
	local others
	if [ -e out/manifest.json ]; then
		run verify out
		assert_status 0
		whole=$((whole + 1))
	elif [ -e out ]; then
		run verify out
		assert_status 2
		halves=$((halves + 1))
	fi
	others=$(find . -mindepth 1 -maxdepth 1 ! -name out -newer start \
		! -name stdout ! -name stderr ! -name requests.log ! -name standin.err)
	[ -z "$others" ] || fail "$1: it left $others"
}

# killed SIGNAL ALLOWED-STATUS COMMAND...: at every moment
killed() {
	local signal=$1 right=$2 moment most
	shift 2
	whole=0 halves=0
	most=$(took_ms "$@")
	touch start
	for moment in $(moments_below "$most" "$signal"); do
		rm -rf out
		kill_after "$moment" "$signal" "$@"
		case " $right " in
		*" $status "*) ;;
		*) fail "SIG$signal after $moment s: status $status" ;;
		esac
		if [ "$signal" != KILL ]; then
			[ "$status" -lt 128 ] || [ ! -e out ] || fail "SIG$signal after $moment s: left $(find out)"
			[ "$status" -ge 128 ] || [ -e out/manifest.json ] || fail "SIG$signal after $moment s: no report"
		fi
		assert_whole_or_none "SIG$signal after $moment s"
	done
	echo "$whole whole, $halves unfinished, $moments moments in $most ms" >&2
	[ "$whole" -lt "$moments" ] || fail 'it was always too late'
}

replays() { # SIGNAL STATUSES MOMENTS
	moments=$3
	killed "$1" "$2" "$program" replay "$samples/ready" -q -f json,pdf,xlsx -o out
}

audits() { # SIGNAL STATUSES MOMENTS
	moments=$3
	export SYNCRO_API_TOKEN=$token
	start_standin ready --latency-ms 10
	killed "$1" "$2" "$program" audit -q -s "$subdomain" --base-url "$base" -o out -f json,pdf \
		-a "$samples/ready/attestations.json" -w "$samples/ready/waivers.json"
}

it 'replay, by SIGKILL' replays KILL '0 137' 20
it 'audit, by SIGKILL' audits KILL '0 137' 20
it 'replay, by SIGINT' replays INT '0 130' 6
it 'audit, by SIGINT' audits INT '0 130' 6
it 'replay, by SIGTERM' replays TERM '0 143' 6
it 'audit, by SIGTERM' audits TERM '0 143' 6
finish
