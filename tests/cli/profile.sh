#!/bin/bash
# The built-in profiles, and the command that lists, shows, lints and compares profiles.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

profiles=$root/templates/profiles
ids='cloudblue cloudradial-chat cyberhoot dnsfilter gradient guardz helpdesk-buttons hudu jumpcloud-mtp m365-documentation msportal
n8n-syncrormm quoter rocketcyber saas-alerts scalepad support-fusion zomentum'

lists() {
	local id
	run profile list
	assert_status 0
	assert_quiet
	# shellcheck disable=SC2086
	assert_lines <(awk '{print $1}' stdout) $ids
	for id in $ids; do
		grep -qF "$(json "$profiles/$id.json" 'd["title"]')" stdout || fail "the title of $id is missing"
		[ "$(awk -v id="$id" '$1 == id {print $2}' stdout)" = "$(json "$profiles/$id.json" 'len(d["requirements"])')" ] ||
			fail "the number of requirements of $id is wrong"
	done
}

lists_what_is_there() {
	mkdir -p templates/profiles
	cp "$root/templates/permissions.json" templates
	cp "$profiles/quoter.json" templates/profiles
	touch templates/profiles/notes.txt templates/profiles/.quoter.json
	SYNCRO_AUDIT_TEMPLATES=$work/templates run profile list
	assert_status 0
	[ "$(wc -l <stdout)" = 1 ] || fail "$(cat stdout)"
	sed -i 's/"title"/"titel"/' templates/profiles/quoter.json
	SYNCRO_AUDIT_TEMPLATES=$work/templates run profile list
	assert_status 2
	assert_one_line quoter.json titel
	rm -r templates/profiles
	SYNCRO_AUDIT_TEMPLATES=$work/templates run profile list
	assert_status 2
	assert_one_line templates/profiles 'cannot be read'
}

shows() { # ID|FILE
	local word
	run profile show "$1"
	assert_status 0
	assert_quiet
	for word in 'RocketCyber (Kaseya)' 'https://help.rocketcyber.kaseya.com/' 'retrieved 2026-11-24' \
		'RC-2.4' 'high, mandatory' 'medium, not mandatory' 'Check: permission-family' \
		'Ticket Worksheets - Manage' 'for 30 days'; do
		grep -qF -- "$word" stdout || fail "'$word' is missing"
	done
	[ "$(grep -cE '^  RC-[0-9.]+ ' stdout)" = 14 ] || fail 'not every requirement is shown'
}

shows_groups_once() {
	run profile show jumpcloud-mtp
	assert_status 0
	assert_lines <(grep -vE '^ ' stdout | sed -n '/^Requirements/,$p' | grep -v '^$') 'Requirements  27' Sources Jobs \
		"JumpCloud's side" 'The API token' 'Rights of the token owner' 'Permissions of the token' \
		'Customers and billing' 'Good practice' 'Worth knowing'
	grep -qF 'role: Administrator With Billing' stdout || fail 'the role is missing'
	grep -qF 'at most 5' stdout || fail 'the parameters are missing'
	grep -qF 'being a Global Admin is enough' stdout || fail 'the Global Admin is missing'
	grep -qF '(JumpCloud names only the first and last permission of this range' stdout || fail 'an incomplete family looks complete'
	grep -qF '  reissue-token: Replace the token (Syncro administrator)' stdout || fail 'the jobs are missing'
	[ "$(grep -c '          Job: reissue-token' stdout)" = 13 ] || fail 'what the job fulfils is not shown'
	[ "$(grep -c '          Action: ' stdout)" = 27 ] || fail 'not every requirement says what to do'
}

escapes() {
	json "$profiles/quoter.json" 'json.dumps(dict(d, title="a\x1b[31mb\u202ec"))' >evil.json
	run profile show ./evil.json
	assert_status 0
	! LC_ALL=C grep -qE $'\x1b|\xe2\x80\xae' stdout || fail 'an escape sequence gets through'
	json "$profiles/quoter.json" 'json.dumps(dict(d, id="\x9b31m", **{"k\x1b[2J": 1}))' >evil.json
	mv evil.json $'evil\e[31m.json'
	run profile lint $'evil\e[31m.json'
	assert_status 2
	! LC_ALL=C grep -qE $'\x1b|\xc2\x9b' stdout stderr || fail 'an escape sequence gets through'
}

lints_clean() {
	local id
	for id in $ids; do
		run profile lint "$profiles/$id.json"
		assert_status 0
		assert_quiet
		assert_lines stdout "$profiles/$id.json: no mistakes"
	done
}

