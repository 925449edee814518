# lib - accounts of a fleet, each with a stand-in and a token of its own.
# shellcheck shell=bash disable=SC2034,SC2154
# account NAME SAMPLE [MEMBER...]: a stand-in of its own, and a token that no other has
account() {
	local name=$1 sample=$2
	shift 2
	token=token-of-${name//[^A-Za-z0-9]/-}-0123456789
	start_standin "$sample" ${plan:+--faults "$plan"}
	mkdir -p secrets
	printf '%s\n' "$token" >"secrets/$name"
	chmod 600 "secrets/$name"
	accounts+=("$(python3 -ES -c '
import json, os, sys
name, subdomain, base, sample, *more = sys.argv[1:]
one = {"name": name, "subdomain": subdomain, "base-url": base, "token-file": f"secrets/{name}"}
for what in "attestations", "waivers":
    if os.path.exists(f"{sample}/{what}.json"):
        one[what] = f"{sample}/{what}.json"
for member in more:
    one.update(json.loads("{" + member + "}"))
print(json.dumps(one))' "$name" "$subdomain" "$base" "$samples/$sample" "$@")")
	plan=''
}

fleet_file() { # [MEMBER...]: of the accounts so far
	local IFS=,
	printf '{ "out": "reports", "rate": 0, %s "accounts": [ %s ] }\n' "$*" "${accounts[*]}" >fleet.json
}

a_day() { # the one folder in reports
	set -- reports/*/
	if [ $# != 1 ] || [ ! -d "$1" ]; then fail "not one day: $*"; fi
	day=${1%/}
}

# What an account's report says, but for when: as of one that was pulled alone.
as_alone() { # NAME SAMPLE
	local name=$1 sample=$2
	subdomain=$(json "$samples/$sample/evidence/run.json" 'd["account"]["subdomain"]')
	rm -rf out
	run replay "$day/$name" -o out -f json
	cmp out/results.json "$day/$name/results.json" || fail "$name does not replay to the same"
	[ "$(json "$day/$name/results.json" 'd["account"]["subdomain"]')" = "$subdomain" ] ||
		fail "$name tells of another account"
}

accounts=()
plan=''
