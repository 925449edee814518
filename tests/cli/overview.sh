#!/bin/bash
# Many accounts on one page: `overview` of report folders that were made anywhere.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
at_once=2

# reports SAMPLE...: a report folder each, by the name of its sample
reports() {
	local sample
	for sample; do
		run replay "$samples/$sample" -f json -o "$sample"
		[ -f "$sample/manifest.json" ] || fail "$sample"
	done
}

overview() { # STATUS FOLDER...: into all
	local wanted=$1
	shift
	rm -rf all
	run overview "$@" -o all
	assert_status "$wanted"
	[ "$(cat stdout)" = all ] || fail "standard output: $(cat stdout)"
	[ "$(ls all)" = "$(printf '%s\n' manifest.json overview.json overview.pdf overview.xlsx)" ] || fail "$(ls all)"
	[ -z "$(find all -perm /077)" ] || fail 'others can read it'
	/usr/bin/python3 "$root/tests/cli/overview_agrees" all || fail 'the three files do not agree'
}

told() { # EXPRESSION EXPECTED: of overview.json; a is an account by its name
	assert_expression all/overview.json "$1" "$2"
}

three_accounts() {
	reports ready not-ready large-and-messy
	overview 0 ready not-ready large-and-messy
	assert_quiet
	told '[x["verdict"] for x in d["accounts"]]' "['not-ready', 'inconclusive', 'ready']"
	told 'd["verdict"]' not-ready
	told 'a["harborline-demo"]["reports"][0]["changes"]["counts"]["worse"]' 6
	told 'a["northlight-demo"]["reports"][0]["changes"]' None
	told 'a["northlight-demo"]["reports"][0]["requests"]["sent"]' 35
	told '[x["accounts"] for x in d["jobs"] if x["title"] == "Make customer names unique"]' '[2]'
	told '[(x["day"], x["past"]) for x in d["dates"] if x["what"] == "Token expires"]' "[('2026-12-10', False)]"
	pdftotext -layout all/overview.pdf text
	grep -q '31 October 2026  *Exception for JC-6.1 ended  *harborline-demo' text || fail "$(cat text)"
	[ "$(pdfinfo all/overview.pdf | awk '/^Pages:/ {print $2} /^Tagged:/ {print $2}' | tr '\n' ' ')" = 'yes 1 ' ] ||
		fail "$(pdfinfo all/overview.pdf)"
	qpdf --check all/overview.pdf >checked 2>&1 || fail "$(cat checked)"
	unzip -q all/overview.xlsx -d book
	find book -name '*.xml' -print0 | xargs -0 xmllint --noout || fail 'the workbook is not well-formed'
	# Whatever the order, and whatever the day: the same bytes.
	cp -r all first
	overview 0 large-and-messy ready not-ready
	diff <(sed 's/"read_from".*//' first/overview.json) <(sed 's/"read_from".*//' all/overview.json) || fail 'the order matters'
	cmp first/overview.pdf all/overview.pdf || fail 'the order matters'
}

# What is damaged, cut short, of another version or no report at all stands first, says why, and is in
# no other number.
unreadable() {
	local name
	reports ready
	for name in hash run missing verdict waiver version cut json unfinished alien; do
		cp -r ready "$name"
	done
	echo >>hash/results.json
	python3 -ES "$root/tests/cli/tamper" flip run/evidence/run.json # its size stays
	rm missing/evidence/run.json
	python3 -ES "$root/tests/cli/tamper" json verdict/results.json 'f["JC-2.1"]["verdict"] = "fail"'
	python3 -ES "$root/tests/cli/tamper" json waiver/results.json 'd["waivers"] = []'
	python3 -ES "$root/tests/cli/tamper" json version/results.json 'd["schema"] = "syncro-audit/results/2"'
	head -c 1000 ready/results.json >cut/results.json
	python3 -ES "$root/tests/cli/tamper" json json/results.json 'del d["findings"]'
	rm unfinished/manifest.json
	python3 -ES "$root/tests/cli/tamper" json alien/results.json 'd["report_id"] = "00000000-0000-8000-8000-000000000000"'
	for name in verdict waiver version cut json alien; do
		python3 -ES "$root/tests/cli/tamper" relist "$name"
	done
	mkdir empty && echo hello >text
	overview 1 ready hash run missing verdict waiver version cut json unfinished alien empty text nowhere
	grep -qx 'syncro-audit: warning: 13 of 14 could not be read: they stand first' stderr || fail "$(cat stderr)"
	told 'd["counts"]["not-read"], d["counts"]["ready"], d["counts"]["reports"], d["verdict"]' "(13, 1, 1, 'not-read')"
	told 'd["sentence"]' 'Of 14 accounts: 13 could not be read, 1 ready.'
	told 'a["hash"]["trouble"]' "'hash/results.json': is not what manifest.json says: its SHA-256 differs; see 'syncro-audit verify'"
	told 'a["run"]["trouble"]' "'run/evidence/run.json': is not what manifest.json says; see 'syncro-audit verify'"
	told '"No such file" in a["missing"]["trouble"]' True
	told '"does not follow from its findings" in a["verdict"]["trouble"]' True
	told '"lists no waiver" in a["waiver"]["trouble"]' True
	told '"syncro-audit/results/1" in a["version"]["trouble"]' True
	told 'a["cut"]["verdict"], a["json"]["verdict"]' "('not-read', 'not-read')"
	told '"is no finished report folder" in a["unfinished"]["trouble"]' True
	told '"of another" in a["alien"]["trouble"]' True
	told 'a["empty"]["trouble"]' "'empty': holds no report"
	told 'a["text"]["trouble"], a["nowhere"]["trouble"]' "(\"'text': Not a directory\", \"'nowhere': No such file or directory\")"
}

