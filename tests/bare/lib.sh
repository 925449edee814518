# lib - a bare Debian, made for these tests and gone after them, with a clean checkout in it.
# Nothing of this machine is in it but how packages are fetched. A machine that can make none
# (no root, no debootstrap, no mounts of its own) skips them, and says so.
#
#   bare RELEASE           makes it; the test runs itself again in a world of mounts of its own
#   inside COMMAND         runs it there, in the checkout; what it says is shown if it fails
#   readme PATTERN         the README's own command that matches it
#   it 'what' COMMAND...   one case; status 77 says that it could not be tried
#   finish
# shellcheck shell=bash
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
number=0

cannot() {
	printf '1..0 # SKIP %s: NOT tried on a bare %s\n' "$1" "$release"
	exit 0
}

bare() {
	release=$1
	[ "$(id -u)" -eq 0 ] || cannot 'not root'
	command -v debootstrap >/dev/null || cannot 'no debootstrap'
	if [ -z "${BARE:-}" ]; then
		unshare --mount --pid --fork true 2>/dev/null || cannot 'no mount namespaces'
		BARE=$(mktemp -d)
		chmod 755 "$BARE" # it is the root of everybody there
		export BARE
		local status=0
		unshare --mount --pid --fork --mount-proc bash "$0" || status=$?
		rm -rf --one-file-system "$BARE"
		exit "$status"
	fi
	debootstrap --variant=minbase "$release" "$BARE" "$mirror" >"$BARE.log" 2>&1 ||
		{ tail -5 "$BARE.log" | sed 's/^/# /'; rm -f "$BARE.log"; cannot 'debootstrap failed'; }
	rm -f "$BARE.log"
	{
		mount -t proc proc "$BARE/proc" && mount --rbind /dev "$BARE/dev" &&
			mount -t tmpfs tmpfs "$BARE/tmp"
	} || cannot 'nothing can be mounted'
	apt-config dump | grep '^Acquire::' >"$BARE/etc/apt/apt.conf.d/00machine" || true
	cp /etc/resolv.conf /etc/hosts "$BARE/etc/"
	mkdir "$BARE/src"
	git -C "$root" archive HEAD | tar -C "$BARE/src" -x
}

inside() {
	chroot "$BARE" env -i ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
		LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive sh -c "cd /src && $1" >"$BARE/said" 2>&1
}

readme() {
	sed -n 's/^    //p' "$root/README.md" | grep -m 1 -e "$1"
}

it() {
	local what=$1 verdict='ok'
	shift
	number=$((number + 1))
	"$@" || { [ $? = 77 ] && what="$what # SKIP NOT tried: $(tail -n 1 "$BARE/said")"; } || verdict='not ok'
	printf '%s %d - %s\n' "$verdict" "$number" "$what"
	[ "$verdict" = ok ] || { grep -A 12 'not ok' "$BARE/said"; tail -n 20 "$BARE/said"; } | sed 's/^/# /'
}

finish() {
	printf '1..%d\n' "$number"
}

# Builds without a warning (they are errors), audits the invented account, and both files are there.
the_demo() {
	inside "$(readme ' demo$')" && [ -s "$BARE/src/demo/not-ready/report.pdf" ] &&
		[ -s "$BARE/src/demo/not-ready/report.xlsx" ]
}

no_package_of_the_tests() {
	! inside 'dpkg-query -W libcmocka-dev valgrind clang' && inside 'dpkg-query -W libmicrohttpd-dev'
}

# Of the program as it is installed there; what sanitizers see is the same everywhere.
the_tests() {
	inside "$(readme ' check$') SANITIZERS="
}

# Found without its checkout, as is its manual; and gone again.
the_installed() {
	inside 'make install && cd / && syncro-audit profile show jumpcloud-mtp && test -s /usr/local/share/man/man1/syncro-audit.1 &&
		make -C /src uninstall && ! find /usr/local -type f -name "*syncro-audit*" | grep .'
}

# Built, looked at by lintian, installed; the program then audits the invented account.
the_package() {
	inside 'make deps-deb deb && dpkg-deb -f build/deb/syncro-audit_*.deb Depends >depends &&
		grep -q libcurl4 depends && grep -q libqpdf depends && apt-get install -y --no-install-recommends ./build/deb/syncro-audit_*.deb' &&
		inside 'rm -rf demo && env -u SYNCRO_AUDIT_TEMPLATES SYNCRO_AUDIT=syncro-audit \
			tests/demo build/standin && test -s demo/not-ready/report.pdf'
}

# The page about the timer, under a systemd of its own: the system is booted, on loopback alone and
# with control groups as today's systemd wants them, whatever this machine has. 77: it does not boot.
the_units() {
	inside 'apt-get install -y --no-install-recommends systemd systemd-sysv dbus' || return
	printf '%s\n' '[Unit]' SuccessAction=poweroff-force FailureAction=poweroff-force \
		'[Service]' Type=oneshot TimeoutStartSec=600 ExecStart=/src/tests/bare/units \
		StandardOutput=truncate:/src/said StandardError=inherit '[Install]' WantedBy=multi-user.target \
		>"$BARE/etc/systemd/system/tried.service"
	inside 'systemctl enable tried.service' || return
	# It mounts its own, where ours are in the way.
	# shellcheck disable=SC2016
	unshare --mount sh -c 'umount --recursive --lazy "$1/dev" "$1/proc" "$1/tmp" &&
		SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 exec timeout 900 systemd-nspawn --quiet --register=no --keep-unit \
			--private-network --console=pipe --directory "$1" --boot' - "$BARE" </dev/null >"$BARE/said" 2>&1
	[ -s "$BARE/src/said" ] || return 77
	inside 'systemctl disable tried.service && rm /etc/systemd/system/tried.service && cat said'
	[ "$(tail -n 1 "$BARE/said")" = 'all of it' ]
}

nothing_is_left_of_it() {
	inside 'apt-get purge -y syncro-audit && ! command -v syncro-audit &&
		! find / -path /src -prune -o -path /proc -prune -o -path /var/log -prune -o \
			-path /var/cache -prune -o -name "*syncro-audit*" -print | grep .'
}
