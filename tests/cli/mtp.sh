#!/bin/bash
# The side of JumpCloud's MTP: what is asked there, what it decides, and that it
# never costs the Syncro audit.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2
key='standin-mtp-key-0123456789'

# serve [PYTHON]: the ready account and an MTP beside it, changed by a statement on `m`
serve() {
	mkdir "$work/served"
	cp -r "$root/samples/ready" "$work/served/ready"
	samples=$work/served
	python3 - "$work/served/ready/mtp.json" "${1:-pass}" <<'PYTHON'
import json, sys
def admin(number, role, suspended=False):
    return {"_id": "a%d" % number, "email": "admin%d@msp.example" % number, "firstname": "Ada",
            "lastname": "No. %d" % number, "enableMultiFactor": True, "registered": True,
            "roleName": role, "suspended": suspended}
def mapping(number, name):
    return {"company": {"id": str(number), "name": name},
            "organization": {"id": "o%d" % number, "name": name + " (JumpCloud)"}}
m = {"provider_id": "p1",
     "administrators": [admin(1, "Administrator"), admin(2, "administrator with BILLING"), admin(3, "Read Only")],
     "integrations": [{"integrationId": "i0", "type": "autotask"}, {"integrationId": "i1", "type": "syncro"},
                      {"integrationId": "i2", "type": "syncro"}],
     "syncro": {"i1": {"id": "i1", "subdomain": "SUBDOMAIN", "isMspAuthConfigured": True},
                "i2": {"id": "i2", "subdomain": "somebody-else", "isMspAuthConfigured": True}},
     "mappings": {"i1": [mapping(30001, "Sablemere  FOUNDRY"), mapping(30008, "Juniperholt Foundry")],
                  "i2": [mapping(1, "Of another account")]}}
m["syncro"]["i1"]["subdomain"] = json.load(open(sys.argv[1].replace("mtp.json", "evidence/run.json")))["account"]["subdomain"]
exec(sys.argv[2])
json.dump(m, open(sys.argv[1], "w"))
PYTHON
}

begin() { # [PYTHON [FAULT]...]
	local change=${1:-pass}
	shift || true
	serve "$change"
	faults "$@"
	start_standin ready --faults "$work/plan"
}

audit_mtp() { # ARGUMENT...: without anybody's word for the billing role
	python3 - "$root/samples/ready/attestations.json" >"$work/attested.json" <<'PYTHON'
import json, sys
d = json.load(open(sys.argv[1]))
d["attestations"] = [a for a in d["attestations"] if a["requirement"] != "JC-1.1"]
json.dump(d, sys.stdout)
PYTHON
	JUMPCLOUD_API_KEY=${mtp_key-$key} audit --attestations "$work/attested.json" \
		--waivers "$samples/ready/waivers.json" --mtp-provider p1 --mtp-base-url "${base%/api/v1}/api/v2" "$@"
}

attested() { # ARGUMENT...: with it
	JUMPCLOUD_API_KEY=${mtp_key-$key} audit_sample ready --mtp-provider p1 --mtp-base-url "${base%/api/v1}/api/v2" "$@"
}

no_mtp_request_but() { # N
	assert_requests '$4 ~ /^\/api\/v2\//' "$1"
}

passes() { # [PYTHON]
	begin "${1:-pass}"
	audit_mtp
	assert_status 0
	assert_json 'f["JC-1.1"]["verdict"], f["JC-1.1"]["proof"]' "('pass', 'probed')"
	assert_json '{o["source"] for o in f["JC-1.1"]["observations"]}' "{'GET /providers/{id}/administrators'}"
	assert_json '[(s["path"], s["complete"]) for s in d["sources"] if s.get("api") == "mtp"]' "[('/providers/{id}/administrators', True), ('/providers/{id}/integrations', True), ('/integrations/syncro/{id}', True), ('/integrations/syncro/{id}/mappings', True)]"
}

only_what_is_needed() {
	begin
	audit_mtp --rate 200
	assert_status 0
	# Two pages of each list, the last one empty; two details; the mappings of our own.
	no_mtp_request_but 8
	assert_requests '$4 ~ /i2\/mappings/' 0
	awk '$4 ~ /^\/api\/v2\// { mtp = 1; next } mtp { exit 1 }' "$requests" || fail 'Syncro is asked after the MTP'
	grep -c '"api": *"mtp"' out/evidence/requests.jsonl | grep -qx 8 || fail 'the log does not tell whose requests they are'
}

fails() { # PYTHON
	begin "$1"
	audit_mtp
	assert_status 1
	assert_json 'f["JC-1.1"]["verdict"], f["JC-1.1"]["proof"]' "('fail', 'probed')"
}

