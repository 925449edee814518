#!/bin/bash
# libcurl and libqpdf are loaded by what needs them and nothing else; where libcurl cannot be, that
# is told before the first request, and without libqpdf nothing is taken for checked.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/fleet/lib.sh
. "$(dirname "$0")/fleet/lib.sh"

# By their names as the program notes them for who packs it: "libcurl.so.4".
soname_of() { # LIBRARY
	python3 -ES -c '
import json, struct, subprocess, sys
subprocess.run(["objcopy", "--dump-section", ".note.dlopen=notes", sys.argv[1], "/dev/null"], check=True)
notes = open("notes", "rb").read()
while notes:
    owner, size, kind = struct.unpack_from("=III", notes)
    assert owner == 4 and notes[12:16] == b"FDO\0" and kind == 0x407c0c0a, notes
    for entry in json.loads(notes[16:16 + size].rstrip(b"\0")):
        assert entry["priority"] == "required" and entry["feature"], entry
        print(*entry["soname"], sep="\n")
    notes = notes[16 + (size + 3) // 4 * 4:]' "$program" >sonames || fail 'the note cannot be read'
	grep "^$1" sonames || fail "no $1 in the note: $(cat sonames)"
}

# loads 'NAMES' ARGUMENT...: of the two, these are in place at the end of the run
loads() {
	local expected=$1
	shift
	rm -rf out files.*
	LD_DEBUG=files LD_DEBUG_OUTPUT=$work/files run "$@"
	assert_loaded "$expected" "$*"
}

assert_loaded() { # 'NAMES' WHAT
	local found
	found=$(cat files.* | sed -n 's/.*calling init: .*\/\(libcurl\|libqpdf\)[-.].*/\1/p' | sort -u | xargs)
	[ "$found" = "$1" ] || fail "$2: '$found' is loaded, expected '$1'"
}

what_needs_none_loads_none() {
	loads '' --version
	assert_status 0
	loads '' --help
	assert_status 0
	loads '' audit --help
	loads '' audit --no-such-option
	loads '' profile show jumpcloud-mtp
	assert_status 0
	loads '' replay "$samples/ready" -q -o kept
	assert_status 0
	loads '' compare "$samples/ready" "$samples/not-ready"
}

none_is_linked() {
	readelf -d "$program" >linked
	grep -q 'NEEDED.*libcrypto' linked || fail 'what is linked cannot be told'
	! grep 'NEEDED.*lib\(curl\|qpdf\)' linked || fail 'it is linked'
}

what_needs_them_loads_them() {
	start_standin ready
	export SYNCRO_API_TOKEN=$token
	run replay "$samples/ready" -q -o kept
	loads libqpdf verify -q kept
	assert_status 0
	loads libcurl audit -q -s "$subdomain" --base-url "$base" -o out
	assert_report
	loads 'libcurl libqpdf' doctor
}

by_the_name_in_the_note() {
	local library soname
	loads 'libcurl libqpdf' doctor
	for library in libcurl libqpdf; do
		soname=$(soname_of "$library") || fail "$soname"
		grep -q "calling init: .*/$soname\$" files.* || fail "$soname is not what is loaded"
	done
}

# without LIBRARY: what has its name is no library
without() {
	soname=$(soname_of "$1") || fail "$soname"
	mkdir -p damaged
	echo damaged >"damaged/$soname"
	export LD_LIBRARY_PATH=$work/damaged
}

# outdated LIBRARY: it has none of the functions
outdated() {
	without "$1"
	gcc -shared -nostdlib -x c -o "damaged/$soname" /dev/null || fail 'no library can be made'
}

no_request() { # HOW WORDS
	start_standin ready
	account one ready
	account two ready
	fleet_file '"defaults": {"format": "json"},'
	"$1" libcurl
	audit_sample ready -f json
	assert_status 2
	assert_one_line "$soname" "$2" 'without it no request can be sent' 'package'
	assert_no_report
	run fleet fleet.json
	assert_status 2
	assert_one_line "$soname" "$2" 'without it no request can be sent'
	assert_nothing_sent
	[ -z "$(find reports -type f 2>/dev/null)" ] || fail 'the fleet left files'
	SYNCRO_API_TOKEN=$token run doctor --subdomain acme --base-url "$base"
	assert_status 1
	grep -q "^WRONG libcurl  *.*$soname.*$2" stdout || fail "$(cat stdout)"
	grep -q '^-  *account  *no libcurl' stdout || fail "$(cat stdout)"
	grep -q '^ok  *fonts ' stdout || fail "$(cat stdout)"
	assert_nothing_sent
	run replay "$samples/ready" -q -o replayed
	assert_status 0
}

# What is not read is not verified; all else needs no libqpdf.
no_pdf_is_read() { # HOW WORDS
	"$1" libqpdf
	run replay "$samples/ready" -q -o good
	assert_status 0
	run verify good
	assert_status 2
	grep -q "report.pdf.*$soname.*without it no PDF can be read" stdout stderr ||
		fail "it does not say why: $(cat stdout)"
	! grep 'report.pdf: agrees\|all .* files of this report are' stdout || fail 'it is taken for verified'
	run doctor
	assert_status 1
	grep -q "^WRONG libqpdf  *.*$soname.*$2" stdout || fail "$(cat stdout)"
	grep -q '^ok  *fonts ' stdout || fail "$(cat stdout)"
}

it 'what needs none of them loads none' what_needs_none_loads_none
it 'none of them is linked' none_is_linked
it 'what needs them loads them' what_needs_them_loads_them
it 'who packs the program is told of them' by_the_name_in_the_note
it 'a damaged libcurl' no_request without 'file too short'
it 'a libcurl that lacks a function' no_request outdated 'undefined symbol: curl_'
it 'a damaged libqpdf' no_pdf_is_read without 'file too short'
it 'a libqpdf that lacks a function' no_pdf_is_read outdated 'undefined symbol: qpdf_'
finish
