#!/bin/bash
# A report that is signed by OpenSSH's ssh-keygen (the real one), and whose signature is checked.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/verify/lib.sh
. "$(dirname "$0")/verify/lib.sh"
unset SSH_AUTH_SOCK SSH_ASKPASS DISPLAY

# make_key NAME [PASSPHRASE]
make_key() {
	ssh-keygen -q -t ed25519 -N "${2:-}" -C "$1" -f "$1" || fail 'no key'
}

# allow NAME [OPTION]: who may sign, by the file "signers"
allow() {
	printf '%s@msp.example %s %s\n' "$1" "${2:-}" "$(cat "$1.pub")" >>signers
}

# signed [ARGUMENT...]: a report in out, signed by dana, whom "signers" names
signed() {
	make_key dana
	allow dana
	report ready --format json --sign dana "$@"
}

# A program of that name which does what is read from standard input, before the real one.
stand_in_front() {
	mkdir front
	{
		printf '#!/bin/bash\n'
		cat
		printf 'exec %q "$@"\n' "$(command -v ssh-keygen)"
	} >front/ssh-keygen
	chmod 755 front/ssh-keygen
	PATH=$work/front:$PATH
}

says_who_signed() {
	signed
	assert_status 0
	verify --signers signers
	assert_status 0
	assert_told '^manifest.json.sig: manifest.json is signed by dana@msp.example'
	assert_told 'nothing is damaged' 'signed by dana@msp.example'
	verify --signers signers -q
	assert_status 0
	[ ! -s stdout ] || fail "quiet: $(cat stdout)"
	ssh-keygen -q -Y verify -I dana@msp.example -n syncro-audit -f signers -s out/manifest.json.sig \
		<out/manifest.json || fail 'OpenSSH by hand does not take it'
}

unchecked_is_said() {
	signed
	verify
	assert_status 0
	assert_told 'nothing is damaged' 'carries a signature, which is not checked' '--signers'
	! grep -q 'signed by' stdout || fail 'it says who'
}

unsigned_differs_where_asked() {
	make_key dana
	allow dana
	report ready --format json
	[ ! -e out/manifest.json.sig ] || fail 'a signature nobody asked for'
	verify
	assert_status 0
	assert_told 'nothing is damaged' 'is not signed'
	verify --signers signers
	assert_status 1
	assert_told '^manifest.json.sig: expected a valid signature' 'nobody signed it'
	assert_told '^1 difference: the folder is not signed as it has to be'
	verify --signers signers -q
	assert_status 1
}

# stranger WORDS COMMAND...: "signers" as the command makes it names nobody who may
stranger() {
	local words=$1
	signed
	make_key other
	rm signers
	shift
	"$@"
	verify --signers signers
	assert_status 1
	assert_told '^manifest.json.sig: expected a valid signature' "$words"
	! grep -q 'signed by\|nothing is damaged' stdout || fail "it says $(cat stdout)"
}

# altered COMMAND...: the signature does not fit any more
altered() {
	signed
	"$@"
	verify --signers signers
	assert_status 1
	assert_told '^manifest.json.sig: expected a .*signature'
	! grep -q 'signed by\|nothing is damaged' stdout || fail "it says $(cat stdout)"
}

edit_manifest() { printf ' ' >>out/manifest.json; }
other_namespace() {
	ssh-keygen -q -Y sign -f dana -n file <out/manifest.json >out/manifest.json.sig
}
of_other_text() { ssh-keygen -q -Y sign -f dana -n syncro-audit <signers >out/manifest.json.sig; }
rubbish() { echo rubbish >out/manifest.json.sig; }
empty() { : >out/manifest.json.sig; }
endless() { truncate -s 3G out/manifest.json.sig; }
link() {
	mv out/manifest.json.sig elsewhere
	ln -s ../elsewhere out/manifest.json.sig
}
pipe() {
	rm out/manifest.json.sig
	mkfifo out/manifest.json.sig
}

