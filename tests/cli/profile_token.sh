#!/bin/bash
# What to tick on the token page, what several integrations would share, a profile to fill in.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

ids=$(cd "$root/templates/profiles" && printf '%s\n' *.json | sed 's/\.json$//')

# In the order of the page, whatever order a profile names them in; the user's rights beside it.
tells_what_to_tick() {
	run profile token cloudradial-chat
	assert_status 0
	assert_quiet
	assert_lines <(sed -n '/^On the token/,/^$/p' stdout) 'On the token' \
		'  [ ] Customers - List/Search' '  [ ] Customers - View Detail' '  [ ] Tickets - List/Search' \
		'  [ ] Tickets - View Details' '  [ ] Tickets - Create' '  [ ] Tickets - Edit' \
		'  [ ] Ticket Comments - New' ''
	grep -qF 'In the security group of the token owner' stdout || fail "the user's rights are missing"
	grep -qF 'CR-1.3: The expiration date of the token is left blank.' stdout || fail 'the expiry is missing'
}

# Of several: who needs each box, and what a list leaves open.
tells_who_needs_it() {
	run profile token zomentum support-fusion hudu
	assert_status 0
	grep -qxF '  [ ] Customers - List/Search  (zomentum)' stdout || fail 'who needs it of the token'
	grep -qxF '  [ ] Customers - List/Search  (support-fusion)' stdout || fail 'who needs it of the user'
	grep -qF 'should have a token of its own' stdout || fail 'that each should have its own'
	grep -qF 'support-fusion, SF-2.1, SF-2.2, SF-2.3: The copy of' stdout || fail 'that a list was cut'
	grep -qF 'hudu, HU-2.1: The token is created from the prebuilt' stdout || fail 'the preset'
}

writes_a_page_to_tick() {
	local id
	for id in $ids; do
		SOURCE_DATE_EPOCH=1795507200 run profile token "$id" -o "$id.pdf" --paper letter
		assert_status 0
		assert_lines stdout "$id.pdf"
		pdfinfo "$id.pdf" >info 2>&1 || fail "$id.pdf is no PDF"
		grep -qx 'Pages: *1' info || fail "$id.pdf has more pages than one"
		grep -q 'letter' info || fail "$id.pdf has another size"
	done
	pdftotext -layout cloudradial-chat.pdf page.txt
	[ "$(grep -o '☐' page.txt | wc -l)" = 14 ] || fail 'the boxes are not 7 for the token and 7 for the group'
	SOURCE_DATE_EPOCH=1795507200 run profile token quoter -o again.pdf --paper letter
	cmp quoter.pdf again.pdf || fail 'made again it is another file'
	run profile token quoter -o nowhere/x.pdf
	assert_status 2
	assert_one_line nowhere
	run profile token quoter -o x.pdf --paper a5
	assert_status 2
	[ ! -e x.pdf ] || fail 'something was written'
}

compares_several() {
	run profile diff gradient dnsfilter quoter
	assert_status 0
	assert_quiet
	head -n 3 stdout >begin
	assert_lines begin 'On one token for all 3: 25 permissions' '' 'gradient: 10 of its own, 15 too much'
	grep -qxF '  gradient and dnsfilter could share: they need the same' stdout || fail 'who could share'
	grep -qxF '  gradient and quoter: gradient would have 15 too much, quoter 4' stdout || fail 'what would be too much'
}

# What it writes is a profile as it stands, with notes on what belongs where.
writes_a_new_one() {
	run profile new acme-backup --out acme.json
	assert_status 0
	assert_lines stdout acme.json
	run profile lint acme.json
	assert_status 0
	[ "$(tail -n 1 stdout)" = 'acme.json: no mistakes' ] || fail 'it has mistakes'
	assert_lines <(sed -n "s/.*: warning: at '\(.*\)': expected words of your own, found .*/\1/p" stdout) '' /sources/0 \
		/jobs/0 /requirements/0 /requirements/1 /requirements/2 /requirements/3 /requirements/4 /requirements/5
	sed 's/PRODUCT/Acme Backup/g; s/VENDOR/Acme/g; s/SOMETHING/It/g; s/vendor\.example/acme.example/; s/DO ITS WORK/run/
		s/TITLE OF THE PAGE/Page/; s/WHAT THE PAGE[A-Z ]*/As told/; s/WHAT DOES NOT WORK WITHOUT [A-Z]*/Nothing works/
		s/WHERE TO LOOK/Settings/; s/OPEN WHERE IT IS SET/Open it/; s/SET IT UP/Set it/' acme.json >filled.json
	run profile lint filled.json
	assert_lines stdout 'filled.json: no mistakes'
	! grep -qE '"[^"]*[A-Z]{4,}' <(grep -v '"about"\|"\$schema"' filled.json) || fail 'something in capitals is no word of the skeleton'
	[ "$(json acme.json '[d["id"], d["requirements"][0]["id"]]')" = "['acme-backup', 'AC-1.1']" ] ||
		fail 'the ids are not its own'
	grep -q '"about"' acme.json || fail 'it says nothing of what belongs where'
	run profile new acme-backup --out acme.json
	assert_status 2
	assert_one_line acme.json 'there already'
	run profile new acme-backup
	assert_status 0
	cmp stdout acme.json || fail 'it prints something else'
	run profile new 'Acme Backup'
	assert_status 2
	assert_one_line 'Acme Backup' 'lower-case letters'
	start_standin ready
	audit --profile ./acme.json --format json
	assert_status 3
}

it 'token: what to tick, in the order of the page' tells_what_to_tick
it 'token: of several, who needs it' tells_who_needs_it
it 'token: a page to tick' writes_a_page_to_tick
it 'diff: of several, what each would have too much' compares_several
it 'new: a profile to fill in' writes_a_new_one
finish
