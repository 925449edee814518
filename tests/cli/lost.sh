#!/bin/bash
# Answers that are lost on the way, one in a hundred or in twenty: the audit takes longer and finds the same.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=4

# What the account is like, and what follows from it: not which of the requests showed it, whose order is free.
found() {
	python3 -ES - out/results.json <<-'END'
		import json, sys

		def bare(value):
		    if isinstance(value, dict):
		        return {key: bare(one) for key, one in value.items() if key != "evidence"}
		    return [bare(one) for one in value] if isinstance(value, list) else value

		results = json.load(open(sys.argv[1], encoding="utf-8"))
		for key in ("verdict", "counts", "findings", "permissions", "users", "customers"):
		    print(key, json.dumps(bare(results[key]), indent=1))
	END
}

undisturbed() {
	start_standin large-and-messy
	audit_sample large-and-messy --rate 0 -f json
	assert_status 3
	found >expected
	cp "$requests" sent
	rm -r out
}

# lost KIND EVERY: at least one of them, and one in EVERY
lost() {
	local kind=$1 every=$2 gone
	undisturbed
	faults "* * -> $kind every=$every"
	start_standin large-and-messy --faults plan
	audit_sample large-and-messy --rate 0 -f json
	assert_status 3
	found | diff expected - >difference || fail "finds something else: $(head -30 difference)"
	gone=$(grep -c "FAULT=$kind" "$requests")
	[ "$gone" -ge 1 ] || fail 'nothing was lost'
	[ "$gone" = $(($(wc -l <"$requests") / every)) ] || fail "$gone of $(wc -l <"$requests") were lost"
	awk 'NR == FNR { usual[$4]++; next }
		/FAULT=/ { asked[$4]-- }
		{ asked[$4]++ }
		END { for (target in asked) if (asked[target] > (usual[target] ? usual[target] : 1)) print target }' \
		sent "$requests" >again
	[ ! -s again ] || fail "asked for again, though nothing was lost: $(cat again)"
	# libcurl itself asks again where a connection that served before closes without a byte.
	case $kind in cut | garbage) assert_json 'd["requests"]["retried"] > 0' True ;; esac
}

for every in 100 20; do
	for kind in close reset cut garbage; do
		it "one answer in $every lost ($kind): the same findings, and each asked for once more" lost $kind $every
	done
done
finish