evidence_beats_a_word() {
	begin 'del m["administrators"][1]'
	attested
	assert_status 1
	assert_json 'f["JC-1.1"]["verdict"]' fail
}

not_checked() { # WHAT FAULT
	begin pass "GET /api/v2/providers/{id}/administrators -> $2"
	audit_mtp
	assert_status 3
	assert_json 'f["JC-1.1"]["verdict"]' manual
	assert_json "'$1' in f['JC-1.1']['summary']" True
	[ "$(json out/attestations.todo.json '[a["requirement"] for a in d["attestations"]]')" = "['JC-1.1']" ] || fail 'it is not to be attested'
}

not_checked_but_attested() { # FAULT
	begin pass "GET /api/v2/providers/{id}/administrators -> $1"
	attested
	assert_status 0
	assert_json 'f["JC-1.1"]["verdict"], f["JC-1.1"]["proof"]' "('pass', 'attested')"
	assert_json 'any("not checked" in o["observed"] for o in f["JC-1.1"]["observations"])' True
}

a_wrong_key() {
	begin
	mtp_key=another-key-0123456789 attested
	assert_status 0
	no_mtp_request_but 1
	assert_json 'f["JC-7.6"]["verdict"], f["JC-7.6"]["reason"]' "('unknown', 'unauthenticated')"
}

nobody_there() {
	begin
	JUMPCLOUD_API_KEY=$key audit_sample ready --mtp-provider p1 --mtp-base-url http://127.0.0.1:1
	assert_status 0
	assert_json 'f["JC-1.1"]["proof"], f["JC-7.6"]["verdict"], f["JC-7.6"]["reason"]' "('attested', 'unknown', 'unreachable')"
}

# A fault is unknown, whatever a person says.
fault() { # REASON FAULT
	begin pass "GET /api/v2/providers/{id}/administrators -> $2"
	attested --time-budget 6
	assert_status 3
	assert_json 'f["JC-1.1"]["verdict"], f["JC-1.1"]["reason"]' "('unknown', '$1')"
	assert_json 'f["JC-5.1"]["verdict"]' pass
}

cut_short() { # FAULT: of the second page, with nobody qualified on the first
	begin 'm["administrators"] = [admin(i, "Administrator") for i in range(120)] + [admin(900, "Administrator With Billing")]' \
		"GET /api/v2/providers/{id}/administrators skip=100 -> $1"
	attested --time-budget 6
	assert_status 3
	assert_json 'f["JC-1.1"]["verdict"], f["JC-1.1"]["reason"]' "('unknown', 'truncated')"
}

long_list() {
	begin 'm["administrators"] = [admin(i, "Administrator") for i in range(230)] + [admin(900, "Administrator With Billing")]'
	audit_mtp
	assert_status 0
	assert_requests '$4 ~ /administrators/' 4
}

mistakes() { # WORD ARGUMENT...
	local word=$1
	shift
	begin
	audit_sample ready "$@"
	assert_status 2
	assert_one_line "$word"
	assert_nothing_sent
	assert_no_report
}

no_key() {
	begin
	audit_sample ready --mtp-provider p1 --mtp-base-url "${base%/api/v1}/api/v2"
	assert_status 2
	assert_one_line JUMPCLOUD_API_KEY
	assert_nothing_sent
	assert_no_report
}

mappings() {
	begin 'm["mappings"]["i1"] += [mapping(7, "Long Gone"), mapping(30141, "Dapplehaven Dental"), mapping(30015, "Sablevale Printing")]'
	audit_mtp
	assert_status 0
	assert_json 'f["JC-7.6"]["verdict"]' informational
	assert_json '[o["object"] for o in f["JC-7.6"]["observations"]]' "['customer:7', 'customer:30015', 'customer:30141']"
	assert_json '["Gone from Syncro" in o["observed"] or "Called \"Sablevale Print\"" in o["observed"] or "Disabled" in o["observed"] for o in f["JC-7.6"]["observations"]]' '[True, True, True]'
}

mappings_fine() {
	begin
	audit_mtp
	assert_json 'f["JC-7.6"]["verdict"], f["JC-7.6"]["proof"]' "('notapplicable', 'probed')"
}

mappings_unread() { # PATH FAULT REASON
	begin pass "GET /api/v2$1 -> $2"
	audit_mtp
	assert_status 0
	assert_json 'f["JC-7.6"]["verdict"], f["JC-7.6"]["reason"]' "('unknown', '$3')"
	assert_json 'f["JC-1.1"]["verdict"]' pass
}

