#!/bin/bash
# Many accounts: each as if it were alone, whatever becomes of the others; what is finished stays.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/fleet/lib.sh
. "$(dirname "$0")/fleet/lib.sh"
at_once=2

each_has_its_report() {
	account 'Northlight (US)' ready
	account harborline not-ready '"profile": ["jumpcloud-mtp", "gradient"]'
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	assert_status 1
	a_day
	assert_lines stdout "$day"
	grep -q '^syncro-audit: harborline: jumpcloud-mtp: not-ready' stderr || fail 'is not told which'
	as_alone 'Northlight (US)' ready
	[ "$(json "$day/Northlight (US)/results.json" 'd["profile"]["id"]')" = jumpcloud-mtp ] || fail 'its profile'
	ls "$day/harborline/gradient/results.json" "$day/harborline/jumpcloud-mtp/results.json" >/dev/null || fail 'its profiles'
	for one in "$day/Northlight (US)" "$day/harborline"; do
		run verify "$one"
		assert_status 0
	done
}

# What goes wrong with one is its own row; the status is the worst: 2, 1, 3, 0.
trouble_stays_where_it_is() {
	account good ready
	account refused ready '"token-file": "secrets/good"'
	account unreachable ready '"base-url": "http://127.0.0.1:9/api/v1"'
	account nowhere ready '"token-file": "secrets/none"'
	account typo ready '"profile": "no-such-profile"'
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	assert_status 2
	a_day
	ls "$day" >left
	for name in good refused; do
		grep -qx "$name" left || fail "$name has no report: $(cat left)"
	done
	for name in unreachable nowhere typo; do
		grep -q "^syncro-audit: $name: " stderr || fail "nothing is told of $name"
		! grep -qx "$name" left || fail "$name left a folder"
	done
	as_alone good ready
	[ "$(json "$day/refused/results.json" 'd["verdict"]')" = not-ready ] || fail 'a token that is refused is a verdict'
}

# With the tokens swapped each account answers for the other: nobody's report, and no secret anywhere.
swapped_tokens() {
	account first ready
	first_token=$token
	account second not-ready
	fleet_file '"defaults": {"format": "xlsx,pdf,json,csv,junit,sarif,oscal"},'
	# Each goes to the other's stand-in with the other's token.
	python3 - <<-'END'
		import json
		file = json.load(open("fleet.json"))
		one, two = file["accounts"]
		for key in "base-url", "token-file":
		    one[key], two[key] = two[key], one[key]
		json.dump(file, open("fleet.json", "w"))
	END
	run fleet fleet.json
	assert_status 2
	grep -q "first: .*answers for the account 'harborline-demo'" stderr || fail 'the first'
	grep -q "second: .*answers for the account 'northlight-demo'" stderr || fail 'the second'
	! grep -rlF -e "$first_token" -e "$token" reports stdout stderr || fail 'a token got out'
	[ ! -e "$(echo reports/*/first)" ] || fail 'a report under the wrong name'
}

no_secret_of_one_with_another() {
	account first ready
	first_token=$token
	account second not-ready
	fleet_file '"defaults": {"format": "xlsx,pdf,json,csv,junit,sarif,oscal"},'
	SYNCRO_API_TOKEN=of-the-environment-0123 run fleet fleet.json
	assert_status 1
	! grep -rlF -e "$first_token" -e "$token" -e of-the-environment-0123 reports stdout stderr || fail 'a token got out'
	a_day
	! grep -rl harborline-demo "$day/first" || fail 'the second account stands in the first report'
	! grep -rl northlight-demo "$day/second" || fail 'the first account stands in the second report'
}

# What a scheduler is told is one thing, what the accounts come to is another.
the_last_line_tells_verdicts() {
	account one ready
	account two not-ready '"fail-on": "never"'
	fleet_file '"defaults": {"format": "json"},'
	run fleet fleet.json
	assert_status 0
	grep -qx 'syncro-audit: 2 accounts: 1 not ready, 1 ready' stderr || fail "it tells: $(tail -n 1 stderr)"
}

# Answers that come slowly enough to be seen.
slowly() {
	plan=drip
	faults 'GET /customers -> drip ms=1'
	mv plan drip
}

at_a_terminal() {
	local line
	slowly
	account one ready
	account two ready
	fleet_file '"defaults": {"format": "json"},'
	TERM=xterm-256color "$root/tests/cli/at_terminal" --columns 100 seen "$program" fleet fleet.json >stdout
	tr '\r' '\n' <seen | sed 's/\x1b\[[KA]//g' >lines
	for line in '^one: .*answered' '^two: ' '^0 of 2 accounts' '^syncro-audit: 2 accounts: 2 ready'; do
		grep -qE "$line" lines || fail "no line '$line': $(cat lines)"
	done
	! tail -n 1 lines | grep -q 'of 2' || fail 'progress is left behind'
	assert_columns seen 99
}

