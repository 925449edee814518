#!/bin/bash
# Debian 12: the README's first command. Its second is how .ci/run begins.
# shellcheck source=tests/bare/lib.sh
. "$(dirname "$0")/lib.sh"
bare bookworm
it 'the demo runs' the_demo
it 'and brings nothing of the tests' no_package_of_the_tests
finish
