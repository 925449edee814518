#!/bin/bash
# show: a report, or one requirement of it, printed from the report folder.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2
unset NO_COLOR COLUMNS
export TERM=xterm-256color

report() { # SAMPLE [OPTION]...: into out
	run replay "$samples/$1" -f json -o out "${@:2}"
	assert_report
}

has() {
	grep -qF -- "$1" stdout || fail "does not show '$1': $(cat stdout)"
}

has_not() {
	if grep -qF -- "$1" stdout; then fail "shows '$1': $(cat stdout)"; fi
}

a_report_is_shown() {
	report not-ready
	run show out
	assert_status 0
	[ ! -s stderr ] || fail "$(cat stderr)"
	has 'Not ready · Readiness for JumpCloud Multi-Tenant Portal · harborline-demo'
	has "$(json out/results.json '"%d met, %d not met" % (d["counts"]["pass"], d["counts"]["fail"])')"
	has 'Data read and assessed on 24 November 2026, 08:15 UTC.'
	grep -qE '^ 1  .* · .* · JC-' stdout || fail 'no first job'
	has ' 2026-12-10  Token expires'
	has ' 2026-10-31  Exception for JC-6.1 ended'
	! grep -qE '^ {20,}' stdout || fail 'a title stands below its result'
	grep -qE '^ JC-6\.3 .* · accepted until 15 December 2026$' stdout || fail 'the waiver is not beside its requirement'
}

# The same words, whether or not the token's owner decides what may be said.
the_verdict_is_the_reports() {
	for sample in ready not-ready large-and-messy; do
		run replay "$samples/$sample" -q -f pdf,json -o "$sample"
		pdftotext -layout -l 2 "$sample/report.pdf" - | tr -s ' \n' ' ' >pages
		run show "$sample"
		assert_status 0
		grep -qF -- "$(sed -n 2p stdout)" pages || fail "not the report's: $(sed -n 2p stdout)"
	done
}

# Why something could not be checked is told as the report tells it.
the_causes_are_the_reports() {
	for plan in 'GET /schedules -> 503 retry-after=0' 'GET /customers page=2 -> 503 retry-after=0' 'GET /me -> 404'; do
		faults "$plan"
		start_standin not-ready --faults "$work/plan"
		rm -rf out
		audit --format pdf
		[ -f out/report.pdf ] || fail 'no report'
		pdftotext -layout -l 2 out/report.pdf - | tr -s ' \n' ' ' >pages
		run show out
		assert_status 0
		grep -qF -- "$(sed -n 2p stdout)" pages || fail "not the report's: $(sed -n 2p stdout)"
	done
}

# One line each, in the report's order, with the report's word.
every_requirement_once() { # SAMPLE
	report "$1"
	run show out
	assert_status 0
	grep -oE '^ JC-[0-9.]+  +(Met|Not met|Could not check|Needs confirmation|Does not apply|Note|Nothing to report|Not in scope)' stdout |
		sed -E 's/^ //; s/  +/ /' >shown
	json out/results.json '"\n".join(x["id"] + " " + {"pass": "Met", "fail": "Not met", "unknown": "Could not check",
		"manual": "Needs confirmation", "informational": "Note", "notapplicable":
		"Does not apply" if x["severity"] != "info" else
		"Not in scope" if x["id"] == "JC-7.6" else "Nothing to report"}[x["verdict"]] for x in d["findings"])' >wanted
	diff wanted shown || fail 'other requirements than in the report'
}

one_requirement_with_all_there_is() {
	report not-ready
	run show out JC-2.2
	assert_status 0
	has 'JC-2.2 The token belongs to an existing user'
	has 'Not met · High · Mandatory · Tested · The API token'
	for text in 'd["findings"][2]["summary"]' 'f["JC-2.2"]["observations"][0]["subject"]' \
		'f["JC-2.2"]["observations"][0]["observed"]' 'f["JC-2.2"]["observations"][0]["source"]' \
		'f["JC-2.2"]["remediation"][0]' 'f["JC-2.2"]["remediation"][-1]' 'f["JC-2.2"]["reference"]'; do
		has "$(json out/results.json "$text")"
	done
	has 'Job 1: Replace the token'
	has 'Tokens keep working after their owner leaves'
	has_not 'JC-2.1'
	run show out/results.json jc-2.2
	assert_status 0
	has 'JC-2.2 The token belongs to an existing user'
}

what_was_accepted_stands_with_it() {
	report not-ready
	run show out JC-6.3
	has 'until 15 December 2026'
	has 'Petra Vogelsang; approved by Anselm Reed, Managing Partner · CHG-0207'
}

