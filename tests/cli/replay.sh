#!/bin/bash
# The same evidence, the same bytes; and evidence that was tampered with.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

same_bytes() { # SAMPLE STATUS
	start_standin "$1"
	audit_sample "$1"
	assert_status "$2"
	run replay out -o again
	assert_status "$2"
	for file in results.json report.xlsx report.pdf attestations.todo.json; do
		cmp "out/$file" "again/$file" || fail "$file differs"
	done
	run replay again -o third
	assert_status "$2"
	for file in results.json report.xlsx report.pdf; do
		cmp "out/$file" "third/$file" || fail "$file differs in the second replay"
	done
}

dressed_as_recorded() {
	start_standin ready
	audit_sample ready --paper letter --format json,pdf
	assert_status 0
	run replay out -o again
	assert_status 0
	diff <(cd out && ls) <(cd again && ls) || fail 'other files'
	cmp out/report.pdf again/report.pdf || fail 'report.pdf differs'
	run replay out -o other --paper a4 --format xlsx
	[ -f other/report.xlsx ] || fail '--format does not add what it names'
	[ ! -e other/report.pdf ] || fail '--format does not replace what is recorded'
}

# One file for both commands: what only an audit takes does nothing to a replay.
configured_for_an_audit() {
	start_standin ready
	audit_sample ready --format json
	assert_status 0
	echo '{"subdomain": "acme", "keep": 1, "write-probes": true, "format": "csv"}' >config.json
	run replay out -o other
	run replay out --config config.json -o again
	assert_status 0
	[ -f out/manifest.json ] || fail 'a replay deleted the report beside it'
	[ -f other/manifest.json ] || fail 'a replay deleted its own report'
	grep -q '"write_probes": false' again/evidence/run.json || fail 'what was not asked is recorded as asked'
	[ -f again/findings.csv ] || fail 'what both take is not heard'
}

# The manifest of what is replayed does not know it, and it would be found damaged.
inside_another_report() {
	local out
	"$program" replay "$samples/ready" -q -f json -o report >folder 2>stderr || fail "$(cat stderr)"
	ln -s report/evidence link
	for out in report/next report/evidence/next link/next/; do
		assert_refused 'would stand inside' replay "$samples/ready" -q -f json -b report -o "$out"
	done
	(cd report && run replay "$samples/ready" -q -f json -o next; assert_status 2) || exit 1
	run verify report
	assert_status 0
}

inside_what_is_replayed() {
	local out
	run replay "$samples/ready" -f json -o report
	ln -s report/evidence link
	for out in report/again report/evidence/again link/again "$work/report/again" report/../report/again; do
		run replay report -o "$out"
		assert_status 2
		assert_one_line "would stand inside 'report'"
		[ ! -e "$out" ] || fail "made $out"
	done
	(cd report && run replay . && assert_status 2) || exit 1
	run verify report
	assert_status 0
	run replay report -o report-again
	assert_status 0
}

sample() { # SAMPLE STATUS
	unset SOURCE_DATE_EPOCH
	run replay "$samples/$1" -o out
	assert_status "$2"
	assert_report
	run replay "$samples/$1" -o again
	cmp out/results.json again/results.json || fail 'results.json differs'
	cmp out/report.pdf again/report.pdf || fail 'report.pdf differs'
	cmp out/report.xlsx again/report.xlsx || fail 'report.xlsx differs'
}

recorded() {
	start_standin ready
	audit_sample ready
	assert_status 0
}

tampered() { # WORD COMMAND: in the evidence; WORD is in the message
	recorded
	cp -r out other
	(cd other/evidence && eval "$2") || fail 'the evidence could not be changed'
	run replay other -o again
	assert_status 2
	assert_one_line "$1"
	[ ! -e again ] || fail 'a report was written'
}

# Old evidence gives the same report: a request's number is its place.
numbers_left_out() {
	recorded
	cp -r out other
	sed -i 's/"evidence": *"E-[0-9]*", *//' other/evidence/requests.jsonl
	grep -q '"evidence"' other/evidence/requests.jsonl && fail 'there are numbers left'
	run replay other -o again
	assert_status 0
	cmp out/results.json again/results.json || fail 'results.json differs'
	assert_json 'any("E-002" in o["evidence"] for x in f.values() for o in x["observations"])' True
}

