#!/bin/bash
# Debian 13: both of the README's commands, and the package.
# shellcheck source=tests/bare/lib.sh
. "$(dirname "$0")/lib.sh"
bare trixie
it 'the demo runs' the_demo
it 'and brings nothing of the tests' no_package_of_the_tests
it 'installed, it works; uninstalled, it leaves nothing' the_installed
it 'the Debian package is sound, and works' the_package
it 'the units work under a live systemd' the_units
it 'purged, it leaves nothing' nothing_is_left_of_it
it 'the tests pass' the_tests
finish