# What could not be read asks for no repair.
unknown_says_why_and_mends_nothing() {
	faults 'GET /tickets -> 503 retry-after=0'
	start_standin ready --faults plan
	audit_sample ready -f json
	assert_json 'f["JC-3.5"]["verdict"]' unknown
	run show out JC-3.5
	assert_status 0
	has 'Could not check'
	has "$(json out/results.json 'f["JC-3.5"]["summary"]')"
	has "$(json out/results.json 'f["JC-3.5"]["remediation"][0]')"
	has_not "$(python3 -ES -c 'import json, sys
print(next(r for r in json.load(open(sys.argv[1]))["requirements"] if r["id"] == "JC-3.5")["remediation"][0])' \
		"$root/templates/profiles/jumpcloud-mtp.json")"
	has_not 'ticked?'
	has_not '· None'
}

met_asks_for_nothing() {
	report ready
	run show out JC-2.1
	assert_status 0
	has 'Met'
	has_not 'What to do'
}

the_auditors_edition_too() {
	report not-ready --edition auditor
	run show out
	assert_status 0
	has "Auditor's edition."
	has 'Confirm before connecting'
	run show out JC-2.2
	has 'Why it matters'
	has_not 'GET /'
	# Where the profile is not installed, what the report itself says is shown.
	mkdir none
	SYNCRO_AUDIT_TEMPLATES=$work/none run show out JC-2.2
	assert_status 0
	has "$(json out/results.json 'f["JC-2.2"]["remediation"][0]')"
	has "Job 1: $(json out/results.json 'f["JC-2.2"]["action"]')"
	has_not 'Why it matters'
}

several_profiles() {
	report ready -p jumpcloud-mtp -p gradient
	run show out
	assert_status 0
	has 'JumpCloud'
	has 'Gradient'
	run show out JC-2.1
	assert_status 0
	has 'JC-2.1'
	run show out/gradient/results.json
	assert_status 0
	has_not 'JC-2.1'
}

unknown_ids_are_refused() {
	report ready
	assert_shows_nothing "'JC-9.9': is no requirement of this report; there are JC-1.1, JC-2.1," show out JC-9.9
	assert_shows_nothing "'': is no requirement" show out ''
	assert_shows_nothing "'show' takes FOLDER" show
	assert_shows_nothing "'show' takes FOLDER" show out JC-2.1 JC-2.2
}

assert_shows_nothing() { # MESSAGE ARGUMENT...
	local message=$1
	shift
	run "$@"
	assert_status 2
	assert_one_line "$message"
}

# change EXPRESSION...: of out/results.json, and its hash in the manifest
change() {
	python3 -ES - "$@" <<-'END'
		import hashlib, json, sys
		d = json.load(open('out/results.json', encoding='utf-8'))
		f = {x['id']: x for x in d['findings']}
		for statement in sys.argv[1:]:
		    exec(statement)
		data = json.dumps(d, ensure_ascii=False).encode()
		open('out/results.json', 'wb').write(data)
		m = json.load(open('out/manifest.json'))
		for file in m['files']:
		    if file['name'] == 'results.json':
		        file['size'], file['sha256'] = len(data), hashlib.sha256(data).hexdigest()
		json.dump(m, open('out/manifest.json', 'w'))
	END
}

damage_is_told_with_file_and_place() {
	report ready
	cp -r out whole
	again() { rm -rf out && cp -r whole out; }
	change 'd["verdict"] = "perfect"'
	assert_shows_nothing "'out/results.json': at '/verdict'" show out
	again
	change 'f["JC-2.1"]["observations"][0]["verdict"] = 3'
	assert_shows_nothing "/observations/0/verdict'" show out
	again
	printf ' ' >>out/results.json
	assert_shows_nothing "'out/results.json': is not what manifest.json says" show out
	again
	rm out/manifest.json
	assert_shows_nothing "'out': is no finished report folder" show out
	again
	printf '{' >out/evidence/run.json
	assert_shows_nothing 'out/evidence' show out
	again
	sed -i 's/"The token does not expire within 30 days"/"x"/; s/\\"The token does not expire within 30 days\\"/\\"x\\"/' out/evidence/run.json
	assert_shows_nothing 'SHA-256' show out
	assert_shows_nothing "'nowhere'" show nowhere
}

# No fault becomes a pass: what does not follow from the findings is not shown.
a_verdict_that_does_not_follow_is_not_shown() {
	report not-ready
	change 'd["verdict"] = "ready"'
	assert_shows_nothing "says 'ready', which does not follow from its findings" show out
	rm -rf out
	report not-ready
	change 'd["counts"]["pass"] += 1' 'd["counts"]["fail"] -= 1'
	assert_shows_nothing 'does not follow from its findings' show out JC-2.2
	rm -rf out
	report not-ready
	change 'd["waivers"] = []'
	assert_shows_nothing 'says that JC-6.3 is accepted, and lists no waiver of it' show out
}

