#!/bin/bash
# The manifests in templates/kubernetes: what a cluster knows (the types made from Kubernetes' own
# schema, where a name that is not there is a mistake), and what the program understands.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
pages=$root/templates/kubernetes

read_manifest() { # NAME
	python3 -c 'import yaml' 2>said || skip 'no python3-yaml: THE MANIFEST IS NOT CHECKED'
	python3 -c 'import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))' \
		"$pages/$1.yaml" >manifest.json || fail 'is no YAML'
}

of_it() { # EXPRESSION: of m, the manifest, and c, its container
	python3 -c 'import json, sys; m = json.load(open("manifest.json"))
c = m["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]
print(eval(sys.argv[1]))' "$1"
}

types() {
	npm_packages kubernetes kubernetes-types@1.30.0 typescript@5.9.3
	ln -s "$root/build/kubernetes/node_modules" node_modules
}

fits() { # FILE
	(printf 'import { CronJob } from "kubernetes-types/batch/v1";\nexport const it: CronJob = ' && cat "$1") >it.ts
	node node_modules/typescript/bin/tsc --noEmit --strict it.ts >said
}

# mistake FROM TO: is seen
mistake() {
	sed "s/$1/$2/" manifest.json >spoilt.json
	! cmp -s manifest.json spoilt.json || fail "nothing to spoil: $1"
	if fits spoilt.json; then fail "$2 is let pass"; fi
}

known_to_a_cluster() { # NAME
	read_manifest "$1"
	types
	fits manifest.json || fail "$(cat said)"
	[ "$(of_it 'm["apiVersion"] + m["kind"]')" = batch/v1CronJob ] || fail 'is another kind'
	mistake concurrencyPolicy concurencyPolicy
	mistake readOnlyRootFilesystem readonlyRootFilesystem
	mistake '"backoffLimit": 1' '"backoffLimit": "1"'
	mistake '"schedule"' '"when"'
}

closed() { # NAME
	read_manifest "$1"
	local expected
	expected="{'allowPrivilegeEscalation': False, 'readOnlyRootFilesystem': True, 'capabilities': {'drop': ['ALL']}}"
	[ "$(of_it 'c["securityContext"]')" = "$expected" ] || fail "$(of_it 'c["securityContext"]')"
}

of_this_version() {
	[ "$(of_it 'c["image"].split(":")[-1]')" = "$("$program" --version | grep -o '[0-9][0-9.]*[0-9]')" ] ||
		fail 'the image is of another version'
}

understood_by_the_program() {
	read_manifest cronjob
	local words
	of_this_version
	mapfile -t words < <(of_it '"\n".join(c["args"])')
	SYNCRO_API_TOKEN=$token run "${words[@]}" --dry-run
	assert_status 0
	[ "$(of_it 'c["env"][0]["name"]')" = SYNCRO_API_TOKEN ] || fail 'the token comes by another name'
}

# The file of the fleet is the one that README.md shows, where the manifest puts it.
a_fleet_is_understood_by_the_program() {
	read_manifest fleet
	local words places
	of_this_version
	start_standin ready
	places=$(of_it '" ".join(v["mountPath"] for v in c["volumeMounts"])')
	[ "$places" = '/reports /run/syncro-audit /etc/syncro-audit /run/secrets/syncro-audit' ] || fail "$places"
	sed -n '/^ *{ "out"/,/^$/p' "$pages/README.md" >shown
	mkdir tokens
	echo "$token" >tokens/acme
	python3 - "$base" "$subdomain" <<-'END'
		import json, sys
		file = json.load(open("shown"))
		assert file["out"] == "/reports"
		command = file["defaults"]["token-command"].replace("/run/secrets/syncro-audit", "tokens")
		file["out"], file["rate"], file["defaults"]["token-command"] = "reports", 0, command
		file["accounts"][0].update({"base-url": sys.argv[1], "subdomain": sys.argv[2]})
		json.dump(file, open("fleet.json", "w"))
	END
	mapfile -t words < <(of_it '"\n".join(c["args"])')
	run "${words[@]/\/etc\/syncro-audit/$work}"
	assert_status 0
	[ -f "$(cat stdout)/acme/report.pdf" ] || fail 'no report'
	run "${words[@]/\/etc\/syncro-audit/$work}"
	assert_status 0
	grep -q '1 of 1 accounts are finished' stderr || fail 'a second try of the job does not go on where it was'
}

for name in cronjob fleet; do
	it "$name.yaml is one that a cluster knows" known_to_a_cluster "$name"
	it "$name.yaml gives the program nothing that it does not need" closed "$name"
done
it 'the program understands it' understood_by_the_program
it 'the program understands that of a fleet, and what the page puts beside it' a_fleet_is_understood_by_the_program
finish