nothing_can_be_read() {
	overview 1 nowhere
	told 'd["counts"]["not-read"], d["verdict"], d["assessed_from"]' "(1, 'not-read', None)"
	assert_refused "'overview' takes one FOLDER or more" overview
	assert_refused "'overview' needs --out FOLDER" overview nowhere
	mkdir there
	run overview nowhere -o there
	assert_status 2
	[ -z "$(ls there)" ] || fail 'a folder that was there is written into'
}

several_profiles() {
	reports ready
	run replay "$samples/not-ready" -p quoter -p jumpcloud-mtp -f json,pdf -o two
	overview 0 ready two
	told 'sorted((r["profile"]["id"], r["verdict"]) for r in a["harborline-demo"]["reports"])' \
		"[('jumpcloud-mtp', 'not-ready'), ('quoter', 'not-ready')]"
	told 'd["counts"]["accounts"], d["counts"]["reports"]' '(2, 3)'
	told '[p["id"] for p in d["profiles"]]' "['jumpcloud-mtp', 'quoter']"
	told '[x["accounts"] for x in d["jobs"] if x["title"] == "Replace the token"]' '[1]'
	# One of its reports is damaged: the account could not be read, and not half of it.
	echo >>two/quoter/results.json
	overview 1 ready two
	told 'a["two"]["verdict"], a["two"]["reports"]' "('not-read', [])"
}

# Of two reports of one account and profile the newest counts, in whatever order; it is said.
the_newest_counts() {
	reports ready
	SOURCE_DATE_EPOCH=1798000000 run replay "$samples/ready" -f json -o later
	overview 0 ready later
	told 'len(d["accounts"]), d["counts"]["older"]' '(1, 1)'
	told 'a["northlight-demo"]["reports"][0]["assessed_at"]' '2026-12-23T04:26:40Z'
	told 'a["northlight-demo"]["note"]' '1 more report of this account was given: the newest of each profile counts.'
	overview 0 later ready ready
	told 'a["northlight-demo"]["reports"][0]["assessed_at"], d["counts"]["older"]' "('2026-12-23T04:26:40Z', 2)"
	# Nor is one that could not be read two accounts.
	overview 1 later nowhere ready nowhere
	told 'd["sentence"]' 'Of 2 accounts: 1 could not be read, 1 ready.'
	grep -qx 'syncro-audit: warning: 1 of 2 could not be read: they stand first' stderr || fail 'the number of accounts'
}

# Two machines call two accounts by one name: the newer report hides the other account no more, and
# whichever is given first, each is told by its own.
one_name_for_two() {
	local name
	mkdir a b
	reports ready not-ready
	SOURCE_DATE_EPOCH=1798000000 run replay "$samples/ready" -f json -o later
	mv later a/one && mv not-ready b/one && mv ready b/other
	for name in a b; do
		printf '{"schema": "syncro-audit/fleet-overview/1", "accounts": [{"name": "acme", "folder": "one", "trouble": null}]}' \
			>$name/overview.json
	done
	for name in a b; do
		overview 0 $name a b
		told '[(x["name"], x["verdict"]) for x in d["accounts"]]' \
			"[('acme (harborline-demo)', 'not-ready'), ('acme (northlight-demo)', 'ready'), ('northlight-demo', 'ready')]"
		told 'd["verdict"]' not-ready
	done
}

