#!/bin/bash
# The place of the report changes under a run: another run takes it, it is removed, moved,
# replaced. Then the status is 2, and nothing that is somebody else's is touched.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=4

# begin FOLDER: an audit in the background, slow enough to meddle with; $audit is its process
begin() {
	start_standin ready --latency-ms 150
	SYNCRO_API_TOKEN=$token "$program" audit -q -s "$subdomain" --base-url "$base" -o "$1" -f json,pdf >stdout 2>stderr &
	audit=$!
	servers+=("$audit")
	wait_until 20 [ -e "$1/evidence/requests.jsonl.part" ] || fail 'it does not begin'
}

end() {
	status=0
	wait "$audit" || status=$?
}

two_audits() {
	start_standin ready --latency-ms 50
	local each won=0 lost=0 runs=()
	for each in 1 2 3 4; do
		SYNCRO_API_TOKEN=$token "$program" audit -q -s "$subdomain" --base-url "$base" -o out -f json \
			-a "$samples/ready/attestations.json" -w "$samples/ready/waivers.json" >"out.$each" 2>"err.$each" &
		runs+=($!)
	done
	for each in 1 2 3 4; do
		status=0
		wait "${runs[each - 1]}" || status=$?
		case $status in
		0) won=$((won + 1)) ;;
		2)
			lost=$((lost + 1))
			[ "$(wc -l <"err.$each")" = 1 ] || fail "$(cat "err.$each")"
			grep -q "'out': exists already" "err.$each" || fail "$(cat "err.$each")"
			[ ! -s "out.$each" ] || fail 'it names a report'
			;;
		*) fail "status $status" ;;
		esac
	done
	[ "$won $lost" = '1 3' ] || fail "$won done, $lost refused"
	run verify out
	assert_status 0
}

two_replays() {
	local each status won=0 runs=()
	for each in 1 2 3 4 5 6; do
		"$program" replay "$samples/ready" -q -f json,pdf -o out >/dev/null 2>&1 &
		runs+=($!)
	done
	for each in "${runs[@]}"; do
		status=0
		wait "$each" || status=$?
		if [ "$status" = 0 ]; then
			won=$((won + 1))
		else
			[ "$status" = 2 ] || fail "status $status"
		fi
	done
	[ "$won" = 1 ] || fail "$won are done"
	run verify out
	assert_status 0
}

# It must not be found out later than at the end, and nothing may come back.
removed() {
	begin out
	rm -r out
	end
	assert_status 2
	assert_one_line out
	assert_no_report
}

parent_removed() {
	mkdir parent
	begin parent/out
	rm -r parent
	end
	assert_status 2
	assert_one_line parent/out
	[ ! -e parent ] || fail 'it is there again'
}

moved() {
	begin out
	mv out elsewhere
	end
	assert_status 2
	assert_one_line out
	assert_no_report
	[ ! -e elsewhere/manifest.json ] || fail 'a report stands elsewhere'
}

a_file_instead() {
	begin out
	rm -r out
	echo mine >out
	end
	assert_status 2
	assert_one_line out
	[ "$(cat out)" = mine ] || fail 'the file was touched'
}

a_folder_instead() {
	begin out
	mv out elsewhere
	mkdir -p out/evidence
	echo mine >out/file
	end
	assert_status 2
	assert_one_line out
	[ "$(cat out/file)" = mine ] || fail 'the folder was touched'
	[ ! -e out/manifest.json ] || fail 'it was made a report'
}

a_link_instead() {
	mkdir -p others/evidence
	echo mine >others/file
	begin out
	mv out elsewhere
	ln -s others out
	end
	assert_status 2
	assert_one_line out
	[ "$(cat others/file)" = mine ] || fail 'the folder it leads to was touched'
	[ -L out ] || fail 'the link was removed'
	[ ! -e others/manifest.json ] || fail 'it was made a report'
}

# A pipe that takes no more holds a run up where it says something: on standard error after
# the pull, when a waiver matches nothing; on standard output when only the manifest is missing.
full_pipe() {
	mkfifo pipe
	exec 9<>pipe
	python3 -c 'import os
os.set_blocking(9, False)
try:
    while True:
        os.write(9, b"\0" * 512)
except BlockingIOError:
    os.set_blocking(9, True)'
}