in_no_output() {
	begin 'm["syncro"]["i1"]["note"] = "'$key'"; m["syncro"]["i1"]["apiToken"] = "another-tenants-token"; m["administrators"][0]["firstname"] = "'"$token"'"' \
		"GET /customers -> 503 retry-after=0 times=1 body={\"error\":\"$key\"}"
	audit_mtp -v
	assert_status 0
	assert_nowhere "$token" "$key" another-tenants-token
	! grep -F -e "$token" -e "$key" "$requests" || fail 'a secret was sent in a path'
}

# Two servers that write down what they are sent.
each_to_its_own() {
	cat >server.py <<'PYTHON'
import http.server, json, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open(sys.argv[1], "a") as log:
            log.write(self.path + "\n" + str(self.headers))
        body = sys.argv[3].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *ignored):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
open(sys.argv[2], "w").write(str(server.server_port))
server.serve_forever()
PYTHON
	local name
	for name in syncro mtp; do
		python3 server.py "$name.log" "$name.port" '{"user_id":1,"user_name":"A","results":[]}' &
		servers+=($!)
		wait_until 20 test -s "$name.port"
	done
	SYNCRO_API_TOKEN=$token JUMPCLOUD_API_KEY=$key run audit -s acme --base-url "http://127.0.0.1:$(cat syncro.port)" \
		--mtp-provider p1 --mtp-base-url "http://127.0.0.1:$(cat mtp.port)" -o out --format json
	[ "$status" != 2 ] || fail 'no report'
	grep -q "^Authorization: Bearer $token" syncro.log || fail 'Syncro did not get the token'
	grep -q "^x-api-key: $key" mtp.log || fail 'the MTP did not get the key'
	! grep -F "$key" syncro.log || fail 'Syncro got the key of the MTP'
	! grep -F "$token" mtp.log || fail 'the MTP got the token'
	! grep -i '^x-api-key' syncro.log || fail 'a header of the MTP'
	! grep -i '^authorization' mtp.log || fail 'a header of Syncro'
}

replayed() { # [FAULT]
	begin 'm["mappings"]["i1"] += [mapping(7, "Long Gone")]' "$@"
	attested
	run replay out -o again
	for file in results.json report.xlsx report.pdf attestations.todo.json evidence/run.json evidence/requests.jsonl; do
		cmp "out/$file" "again/$file" || fail "$file differs"
	done
	! grep -rF "$key" out again || fail 'the key is recorded'
}

tampered() { # WORD COMMAND
	begin
	audit_mtp
	(cd out/evidence && eval "$2") || fail 'the evidence could not be changed'
	run replay out -o again
	assert_status 2
	assert_one_line "$1"
	[ ! -e again ] || fail 'a report was written'
}

# As if what is left had been all: each line, and its body, by the number of its place.
renumber() { # EVIDENCE
	python3 - "$1" <<'PY' || fail 'the log cannot be numbered again'
import json, os, sys
log = os.path.join(sys.argv[1], "requests.jsonl")
with open(log, encoding="utf-8") as file:
    lines = [json.loads(line) for line in file]
for place, line in enumerate(lines, 1):
    line["evidence"] = "E-%03d" % place
    if line["body"]:
        name = "%04d-%s" % (place, line["body"].split("-", 1)[1])
        os.rename(os.path.join(sys.argv[1], line["body"]), os.path.join(sys.argv[1], name))
        line["body"] = name
with open(log, "w", encoding="utf-8") as file:
    file.writelines(json.dumps(line) + "\n" for line in lines)
PY
}

lines_taken_out() {
	begin 'del m["administrators"][1]'
	attested
	assert_status 1
	sed -i '/administrators/d' out/evidence/requests.jsonl
	renumber out/evidence
	run replay out -o again
	assert_status 3
	[ "$(json again/results.json 'f["JC-1.1"]["verdict"], f["JC-1.1"]["reason"]')" = "('unknown', 'not-requested')" ] || fail 'it is decided'
}

dry_run() {
	begin
	run audit -s "$subdomain" --base-url "$base" --mtp-provider p1 --dry-run
	assert_status 0
	assert_nothing_sent
	[ "$(grep -c ' mtp$' stdout)" = 7 ] || fail "$(cat stdout)"
	grep -qx 'GET /providers/p1/administrators?limit=100&skip=0 mtp' stdout || fail "$(cat stdout)"
	grep -qx 'GET /integrations/syncro/{id}/mappings?limit=100&skip={n} mtp' stdout || fail "$(cat stdout)"
	grep -v ' mtp$' stdout >syncro
	run audit -s "$subdomain" --base-url "$base" --dry-run
	cmp syncro stdout || fail 'the requests to Syncro are not told as without the MTP'
}