# One of them is for readers outside: so is the whole, and no address of another shows.
an_auditors_edition() {
	reports ready large-and-messy
	run replay "$samples/not-ready" -f json --edition auditor -o outside
	python3 -ES "$root/tests/cli/tamper" json ready/results.json 'f["JC-2.1"]["summary"] += " (ask ann.lee@host.example)"'
	python3 -ES "$root/tests/cli/tamper" relist ready
	overview 0 ready large-and-messy
	told 'd["edition"]' internal
	grep -oE '[A-Za-z0-9.+-]+@[A-Za-z0-9.-]+' all/overview.json | sort -u >addresses
	[ -s addresses ] || fail 'the internal edition shows no address: the test shows nothing'
	overview 0 ready large-and-messy outside
	told 'd["edition"], {r["edition"] for x in d["accounts"] for r in x["reports"]}' "('auditor', {'auditor'})"
	mkdir unpacked && unzip -q all/overview.xlsx -d unpacked
	pdftotext all/overview.pdf unpacked/text && cp all/overview.json unpacked
	! grep -rqFf addresses unpacked || fail "addresses: $(grep -rFf addresses unpacked | head -3)"
	grep -q "Auditor's edition" unpacked/text || fail 'the PDF does not say which edition'
}

# A fleet's day: its overview.json says which accounts left no report, and what the others are called.
of_a_fleet() {
	mkdir -p day/acme
	reports ready not-ready
	mv ready day/north && rmdir day/acme
	cat >day/overview.json <<-'END'
		{"schema": "syncro-audit/fleet-overview/1", "accounts": [
		 {"name": "Northlight", "folder": "north", "trouble": null},
		 {"name": "Acme", "folder": null, "trouble": "its token was refused"},
		 {"name": "Gone", "folder": "gone", "trouble": null}]}
	END
	overview 1 day not-ready
	told '[(x["name"], x["verdict"]) for x in d["accounts"]]' \
		"[('Acme', 'not-read'), ('Gone', 'not-read'), ('harborline-demo', 'not-ready'), ('Northlight', 'ready')]"
	told 'a["Acme"]["trouble"]' 'its token was refused'
	# The days of two machines, and a folder of days; a link is left alone.
	mkdir -p machines/b machines/.hidden && cp -r day machines/a && mv not-ready machines/b/ && ln -s a machines/latest
	overview 1 machines
	told 'd["counts"]["accounts"], d["counts"]["older"]' '(4, 0)'
	# Who lists them cannot be read: said, and what is there is read all the same.
	echo '{' >day/overview.json
	overview 1 day
	told '[(x["name"], x["verdict"]) for x in d["accounts"]]' "[('day', 'not-read'), ('northlight-demo', 'ready')]"
	for bad in '../north' '/etc' 'a//b'; do
		printf '{"schema": "syncro-audit/fleet-overview/1", "accounts": [{"name": "x", "folder": "%s"}]}' "$bad" >day/overview.json
		overview 1 day
		told '"at /accounts/0" in a["day"]["trouble"]' True
	done
}

# What an overview wrote can be given again: who was not read is not forgotten.
of_an_overview() {
	reports ready
	overview 1 ready nowhere
	cp -r all before
	overview 1 before
	told '[(x["name"], x["verdict"]) for x in d["accounts"]]' "[('northlight-demo', 'not-read'), ('nowhere', 'not-read')]"
	told '"its report does not stand there" in a["northlight-demo"]["trouble"]' True
}

sixty() {
	reports ready not-ready large-and-messy
	python3 -ES "$root/tests/cli/accounts" not-ready many 20 'شركة الحلول التقنية' '=cmd()' "O'Brien & <Sons>"
	python3 -ES "$root/tests/cli/accounts" ready many 20
	python3 -ES "$root/tests/cli/accounts" large-and-messy many 20
	overview 0 many
	told 'd["counts"]["accounts"], d["counts"]["ready"], d["counts"]["not-ready"], d["counts"]["inconclusive"]' '(60, 20, 20, 20)'
	told '[x["accounts"] for x in d["jobs"] if x["title"] == "Make customer names unique"]' '[40]'
	told 'max(x["accounts"] for x in d["dates"])' 20
	[ "$(pdfinfo all/overview.pdf | awk '/^Pages:/ {print $2}')" -le 3 ] || fail 'the PDF is long'
}

