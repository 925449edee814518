# lib - what the tests of local faults share: the plain build ($plain), because AddressSanitizer
# has an allocator and descriptors of its own, and what judges one call refused (refuse.py).
# shellcheck shell=bash source=tests/cli/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../cli/lib.sh"
program=$(realpath -m "${PLAIN:-$root/build/syncro-audit}")
export PRELOAD=${PRELOAD:-$root/build/preload.so}

# Fonts of a cache of its own: a refused call must not spoil the machine's.
own_font_cache() {
	printf '%s\n' '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">' \
		"<fontconfig><dir>/usr/share/fonts</dir><cachedir>$work/cache</cachedir></fontconfig>" >fonts.conf
	export FONTCONFIG_FILE=$work/fonts.conf
	"$program" replay "$samples/ready" -q -o warm >/dev/null 2>&1 || fail 'the replay does not work'
}

# Catching system calls takes a seccomp filter, which some containers do not allow.
need_filter() { # KIND
	local code=0
	[ "$1" != memory ] || return 0
	FAULT_KIND=$1 FAULT_AT=1000000000 LD_PRELOAD=$PRELOAD true || code=$?
	[ "$code" -ne 99 ] || skip 'no seccomp filter here: NO SYSTEM CALL IS REFUSED'
}

# refuse KIND NUMBERS [--OPTION]... -- ARGUMENT...: of the program; {out} is the report folder
refuse() {
	local options=()
	while [ "$1" != -- ]; do
		options+=("$1")
		shift
	done
	shift
	need_filter "${options[0]}"
	python3 "$root/tests/fault/refuse.py" "${options[@]}" -- "$program" "$@" || fail "${options[0]}: a refusal ends badly"
}
