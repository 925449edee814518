#!/bin/bash
# The manifest in templates/kubernetes: what a cluster knows (the types made from Kubernetes' own
# schema, where a name that is not there is a mistake), and what the program understands.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
manifest=$root/templates/kubernetes/cronjob.yaml

read_manifest() {
	python3 -c 'import yaml' 2>said || skip 'no python3-yaml: THE MANIFEST IS NOT CHECKED'
	python3 -c 'import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))' \
		"$manifest" >manifest.json || fail 'is no YAML'
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

known_to_a_cluster() {
	read_manifest
	types
	fits manifest.json || fail "$(cat said)"
	[ "$(of_it 'm["apiVersion"] + m["kind"]')" = batch/v1CronJob ] || fail 'is another kind'
	mistake concurrencyPolicy concurencyPolicy
	mistake readOnlyRootFilesystem readonlyRootFilesystem
	mistake '"backoffLimit": 1' '"backoffLimit": "1"'
	mistake '"schedule"' '"when"'
}

closed() {
	read_manifest
	local expected
	expected="{'allowPrivilegeEscalation': False, 'readOnlyRootFilesystem': True, 'capabilities': {'drop': ['ALL']}}"
	[ "$(of_it 'c["securityContext"]')" = "$expected" ] || fail "$(of_it 'c["securityContext"]')"
}

understood_by_the_program() {
	read_manifest
	local words
	mapfile -t words < <(of_it '"\n".join(c["args"])')
	SYNCRO_API_TOKEN=$token run "${words[@]}" --dry-run
	assert_status 0
	[ "$(of_it 'c["env"][0]["name"]')" = SYNCRO_API_TOKEN ] || fail 'the token comes by another name'
	[ "$(of_it 'c["image"].split(":")[-1]')" = "$("$program" --version | grep -o '[0-9][0-9.]*[0-9]')" ] ||
		fail 'the image is of another version'
}

it 'the manifest is one that a cluster knows' known_to_a_cluster
it 'it gives the program nothing that it does not need' closed
it 'the program understands it' understood_by_the_program
finish
