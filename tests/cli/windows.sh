#!/bin/bash
# A drive of Windows, as WSL shows it: every mode is 0777, chmod changes nothing, and folders have
# blanks and letters that the locale C has no word for. What cannot be kept there is said.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
export LC_ALL=C

drive() {
	command -v bindfs >/dev/null || skip 'no bindfs: a drive of Windows is NOT TRIED'
	mkdir back drive
	bindfs -f --chmod-ignore --chown-ignore -p 0777 "$work/back" "$work/drive" >bindfs.log 2>&1 &
	servers+=($!)
	local tries=0
	until mountpoint -q drive; do
		tries=$((tries + 1))
		if [ $tries -gt 100 ] || ! kill -0 "${servers[-1]}"; then skip "a drive of Windows is NOT TRIED: $(cat bindfs.log)"; fi
		sleep 0.1
	done
	folder="drive/Dana Doe/Prüfung"
	mkdir -p "$folder"
	chmod 700 "$folder"
	[ "$(stat -c %a "$folder")" = 777 ] || fail 'the drive keeps modes'
}

a_token_belongs_at_home() {
	drive
	echo "$token" >"$folder/token.txt"
	run audit --subdomain acme --token-file "$folder/token.txt"
	assert_status 2
	assert_one_line 'others can read it; mend it with: chmod 600' 'as on a drive of Windows, keep it in your home folder'
	cp "$folder/token.txt" token.txt
	chmod 600 token.txt
	run audit --subdomain acme --token-file token.txt --dry-run
	assert_status 0
}

reports_can_be_read_by_others() {
	drive
	run replay "$samples/ready" -o "$folder/a report"
	assert_status 0
	grep -q 'its file system keeps no permissions' stderr || fail 'does not say that others can read it'
	run verify "$folder/a report"
	assert_status 0
	run replay "$samples/ready" -o 'a report'
	assert_status 0
	! grep -q 'its file system' stderr || fail 'warns of one that keeps them'
}

the_doctor_sees_it() {
	drive
	cd "$folder" || fail 'no such folder'
	SYNCRO_API_TOKEN=$token run doctor
	cd "$work" || fail 'no such folder'
	assert_status 1
	grep -q "^WRONG *place *everybody can change what is in '.', as on a drive of Windows" stdout || fail "$(cat stdout)"
}

it 'a token file there is refused, with what helps' a_token_belongs_at_home
it 'a report there is warned of' reports_can_be_read_by_others
it 'the doctor sees where it is' the_doctor_sees_it
finish
