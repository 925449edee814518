#!/bin/bash
# Who reads the machine formats takes them, and keeps apart what belongs to different accounts and profiles:
# the readers themselves where they run here, else their rule written again in tests/cli/consumers.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
all=csv,junit,sarif,sarif-alerts,oscal

# with_readers ARGUMENT...: the Python on standard input, which may import the readers
with_readers() {
	PYTHONPATH=$root/tests/cli/consumers PYTHONDONTWRITEBYTECODE=1 python3 - "$@" || fail 'see above'
}

# replays SAMPLE FOLDER [ARGUMENT...]
replays() {
	local sample=$1 folder=$2
	shift 2
	run replay "$samples/$sample" -q --format $all -o "$folder" "$@"
	[ -f "$folder/manifest.json" ] || fail "no report: $sample"
}

# Names in any script, one with a formula in it, in a country of each kind.
excel() { # SEPARATOR, LIST SEPARATOR
	replays large-and-messy out --csv-separator "$1"
	with_readers "$2" <<-'PY'
		import glob, json, sys
		import excel
		results = json.load(open("out/results.json", encoding="utf-8"))
		told = {int(row["id"]): row["business_name"].strip() or row["full_name"]
		        for row in excel.table("out/customers.csv", sys.argv[1])}
		names = {c["id"]: c["name"] for c in results["customers"]["list"]}
		assert any(not name.isascii() for name in names.values()), "nothing to spoil"
		for id, name in names.items():
		    assert told[id].strip("' ") == name.strip("' "), (told[id], name)
		for path in glob.glob("out/*.csv"):
		    for row in excel.table(path, sys.argv[1]):
		        assert row["account"] == results["account"]["subdomain"], row
		    for separator in ",;\t":
		        assert not excel.runs(path, separator), (path, separator, excel.runs(path, separator))
		for name in ("findings", "permissions"):
		    for row in excel.table("out/%s.csv" % name, sys.argv[1]):
		        assert list(row)[:3] == ["account", "profile", "assessed_at"]
		        assert row["profile"] == results["profile"]["id"]
		        assert row["assessed_at"] == results["assessed_at"]
	PY
}

separator_is_recorded() {
	replays not-ready out --csv-separator ';'
	[ "$(json out/evidence/run.json 'd["options"]["csv_separator"]')" = ';' ] || fail 'not recorded'
	run replay out -o again
	assert_status 1
	diff -r out again || fail 'a replay differs'
	run verify out
	assert_status 0
	sed -i 's/;/,/' out/users.csv
	"$root/tests/cli/tamper" relist out
	run verify out
	assert_status 1
	grep -q '^users.csv: line 1: expected what the evidence gives' stdout || fail "$(cat stdout)"
	run handover again -o handed
	assert_status 0
	head -1 handed/index.csv | grep -q 'id;name;outcome;file;sha256' || fail "$(head -1 handed/index.csv)"
}

separators() {
	local sign
	for sign in $'\t' tab; do
		run replay "$samples/ready" -q --format csv --csv-separator "$sign" -o out
		assert_status 0
		head -1 out/users.csv | grep -q $'account\treport_id\tid' || fail "$(head -1 out/users.csv)"
		rm -r out
	done
	printf '{"csv-separator": ";"}' >config.json
	run replay "$samples/ready" -q --format csv --config config.json -o out
	assert_status 0
	head -1 out/users.csv | grep -q 'account;report_id;id' || fail "$(head -1 out/users.csv)"
	rm -r out
	for sign in '|' ',,' ' ' .; do
		assert_refused "--csv-separator: expected ',', ';' or tab, found '$sign'" \
			replay "$samples/ready" --format csv --csv-separator "$sign" -o out
	done
}

# Two accounts and two profiles, four reports: a/ID and b/ID.
four_reports() {
	replays ready a -p jumpcloud-mtp -p gradient
	replays not-ready b -p jumpcloud-mtp -p gradient
}