later() {
	recorded
	SOURCE_DATE_EPOCH=1830297600 run replay out -o later # 2028: all attestations have expired
	assert_status 3
	[ "$(json later/results.json 'f["JC-1.1"]["verdict"]')" = manual ] || fail 'an expired attestation still counts'
	[ "$(json later/results.json '{a["state"] for a in d["attestations"]}')" = "{'expired'}" ] || fail 'states'
}

no_evidence() {
	run replay "$samples/ready" -q --edition auditor -o auditors
	assert_refused "'auditors': holds no evidence: only an internal report can be replayed" replay auditors -o out
	assert_refused "'nowhere': No such file or directory" replay nowhere -o out
}

other_attestations() {
	recorded
	echo '{"attestations":[]}' >none.json
	run replay out --attestations none.json -o again
	assert_status 3
}

# 0.1.0 recorded a catalogue that does not tell what a request is answered with.
evidence_of_0_1_0() {
	recorded
	cp -r out old
	python3 -ES - old/evidence/run.json <<-'END' || fail 'the catalogue could not be changed'
		import json, sys
		run = json.load(open(sys.argv[1], encoding="utf-8"))
		catalogue = json.loads(run["catalogue"]["text"])
		told = [probe.pop("answer") for permission in catalogue["permissions"]
		        for probe in permission.get("probes", []) if "answer" in probe]
		run["catalogue"]["text"] = json.dumps(catalogue)
		json.dump(run, open(sys.argv[1], "w", encoding="utf-8"))
		sys.exit(not told)
	END
	run replay old -o again
	assert_status 0
	for part in verdict findings permissions sources; do
		[ "$(json out/results.json "d['$part']")" = "$(json again/results.json "d['$part']")" ] || fail "other $part"
	done
}

it 'the ready account, byte for byte' same_bytes ready 0
it 'paper and formats as recorded, unless given' dressed_as_recorded
it 'a folder inside the one that is replayed is refused' inside_what_is_replayed
it 'a folder inside any other report is refused, and that one stays whole' inside_another_report
it 'a configuration that an audit has too' configured_for_an_audit
it 'the account that is not ready, byte for byte' same_bytes not-ready 1
it 'the large one, byte for byte' same_bytes large-and-messy 3
it 'the sample "ready"' sample ready 0
it 'the sample "not-ready"' sample not-ready 1
it 'the sample "large-and-messy"' sample large-and-messy 3
it 'evidence of 0.1.0 can be replayed' evidence_of_0_1_0
it 'a body that was changed is refused' tampered 0001-me.json 'echo " " >>0001-me.json'
it 'a body that is gone is refused' tampered 0001-me.json 'rm 0001-me.json'
it 'a body that is a link is refused' tampered 0001-me.json 'mv 0001-me.json ../x && ln -s ../x 0001-me.json'
it 'a body outside the folder is refused' tampered "'body'" 'cp 0001-me.json .. && sed -i "1s,\"0001-me.json\",\"../0001-me.json\"," requests.jsonl'
it 'a log that is no JSON is refused' tampered 'line 36' 'echo nonsense >>requests.jsonl'
it 'a request under another number is refused' tampered "line 2: 'evidence' must be E-002" 'sed -i "2s/E-002/E-003/" requests.jsonl'
it 'a line that is taken out is noticed' tampered "line 2: 'evidence' must be E-002" 'sed -i 2d requests.jsonl'
it 'a body under the number of another is refused' tampered "line 2: 'body' must be" 'sed -i "2s/\"0002-/\"0003-/" requests.jsonl'
it 'a log of 0.1.0 has no numbers, and is read' numbers_left_out
it 'a log that is gone is refused' tampered requests.jsonl 'rm requests.jsonl'
it 'a run.json that is gone is refused' tampered run.json 'rm run.json'
it 'a run.json of another kind is refused' tampered schema 'sed -i s,syncro-audit/run/1,syncro-audit/run/9, run.json'
it 'what was made for others holds none, which is said' no_evidence
it 'the clock decides which attestations are in force' later
it 'attestations given to replay replace those recorded' other_attestations
finish