lints_every_mistake() {
	cat >bad.json <<-'END'
		{"id": "bad", "version": "1", "title": "T", "vendor": "V", "color": "red",
		 "sources": [{"title": "S", "url": "https://x.example", "retrieved": "yesterday"}],
		 "requirements": [
		  {"id": "B-1", "title": "T", "severity": "grave", "mandatory": "yes", "rationale": "R",
		   "reference": "", "remediation": ["S"], "check": {"kind": "token-expiry"}},
		  {"id": "B-1", "title": "T", "severity": "low", "mandatory": true, "rationale": "R",
		   "reference": "", "remediation": ["S"], "check": {"kind": "permission", "permission": "Tea - Make"}}]}
	END
	run profile lint bad.json
	assert_status 2
	assert_lines <(sed 's/expected .*/expected/' stdout) \
		"bad.json: at '/color': expected" \
		"bad.json: at '/sources/0/retrieved': expected" \
		"bad.json: at '/requirements/0/mandatory': expected" \
		"bad.json: at '/requirements/0/severity': expected" \
		"bad.json: at '/requirements/0/check/days': expected" \
		"bad.json: at '/requirements/1/id': expected" \
		"bad.json: warning: at '/requirements/1/check/permission': expected"
	assert_lines stderr 'syncro-audit: bad.json: 6 mistakes'
	grep -qF 'one of high, medium, low, info, found "grave"' stdout || fail 'what was expected is not told'
}

# A reference that no browser opens helps nobody.
lints_addresses() {
	local line
	while read -r verdict line; do
		python3 -ES - "$profiles/gradient.json" "$line" <<-'END'
			import json, sys
			d = json.load(open(sys.argv[1]))
			d["requirements"][0]["reference"] = sys.argv[2]
			json.dump(d, open("reference.json", "w"))
			d["requirements"][0]["reference"] = "https://vendor.example"
			d["sources"][0]["url"] = sys.argv[2]
			json.dump(d, open("source.json", "w"))
		END
		for file in reference source; do
			run profile lint $file.json
			[ "$status" = "$([ "$verdict" = ok ] && echo 0 || echo 2)" ] || fail "$file: $line: $status"
		done
	done <<-'END'
		ok https://vendor.example/help?id=1#top
		ok http://vendor.example/
		no https:// www.vendor.example/
		no https://Server Name: x
		no http://
		no https://[::1
		no https://vendor.example/%zz
		no ftp://vendor.example/
		no vendor.example/help
	END
	python3 -ES -c 'import json, sys
d = json.load(open(sys.argv[1])); d["sources"] = []; json.dump(d, open("none.json", "w"))' "$profiles/gradient.json"
	run profile lint none.json
	assert_status 2
	grep -qF "at '/sources': expected at least one" stdout || fail "$(cat stdout)"
}

lints_no_json() {
	echo '{"id": "x", "id": "y"}' >twice.json
	run profile lint twice.json
	assert_status 2
	assert_lines stdout "twice.json: at '': expected JSON, found text that holds the key 'id' twice"
	assert_lines stderr 'syncro-audit: twice.json: 1 mistake'
}

# What lint has nothing against, an audit takes; what it has, it does not.
lint_and_audit_agree() {
	start_standin ready
	json "$profiles/quoter.json" 'json.dumps(dict(d, vendor=""))' >bad.json
	run profile lint bad.json
	assert_status 2
	audit --profile ./bad.json
	assert_status 2
	assert_one_line bad.json /vendor
	assert_nothing_sent
}

compares() {
	run profile diff cloudradial-chat cyberhoot
	assert_status 0
	assert_quiet
	assert_lines stdout 'Needed by cloudradial-chat only: 5 permissions' \
		'  Tickets - List/Search' '  Tickets - View Details' '  Tickets - Create' '  Tickets - Edit' \
		'  Ticket Comments - New' '' \
		'Needed by cyberhoot only: 2 permissions' '  Contacts - Import' '  Customers - Edit' '' \
		'Needed by both: 2 permissions' '  Customers - List/Search' '  Customers - View Detail'
	run profile diff gradient "$profiles/dnsfilter.json"
	assert_status 0
	grep -qx 'Needed by both: 10 permissions' stdout || fail "$(cat stdout)"
	grep -qx "Needed by $profiles/dnsfilter.json only: 0 permissions" stdout || fail "$(cat stdout)"
}

refused() { # WORD ARGUMENT...: status 2 and one line
	local word=$1
	shift
	run profile "$@"
	assert_status 2
	assert_one_line "$word"
}

full_disk() { # ARGUMENT...
	status=0
	"$program" profile "$@" >/dev/full 2>stderr || status=$?
	: >stdout
	assert_status 2
	assert_one_line 'standard output'
}

helps() {
	local where
	for where in 'profile --help' 'profile list --help' 'profile -h'; do
		# shellcheck disable=SC2086
		run $where
		assert_status 0
		assert_quiet
		head -1 stdout | grep -q '^usage: syncro-audit profile ' || fail "$where: $(cat stdout)"
		grep -q '^  lint FILE ' stdout || fail "$where: the actions are missing"
		awk 'length > 80 {exit 1}' stdout || fail 'a line is too long'
	done
	run --help
	grep -q '^  profile ' stdout || fail 'the program does not name the command'
}