# One job holds them all: no case is lost, and none is another's.
one_job() {
	four_reports
	with_readers <<-'PY'
		import glob, json
		import gitlab, jenkins
		import xml.etree.ElementTree as tree
		paths = sorted(glob.glob("[ab]/*/junit.xml"))
		reports = [json.load(open(p, encoding="utf-8")) for p in sorted(glob.glob("[ab]/*/results.json"))]
		assert len(paths) == len(reports) == 4
		total = sum(len(r["findings"]) for r in reports)
		failed = sum(f["verdict"] == "fail" and not f["waiver"] for r in reports for f in r["findings"])
		unknown = sum(r["counts"]["unknown"] for r in reports)
		passed = sum(r["counts"]["pass"] for r in reports)

		job = gitlab.job(paths)
		keys = [key for cases in job.values() for key in cases]
		assert len(keys) == len(set(keys)) == total, "GitLab: %d of %d" % (len(set(keys)), total)
		assert (len(job["failed"]), len(job["error"]), len(job["success"])) == (failed, unknown, passed)

		suites, packages = jenkins.build(paths)
		cases = [(p, c, n) for p, classes in packages.items() for c, names in classes.items() for n in names]
		assert len(cases) == total and not any(n.endswith("_2") for _, _, n in cases), "Jenkins: a name twice"
		assert len(packages) == 4, sorted(packages)
		groups = {(r["account"]["subdomain"], r["profile"]["id"], f["group"]) for r in reports for f in r["findings"]}
		assert len(suites) == len(groups) == len({s[0] for s in suites}) == len({s[1] for s in suites})
		assert {s[0] for s in suites} == {"%s.%s.%s %s: %s" % (a, p, a, p, g) for a, p, g in groups}

		alone = [(c.get("classname"), c.get("name")) for path in paths for c in tree.parse(path).iter("testcase")]
		assert len(set(alone)) == total, "class and name alone"
	PY
}

# multitool FILE: Microsoft's own validator takes it
multitool() {
	MULTITOOL=$root/build/multitool/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool \
		"$root/tests/cli/consumers/multitool" "$1" >told 2>&1
}

has_multitool() {
	npm_packages multitool @microsoft/sarif-multitool@5.7.0
	local program=$root/build/multitool/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
	if ! { chmod +x "$program" && DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$program" version; } >npm.log 2>&1; then
		skip 'Sarif.Multitool does not run here: NOTHING IS HELD AGAINST IT (GitHub'\''s rules are, written again)'
	fi
}

microsoft() {
	local each
	has_multitool
	four_reports
	replays large-and-messy c
	for each in [ab]/*/*.sarif c/*.sarif; do
		multitool "$each" || fail "$each: $(cat told)"
	done
	for each in 'r["locations"] = []' 'del r["locations"][0]["physicalLocation"]' \
		'del r["locations"][0]["physicalLocation"]["region"]' \
		'r["locations"][0]["physicalLocation"]["artifactLocation"] = {"uri": "https://a.example/results.json"}' \
		'del d["runs"][0]["tool"]["driver"]["rules"][0]["help"]' 'r["message"] = {"text": ""}'; do
		cp c/results.sarif spoiled.sarif
		"$root/tests/cli/tamper" json spoiled.sarif "r = d['runs'][0]['results'][0]; $each" || fail tamper
		! multitool spoiled.sarif || fail "takes a file in which $each"
	done
}

# Two accounts and two profiles in one workflow, one engagement.
alerts_stay_apart() {
	four_reports
	with_readers <<-'PY'
		import glob, json
		import defectdojo, github
		reports = [json.load(open(p, encoding="utf-8")) for p in glob.glob("[ab]/*/results.json")]
		alerts, whole = glob.glob("[ab]/*/results.alerts.sarif"), glob.glob("[ab]/*/results.sarif")
		def count(held):
		    return sum(bool(held(f)) for r in reports for f in r["findings"])
		open_ = count(lambda f: f["verdict"] in ("fail", "unknown", "manual") and not f["waiver"])
		accounts = {r["account"]["subdomain"] for r in reports}
		assert len(accounts) == 2 and len(alerts) == 4 and open_ > 10

		told = github.upload(alerts)
		assert len(told) == 4 and sum(map(len, told.values())) == open_
		assert len({hash for keys in told.values() for _, _, hash in keys}) == open_
		for category, keys in told.items():
		    for result in keys.values():
		        assert result["message"]["text"].startswith(category.split("/")[1] + ": ")
		        assert not result["suppressions"] and "kind" not in result
		github.upload(whole)  # is taken too, with an alert for each pass

		found = defectdojo.findings(alerts)
		assert len(found) == open_ and all(f["active"] for f in found.values())
		assert {f["title"].split(":")[0] for f in found.values()} <= accounts
		found = defectdojo.findings(whole)
		assert len(found) == count(lambda f: f["verdict"] == "fail")
		assert sum(not f["active"] for f in found.values()) == count(lambda f: f["verdict"] == "fail" and f["waiver"])

		for spoil in ("r['locations'] = []", "del r['locations'][0]['physicalLocation']",
		              "r['locations'][0]['physicalLocation']['artifactLocation']['uri'] = 'file:///results.json'"):
		    data = json.load(open(alerts[0], encoding="utf-8"))
		    r = (data["runs"][0]["results"] or json.load(open(alerts[1], encoding="utf-8"))["runs"][0]["results"])[0]
		    data["runs"][0]["results"] = [r]
		    exec(spoil)
		    json.dump(data, open("spoiled.sarif", "w"))
		    try:
		        github.upload(["spoiled.sarif"])
		        raise SystemExit("takes a file in which " + spoil)
		    except github.Refused:
		        pass
	PY
}

