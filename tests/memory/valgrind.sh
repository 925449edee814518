#!/bin/bash
# Unit tests ($UNIT_TESTS) and a replay of each sample in valgrind: no error, nothing lost.
# All of them and the program ($PLAIN) are built without sanitizers.
set -u
program=${PLAIN:-build/syncro-audit}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CMOCKA_MESSAGE_OUTPUT=TAP SYNCRO_AUDIT_TEMPLATES=templates
number=0

watch() { # NAME STATUSES COMMAND...
	local name=$1 expected=$2 status=0
	shift 2
	number=$((number + 1))
	valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
		--suppressions=tests/memory/valgrind.supp \
		"$@" >"$work/log" 2>&1 </dev/null || status=$?
	case " $expected " in
	*" $status "*) printf 'ok %d - %s\n' "$number" "$name" ;;
	*)
		printf 'not ok %d - %s (status %s)\n' "$number" "$name" "$status"
		sed 's/^/# /' "$work/log"
		;;
	esac
}

for test in ${UNIT_TESTS:-build/unit/test_*}; do
	watch "$(basename "$test") in valgrind" 0 "$test"
done
for sample in ready not-ready large-and-messy; do
	watch "replay of $sample in valgrind" '0 1 3' "$program" replay "samples/$sample" \
		--out "$work/$sample" --quiet
done
printf '1..%d\n' "$number"