# Thirty stand on one page, in A4 and in Letter, and one that could not be read beside them does not
# take it away.
thirty_stand_on_a_page() {
	local paper
	reports not-ready
	python3 -ES "$root/tests/cli/accounts" not-ready many 30
	for paper in a4 letter; do
		rm -rf all
		run overview many --paper $paper -o all
		[ "$(pdfinfo all/overview.pdf | awk '/^Pages:/ {print $2}')" = 1 ] || fail "$paper: more than a page"
		pdftotext -layout all/overview.pdf text
		[ "$(grep -c 'account-00[0-9]* .*Not ready' text)" = 30 ] || fail "$(cat text)"
		grep -q 'dates to watch: ' text || fail 'no word of the dates'
		grep -q 'jobs, most accounts share: ' text || fail 'no word of the jobs'
	done
	run replay "$samples/ready" -p quoter -p gradient -p jumpcloud-mtp -f json -o three
	python3 -ES "$root/tests/cli/accounts" three of_three 29 'Northlight Managed Svc'
	for paper in a4 letter; do
		rm -rf all
		run overview of_three --paper $paper -o all
		[ "$(pdfinfo all/overview.pdf | awk '/^Pages:/ {print $2}')" = 1 ] || fail "$paper, three profiles: more than a page"
		pdftotext -layout all/overview.pdf text
		grep -q 'Northlight Managed Svc  ' text || fail "a name is broken: $(cat text)"
	done
	echo >>many/0007/results.json
	overview 1 many
	[ "$(pdfinfo all/overview.pdf | awk '/^Pages:/ {print $2}')" = 1 ] || fail "more than a page"
}

# Where no report stands beside it: against itself, with a manifest that is right.
verify_holds_it_against_its_rows() {
	local lie
	reports ready not-ready
	overview 1 ready not-ready nowhere
	[ "$(json all/overview.json 'd["report_id"]')" = "$(json all/manifest.json 'd["report_id"]')" ] || fail 'two ids'
	run verify all
	assert_status 0
	grep -q '^overview.json: verdicts and counts of 3 accounts follow from its own rows' stdout || fail "$(cat stdout)"
	cp all/overview.json kept.json
	for lie in 'd["verdict"] = "ready"' 'd["counts"]["not-read"] = 0' 'd["accounts"][0]["verdict"] = "ready"' \
		'd["accounts"][1]["reports"][0]["verdict"] = "ready"' 'd["accounts"][1]["reports"][0]["counts"]["fail"] = 0' \
		'd["accounts"][1]["reports"][0]["findings"][2]["verdict"] = "pass"' 'del d["accounts"][0]' 'd["accounts"] = None' \
		'd["counts"] = None' 'd["accounts"][1]["reports"] = []'; do
		cp kept.json all/overview.json
		python3 -ES "$root/tests/cli/tamper" json all/overview.json "$lie"
		run verify all
		assert_status 1
		python3 -ES "$root/tests/cli/tamper" relist all
		run verify all
		assert_status 1
		grep -q '^overview.json: .* by its own rows' stdout || fail "$lie: $(cat stdout)"
	done
	rm all/overview.json && python3 -ES "$root/tests/cli/tamper" relist all
	run verify all
	assert_status 1
}

stopped() {
	local signal
	reports not-ready
	python3 -ES "$root/tests/cli/accounts" not-ready many 400
	for signal in TERM INT; do
		rm -rf all
		env --default-signal=INT "$program" overview many -o all >stdout 2>stderr &
		wait_until 20 test -d all || fail 'it does not begin'
		kill -"$signal" $!
		status=0
		wait $! || status=$?
		assert_status $((128 + $(kill -l $signal)))
		assert_quiet
		[ ! -s stdout ] || fail 'it names a folder'
		[ ! -e all ] || fail 'left a folder behind'
	done
}

a_brand() {
	reports ready
	run overview ready --brand "$root/templates/brand/example.json" -o all
	assert_status 0
	pdftotext -layout all/overview.pdf text
	grep -qF "$(json "$root/templates/brand/example.json" 'd["organisation"]')" text || fail "$(cat text)"
	run overview ready --brand nowhere.json -o other
	assert_status 2
	[ ! -e other ] || fail 'left a folder behind'
}

it 'three accounts on a page, and the files agree' three_accounts
it 'what could not be read stands first and says why' unreadable
it 'no report at all: still an overview; wrong use: none' nothing_can_be_read
it 'several profiles of an account' several_profiles
it 'of two reports of an account the newest counts, and that is said' the_newest_counts
it 'one name for two accounts: two rows' one_name_for_two
it 'an auditor among them: no address of anybody' an_auditors_edition
it "a fleet's folder: accounts without a report, names" of_a_fleet
it 'an overview of an overview' of_an_overview
it 'sixty accounts, names that no layout expects' sixty
it 'thirty accounts stand on a page' thirty_stand_on_a_page
it 'verify holds it against its own rows' verify_holds_it_against_its_rows
it 'stopped, it leaves nothing' stopped
it "a brand's dress" a_brand
finish