# A second audit, in which much could not be read, closes nothing that it did not see mended; the same
# finding is the same alert, wherever it stands now.
a_fault_closes_nothing() {
	start_standin not-ready
	audit_sample not-ready -q --format $all
	mv out first
	kill "${servers[-1]}"
	faults 'GET /customers -> 503' 'GET /users -> 503' 'GET /schedules -> 503'
	start_standin not-ready --faults "$work/plan"
	audit_sample not-ready -q --format $all --time-budget 30
	with_readers <<-'PY'
		import json
		import defectdojo, github
		before, after = (json.load(open("%s/results.json" % p, encoding="utf-8")) for p in ("first", "out"))
		verdicts = [{f["id"]: f["verdict"] for f in r["findings"]} for r in (before, after)]
		lost = [i for i, v in verdicts[0].items() if v == "fail" and verdicts[1][i] == "unknown"]
		assert len(lost) > 2, verdicts
		(first,), (second,) = (github.upload(["%s/results.alerts.sarif" % p]).values() for p in ("first", "out"))
		for closed in set(first) - set(second):
		    assert verdicts[1][closed[0]] not in ("fail", "unknown", "manual"), closed
		same = [key for key in set(first) & set(second) if key[0] in lost]
		assert len(same) == len([i for i in lost if any(k[0] == i for k in first)]), (lost, same)
		for key in same:
		    assert "Could not check" in second[key]["message"]["text"]
		    assert second[key]["level"] == first[key]["level"]
		one, other = (defectdojo.findings(["%s/results.alerts.sarif" % p]) for p in ("first", "out"))
		for closed in set(one) - set(other):
		    assert verdicts[1][one[closed]["rule"]] not in ("fail", "unknown", "manual"), closed
	PY
}

it "Microsoft's validator takes all SARIF, by GitHub's rules too" microsoft
it 'GitHub and DefectDojo keep apart the alerts of two accounts and two profiles' alerts_stay_apart
it 'no alert is closed by a fault' a_fault_closes_nothing
it 'GitLab and Jenkins keep apart the cases of two accounts and two profiles in one job' one_job
it 'Excel reads the CSV, in any script, and runs nothing' excel , ,
it 'Excel reads it where a comma is a decimal sign' excel ';' ';'
it 'Excel reads it cut by tabs' excel tab $'\t'
it 'the separator is recorded, replayed, verified and handed over' separator_is_recorded
it 'three separators there are' separators
finish
