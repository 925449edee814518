#!/bin/bash
# The units and the cron line in templates/systemd: sound, closed, and what they run works.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2
units=$root/templates/systemd

analyzer() {
	command -v systemd-analyze >/dev/null || skip 'systemd-analyze is not here: the units are not checked'
}

# The program is where it is found here.
copy_units() {
	cp "$units"/syncro-audit*@.* .
	sed -i "s,^ExecStart=syncro-audit,ExecStart=$program," ./*.service
	grep -q "^ExecStart=$program audit" syncro-audit@.service || fail 'no ExecStart'
	grep -q "^ExecStart=$program fleet" syncro-audit-fleet@.service || fail 'no ExecStart'
}

verified() {
	analyzer
	copy_units
	systemd-analyze verify "$PWD"/syncro-audit{,-fleet}@acme.{service,timer} >said 2>&1 || fail "status $?: $(cat said)"
	[ ! -s said ] || fail "$(cat said)"
	echo 'ProtectEverything=yes' >>syncro-audit@.service
	systemd-analyze verify "$PWD/syncro-audit@acme.service" >said 2>&1
	grep -q ProtectEverything said || fail 'a mistake is not seen here'
}

closed() {
	analyzer
	systemd-analyze security --help 2>/dev/null | grep -q -- --offline ||
		skip 'this systemd-analyze cannot look at units offline: their exposure is not checked'
	copy_units
	for unit in syncro-audit@ syncro-audit-fleet@; do
		systemd-analyze security --offline=true --threshold=15 "$PWD/$unit.service" >said 2>&1 ||
			fail "status $?: $(cat said)"
		grep -q 'Overall exposure level' said || fail "$(cat said)"
	done
}

weekly() {
	analyzer
	systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$units/syncro-audit@.timer")" >said 2>&1 || fail "$(cat said)"
	grep -q 'Next elapse: Mon' said || fail "$(cat said)"
}

# unit_words: the words of ExecStart behind the program, for this account, into $words
unit_words() {
	local line
	line=$(sed -n '/^ExecStart=/,/[^\\]$/p' "$units/syncro-audit@.service" | sed 's/\\$//' | tr -d '\n')
	line=${line#ExecStart=syncro-audit }
	line=${line//%i/$subdomain}
	line=${line//'${CREDENTIALS_DIRECTORY}'/$CREDENTIALS_DIRECTORY}
	line=${line//'$SYNCRO_AUDIT_OPTIONS'/--base-url $base -f json $*}
	read -ra words <<<"$line"
}

# As the service manager does it: the credential may show its group's bit.
give_token() {
	export CREDENTIALS_DIRECTORY=$work/credentials
	mkdir credentials state
	echo "$token" >credentials/token
	chmod 440 credentials/token
}

# The clock decides the name of the report.
later() {
	sleep 1.1
	(cd state && SOURCE_DATE_EPOCH=$1 run "${words[@]}"; echo "$status" >"$work/status")
	status=$(cat status)
}

runs_as_the_unit_says() {
	give_token
	start_standin not-ready
	unit_words
	later 1795508100
	assert_status 0
	grep -q 'not-ready' stderr || fail 'the first run is silent'
	later 1796112900
	assert_status 0
	if [ -s stdout ] || [ -s stderr ]; then fail 'the second run is not silent'; fi
	kill "${servers[0]}" && rm base
	start_standin not-ready --without 'Customers - List/Search'
	unit_words --fail-on not-ready --keep 1
	later 1796717700
	assert_status 1
	grep -q 'Since the audit of' stderr || fail 'has no baseline'
	set -- state/*
	[ $# = 2 ] || fail "the new one and the baseline should be left: $*"
	chmod 444 credentials/token
	later 1796717701
	assert_status 2
	grep -q 'others can read it' stderr || fail 'takes a token that others can read'
}

# The file of the fleet is the one that README.md shows.
runs_as_the_unit_of_a_fleet_says() {
	start_standin ready
	export CREDENTIALS_DIRECTORY=$work/credentials
	mkdir credentials state
	echo "$token" >credentials/token_acme
	sed -n '/^ *{ "out"/,/^$/p' "$units/README.md" >shown
	python3 - "$base" "$subdomain" <<-'END'
		import json, sys
		file = json.load(open("shown"))
		file["out"], file["rate"] = "state", 0
		file["accounts"][0].update({"base-url": sys.argv[1], "subdomain": sys.argv[2], "format": "json"})
		json.dump(file, open("weekly.fleet.json", "w"))
	END
	line=$(sed -n 's/^ExecStart=syncro-audit //p' "$units/syncro-audit-fleet@.service")
	read -ra words <<<"${line//\/etc\/syncro-audit\/%i/$work/weekly}"
	run "${words[@]}"
	assert_status 0
	[ -f "$(cat stdout)/acme/manifest.json" ] || fail 'no report'
	run "${words[@]}"
	assert_status 0
	grep -q '1 of 1 accounts are finished' stderr || fail 'the same day it does not go on where it was'
}

runs_as_the_cron_line_says() {
	local line
	start_standin ready
	mkdir state
	(umask 077 && echo "$token" >acme.token)
	line=$(sed -n 's/^ *17 6 \* \* 1 //p' "$units/README.md")
	[ -n "$line" ] || fail 'no cron line'
	line=${line//\/var\/lib\/syncro-audit\/acme/$work/state}
	line=${line//\/etc\/syncro-audit/$work}
	line=${line/\/usr\/local\/bin\/syncro-audit/$program}
	line=${line/--subdomain acme/--subdomain $subdomain}
	sh -c "$line --base-url $base -f json" >stdout 2>stderr || fail "status $?"
	[ -s stdout ] || fail 'the first run is silent'
	sleep 1.1
	sh -c "$line --base-url $base -f json" >stdout 2>stderr || fail "status $?"
	if [ -s stdout ] || [ -s stderr ]; then fail 'the second run is not silent'; fi
	sleep 1.1
	sh -c "$line --base-url $base -f json -a $samples/ready/attestations.json" >stdout 2>stderr || fail "status $?"
	grep -q 'jumpcloud-mtp: ready' stderr || fail 'what moved is not told'
}

it 'the units are sound' verified
it 'the service is closed: exposure of at most 1.5' closed
it 'the timer knows its days' weekly
it 'what the service runs works' runs_as_the_unit_says
it 'what the service of a fleet runs works' runs_as_the_unit_of_a_fleet_says
it 'what the cron line runs works' runs_as_the_cron_line_says
finish
