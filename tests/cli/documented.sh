#!/bin/bash
# Every command that the README and the manual show is run, with the files it names made up.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# One a line, with the lines that a backslash continues.
documented() {
	sed -n 's/^ *\.\/syncro-audit /syncro-audit /p' "$root/README.md"
	sed -n '/^ *\.\/syncro-audit .*\\$/{N; s/\\\n *//p}' "$root/README.md"
	sed -e 's/\\-/-/g' -e 's/\\e$/\\/' -e 's/^\.Dl //' "$root"/templates/man/*.[157] |
		sed -e ':next' -e '/\\$/{N; s/\\\n *//; b next' -e '}' | sed -n '/^ *syncro-audit [a-z]* /p'
}

# What they name: an account's reports of two days, a token, a key, and so on, in $work/home.
make_home() {
	start_standin ready
	mkdir -p home/.ssh home/reports home/old bin
	ln -s "$program" bin/syncro-audit
	cd home || fail 'no folder'
	printf '%s\n' "$token" >token.txt
	chmod 600 token.txt
	cp "$samples/ready/attestations.json" "$samples/ready/waivers.json" .
	cp "$root/templates/brand/example.json" brand.json
	cp "$root/templates/brand/example-logo.png" .
	cp "$root/templates/profiles/quoter.json" acme-backup.json
	ssh-keygen -q -t ed25519 -N '' -f .ssh/id_ed25519 || fail 'no key'
	printf 'dana@harborline.example %s\n' "$(cat .ssh/id_ed25519.pub)" >signers
	"$program" replay "$samples/ready" -q -o syncro-audit-acme-20260825T081500Z
	"$program" replay "$samples/ready" -q -o syncro-audit-acme-20261124T081500Z --sign .ssh/id_ed25519
	cp -r syncro-audit-acme-20260825T081500Z reports/2026-08-25
	printf '{ "out": "days", "rate": 0, "accounts": [ { "name": "a", "subdomain": "%s", "base-url": "%s", "token-file": "token.txt" } ] }' \
		"$subdomain" "$base" >fleet.json
	cp syncro-audit-acme-20260825T081500Z/results.json old/
	mkdir from-host-a from-host-b
	cp -r syncro-audit-acme-20260825T081500Z from-host-a
	cp -r syncro-audit-acme-20261124T081500Z from-host-b
	cd ..
}

# run_documented COMMAND: in a copy of home, against the stand-in
run_documented() {
	local command=$1 status=0
	case $command in
	*' audit '* | *' doctor '*) command+=" --base-url $base" ;;
	esac
	command=${command//--subdomain acme/--subdomain $subdomain}
	rm -rf copy
	cp -r home copy
	[[ $command != *'profile new'* ]] || rm copy/acme-backup.json
	(
		cd copy || exit 2
		PATH=$work/bin:$PATH HOME=$PWD bash -c "$command" </dev/null >../said 2>&1
	) || status=$?
	[[ $status != 2 && $status -lt 64 ]] || fail "status $status: $1: $(cat said)"
}

they_run() {
	local command count=0
	make_home
	while IFS= read -r command; do
		run_documented "$command"
		count=$((count + 1))
	done < <(documented | sort -u)
	[ "$count" -ge 20 ] || fail "only $count commands"
}

it 'the commands of README and manual run' they_run
finish