# What scrolled out at the top could not be wiped: of the lines the last ones are drawn.
at_a_low_terminal() {
	slowly
	account one ready
	account two ready
	fleet_file '"defaults": {"format": "json"},'
	TERM=xterm-256color "$root/tests/cli/at_terminal" --rows 3 seen "$program" fleet fleet.json >stdout
	grep -q '0 of 2 accounts' seen || fail 'the whole is not told'
	grep -q 'begins' seen || fail 'no account is told'
	! grep -qF $'\e[A\r\e[K\e[A' seen || fail 'more than two lines at once'
}

# A command of one that asks at the terminal would be one of many, and Ctrl-C be meant for it alone.
# Runs the program at a terminal of its own, for which Ctrl-C is typed once WORD was seen. What it
# told is in seen.
at_its_terminal() { # STATUS WORD ARGUMENT...
	TERM=xterm python3 - "$program" "$@" <<-'END' || fail 'not as expected at its terminal'
		import os, pty, sys, time
		program, expected, word, *arguments = sys.argv[1:]
		pid, terminal = pty.fork()
		if pid == 0:
		    os.execl(program, "syncro-audit", *arguments)
		seen, typed = b"", not word
		while True:
		    try:
		        seen += os.read(terminal, 65536)
		    except OSError:
		        break
		    if not typed and word.encode() in seen:
		        time.sleep(0.5)
		        os.write(terminal, b"\x03")
		        typed = True
		open("seen", "wb").write(seen)
		status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
		if status != int(expected):
		    sys.exit(f"it ends with {status}, not {expected}: {seen[-600:]}")
	END
}

ctrl_c_is_for_all() {
	account one ready '"token-command": "read answer </dev/tty"'
	fleet_file '"defaults": {"format": "json"},'
	sed -i 's/"token-file": "[^"]*", //' fleet.json
	at_its_terminal 2 '' fleet fleet.json
	grep -q 'one: token command: ended with status' seen || fail "$(tail -c 300 seen)"
	sed -i 's,read answer </dev/tty,sleep 50,' fleet.json
	at_its_terminal 130 begins fleet --resume fleet.json
}

# The accounts are at no terminal: who leads tells them to stop, and to go on.
ctrl_z_is_for_all() {
	slowly
	account one ready
	account two ready
	fleet_file '"defaults": {"format": "json"},'
	python3 - "$program" fleet fleet.json <<-'END' || fail 'not as expected at Ctrl-Z'
		import os, signal, subprocess, sys, time
		def states(leader):
		    of = subprocess.run(["ps", "-o", "stat=", "--ppid", str(leader)], capture_output=True, text=True).stdout.split()
		    return [state[0] for state in of]
		def wait_for(what):
		    until = time.monotonic() + 20
		    while not what():
		        if time.monotonic() > until:
		            sys.exit(f"{states(leader.pid)}")
		        time.sleep(0.01)
		# In a group of its own: to one that nobody could let go on, the system sends no such signal.
		leader = subprocess.Popen(sys.argv[1:], preexec_fn=os.setpgrp)
		wait_for(lambda: len(states(leader.pid)) == 2)
		os.kill(leader.pid, signal.SIGTSTP)
		os.waitpid(leader.pid, os.WUNTRACED)
		wait_for(lambda: states(leader.pid) == ["T", "T"])
		os.kill(leader.pid, signal.SIGCONT)
		wait_for(lambda: "T" not in states(leader.pid))
		sys.exit(leader.wait())
	END
	a_day
	as_alone one ready
	as_alone two ready
}

mistakes_of_the_file() {
	printf '{ "out": "reports", "accounts": [ { "name": "a/b", "subdomain": "x", "token-file": "t" } ] }' >fleet.json
	run fleet fleet.json
	assert_status 2
	assert_one_line "fleet.json: at '/accounts/0/name': expected a name fit for a folder"
	# Before the first request, and so no row of the account's.
	account one ready
	account two ready '"format": "abc"' '"fail-on": "sometimes"'
	fleet_file
	run fleet fleet.json
	assert_status 2
	assert_one_line "fleet.json: at '/accounts/1/format': expected a list of xlsx, pdf, " "found 'abc'" '(and 1 more'
	[ ! -e reports ] || fail 'left a folder'
	run fleet none.json
	assert_status 2
	assert_one_line "fleet file" none.json
	run fleet
	assert_status 2
	[ ! -e reports ] || fail 'left a folder'
}

it 'each account has its report, as if it were alone' each_has_its_report
it 'trouble of one stays where it is' trouble_stays_where_it_is
it 'tokens that are swapped give no report under a wrong name' swapped_tokens
it "no account's secret or name gets into another's report" no_secret_of_one_with_another
it 'the last line tells verdicts, whatever the level is' the_last_line_tells_verdicts
it 'a line for each account at a terminal, and one for the whole' at_a_terminal
it 'at a terminal of few lines the last of them' at_a_low_terminal
it 'no token command has the terminal, and Ctrl-C is for the fleet' ctrl_c_is_for_all
it 'Ctrl-Z stops all of it, and all of it goes on' ctrl_z_is_for_all
it 'a mistake in the file is told with its place' mistakes_of_the_file
finish
