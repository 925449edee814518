#!/bin/bash
# What 0.1.0 left behind: a report folder of the sample "ready", as that version wrote it, is
# verified, shown, compared, and goes on in a history.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
old=syncro-audit-northlight-demo-20261124T081500Z

from_before() {
	tar -xJf "$root/tests/cli/upgrade/0.1.0.tar.xz"
}

verified_and_shown() {
	from_before
	run verify $old
	assert_status 0
	grep -q 'verdicts were not derived again: version 0.1.0 wrote this report' stdout || fail "$(cat stdout)"
	printf ' ' >>$old/results.json
	run verify $old
	assert_status 1
	from_before
	run show $old
	assert_status 0
	grep -q 'Of 21 requirements: 20 met, 1 not met (1 accepted).' stdout || fail "$(cat stdout)"
}

replayed_and_compared() {
	from_before
	run replay $old -q -f json -o out
	assert_status 0
	run compare $old out
	assert_status 0
	grep -qx 'Nothing changed.' stdout || fail "$(cat stdout)"
}

passed_on() {
	from_before
	run handover $old -o out
	assert_status 0
}

# Its attestations and waivers are files of that version too.
goes_on() {
	from_before
	start_standin ready
	python3 -ES - $old/evidence/run.json <<'PY'
import json, sys
run = json.load(open(sys.argv[1]))
for name in ("attestations", "waivers"):
    open(name + ".json", "w").write(run[name]["text"])
json.dump({"subdomain": run["account"]["subdomain"], "attestations": "attestations.json", "waivers": "waivers.json",
           "baseline": "latest", "history": ["."], "keep": 2, "rate": 0, "format": "xlsx,pdf,json"},
          open("config.json", "w"))
PY
	SOURCE_DATE_EPOCH=1796112900 SYNCRO_API_TOKEN=$token run audit --config config.json --base-url "$base"
	assert_status 0
	grep -q 'Since the audit of 24 November 2026 the verdict is the same: Ready. Requirements: 27 unchanged.' stderr ||
		fail "$(cat stderr)"
	run history .
	assert_status 0
	grep -q '2 audits, oldest first' stdout || fail "$(cat stdout)"
	sleep 1.1 # the clock names the folder
	SOURCE_DATE_EPOCH=1796717700 SYNCRO_API_TOKEN=$token run audit --config config.json --base-url "$base"
	assert_status 0
	[ ! -e $old ] || fail 'is kept for ever'
}

it 'is verified, and shown' verified_and_shown
it 'is replayed, and nothing has changed' replayed_and_compared
it 'is passed on' passed_on
it 'goes on as baseline, in a history, and is deleted in its turn' goes_on
finish
