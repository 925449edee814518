#!/bin/bash
# The configuration file: whose paths are its own, and what the command line puts in its place.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# A folder with everything that an audit can be given, named from there.
prepare() {
	start_standin ready
	mkdir elsewhere
	cp "$samples/ready/attestations.json" "$samples/ready/waivers.json" "$root/templates/brand/"* elsewhere 2>/dev/null
	cp "$root/templates/profiles/jumpcloud-mtp.json" elsewhere/own.json
	(umask 077 && printf '%s\n' "$token" >elsewhere/secret)
	SOURCE_DATE_EPOCH=1795421700 run replay "$samples/ready" -f json -o elsewhere/earlier
	cat >elsewhere/config.json <<-END
		{"subdomain": "$subdomain", "base-url": "$base", "token-file": "secret", "out": "out", "format": "json",
		 "attestations": "attestations.json", "waivers": "waivers.json", "brand": "./example.json",
		 "baseline": "earlier", "history": ["earlier"], "profile": ["own.json"]}
	END
}

from_another_folder() {
	prepare
	run audit --config elsewhere/config.json
	assert_status 0
	[ -f elsewhere/out/manifest.json ] || fail 'the report is not where the file says'
	[ ! -e out ] || fail 'something is made here'
	[ "$(cat stdout)" = elsewhere/out ] || fail "$(cat stdout)"
	[ "$(json elsewhere/out/evidence/run.json 'len(d["history"]), len(d["profiles"])')" = '(1, 1)' ] || fail 'history or profile'
	(cd elsewhere && rm -r out && run audit --config config.json && assert_status 0 && [ -f out/manifest.json ]) || exit 1
}

absolute_paths_stay() {
	prepare
	sed -i "s,\"out\": \"out\",\"out\": \"$work/absolute\"," elsewhere/config.json
	run audit --config elsewhere/config.json
	assert_status 0
	[ -f absolute/manifest.json ] || fail 'an absolute path was changed'
}

# No paths: standard input, the newest report, a profile's id.
what_is_no_path_stays() {
	prepare
	sed -i 's/"token-file": "secret"/"token-file": "-"/; s/"baseline": "earlier"/"baseline": "latest"/' elsewhere/config.json
	status=0
	printf '%s\n' "$token" | "$program" audit --config elsewhere/config.json >stdout 2>stderr || status=$?
	assert_status 0
}

# Those of the command line are named from here.
the_command_line_is_here() {
	prepare
	run audit --config elsewhere/config.json --out here
	assert_status 0
	[ -f here/manifest.json ] || fail 'the command line belongs to the file'
	[ ! -e elsewhere/out ] || fail 'something is made there'
}

a_command_in_place_of_a_file() {
	prepare
	rm elsewhere/secret
	run audit --config elsewhere/config.json --token-command "echo $token"
	assert_status 0
}

a_file_in_place_of_a_command() {
	prepare
	sed -i 's/"token-file": "secret"/"token-command": "exit 3"/' elsewhere/config.json
	run audit --config elsewhere/config.json --token-file elsewhere/secret
	assert_status 0
}

both_in_the_file() {
	prepare
	sed -i 's/"token-file": "secret"/"token-file": "secret", "token-command": "true"/' elsewhere/config.json
	run audit --config elsewhere/config.json
	assert_status 2
	assert_one_line 'exclude each other'
}

a_value_that_no_option_has() {
	prepare
	sed -i 's/"format": "json"/"format": "abc"/' elsewhere/config.json
	run audit --config elsewhere/config.json
	assert_status 2
	assert_one_line "elsewhere/config.json: at '/format': expected a list of xlsx, pdf, " "found 'abc'"
	sed -i 's/"format": "abc"/"mode": "777"/' elsewhere/config.json
	run audit --config elsewhere/config.json
	assert_one_line "elsewhere/config.json: at '/mode': expected 640"
}

it 'its paths are named from its own folder' from_another_folder
it 'an absolute path is left' absolute_paths_stay
it 'what is no path is left' what_is_no_path_stays
it 'paths of the command line are named from here' the_command_line_is_here
it 'a token command of the command line takes the place of its token file' a_command_in_place_of_a_file
it 'and the other way round' a_file_in_place_of_a_command
it 'a value that an option cannot have is told with its place' a_value_that_no_option_has
it 'both in the file exclude each other' both_in_the_file
finish
