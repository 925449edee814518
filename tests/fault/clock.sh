#!/bin/bash
# The wall clock is set back by a day and forward by an hour at every look (preload.c): rate,
# budget and durations go by another clock, and the report can be replayed.
# shellcheck source=tests/fault/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck disable=SC2034
at_once=3

# stepping OPTION...: an audit against the stand-in, with $took_ms
stepping() {
	local from
	from=$(date +%s%N)
	status=0
	SYNCRO_API_TOKEN=$token timeout 60 env FAULT_KIND=clock FAULT_LOG="$work/log" LD_PRELOAD="$PRELOAD" \
		"$program" audit -q -s "$subdomain" --base-url "$base" -o out \
		-a "$samples/ready/attestations.json" -w "$samples/ready/waivers.json" "$@" >stdout 2>stderr || status=$?
	took_ms=$((($(date +%s%N) - from) / 1000000))
	[ "$(sed -n 's/^counted //p' log)" -ge 1 ] || fail "the clock was never looked at"
}

# No request began before the run or ended after it, and none took less than no time.
assert_times() {
	python3 - <<'END_OF_PYTHON' || fail 'times'
import datetime, json
def ms(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000
run = json.load(open("out/evidence/run.json"))
first, last = ms(run["started_at"]), ms(run["finished_at"])
rows = [json.loads(line) for line in open("out/evidence/requests.jsonl")]
assert first <= last < first + 60000, (first, last)
for row in rows:
    assert 0 <= row["took_ms"] < 60000, row
    assert first <= ms(row["started_at"]) < last + 1000, row
END_OF_PYTHON
}

assert_replay() {
	local expected=$status
	"$program" verify -q out || fail 'the report does not verify'
	run replay -q out -o again
	assert_status "$expected"
	diff -r out again || fail 'the replay differs'
}

as_the_clock_says() {
	start_standin ready
	unset SOURCE_DATE_EPOCH
	stepping
	# The attestations are those of the samples' time; whether they are in force is not the point.
	case $status in 0 | 1 | 3) ;; *) fail "status $status" ;; esac
	assert_times
	assert_replay
}

at_a_fixed_time() {
	start_standin ready
	stepping
	assert_status 0
	assert_times
	assert_replay
}

# Ten requests a minute at most, for all the hours that seem to pass.
keeps_the_rate() {
	start_standin ready
	stepping --rate 10 --time-budget 3
	assert_status 3
	[ "$took_ms" -lt 20000 ] || fail "it took $took_ms ms"
	[ "$(wc -l <"$requests")" -le 10 ] || fail "$(wc -l <"$requests") requests in $took_ms ms"
	assert_times
	assert_replay
}

keeps_the_budget() { # FAULT
	faults "GET /customers -> $1"
	start_standin ready --faults "$work/plan"
	stepping --time-budget 3
	assert_status 3
	[ "$took_ms" -lt 20000 ] || fail "it took $took_ms ms"
	assert_times
	assert_replay
}

# A second of Retry-After is one, whatever the clock says.
waits_as_told() {
	faults 'GET /customers -> 429 retry-after=1 times=1'
	start_standin ready --faults "$work/plan"
	stepping --time-budget 20
	assert_status 0
	[ "$took_ms" -ge 1000 ] || fail "it waited $took_ms ms"
	assert_json 'd["requests"]["retried"]' 1
	assert_times
}

it 'an audit, as the clock says' as_the_clock_says
it 'an audit at a fixed time' at_a_fixed_time
it 'the rate holds' keeps_the_rate
it 'the budget holds while a server stalls' keeps_the_budget stall
it 'the budget holds while it asks for patience' keeps_the_budget '429 retry-after=2'
it 'Retry-After is waited for' waits_as_told
finish
