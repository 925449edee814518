#!/bin/bash
# Who may read what is written: the owner alone, or by --mode his group too; the umask says nothing of it.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

# assert_modes FOLDER FOLDERS FILES
assert_modes() {
	[ -f "$1/manifest.json" ] || fail 'no report'
	[ -z "$(find "$1" -type d ! -perm "$2")" ] || fail "folders: $(find "$1" -type d ! -perm "$2")"
	[ -z "$(find "$1" -type f ! -perm "$3")" ] || fail "files: $(find "$1" -type f ! -perm "$3" -printf '%p %m\n')"
}

# group_reads UMASK MODE FOLDERS FILES
group_reads() {
	ssh-keygen -q -t ed25519 -N '' -f key || fail 'no key'
	umask "$1"
	start_standin ready
	audit_sample ready --mode "$2" --sign key --brand "$root/templates/brand/example.json" \
		--format xlsx,pdf,json,csv,junit,sarif,oscal --profile jumpcloud-mtp --profile gradient
	assert_modes out "$3" "$4"
	run verify out
	assert_status 0
	grep -q 'carries a signature' stdout || fail 'it is not signed'
}

others_too() { # umask 000, handover and replay
	umask 000
	run replay "$samples/not-ready" -q -o report --mode 640
	assert_modes report 750 640
	run handover report -o out --mode 660
	assert_modes out 770 660
	run handover report -o mine
	assert_modes mine 700 600
	run replay report -q -o again
	assert_modes again 700 600
}

# A folder whose group is that of all that is made in it: so it stays.
group_is_handed_on() {
	mkdir -m 2770 shared
	run replay "$samples/ready" -q -o shared/out --format json --mode 640
	assert_modes shared/out 2750 640
}

evidence_is_warned_of_once() {
	local warning='can read it: the answers of the whole account'
	run replay "$samples/ready" -o out --format json --mode 640
	[ "$(grep -c "$warning" stderr)" = 1 ] || fail "$(cat stderr)"
	run replay "$samples/ready" -o mine --format json
	! grep -q "$warning" stderr || fail 'of what nobody else can read'
	run replay "$samples/ready" -o auditors --format json --mode 640 --edition auditor
	! grep -q "$warning" stderr || fail 'of evidence that is not there'
}

only_these() {
	local mode
	start_standin ready
	for mode in 644 0640 666 640x 777 u=rw; do
		audit --mode "$mode"
		assert_status 2
		assert_one_line '--mode: expected 640' 660 "'$mode'"
		assert_nothing_sent
	done
	audit_sample ready --mode 600 --format json
	assert_modes out 700 600
}

# What others can write to counts neither as a baseline nor as kept.
no_keep_of_what_others_write() {
	start_standin ready
	for each in '--keep 3' '--baseline latest'; do
		# shellcheck disable=SC2086
		audit --mode 660 $each
		assert_status 2
		grep -qF -- '--mode 660: --keep and --baseline latest count no report' stderr || fail "$each"
	done
	assert_nothing_sent
	audit_sample ready --mode 640 --keep 3 --baseline latest --format json
	assert_modes out 750 640
}

for each in 000 027 077 777; do
	it "--mode 640 under umask $each" group_reads "$each" 640 750 640
	it "--mode 660 under umask $each" group_reads "$each" 660 770 660
done
it 'replay and handover take it too, and the default is the owner' others_too
it 'a group that a folder hands on' group_is_handed_on
it 'evidence that a group can read is warned of once' evidence_is_warned_of_once
it 'no other modes' only_these
it '660 and --keep exclude each other' no_keep_of_what_others_write
finish
