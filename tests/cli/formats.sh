#!/bin/bash
# CSV, JUnit, SARIF and OSCAL: they fit the published schemas, say the same as results.json,
# and `verify` tells when they do not.
# The schemas are looked for in $SCHEMAS, else in ../shared/data/schemas.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
schemas=${SCHEMAS:-$root/../shared/data/schemas}
npm=$root/build/npm
all=csv,junit,sarif,sarif-alerts,oscal

# schema NAME: sets $schema, or skips
schema() {
	schema=$schemas/$1
	[ -f "$schema" ] || skip "$1 is not in $schemas: NOTHING IS HELD AGAINST IT (set SCHEMAS)"
}

validator() {
	npm_packages npm ajv@8.17.1 ajv-draft-04@1.0.0 ajv-formats@3.0.1
}

# One report of each kind: a whole one of each sample, the auditor's, one where much could
# not be read, and one where nothing could.
make_reports() {
	local sample
	for sample in ready not-ready large-and-messy; do
		run replay "$samples/$sample" -q --format $all -o $sample
	done
	run replay "$samples/large-and-messy" -q --format $all --edition auditor -o auditor
	faults 'GET /customers -> 503' 'GET /users/103 -> 503' 'GET /tickets -> 503'
	start_standin ready --faults "$work/plan"
	audit_sample ready -q --format $all --time-budget 20
	mv out faults
	SYNCRO_API_TOKEN=another-token-0123 run audit --subdomain "$subdomain" --base-url "$base" -q \
		--format $all -o rejected
}

# They are made once, and copied.
reports() {
	reports=(ready not-ready large-and-messy auditor faults rejected)
	exec 8>"$cases/lock"
	flock 8
	if [ ! -d "$cases/reports" ]; then
		make_reports
		mkdir "$cases/reports"
		mv "${reports[@]}" "$cases/reports" || fail 'a report was not made'
	fi
	exec 8>&-
	cp -r "$cases/reports/." .
}

fits() { # SCHEMA FILE
	local each
	schema "$1"
	validator
	reports
	for each in "${reports[@]}"; do
		NODE_PATH=$npm/node_modules node "$root/tests/cli/schema.js" "$schema" "$each/$2" >wrong 2>&1 ||
			fail "$(cat wrong)"
	done
}

# refused SCHEMA FILE STATEMENT: the validator can say no
refused() {
	schema "$1"
	validator
	run replay "$samples/not-ready" -q --format $all -o out
	"$root/tests/cli/tamper" json "out/$2" "$3" || fail tamper
	NODE_PATH=$npm/node_modules node "$root/tests/cli/schema.js" "$schema" "out/$2" >wrong 2>&1 &&
		fail 'a spoiled file fits'
	grep -q "^out/$2: /" wrong || fail "$(cat wrong)"
}

junit_fits() {
	local each
	schema junit.xsd
	reports
	for each in "${reports[@]}"; do
		xmllint --noout --schema "$schema" "$each/junit.xml" 2>wrong || fail "$(cat wrong)"
	done
	sed -i 's/ errors="/ mistakes="/' ready/junit.xml
	! xmllint --noout --schema "$schema" ready/junit.xml 2>wrong || fail 'a spoiled file fits'
}

