#!/bin/bash
# TLS 1.2 or newer, certificate and host name checked, or the token stays here.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# Only what a case sets itself counts.
unset CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR

new_key() { # NAME ARGUMENT...: a key and what `openssl req` makes of it
	local name=$1
	shift
	openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$name.key" "$@" \
		2>openssl.err || fail "openssl: $(cat openssl.err)"
}

# certificate NAME HOST DAYS: signed by the CA in ca.pem, made when it is not there. What ends
# before today begins before that, or newer versions of openssl refuse to sign it.
certificate() {
	[ -f ca.pem ] || new_key ca -x509 -days 2 -subj '/CN=CA of this test' -out ca.pem
	printf '%s\n' '[ca]' 'default_ca = c' '[c]' 'database = index' 'serial = serial' \
		'rand_serial = yes' 'new_certs_dir = .' 'default_md = sha256' 'policy = p' \
		'[p]' 'commonName = supplied' >ca.cnf
	: >index
	new_key "$1" -subj "/CN=$2" -out "$1.csr"
	printf 'subjectAltName=DNS:%s\n' "$2" >"$1.ext"
	openssl ca -batch -config ca.cnf -cert ca.pem -keyfile ca.key -in "$1.csr" -out "$1.pem" \
		-notext -extfile "$1.ext" -startdate 20200101000000Z \
		-enddate "$(date -u -d "$3 days" +%Y%m%d%H%M%SZ)" 2>openssl.err ||
		fail "openssl: $(cat openssl.err)"
}

# serve HOST DAYS: a stand-in with such a certificate, asked for as localhost
serve() {
	certificate server "$1" "$2"
	start_standin ready --tls-cert server.pem --tls-key server.key
	base=${base/127.0.0.1/localhost}
}

assert_refused() { # WORD...
	assert_status 2
	assert_one_line 'cannot be reached' "$@"
	assert_nothing_sent
	assert_no_report
}

trusted() { # VARIABLE
	serve localhost 2
	export "$1=$work/ca.pem"
	audit_sample ready
	assert_status 0
	assert_report
}

trusted_folder() {
	serve localhost 2
	mkdir cas
	cp ca.pem cas/"$(openssl x509 -in ca.pem -noout -hash)".0
	export SSL_CERT_DIR=$work/cas
	audit_sample ready
	assert_status 0
}

# It would hold what opens every recorded connection.
no_key_log() {
	serve localhost 2
	export CURL_CA_BUNDLE=$work/ca.pem SSLKEYLOGFILE=$work/keys
	audit_sample ready
	assert_status 0
	[ ! -e keys ] || fail 'the keys of the connection were written down'
}

unknown_issuer() {
	serve localhost 2
	audit -q
	assert_refused 'unknown issuer' 'CURL_CA_BUNDLE'
}

self_signed() {
	new_key server -x509 -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost -out server.pem
	start_standin ready --tls-cert server.pem --tls-key server.key
	base=${base/127.0.0.1/localhost}
	audit -q
	assert_refused 'self-signed' 'CURL_CA_BUNDLE'
}

wrong_host() {
	serve other.example 2
	CURL_CA_BUNDLE=$work/ca.pem audit -q
	assert_refused 'for another host name' 'is the address right?'
}

expired() {
	serve localhost -1
	CURL_CA_BUNDLE=$work/ca.pem audit -q
	assert_refused 'has expired' 'clock'
}

bundle_is_missing() {
	serve localhost 2
	CURL_CA_BUNDLE=$work/missing.pem audit -q
	assert_refused 'the file of trusted certificates cannot be read' 'missing.pem'
}

# A system that would allow it must not matter.
allow_old_tls() {
	printf '%s\n' 'openssl_conf = c' '[c]' 'ssl_conf = s' '[s]' 'system_default = d' '[d]' \
		'MinProtocol = TLSv1' 'CipherString = ALL:@SECLEVEL=0' >openssl.cnf
	export OPENSSL_CONF=$work/openssl.cnf
}

listening() {
	grep -q '^ACCEPT' server.log || ! kill -0 "${servers[-1]}" 2>/dev/null
}

serve_old_tls() { # VERSION: sets $base
	certificate server localhost 2
	allow_old_tls
	openssl s_server -accept 127.0.0.1:0 -cert server.pem -key server.key "-$1" -www >server.log 2>&1 &
	servers+=($!)
	wait_until 20 listening
	base=https://localhost:$(sed -n 's/^ACCEPT .*:\([0-9]*\).*/\1/p' server.log)/api/v1
	subdomain=acme
	export CURL_CA_BUNDLE=$work/ca.pem
}

old_tls() { # VERSION
	serve_old_tls "$1"
	# The server does speak it with whoever wants to.
	curl -s --tlsv1.0 "$base" >page || fail "curl does not get through: $(cat server.log)"
	audit -q
	assert_status 2
	assert_one_line 'cannot be reached' 'TLS 1.2 or newer is needed'
	assert_no_report
}

it 'writes no keys of a connection, whatever SSLKEYLOGFILE says' no_key_log
it 'trusts what CURL_CA_BUNDLE names' trusted CURL_CA_BUNDLE
it 'trusts what SSL_CERT_FILE names' trusted SSL_CERT_FILE
it 'trusts what is in SSL_CERT_DIR' trusted_folder
it 'refuses an unknown issuer, and names CURL_CA_BUNDLE' unknown_issuer
it 'refuses a self-signed certificate' self_signed
it 'refuses a certificate for another host' wrong_host
it 'refuses an expired certificate' expired
it 'says that the file of trusted certificates is missing' bundle_is_missing
it 'does not speak TLS 1.1' old_tls tls1_1
it 'does not speak TLS 1.0' old_tls tls1
finish