# Whoever can write the folder can list the changed file anew, and cannot sign the list.
a_forger_cannot_sign() {
	signed
	sed -i 's/"verdict": "ready"/"verdict": "not-ready"/' out/results.json
	relist
	verify --signers signers
	assert_status 1
	assert_told '^manifest.json.sig: expected a valid signature' 'none that fits manifest.json'
}

no_file_of_the_list() {
	signed
	python3 -ES - <<-'END'
		import json
		d = json.load(open("out/manifest.json"))
		d["files"].append({"name": "manifest.json.sig", "size": 1, "sha256": "0" * 64})
		json.dump(d, open("out/manifest.json", "w"))
	END
	verify
	assert_status 2
}

an_audit_is_signed() {
	start_standin ready
	make_key dana
	allow dana
	audit_sample ready --format json --sign dana
	assert_status 0
	run verify out --signers signers
	assert_status 0
}

a_handover_is_signed() {
	report ready --format json
	mv out report
	make_key dana
	allow dana
	run handover report -o out --sign dana --customer 30001
	assert_status 0
	verify --signers signers
	assert_status 0
	assert_told 'signed by dana@msp.example'
}

# Replayed, a signature is not copied: it is of another manifest.
a_replay_is_unsigned() {
	signed
	run replay out -o again --format json
	assert_status 0
	[ ! -e again/manifest.json.sig ] || fail 'a signature of another folder'
}

what_is_signed_is_not_kept_for_ever() {
	start_standin ready
	make_key dana
	mkdir all
	for each in 1 2; do
		SOURCE_DATE_EPOCH=$((1795508100 + each)) SYNCRO_API_TOKEN=$token \
			run audit --subdomain "$subdomain" --base-url "$base" -f json -o "all/$each" --sign dana --keep 1 \
			--attestations "$samples/ready/attestations.json"
	done
	[ "$(ls all)" = 2 ] || fail "left: $(ls all), $(cat stderr)"
}

an_agent_signs() {
	make_key dana
	allow dana
	eval "$(ssh-agent -a "$work/agent")" >agent.log
	servers+=("$SSH_AGENT_PID")
	ssh-add -q dana || fail 'no agent'
	rm dana
	report ready --format json --sign dana.pub
	verify --signers signers
	assert_status 0
	assert_told 'signed by dana@msp.example'
}

# before_asking MESSAGE ARGUMENT...: told, and nothing was asked of Syncro
before_asking() {
	local message=$1
	shift
	start_standin ready
	audit "$@"
	assert_status 2
	assert_no_report
	grep -qF -- "$message" stderr || fail "lacks '$message'"
	assert_nothing_sent
}

without_ssh_keygen() {
	make_key dana
	allow dana
	mkdir empty
	start_standin ready
	PATH=$work/empty audit --sign dana
	assert_status 2
	assert_no_report
	assert_nothing_sent
	grep -qF 'ssh-keygen (of OpenSSH) cannot be run' stderr || fail 'it does not say what is missing'
	report ready --format json
	PATH=$work/empty run verify out --signers signers
	assert_status 2
	grep -qF 'ssh-keygen (of OpenSSH) cannot be run' stderr || fail 'it does not say what is missing'
	PATH=$work/empty run verify out
	assert_status 0
}

key_others_can_read() {
	make_key dana
	chmod 644 dana
	before_asking "others can read it; mend it with: chmod 600 'dana'" --sign dana
}

no_key_at_all() {
	echo rubbish >dana
	before_asking 'finds no key in it' --sign dana
}

nobody_holds_the_private_key() {
	make_key dana
	mv dana elsewhere
	before_asking 'is a public key, and there is no agent' --sign dana.pub
}

no_half_written_report() {
	make_key dana 'a passphrase'
	run replay "$samples/ready" --format json -o out --sign dana </dev/null
	assert_status 2
	assert_no_report
	[ ! -s stdout ] || fail "a folder is told: $(cat stdout)"
	grep -qF "syncro-audit: --sign 'dana': ssh-keygen ended with status" stderr || fail 'it does not say why'
}

