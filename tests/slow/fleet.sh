#!/bin/bash
# What a fleet sends: one budget for all, in turns.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/../cli/lib.sh"

# when NAME: the ms at which its requests started
when() {
	python3 -ES -c '
import datetime, json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    at = datetime.datetime.fromisoformat(json.loads(line)["started_at"].replace("Z", "+00:00"))
    print(int(at.timestamp() * 1000), sys.argv[2])' reports/*/"$1"/evidence/requests.jsonl "$1"
}

# Four accounts of some 33 requests each: three minutes' worth. As far away as Syncro is, so that none is through
# before the others begin.
in_turns() {
	local names=(one two three four)
	start_standin ready --rate-limit 60 --latency-ms 100
	(umask 077 && echo "$token" >token)
	python3 - "$base" "$subdomain" "${names[@]}" <<-'END'
		import json, sys
		base, subdomain, *names = sys.argv[1:]
		json.dump({"out": "reports", "rate": 60, "defaults": {"format": "json", "token-file": "token", "fail-on": "never"},
		    "accounts": [{"name": n, "subdomain": subdomain, "base-url": base} for n in names]}, open("fleet.json", "w"))
	END
	run fleet fleet.json
	assert_status 0
	assert_requests '/RATE/' 0
	for name in "${names[@]}"; do
		when "$name"
	done | sort -n >starts
	python3 - <<-'END' || fail "$(cat starts)"
		import collections, sys
		starts = [(int(at), name) for at, name in (line.split() for line in open("starts"))]
		times = [at for at, _ in starts]
		# In the first minute nobody waits for long, and who is quick gets more. In the second all wait from its start:
		# each gets as much as the others, or what it still has to ask.
		left = collections.Counter(name for _, name in starts[60:])
		of_second_minute = collections.Counter(name for _, name in starts[60:120])
		even = max(n for n in range(61) if sum(min(n, k) for k in left.values()) <= 60)
		assert all(abs(of_second_minute[name] - min(even, left[name])) <= 4 for name in left), (even, left, of_second_minute)
		# As soon as the rate lets them: so many full minutes and not a fiftieth more.
		least = (len(times) - 1) // 60 * 60000
		assert times[-1] - times[0] <= least * 1.02 + 500, (times[-1] - times[0], least)
	END
}

it 'a fleet keeps to one rate, takes turns, and wastes none of it' in_turns
finish
