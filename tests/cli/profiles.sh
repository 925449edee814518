#!/bin/bash
# One pull held against several profiles: a report for each, one evidence folder.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2

several() {
	start_standin ready
	audit_sample ready -p jumpcloud-mtp -p gradient
	assert_status 1
	assert_report
	[ "$(ls "$work/out")" = "$(printf '%s\n' evidence gradient jumpcloud-mtp manifest.json)" ] || fail "$(ls "$work/out")"
	for id in jumpcloud-mtp gradient; do
		[ "$(json "out/$id/results.json" 'd["profile"]["id"]')" = "$id" ] || fail "$id: another profile's results"
		for file in report.pdf report.xlsx attestations.todo.json; do
			[ -s "out/$id/$file" ] || fail "$id: $file is missing"
		done
	done
	[ "$(json out/jumpcloud-mtp/results.json 'd["verdict"]')" = ready ] || fail 'one profile changes the verdict of another'
	[ "$(json out/gradient/results.json 'd["verdict"]')" = not-ready ] || fail 'gradient is not ready'
	[ "$(cat stdout)" = "$work/out" ] || fail "standard output: $(cat stdout)"
	[ "$(wc -l <stderr)" = 2 ] || fail 'expected a line for each profile'
	assert_requests '$4 == "/me"' 2
	assert_requests '$4 == "/customers?include_disabled=true&page=1"' 1
	run replay out -o again
	assert_status 1
	diff -r out again || fail 'the replay differs'
	# What was needed by the other one only is excess, and no file of another report is.
	run replay out -p jumpcloud-mtp -o one
	assert_status 0
	[ -f one/results.json ] || fail 'a single profile has its report in the folder'
}

decisions_go_where_they_belong() {
	start_standin ready
	sed 's/\("attestations": *\[\)/\1{"requirement":"GR-1.3","verdict":"pass","statement":"s","attested_by":"a","attested_on":"2026-11-01","valid_until":"2027-01-01"},/' \
		"$samples/ready/attestations.json" >a.json
	cat >w.json <<-END
		{"waivers":[{"requirement":"GR-9.9","reason":"r","owner":"o","approved_by":"a","created_on":"2026-11-01","expires_on":"2027-01-01"},
		{"requirement":"JC-6.3","reason":"r","owner":"o","approved_by":"a","created_on":"2026-11-01","expires_on":"2027-01-01"}]}
	END
	audit -p jumpcloud-mtp -p gradient -a a.json -w w.json
	assert_report
	[ "$(json out/gradient/results.json '[a["requirement"] for a in d["attestations"]]')" = "['GR-1.3']" ] || fail 'attestations of gradient'
	[ "$(json out/jumpcloud-mtp/results.json '"GR-1.3" in [a["requirement"] for a in d["attestations"]]')" = False ] || fail 'attestations of jumpcloud-mtp'
	# What is for no profile is told in every report, and warned of once.
	[ "$(json out/gradient/results.json '[w["requirement"] for w in d["waivers"]]')" = "['GR-9.9']" ] || fail 'waivers of gradient'
	[ "$(json out/jumpcloud-mtp/results.json '[w["requirement"] for w in d["waivers"]]')" = "['GR-9.9', 'JC-6.3']" ] || fail 'waivers of jumpcloud-mtp'
	[ "$(grep -c 'GR-9.9' stderr)" = 1 ] || fail 'the warning'
}

the_worst_counts() { # STATUS PROFILE...
	local wanted=$1 options=()
	shift
	for id in "$@"; do
		options+=(-p "$id")
	done
	run replay "$samples/ready" "${options[@]}" -f json -o out
	assert_status "$wanted"
}

twice() {
	start_standin ready
	audit -p gradient -p "$root/templates/profiles/gradient.json"
	assert_status 2
	assert_one_line "'gradient': is given twice"
	assert_no_report
	assert_nothing_sent
}

not_beside_evidence() {
	start_standin ready
	sed 's/"id": "gradient"/"id": "evidence"/' "$root/templates/profiles/gradient.json" >mine.json
	audit -p jumpcloud-mtp -p ./mine.json
	assert_status 2
	assert_one_line "'evidence': this id cannot stand beside others"
	assert_nothing_sent
}

it 'two profiles: one pull, two reports, one evidence folder, and a replay of both' several
it 'attestations and waivers go to the report they are for' decisions_go_where_they_belong
it 'ready and not ready is not ready' the_worst_counts 1 jumpcloud-mtp gradient
it 'the order does not matter' the_worst_counts 1 gradient jumpcloud-mtp
it 'one id twice is refused' twice
it 'an id that would clash with the evidence is refused' not_beside_evidence
finish