# The account that is ready for JumpCloud, held against each of the others: a verdict, never an error.
audits_against() { # ID
	start_standin ready
	audit --profile "$1" --format json
	# What SaaS Alerts asks for is recommended, not required.
	case $1:$status in
	saas-alerts:0 | *:1 | *:3) ;;
	*) fail "status $status" ;;
	esac
	assert_report
	assert_json 'd["profile"]["id"]' "$1"
	assert_json '[f[i]["verdict"] for i in f if i.endswith("-1.1")]' "['pass']"
}

fits_the_schema() {
	python3 -c 'import jsonschema' 2>/dev/null || skip 'python3 has no module jsonschema: the schema is NOT checked'
	python3 - "$root/templates/schema/profile.schema.json" "$profiles"/*.json <<-'END' || fail 'not valid'
		import json, sys
		import jsonschema
		schema = json.load(open(sys.argv[1], encoding="utf-8"))
		jsonschema.Draft202012Validator.check_schema(schema)
		validator = jsonschema.Draft202012Validator(schema)
		wrong = 0
		for path in sys.argv[2:]:
		    for error in validator.iter_errors(json.load(open(path, encoding="utf-8"))):
		        print(path, error.json_path, error.message)
		        wrong += 1
		sys.exit(wrong > 0 or len(sys.argv) < 4)
	END
}

catalogue_fits_the_schema() {
	python3 -c 'import jsonschema' 2>/dev/null || skip 'python3 has no module jsonschema: the schema is NOT checked'
	python3 - "$root/templates" <<-'END' || fail 'the catalogue and its schema disagree'
		import copy, json, sys
		import jsonschema
		schema = json.load(open(sys.argv[1] + "/schema/permissions.schema.json", encoding="utf-8"))
		catalogue = json.load(open(sys.argv[1] + "/permissions.json", encoding="utf-8"))
		jsonschema.Draft202012Validator.check_schema(schema)
		validator = jsonschema.Draft202012Validator(schema)
		wrong = [e.json_path + " " + e.message for e in validator.iter_errors(catalogue)]
		for i, permission in enumerate(catalogue["permissions"]):
		    for j, probe in enumerate(permission.get("probes", [])):
		        if "list" in probe:
		            continue
		        less = copy.deepcopy(catalogue)
		        less["permissions"][i]["probes"][j].pop("answer")
		        if validator.is_valid(less):
		            wrong.append(permission["name"] + " fits without an answer")
		print(*wrong, sep="\n")
		sys.exit(bool(wrong))
	END
}

catalogue_tells_every_answer() {
	cp -r "$root/templates" .
	sed -i 's/, "answer": {"key": "vendors", "list": true}//' templates/permissions.json
	! cmp -s "$root/templates/permissions.json" templates/permissions.json || fail 'nothing was changed'
	SYNCRO_AUDIT_TEMPLATES=$work/templates run profile show gradient
	assert_status 2
	assert_one_line permissions.json "/answer': expected an object, found nothing"
}

it 'list: every built-in profile, sorted' lists
it 'list: what stands in the templates folder, or why not' lists_what_is_there
it 'show: a built-in profile' shows rocketcyber
it 'show: a file' shows "$profiles/rocketcyber.json"
it 'show: requirements under the headings of their groups' shows_groups_once
it 'no profile and no file name steers the terminal' escapes
it 'lint: the built-in profiles have no mistakes' lints_clean
it 'lint: every mistake with its place' lints_every_mistake
it 'lint: addresses and sources' lints_addresses
it 'lint: what is no JSON' lints_no_json
it 'lint and audit agree' lint_and_audit_agree
it 'diff: needed by one, by the other, by both' compares
it '--help names the actions' helps
it 'token: no operand' refused "'profile token' takes one" token
it 'show: a file to write' refused "takes no --out" show gradient --out x.pdf
it 'show: an unknown profile' refused no-such-profile show no-such-profile
it 'show: a file that is not there' refused ./nowhere.json show ./nowhere.json
it 'lint: a file that is not there' refused nowhere.json lint nowhere.json
it 'lint: a folder' refused / lint /
it 'diff: an unknown profile' refused no-such-profile diff gradient no-such-profile
it 'no action' refused 'found nothing'
it 'an unknown action' refused paint paint gradient
it 'list: an operand too many' refused "'profile list' takes no operand" list all
it 'show: no operand' refused "'profile show' takes one" show
it 'lint: two operands' refused "'profile lint' takes one" lint a b
it 'diff: one operand' refused "'profile diff' takes two" diff gradient
it 'an option of another command' refused "'--subdomain'" list --subdomain acme
it 'list on a full disk' full_disk list
it 'show on a full disk' full_disk show gradient
it 'lint on a full disk' full_disk lint "$profiles/gradient.json"
it 'diff on a full disk' full_disk diff gradient quoter
for id in $ids; do
	[ "$id" = jumpcloud-mtp ] || it "an audit against $id gives a verdict" audits_against "$id"
done
it 'the built-in profiles fit the published schema' fits_the_schema
it 'the permission catalogue fits the published schema' catalogue_fits_the_schema
it 'a catalogue that does not tell an answer is refused' catalogue_tells_every_answer
finish
