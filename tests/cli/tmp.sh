#!/bin/bash
# /tmp is full, cannot be written to or is not there: the report needs nothing of it.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=3

# inside HOW ARGUMENT...: the program where all is as here, but for /tmp; $work is /case
inside() {
	status=0
	unshare --mount bash "$work/inside.sh" "$work" "$@" >stdout 2>stderr || status=$?
}

make_inside() {
	unshare --mount mount -t tmpfs none /mnt 2>/dev/null || skip 'no mount namespaces here'
	cp "$program" program
	cp -r "$root/templates" .
	mkdir runtime
	cat >inside.sh <<-'END'
		set -e
		work=$1 how=$2
		shift 2
		mount -t tmpfs none /mnt
		for each in /*; do
			case $each in
			/tmp | /mnt | /case) ;;
			*) if [ -L "$each" ]; then
				cp -a "$each" /mnt
			elif [ -d "$each" ]; then
				mkdir "/mnt$each"
				mount --rbind "$each" "/mnt$each"
			fi ;;
			esac
		done
		mkdir /mnt/case
		mount --bind "$work" /mnt/case
		case $how in
		full) mkdir /mnt/tmp && mount -t tmpfs -o size=4k none /mnt/tmp && ! cat /dev/zero 2>/dev/null >/mnt/tmp/all ;;
		read-only) mkdir /mnt/tmp && mount -t tmpfs -o ro none /mnt/tmp ;;
		none) ;;
		esac
		exec chroot /mnt env -C /case SYNCRO_AUDIT_TEMPLATES=/case/templates XDG_RUNTIME_DIR=/case/runtime ./program "$@"
	END
}

all_is_well() { # HOW
	make_inside
	start_standin ready
	cp "$samples/ready/"*.json .
	export SYNCRO_API_TOKEN=$token
	inside "$1" audit -s "$subdomain" --base-url "$base" -a attestations.json -w waivers.json -f xlsx,pdf,csv,oscal -o out
	assert_status 0
	! grep -q warning stderr || fail 'a warning'
	inside "$1" verify out
	assert_status 0
	inside "$1" replay out -f xlsx,pdf,csv,oscal -o again
	assert_status 0
	cmp out/report.xlsx again/report.xlsx || fail 'another workbook'
}

# Without a session's folder the ledger would stand there.
no_ledger() { # HOW
	make_inside
	start_standin ready
	export SYNCRO_API_TOKEN=$token
	chmod 777 runtime
	sed -i 's,exec chroot /mnt,mount -t tmpfs -o mode=777 none /mnt/run\n&,' inside.sh
	inside "$1" audit -s "$subdomain" --base-url "$base" -f json -o out
	assert_status 3
	[ "$(grep -c 'warning: --rate is kept for this run alone' stderr)" = 1 ] || fail 'not said once'
}

for how in full read-only none; do
	it "$how: nothing is missing" all_is_well "$how"
	it "$how: the rate is kept alone" no_ledger "$how"
done
finish
