#!/bin/bash
# Proxies are used as curl uses them; what goes wrong with one, or without one, is explained.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

unset CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR
unset HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy NO_PROXY no_proxy

proxy_ready() {
	[ -s proxy.port ] || ! kill -0 "${servers[-1]}" 2>/dev/null
}

# start_proxy MODE [NUMBER]: sets $proxy, with a name and a password in it
start_proxy() {
	"$root/tests/cli/connect-proxy" "$@" >proxy.port 2>proxy.err &
	servers+=($!)
	wait_until 20 proxy_ready
	[ -s proxy.port ] || fail "the proxy does not start: $(cat proxy.err)"
	proxy=http://dana:open-sesame-9@127.0.0.1:$(cat proxy.port)
}

# Syncro's own host, behind the proxy: nothing is looked up or reached without it.
serve_behind_proxy() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout server.key \
		-subj /CN=test -addext 'subjectAltName=DNS:*.syncromsp.com' -out server.pem 2>openssl.err ||
		fail "openssl: $(cat openssl.err)"
	start_standin ready --tls-cert server.pem --tls-key server.key
	export CURL_CA_BUNDLE=$work/server.pem
	base=${base##*:}
	start_proxy tunnel "${base%%/*}"
	base=https://$subdomain.syncromsp.com/api/v1
}

asked_proxy() {
	[ -s proxy.log ] || fail 'the proxy was not asked'
}

not_asked_proxy() {
	[ ! -s proxy.log ] || fail "the proxy was asked: $(cat proxy.log)"
}

through() { # VARIABLE
	serve_behind_proxy
	export "$1=$proxy"
	audit_sample ready --verbose
	assert_status 0
	asked_proxy
	grep -q "^CONNECT $subdomain.syncromsp.com:443 " proxy.log || fail "$(cat proxy.log)"
	# The token is for the host alone, name and password are for the proxy alone.
	! grep -qi "$token\|bearer" proxy.log || fail 'the proxy saw the token'
	grep -q "^Proxy-Authorization: Basic $(printf 'dana:open-sesame-9' | base64)" proxy.log ||
		fail 'the proxy was not told the name'
	assert_nowhere open-sesame "$(printf 'dana:open-sesame-9' | base64)" dana
}

# audit_refused WORD...: behind $proxy
audit_refused() {
	base=https://acme.syncromsp.com/api/v1 subdomain=acme
	HTTPS_PROXY=$proxy audit --time-budget 3 --verbose
	assert_status 2
	assert_no_report
	for word in 'cannot be reached' "$@"; do
		grep -qF -- "$word" stderr || fail "standard error lacks: $word"
	done
	! grep -q 'sesame\|dana' stderr stdout || fail 'the password is told'
}

refused() { # STATUS WORD...
	start_proxy refuse "$1"
	audit_refused "the proxy refused the connection with status $1" "${@:2}"
	! grep -qi "$token" proxy.log || fail 'the proxy saw the token'
}

stalls() {
	start_proxy stall
	audit_refused 'no answer in time'
}

proxy_is_gone() {
	proxy=http://dana:open-sesame-9@127.0.0.1:1
	audit_refused 'no connection to the host, or to the proxy before it' 'Connection refused'
}

proxy_has_no_address() {
	proxy=http://dana:open-sesame-9@nowhere.invalid:3128
	audit_refused "the proxy's name cannot be resolved" 'is HTTPS_PROXY right?'
}

not_through() { # NO_PROXY: the host has no address, so it fails without the proxy
	start_proxy refuse 403
	base=https://nowhere.invalid/api/v1 subdomain=acme
	HTTPS_PROXY=$proxy NO_PROXY=$1 audit --time-budget 3
	assert_status 2
	not_asked_proxy
	grep -q "the host's name cannot be resolved: is the subdomain right, is there a network?" stderr ||
		fail 'the reason is not told'
}

never_for_loopback() {
	start_proxy refuse 403
	start_standin ready
	HTTP_PROXY=$proxy http_proxy=$proxy ALL_PROXY=$proxy audit_sample ready
	assert_status 0
	not_asked_proxy
}

# What cannot be read as an address is not repeated: there is a password in it.
bad_address() { # VARIABLE ADDRESS
	base=https://acme.syncromsp.com/api/v1 subdomain=acme
	export "$1=$2"
	audit --time-budget 3 --verbose
	assert_status 2
	assert_no_report
	grep -q 'cannot be reached: .*HTTPS_PROXY\|cannot be reached: no connection to the host, or to the proxy' stderr ||
		fail 'the proxy is not told of'
	! grep -q 'SECRET\|secret' stderr stdout || fail 'the password is told'
}

bad_addresses() { # VARIABLE
	local address
	while IFS= read -r address; do
		(bad_address "$1" "$address") || exit 1
	done <<-'END'
		http://user:SECRET-77@127.0.0.1:abc
		http://user:SECRET-77@127.0.0.1:99999
		ftp://user:SECRET-77@127.0.0.1
		htp://user:SECRET-77@127.0.0.1:8080
		http://user:SECRET-77@x@127.0.0.1:1
		http://user:SECRET-77/x@127.0.0.1:1
		http://user:SECRET-77#x@127.0.0.1:1
		http://user:SECRET-77?x@127.0.0.1:1
		http://user:SECRET-77@[::1
		http://user:SECRET-77 x@127.0.0.1:1
		user:SECRET-77/x@127.0.0.1:1
		"http://user:SECRET-77@127.0.0.1:1"
		http://SECRET-77
	END
	(bad_address "$1" $'http://user:SECRET-77\n@127.0.0.1:1') || exit 1
}

connection_refused() {
	base=https://localhost:1/api/v1 subdomain=acme
	audit --time-budget 3 -q
	assert_status 2
	assert_one_line 'no connection to the host' 'Connection refused'
	assert_no_report
}

it 'goes through HTTPS_PROXY' through HTTPS_PROXY
it 'goes through https_proxy' through https_proxy
it 'goes through ALL_PROXY' through ALL_PROXY
it 'goes past the proxy for a host in NO_PROXY' not_through nowhere.invalid
it 'goes past the proxy for a domain in NO_PROXY' not_through .invalid
it 'goes past the proxy for NO_PROXY=*' not_through '*'
it 'shows no proxy the token of a loopback' never_for_loopback
it 'explains 407' refused 407 'HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT'
it 'explains 403' refused 403 'it does not allow this host'
it 'explains 502' refused 502 'it cannot reach the host'
it 'explains a proxy that says nothing' stalls
it 'explains a proxy that is not there' proxy_is_gone
it 'explains a proxy whose name is unknown' proxy_has_no_address
it 'repeats no HTTPS_PROXY that cannot be read' bad_addresses HTTPS_PROXY
it 'repeats no ALL_PROXY that cannot be read' bad_addresses ALL_PROXY
it 'explains a refused connection' connection_refused
finish