# By other programs than ours: every format counts as results.json does.
counts_agree() {
	local each
	reports
	for each in "${reports[@]}"; do
		python3 - "$each" <<-'PY' || fail "$each"
			import csv, json, os, sys
			import xml.etree.ElementTree as tree
			from collections import Counter
			def at(name):
			    return os.path.join(sys.argv[1], name)
			results = json.load(open(at("results.json"), encoding="utf-8"))
			findings = {f["id"]: f for f in results["findings"]}
			counts = {k: v for k, v in results["counts"].items() if v and k != "waived"}

			def rows(name):
			    with open(at(name), encoding="utf-8-sig", newline="") as file:
			        return list(csv.DictReader(file, strict=True))
			told = rows("findings.csv")
			assert Counter(r["verdict"] for r in told) == counts, told
			assert sum(r["waived"] == "true" for r in told) == results["counts"]["waived"]
			assert all(r["reason"] for r in told if r["verdict"] == "unknown")
			bare = lambda text: text.replace("'", "")
			assert [bare(r["summary"]) for r in told] == [bare(f["summary"]) for f in results["findings"]]
			assert len(rows("permissions.csv")) == len(results["permissions"])
			assert [int(r["id"]) for r in rows("users.csv")] == [u["id"] for u in results["users"]]
			assert len(rows("customers.csv")) == results["customers"]["total"]
			for name in ("findings.csv", "permissions.csv", "users.csv", "customers.csv"):
			    data = open(at(name), "rb").read()
			    assert data.endswith(b"\r\n") and b"\n=" not in data and b",=" not in data

			suites = tree.parse(at("junit.xml")).getroot()
			of = lambda key: sum(int(s.get(key)) for s in suites)
			assert of("tests") == len(findings)
			assert of("errors") == results["counts"]["unknown"]
			assert of("tests") - of("errors") - of("failures") - of("skipped") == results["counts"]["pass"]
			assert of("failures") == sum(f["verdict"] == "fail" and not f["waiver"]
			                             for f in findings.values())

			run = json.load(open(at("results.sarif"), encoding="utf-8"))["runs"][0]
			kinds = {"unknown": "open", "manual": "review", "notapplicable": "notApplicable"}
			assert Counter(r["kind"] for r in run["results"]) == {kinds.get(k, k): v for k, v in counts.items()}
			assert sum(bool(r["suppressions"]) for r in run["results"]) == results["counts"]["waived"]
			assert run["invocations"][0]["executionSuccessful"] == (results["counts"]["unknown"] == 0)

			def place(location, lines):
			    at, region = location["physicalLocation"]["artifactLocation"], location["physicalLocation"]["region"]
			    assert at == {"uri": "results.json", "uriBaseId": "%SRCROOT%"} and "%SRCROOT%" in run["originalUriBaseIds"]
			    assert region["startLine"] == region["endLine"]
			    return lines[region["startLine"] - 1][region["startColumn"] - 1:region["endColumn"] - 1]
			lines = open(at("results.json"), encoding="utf-8").read().split("\n")
			for told, finding in zip(run["results"], results["findings"], strict=True):
			    assert told["message"]["text"].startswith(results["account"]["subdomain"] + ": ")
			    assert place(told["locations"][0], lines) == '"id": "%s"' % finding["id"]
			    for seen, observation in zip(told["relatedLocations"], finding["observations"], strict=True):
			        found = place(seen, lines)
			        assert found.startswith('"object": ') and json.loads("{%s}" % found)["object"] == observation["object"]

			alerts = json.load(open(at("results.alerts.sarif"), encoding="utf-8"))["runs"][0]["results"]
			assert [a["ruleId"] for a in alerts] == [f["id"] for f in results["findings"] if not f["waiver"]
			                                         and f["verdict"] in ("fail", "unknown", "manual")]
			for alert in alerts:
			    assert place(alert["locations"][0], lines) == '"id": "%s"' % alert["ruleId"]

			result = json.load(open(at("oscal.json"), encoding="utf-8"))["assessment-results"]["results"][0]
			states = Counter(f["target"]["status"]["state"] for f in result.get("findings", []))
			assert states["satisfied"] == results["counts"]["pass"]
			assert states["not-satisfied"] == results["counts"]["fail"]
			assert len(result["observations"]) == len(findings)
		PY
	done
	[ "$(json faults/results.json 'd["counts"]["unknown"] > 3')" = True ] || fail 'nothing was unknown'
	[ "$(json rejected/results.json 'd["counts"]["unknown"] > 20')" = True ] || fail 'too much was known'
}

derived_again() {
	local each
	reports
	for each in "${reports[@]}"; do
		run verify "$each"
		assert_status 0
		if [ "$each" = auditor ]; then
			grep -q 'verdicts were not derived again: the auditor' stdout || fail "$(cat stdout)"
		else
			grep -q '^results.json: all 10 files .* byte for byte' stdout || fail "$(cat stdout)"
			grep -q 'CSV, JUnit, SARIF, SARIF alerts, OSCAL and JSON agree' stdout || fail "$(cat stdout)"
		fi
	done
}

