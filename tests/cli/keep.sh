#!/bin/bash
# Reports side by side: the newest as the baseline, the oldest let go.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2

# earlier NAME DATE [SAMPLE] [OPTION]...: a finished report of that day
earlier() {
	local name=$1 day=$2 sample=${3:-ready}
	SOURCE_DATE_EPOCH=$(date -u -d "$day" +%s) run replay "$samples/$sample" -f json -o "$name" "${@:4}"
	[ -f "$name/manifest.json" ] || fail "no report $name"
}

# now OPTION...: an audit of the ready sample of today, into out
now() {
	audit_sample ready -f json "$@"
	assert_status "${expected:-0}"
	assert_report
}

left() { # NAME...: what of the folders is there
	local found
	found=$(find . -mindepth 2 -maxdepth 2 -name manifest.json -printf '%h ' | tr ' ' '\n' | sed 's,^\./,,' | sort | xargs)
	[ "$found" = "$*" ] || fail "left: $found, expected: $*"
}

five() {
	start_standin ready
	earlier may 2026-05-01
	earlier june 2026-06-01
	earlier july 2026-07-01
	earlier august 2026-08-01
	earlier october 2026-10-01
}

# Of the same second: then names decide, and those of the program's own hold the time. The earlier
# one is let go, or was not there yet.
two_at_once() {
	start_standin ready
	local pid=() name
	for name in one two; do
		SYNCRO_API_TOKEN=$token "$program" audit --subdomain "$subdomain" --base-url "$base" --rate 0 \
			--keep 1 -f json -o "$name" 2>"$name.err" &
		pid+=($!)
	done
	wait "${pid[@]}"
	[ -e two/manifest.json ] || fail 'the later one is gone'
	! grep warning ./*.err || fail 'a warning'
}

what_was_assessed_later_stays() {
	five
	earlier december 2026-12-01
	now --keep 1
	left december out
}

# hold SECONDS: the turn of another run
hold() {
	flock "$PWD" sh -c "touch held; sleep $1; touch let-go" &
	servers+=($!)
	wait_until 20 test -e held
}

waits_for_its_turn() {
	five
	hold 1.5
	now --keep 2
	[ -e let-go ] || fail 'did not wait'
	left october out
}

stops_waiting() {
	five
	hold 30
	SYNCRO_API_TOKEN=$token "$program" audit -s "$subdomain" --base-url "$base" -f json -o out --keep 1 >stdout 2>stderr &
	servers+=($!)
	wait_until 20 test -e out/manifest.json || fail 'no report'
	kill -TERM "${servers[-1]}"
	local before=$SECONDS
	wait "${servers[-1]}"
	[ $((SECONDS - before)) -le 2 ] || fail "it took $((SECONDS - before)) s to end"
	grep -q 'nothing is deleted, another run is at it' stderr || fail "$(cat stderr)"
	left august july june may october out
}

keeps_the_newest() {
	local name
	five
	now
	left august july june may october out
	rm -rf out
	now --keep 3
	left august october out
	for name in may june july; do
		[ ! -e "$name" ] || fail "something is left of $name"
	done
	if grep -q warning stderr; then fail 'a warning'; fi
	rm -rf out
	now --keep 1 -v
	left out
	grep -q "october': deleted, it is no longer kept" stderr || fail 'does not tell what went'
}

# JC-1.1 stays open in these, so that none is ready.
keeps_the_last_ready_one_and_the_baseline() {
	five
	echo '{"attestations": []}' >none.json
	rm -rf july august october
	earlier july 2026-07-01 ready -a none.json
	earlier august 2026-08-01 ready -a none.json
	earlier october 2026-10-01 ready -a none.json
	expected=3 now --keep 1 -b july --attestations none.json
	left july june out
	verified july june out
}

verified() {
	local name
	for name in "$@"; do
		run verify "$name"
		assert_status 0
	done
}

leaves_what_is_not_like_it() {
	start_standin ready
	earlier other 2026-05-01 not-ready
	earlier both 2026-05-02 ready -p jumpcloud-mtp -p gradient
	earlier gradient 2026-05-03 ready -p gradient
	earlier auditor 2026-05-04 ready --edition auditor
	earlier damaged 2026-05-06
	sed -i 's/"ready"/"readY"/' damaged/results.json
	earlier unfinished 2026-05-07
	rm unfinished/manifest.json
	mkdir away
	earlier away/one 2026-05-08
	ln -s away/one link
	earlier shared 2026-05-09
	chmod g+w shared
	earlier .hidden 2026-05-10
	mkdir empty
	earlier gone 2026-05-11
	now --keep 1
	local name
	for name in other both gradient auditor damaged unfinished away/one link shared .hidden empty; do
		[ -e "$name" ] || fail "$name is gone"
	done
	[ -f away/one/results.json ] || fail 'followed a link'
	[ ! -e gone ] || fail 'gone is there'
}

warns_of_what_it_cannot_delete() {
	five
	echo 'call the vendor' >may/notes.txt
	ln -s ../june july/link
	now --keep 1
	left july may out
	grep -qF "/may': is left as it is: 'notes.txt' is not what its manifest lists" stderr ||
		fail 'does not tell'
	[ -f may/results.json ] || fail 'half of it is gone'
	rm -r out
	now --keep 1 -q
	grep -q 'notes.txt' stderr || fail 'silent with --quiet'
	mv out before
	audit_sample ready -f json -b before --quiet-if-unchanged --keep 1
	assert_status 0
	[ ! -s stdout ] || fail 'not silent'
	grep -q 'notes.txt' stderr || fail 'trouble with --keep is silent'
}

several_profiles() {
	start_standin ready
	earlier one 2026-05-02 ready -p jumpcloud-mtp -p gradient
	earlier two 2026-05-03 ready -p gradient -p jumpcloud-mtp
	earlier single 2026-05-04
	expected=$(status=0; run replay "$samples/ready" -f json -o three -p gradient -p jumpcloud-mtp; echo "$status")
	rm -r three
	now -p jumpcloud-mtp -p gradient --keep 2 -b latest
	left out single two
	[ "$(json out/gradient/results.json 'd["baseline"]["report_id"]')" = "$(json two/gradient/results.json 'd["report_id"]')" ] ||
		fail 'another baseline'
}

nothing_goes_without_a_report() {
	five
	kill "${servers[0]}" && wait "${servers[0]}" 2>/dev/null
	audit_sample ready -f json --keep 1
	assert_status 2
	left august july june may october
}

latest_is_the_newest() {
	five
	touch may
	earlier other 2026-11-01 not-ready
	earlier auditor 2026-11-02 ready --edition auditor
	now -b latest
	[ "$(json out/results.json 'd["baseline"]["report_id"]')" = "$(json october/results.json 'd["report_id"]')" ] ||
		fail 'another baseline'
	run replay out -f json -o again
	assert_status 0
	cmp out/results.json again/results.json || fail 'the replay needs more than the evidence'
}

# The first run of a timer must not fail; the second one may be silent.
latest_of_none_is_no_error() {
	start_standin ready
	now -b latest --quiet-if-unchanged --fail-on regressed --keep 5
	[ -s stdout ] || fail 'the first run is silent'
	grep -q 'no earlier report like this' stderr || fail 'does not tell'
	[ "$(json out/results.json 'd["baseline"]')" = None ] || fail 'a baseline'
	mv out first
	now -b latest --quiet-if-unchanged --fail-on regressed --keep 5
	if [ -s stdout ] || [ -s stderr ]; then fail 'the second run is not silent'; fi
	left first out
}

latest_is_for_audit() {
	run replay "$samples/ready" -b latest -o out
	assert_status 2
	assert_one_line "baseline: latest is for 'audit'"
	assert_no_report
}

it 'keeps the newest N, the new one counted' keeps_the_newest
it 'keeps the last ready one and the baseline beside them' keeps_the_last_ready_one_and_the_baseline
it 'leaves alone what is no report like the new one' leaves_what_is_not_like_it
it 'warns of what it cannot delete, and leaves it whole' warns_of_what_it_cannot_delete
it 'keeps reports of the same profiles' several_profiles
it 'deletes nothing where there is no new report' nothing_goes_without_a_report
it 'takes the newest report as the baseline' latest_is_the_newest
it 'has no baseline where there is no earlier report' latest_of_none_is_no_error
it 'knows the latest only for an audit' latest_is_for_audit
it 'keeps what was assessed later' what_was_assessed_later_stays
it 'waits for the turn of another run to end' waits_for_its_turn
it 'but not where it is told to stop' stops_waiting
it 'two at once: the later one stays' two_at_once
finish
