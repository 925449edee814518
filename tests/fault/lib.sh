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

# refuse KIND NUMBERS [--OPTION]... -- ARGUMENT...: of the program; {out} is the report folder
refuse() {
	local options=()
	while [ "$1" != -- ]; do
		options+=("$1")
		shift
	done
	shift
	python3 "$root/tests/fault/refuse.py" "${options[@]}" -- "$program" "$@" || fail "${options[0]}: a refusal ends badly"
}