# told FILE FROM TO: verify names the file that was changed, and the first line of it
told() {
	local line
	run replay "$samples/not-ready" -q --format $all -o out
	cp "out/$1" before
	sed -i "s#$2#$3#" "out/$1"
	line=$(cmp before "out/$1" | awk '{ print $NF }')
	[ "$line" ] || fail "$2 does not stand in $1"
	"$root/tests/cli/tamper" relist out
	run verify out
	assert_status 1
	grep -q "^$1: line $line: expected what the evidence gives" stdout || fail "not told: $(cat stdout)"
}

told_when_alone() {
	run replay "$samples/ready" -q --format $all -o out
	rm out/results.json
	"$root/tests/cli/tamper" relist out
	run verify out
	assert_status 1
	grep -q '^results.json: expected a file beside it, found nothing' stdout || fail "$(cat stdout)"
}

recorded_for_replay() {
	start_standin ready
	audit_sample ready --format oscal,csv,sarif,junit
	assert_status 0
	[ ! -e out/report.pdf ] || fail 'what was not asked for is there'
	[ "$(json out/evidence/run.json 'd["options"]["format"]')" = oscal,csv,sarif,junit ] || fail 'not recorded'
	run replay out -o again
	assert_status 0
	diff -r out again || fail 'a replay differs'
}

# Names stay, addresses do not.
auditors_edition() {
	local addresses='[A-Za-z0-9._+-]{2,}@[a-z0-9-]{2,}\.'
	run replay "$samples/not-ready" -q --format $all -o internal
	grep -qE "$addresses" internal/users.csv || fail 'nothing to mask'
	run replay "$samples/not-ready" -q --format $all --edition auditor -o auditor
	! grep -rnE "$addresses" auditor || fail 'an address is left'
}

it 'SARIF fits its schema' fits sarif-2.1.0.json results.sarif
it 'SARIF of alerts fits its schema' fits sarif-2.1.0.json results.alerts.sarif
it 'OSCAL fits its schema' fits oscal-assessment-results-1.0.6.json oscal.json
it 'JUnit fits its schema, and a spoiled one does not' junit_fits
it 'SARIF that is spoiled does not fit' refused sarif-2.1.0.json results.sarif \
	'd["runs"][0]["results"][0]["kind"] = "unknown"'
it 'OSCAL that is spoiled does not fit' refused oscal-assessment-results-1.0.6.json oscal.json \
	'd["assessment-results"]["results"][0]["findings"][0]["target"]["status"]["state"] = "unknown"'
it 'each format counts as results.json does' counts_agree
it 'verify derives them all again' derived_again
it 'a changed verdict in findings.csv is told' told findings.csv 'true,fail,' 'true,pass,'
it 'a changed report id in findings.csv is told' told findings.csv ',[0-9a-f]\{8\}-' ',00000000-'
it 'a changed class in permissions.csv is told' told permissions.csv ',ok,' ',missing,'
it 'a changed user in users.csv is told' told users.csv ',true,' ',false,'
it 'a customer less in customers.csv is told' told customers.csv '^.*,30001,.*$' ''
it 'a disabled customer in customers.csv is told' told customers.csv ',false,,,,' ',true,,,,'
it 'a changed verdict in junit.xml is told' told junit.xml 'skipped message="manual:' 'skipped message="pass:'
it 'a changed count in junit.xml is told' told junit.xml 'errors="0"' 'errors="1"'
it 'a changed verdict in results.sarif is told' told results.sarif '"kind": "fail"' '"kind": "pass"'
it 'a changed line in results.alerts.sarif is told' told results.alerts.sarif '"startLine": [0-9]*' '"startLine": 1'
it 'a changed count in results.sarif is told' told results.sarif '"fail": [0-9]*' '"fail": 0'
it 'a changed state in oscal.json is told' told oscal.json '"not-satisfied"' '"satisfied"'
it 'a changed waiver in oscal.json is told' told oscal.json '"deviation-approved"' '"open"'
it 'what no results.json stands beside is told' told_when_alone
it 'the formats are recorded, and replayed the same' recorded_for_replay
it 'the auditor'\''s edition holds in every format' auditors_edition
finish