nothing_steers_the_terminal() {
	report not-ready --edition auditor
	change 'f["JC-2.2"]["summary"] = "a\x1b[2Jb\x9b31mc\rd\x07"' 'f["JC-2.2"]["title"] = "t\x1b]0;x\x07"' \
		'f["JC-2.2"]["observations"][0]["observed"] = "\u202eexe.txt\x08"' \
		'd["account"]["subdomain"] = "s\x1b[31m"' 'd["waivers"][0]["reason"] = "\x1b[31m"'
	for id in '' JC-2.2 JC-6.3; do
		NO_COLOR=1 "$root/tests/cli/at_terminal" --both seen "$program" show out ${id:+"$id"} || fail "$(cat -v seen)"
		if LC_ALL=C grep -qP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80\xae' seen; then
			fail "controls: $(cat -v seen)"
		fi
	done
}

colour_and_width_of_a_terminal() {
	report not-ready
	"$root/tests/cli/at_terminal" --both --columns 50 seen "$program" show out || fail 'status'
	grep -qF $'\033[1;31mNot ready' seen || fail 'no colour'
	assert_columns seen 50
	NO_COLOR=1 "$root/tests/cli/at_terminal" --both seen "$program" show out || fail 'status'
	if grep -q $'\033' seen; then fail 'colour'; fi
	run show out
	if grep -q $'\033' stdout; then fail 'colour in a pipe'; fi
}

a_full_disk_is_an_error() {
	report ready
	[ -c /dev/full ] || skip 'no /dev/full'
	status=0
	"$program" show out >/dev/full 2>stderr || status=$?
	assert_status 2
	grep -q 'standard output' stderr || fail "$(cat stderr)"
}

# A waiver that covers nothing, since all is well: in the words of every reader.
no_longer_needed() {
	cat >waivers.json <<-'END'
		{"waivers": [
		{"requirement": "JC-2.1", "object": "", "reason": "R", "owner": "O", "approved_by": "A",
		 "created_on": "2026-01-02", "expires_on": "2027-12-31"},
		{"requirement": "JC-5.2", "object": "customer:30001", "reason": "R", "owner": "O", "approved_by": "A",
		 "created_on": "2026-01-02", "expires_on": "2026-12-01"},
		{"requirement": "JC-5.2", "object": "customer:99", "reason": "R", "owner": "O", "approved_by": "A",
		 "created_on": "2026-01-02", "expires_on": "2027-12-31"}]}
	END
	run replay "$samples/ready" -o out -w waivers.json
	grep -q "JC-5.2 customer:99' matches nothing" stderr || fail 'a slip of the pen is not told'
	! grep -q 'customer:30001' stderr || fail 'it matches nothing, it says'
	assert_json '[(w["object"], w["state"], w["no_longer_needed"]) for w in d["waivers"]]' \
		"[('', 'in-force', True), ('customer:30001', 'unmatched', True), ('customer:99', 'unmatched', False)]"
	run show out JC-5.2
	grep -qx ' No longer needed, until 1 December 2026, customer 30001: R' stdout || fail "$(cat stdout)"
	grep -qx ' Not found, until 31 December 2027, customer 99: R' stdout || fail "$(cat stdout)"
	run show out
	! grep -qi 'exception for JC-5.2\|exception for JC-2.1' stdout || fail 'its end is a date to watch'
	pdftotext -layout out/report.pdf - | grep -qE 'JC-2.1 .* No longer needed' || fail 'the PDF'
	unzip -p out/report.xlsx xl/sharedStrings.xml >words
	grep -q 'No longer needed' words || fail 'the workbook'
	grep -q 'covers nothing: nothing is amiss' words || fail 'the workbook does not say why'
}

it 'a report: verdict, counts, jobs, requirements, dates' a_report_is_shown
it 'the verdict in the words of the report' the_verdict_is_the_reports
it 'why it could not be checked in the words of the report' the_causes_are_the_reports
for sample in ready not-ready large-and-messy; do
	it "every requirement of $sample once, with its result" every_requirement_once "$sample"
done
it 'one requirement: evidence, steps, why it matters' one_requirement_with_all_there_is
it 'what was accepted, by whom' what_was_accepted_stands_with_it
it 'what could not be checked says why, and mends nothing' unknown_says_why_and_mends_nothing
it 'what is met asks for nothing' met_asks_for_nothing
it "the auditor's edition, with and without the profile" the_auditors_edition_too
it 'several profiles' several_profiles
it 'unknown ids are refused with those there are' unknown_ids_are_refused
it 'damage is told with file and place' damage_is_told_with_file_and_place
it 'a verdict that does not follow from its findings is not shown' a_verdict_that_does_not_follow_is_not_shown
it 'nothing of a report steers the terminal' nothing_steers_the_terminal
it 'colour and width of a terminal, plain in a pipe' colour_and_width_of_a_terminal
it 'a full disk is an error' a_full_disk_is_an_error
it 'a waiver that is no longer needed' no_longer_needed
finish