# hold_up COMMAND...: a run that waits at $moment for somebody to read the pipe
hold_up() {
	full_pipe
	case $moment in
	after-the-pull)
		"$@" >stdout 2>pipe 9>&- &
		;;
	before-the-manifest)
		"$@" >pipe 2>stderr 9>&- &
		sign=out/attestations.todo.json
		;;
	esac
	audit=$!
	servers+=("$audit")
	wait_until 20 [ -e "$sign" ] || fail 'it does not begin'
}

go_on() {
	tr -d '\0' <pipe >told 9>&- &
	local reader=$!
	exec 9>&-
	end
	wait "$reader"
	if [ "$moment" = after-the-pull ]; then
		mv told stderr
	fi
	sed -i '/matches nothing/d' stderr
}

hold_up_an_audit() {
	start_standin ready
	sed 's/"JC-[0-9.]*"/"JC-9.9"/' "$samples/ready/waivers.json" >waivers.json
	export SYNCRO_API_TOKEN=$token
	sign=out/evidence/requests.jsonl
	hold_up "$program" audit -s "$subdomain" --base-url "$base" -o out -w waivers.json -f json,pdf,xlsx,csv
}

hold_up_a_replay() {
	sed 's/"JC-[0-9.]*"/"JC-9.9"/' "$samples/ready/waivers.json" >waivers.json
	sign=out/evidence/0035-me.json
	hold_up "$program" replay "$samples/ready" -o out -w waivers.json -f json,pdf,xlsx,csv
}

# Somebody's folder, with names in it that the report uses too.
somebodys() {
	mkdir -p "$1/evidence"
	local name
	for name in file results.json report.pdf.part manifest.json.part evidence/run.json.part evidence/run.json; do
		echo mine >"$1/$name"
	done
	cp -r "$1" untouched
}

exchanged() { # MOMENT RUN BY
	moment=$1
	"hold_up_$2"
	mv out elsewhere
	case $3 in
	folder) somebodys out ;;
	link)
		somebodys others
		ln -s others out
		;;
	nothing) ;;
	esac
	go_on
	assert_status 2
	[ "$(wc -l <stderr)" = 1 ] || fail 'expected one line'
	grep -q "report folder 'out': was moved or removed meanwhile" stderr || fail 'it does not say what happened'
	case $3 in
	folder) diff -r untouched out || fail 'the folder was touched' ;;
	link) { [ -L out ] && diff -r untouched others; } || fail 'the link, or where it leads, was touched' ;;
	nothing) [ ! -e out ] || fail 'it is there again' ;;
	esac
	[ -z "$(find elsewhere -type f)" ] || fail "elsewhere stands $(find elsewhere -type f)"
}

# Within the folder it is the evidence that leads elsewhere.
evidence_exchanged() {
	moment=after-the-pull
	hold_up_an_audit
	somebodys others
	mv out/evidence elsewhere
	ln -s ../others/evidence out/evidence
	go_on
	assert_status 2
	grep -q "report folder 'out': was moved or removed meanwhile" stderr || fail 'it does not say what happened'
	diff -r untouched others || fail 'it was written through the link'
	[ ! -e elsewhere/manifest.json ] || fail 'a report stands elsewhere'
	assert_no_report
}

# as_nobody COMMAND...: root may write anywhere
as_nobody() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
	else
		"$@"
	fi
}

read_only() {
	chmod 755 "$work"
	mkdir closed && chmod 555 closed
	as_nobody test -x "$program" -a -r "$samples/ready/evidence/run.json" || skip 'another user cannot read the program'
	status=0
	as_nobody "$program" replay "$samples/ready" -q -f json -o closed/out >stdout 2>stderr || status=$?
	assert_status 2
	assert_one_line closed/out
}

it 'audits at once into one folder: one is done, the others are refused' two_audits
it 'replays at once into one folder' two_replays
it 'the folder is removed' removed
it 'its parent is removed' parent_removed
it 'the folder is moved away' moved
it 'a file stands in its place' a_file_instead
it 'another folder stands in its place' a_folder_instead
it 'a link stands in its place' a_link_instead
for moment in after-the-pull before-the-manifest; do
	for by in folder link nothing; do
		it "$moment: an audit whose folder is moved, $by in its place" exchanged "$moment" an_audit "$by"
		it "$moment: a replay whose folder is moved, $by in its place" exchanged "$moment" a_replay "$by"
	done
done
it 'a link stands in the place of the evidence' evidence_exchanged
it 'the parent is read-only' read_only
finish
