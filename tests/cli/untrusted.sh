#!/bin/bash
# A folder from elsewhere may hold anything: links, pipes, devices, folders, files of a
# terabyte of holes, names that lead out. Each is refused in a moment, and nothing is read by it.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
at_once=2

# replace FILE BY
replace() {
	mv "$1" "$1.was"
	case $2 in
	link) ln -s "$(basename "$1").was" "$1" ;;
	device-link) ln -s /dev/zero "$1" ;;
	fifo) mkfifo "$1" ;;
	device) mknod "$1" c 1 5 2>/dev/null || skip 'no device can be made here' ;;
	folder) mkdir "$1" ;;
	holes) truncate -s 1T "$1" 2>/dev/null || truncate -s 1G "$1" ;;
	nothing) ;;
	esac
}

# swiftly ARGUMENT...: a pipe or a device must not hold it up, nor take the memory
swiftly() {
	status=0
	timeout 20 "$program" "$@" >stdout 2>stderr || status=$?
	[ "$status" != 124 ] || fail "it hangs: $*"
}

# undo FILE
undo() {
	rm -rf "$1"
	mv "$1.was" "$1"
}

evidence_of() { # KIND
	mkdir given
	cp -r "$samples/ready/evidence" given/evidence
	local file
	for file in given/evidence/run.json given/evidence/requests.jsonl given/evidence/0001-me.json \
		given/evidence/0002-*.json given/evidence; do
		replace "$file" "$1"
		swiftly replay given -f json -o out
		assert_status 2
		assert_one_line "$(basename "$file")"
		assert_no_report
		undo "$file"
	done
	swiftly replay given -q -f json -o out
	[ "$status" = 3 ] || assert_status 0
}

# Its own folder may be a link, as any argument; what stands in it may not.
report_of() { # KIND
	run replay "$samples/ready" -q -f json,pdf,xlsx -o report
	local file
	for file in report/results.json report/report.pdf report/report.xlsx report/evidence/run.json report/evidence; do
		replace "$file" "$1"
		mv "$file.was" was
		swiftly verify report
		[ "$status" = 1 ] || assert_status 2
		grep -q "^${file#report/}[/:]" stdout || fail "verify does not name ${file#report/}: $(cat stdout)"
		! grep -q 'nothing is damaged' stdout || fail 'it says that all is well'
		mv was "$file.was"
		undo "$file"
	done
	replace report/manifest.json "$1"
	swiftly verify report
	assert_status 2
	assert_one_line manifest.json
}

results_of() { # KIND
	run replay "$samples/ready" -q -f json -o one
	cp -r one report
	local file
	for file in report/results.json report/manifest.json; do
		replace "$file" "$1"
		swiftly compare report one
		assert_status 2
		assert_one_line "$(basename "$file")"
		swiftly compare one report
		assert_status 2
		assert_one_line "$(basename "$file")"
		swiftly replay "$samples/ready" -f json -b report -o out
		assert_status 2
		assert_one_line "$(basename "$file")"
		assert_no_report
		undo "$file"
	done
	swiftly compare report one
	assert_status 0
}

# A file named by hand may be a link; it may not be anything but a file.
named_file() { # KIND
	run replay "$samples/ready" -q -f json -o one
	cp one/results.json before.json
	replace before.json "$1"
	local option
	swiftly compare before.json one
	assert_status 2
	assert_one_line before.json
	for option in --baseline --attestations --waivers --brand --profile; do
		swiftly replay "$samples/ready" -f json "$option" ./before.json -o out
		assert_status 2
		assert_one_line before.json
		assert_no_report
	done
}

listed_holes() {
	run replay "$samples/ready" -q -f json -o report
	truncate -s 1T report/evidence/0001-me.json 2>/dev/null || skip 'no file of a terabyte can be made here'
	sed -i -z 's/\("name": "evidence\/0001-me.json",[^}]*"size": \)[0-9]*/\11099511627776/' report/manifest.json
	grep -q 1099511627776 report/manifest.json || fail 'the manifest does not list it'
	swiftly verify report
	assert_status 2
	grep -q '^evidence/0001-me.json: is larger' stdout || fail "$(cat stdout)"
}

names_that_lead_out() {
	local name
	cp -r "$samples/ready/evidence" evidence
	cp evidence/0001-me.json outside.json
	cp evidence/requests.jsonl log
	for name in ../outside.json "$work/outside.json" ./0001-me.json evidence/../0001-me.json .. . '' /dev/zero; do
		sed "1s|\"0001-me.json\"|\"$name\"|" log >evidence/requests.jsonl
		cmp -s log evidence/requests.jsonl && fail 'the log is as before'
		swiftly replay . -f json -o out
		assert_status 2
		assert_one_line requests.jsonl
		assert_no_report
	done
}

for kind in link device-link fifo device folder holes nothing; do
	it "replay: evidence: $kind" evidence_of "$kind"
	it "verify: a file of the report: $kind" report_of "$kind"
	it "compare and --baseline: results.json: $kind" results_of "$kind"
done
for kind in device-link fifo device folder holes nothing; do
	it "a file that is named: $kind" named_file "$kind"
done
it 'verify: a terabyte that the manifest lists' listed_holes
it 'replay: names of bodies that lead out' names_that_lead_out
finish