signer_that_signs_nothing() {
	make_key dana
	stand_in_front <<<'[ "$2" != -Y ] || exit 0'
	run replay "$samples/ready" --format json -o out --sign dana
	assert_status 2
	assert_no_report
	grep -qF 'made no signature' stderr || fail 'it does not say why'
}

signer_that_hangs_hears() { # SIGNAL STATUS
	make_key dana
	stand_in_front <<<'if [ "$2" = -Y ]; then touch asked; exec sleep 1000; fi'
	"$program" replay "$samples/ready" --format json -o out --sign dana >stdout 2>stderr &
	wait_until 60 test -e asked || fail 'nobody is asked to sign'
	kill -s "$1" $!
	status=0
	wait $! || status=$?
	assert_status "$2"
	assert_no_report
	! pgrep -f 'sleep 1000' -P $$ >/dev/null || fail 'it is left running'
}

# Neither the token nor the portal's key, wherever the token came from.
signer_gets_no_secret() {
	local variable
	start_standin ready
	make_key dana
	stand_in_front <<<"env >>'$work/seen'; tr '\\0' ' ' </proc/self/cmdline >>'$work/seen'"
	printf %s "$token" >token.txt
	chmod 600 token.txt
	SYNCRO_API_TOKEN=$token JUMPCLOUD_API_KEY=another-secret-0123456789 run audit --subdomain "$subdomain" \
		--base-url "$base" --out out --format json --token-file token.txt --sign dana \
		--attestations "$samples/ready/attestations.json"
	assert_report
	grep -q '^PATH=' seen || fail 'it was not asked'
	for variable in "$token" SYNCRO_API_TOKEN JUMPCLOUD_API_KEY another-secret; do
		! grep -qF "$variable" seen || fail "it gets $variable"
	done
}

no_signers() {
	signed
	run verify out --signers nowhere
	assert_status 2
	assert_one_line "--signers 'nowhere': No such file"
}

# The record of a run is what a replay has to know: not who signs, nor who reads.
not_recorded() {
	signed --mode 640
	! grep -qE '"(sign|mode)"' out/evidence/run.json || fail 'it is recorded'
}

it 'verify says who signed' says_who_signed
it 'a signature that nobody checks is said to be there' unchecked_is_said
it 'no signature is a difference, where one is asked for' unsigned_differs_where_asked
it 'a key that the signers do not name' stranger 'a key that they do not name' allow other
it 'a key that may sign no more' stranger 'not any more' allow dana 'valid-before="20200101"'
it 'a key that may sign other things' stranger 'not for this' allow dana 'namespaces="git"'
for each in edit_manifest other_namespace of_other_text rubbish empty endless link pipe; do
	it "a signature that does not fit: $each" altered "$each"
done
it 'who lists a changed file anew cannot sign the list' a_forger_cannot_sign
it 'a manifest that lists its own signature is none' no_file_of_the_list
it 'audit signs' an_audit_is_signed
it 'handover signs' a_handover_is_signed
it 'a replay of what is signed is not' a_replay_is_unsigned
it '--keep deletes what is signed too' what_is_signed_is_not_kept_for_ever
it 'a key of an agent' an_agent_signs
it 'without ssh-keygen: told before anything is asked' without_ssh_keygen
it 'a key that is not there: told before anything is asked' before_asking "--sign 'nokey': No such file" --sign nokey
it 'a key that others can read: told before anything is asked' key_others_can_read
it 'a file that is no key: told before anything is asked' no_key_at_all
it 'a public key alone: told before anything is asked' nobody_holds_the_private_key
it 'a key that cannot be opened leaves no report behind' no_half_written_report
it 'nor does a program that signs nothing' signer_that_signs_nothing
it 'one that hangs hears SIGTERM' signer_that_hangs_hears TERM 143
it 'one that hangs hears SIGINT' signer_that_hangs_hears INT 130
it 'what signs gets no secret' signer_gets_no_secret
it 'a file of signers that is not there' no_signers
it 'neither is recorded' not_recorded
finish