token_refused() {
	begin
	api_token=some-other-token-0123456789 attested
	assert_status 1
	no_mtp_request_but 0
	assert_json 'f["JC-1.1"]["verdict"]' unknown
}

interrupted_budget() {
	begin pass 'GET /api/v2/providers/{id}/administrators -> stall'
	attested --time-budget 4
	assert_status 3
	assert_json 'f["JC-1.1"]["verdict"], f["JC-1.1"]["reason"]' "('unknown', 'timeout')"
	assert_json '[f["JC-5.1"]["verdict"], f["JC-4.1"]["verdict"]]' "['pass', 'pass']"
}

it 'an administrator with the role, in whatever case' passes
it 'no more is asked than is needed, after Syncro, and it is told apart' only_what_is_needed
it 'no such administrator' fails 'del m["administrators"][1]'
it 'one who is suspended is none' fails 'm["administrators"][1]["suspended"] = True'
it 'evidence counts more than a word' evidence_beats_a_word
it '401 is not checked' not_checked 'status 401' 401
it '403 is not checked' not_checked 'status 403' 403
it '404 is not checked' not_checked 'status 404' 404
it '403 with a page for people is not checked' not_checked 'status 403' '403 body=<html>'
it '401 and a word for it' not_checked_but_attested 401
it '403 and a word for it' not_checked_but_attested 403
it '404 and a word for it' not_checked_but_attested 404
it 'a wrong key is told once' a_wrong_key
it 'nobody there: the Syncro audit is as without' nobody_there
it '500 is unknown' fault server-error '500 retry-after=0'
it '429 is unknown' fault rate-limited '429 retry-after=0'
it 'HTML is unknown' fault malformed html200
it 'bad JSON is unknown' fault malformed bad-json
it 'an empty body is unknown' fault malformed empty
it 'a redirect is not followed, and unknown' fault malformed 'redirect=http://127.0.0.1:1/'
it 'no answer in time is unknown' interrupted_budget
it 'a second page with 500' cut_short '500 retry-after=0'
it 'a second page with 403' cut_short 403
it 'a second page with nothing on it' cut_short '200 body={"results":[],"totalCount":121}'
it 'several pages, to the end' long_list
it '--mtp-provider without a key' no_key
it '--mtp-base-url alone' mistakes --mtp-provider --mtp-base-url http://127.0.0.1:1
it 'an id that bends the path' mistakes --mtp-provider --mtp-provider ../x
it 'http to another host' mistakes --mtp-base-url --mtp-provider p1 --mtp-base-url http://mtp.example/
it 'mapped companies that are gone, disabled, renamed' mappings
it 'mapped companies that are fine' mappings_fine
it 'integrations: 404' mappings_unread '/providers/{id}/integrations' 404 malformed
it 'integrations: 403' mappings_unread '/providers/{id}/integrations' 403 no-permission
it 'an integration: 500' mappings_unread '/integrations/syncro/{id}' '500 retry-after=0' server-error
it 'mappings: 403' mappings_unread '/integrations/syncro/{id}/mappings' 403 no-permission
it 'mappings: a row without a name' mappings_unread '/integrations/syncro/{id}/mappings' '200 body={"records":[{"company":{"id":5}}]}' malformed
it 'neither secret in any output' in_no_output
it 'the token to Syncro, the key to the MTP, and nothing else' each_to_its_own
it 'replayed byte for byte' replayed
it 'replayed byte for byte after 403' replayed 'GET /api/v2/providers/{id}/administrators -> 403'
it 'replayed byte for byte after 500' replayed 'GET /api/v2/integrations/syncro/{id}/mappings -> 500 retry-after=0'
it 'a log that speaks of an MTP nobody asked' tampered 'names no provider' "python3 -c 'import json; d = json.load(open(\"run.json\")); del d[\"mtp\"]; json.dump(d, open(\"run.json\", \"w\"))'"
it 'an id in run.json that bends a path' tampered provider 'sed -i "s,\"p1\",\"p1/../x\"," run.json'
it 'a root in run.json that is none' tampered run.json 'sed -i "s,http://127.0.0.1:[0-9]*/api/v2,http://mtp.example," run.json'
it 'an API nobody knows' tampered "'api'" 'sed -i "s/\"mtp\"/\"other\"/" requests.jsonl'
it 'a write to the MTP' tampered "'method'" 'sed -i "/\"mtp\"/s/GET/PUT/" requests.jsonl'
it 'answers taken out of the evidence decide nothing' lines_taken_out
it '--dry-run tells them apart' dry_run
it 'a token that is refused: the MTP is not asked' token_refused
finish
