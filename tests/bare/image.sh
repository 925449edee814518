#!/bin/bash
# The OCI image, unpacked and run as a cluster would: nobody's user, a root that is read-only,
# and the environment that its configuration names.
# shellcheck source=tests/bare/lib.sh
. "$(dirname "$0")/lib.sh"
release=image
[ "$(id -u)" -eq 0 ] || cannot 'not root'
make -C "$root" --no-print-directory deps-image >/dev/null 2>&1 || cannot 'its packages cannot be installed'
if [ -z "${BARE:-}" ]; then
	unshare --mount --pid --fork true 2>/dev/null || cannot 'no mount namespaces'
	BARE=$(mktemp -d)
	export BARE
	status=0
	unshare --mount --pid --fork --mount-proc bash "$0" || status=$?
	rm -rf --one-file-system "$BARE"
	exit "$status"
fi
standin=${STANDIN:-$root/build/standin}
token=demo-token-0123456789

it_is_made() {
	make -C "$root" --no-print-directory image >"$BARE/said" 2>&1 && mkdir "$BARE/layout" &&
		tar -C "$BARE/layout" -xf "$root"/build/syncro-audit-*.oci.tar &&
		umoci unpack --image "$BARE/layout:$(umoci ls --layout "$BARE/layout")" "$BARE/bundle" >>"$BARE/said" 2>&1 &&
		mount --bind "$BARE/bundle/rootfs" "$BARE/bundle/rootfs" &&
		mount -o remount,bind,ro "$BARE/bundle/rootfs" &&
		for folder in reports run/syncro-audit; do
			mount -t tmpfs -o mode=0700,uid=65532 tmpfs "$BARE/bundle/rootfs/$folder" || return
		done && mount -t proc proc "$BARE/bundle/rootfs/proc"
}

of_the_configuration() { # EXPRESSION: of c, the configuration that a runtime gets
	python3 -c 'import json, sys; c = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' \
		"$BARE/bundle/config.json" "$1"
}

in_the_image() {
	local variables
	mapfile -t variables < <(of_the_configuration '"\n".join(c["process"]["env"])')
	chroot --userspec=65532:65532 "$BARE/bundle/rootfs" env -C /reports -i "${variables[@]}" \
		"SYNCRO_API_TOKEN=$token" /usr/bin/syncro-audit "$@" >"$BARE/said" 2>&1
}

nobodys_user() {
	[ "$(of_the_configuration 'c["process"]["user"]["uid"]')" = 65532 ] &&
		[ "$(of_the_configuration 'c["process"]["args"]')" = "['/usr/bin/syncro-audit', '--help']" ] &&
		in_the_image --version
}

it_audits() {
	local base server status=0
	"$standin" "$root/samples/ready" --options "$root/samples/ready/standin.options" --token "$token" \
		>"$BARE/base" &
	server=$!
	until [ -s "$BARE/base" ]; do sleep 0.1; done
	read -r base <"$BARE/base"
	in_the_image audit --subdomain northlight-demo --base-url "$base" --rate 0 -o tried || status=$?
	kill "$server"
	[ "$status" -ne 2 ] && [ -s "$BARE/bundle/rootfs/reports/tried/report.pdf" ] &&
		! grep -q 'missing\|□' "$BARE/said" && in_the_image verify tried
}

it 'the image is made' it_is_made
it "nobody's user" nobodys_user
it 'it audits, and the report is whole' it_audits
finish
