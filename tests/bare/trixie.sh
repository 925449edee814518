#!/bin/bash
# Debian 13: both of the README's commands.
# shellcheck source=tests/bare/lib.sh
. "$(dirname "$0")/lib.sh"
bare trixie
it 'the demo runs' the_demo
it 'and brings nothing of the tests' no_package_of_the_tests
it 'the tests pass' the_tests
finish
