#!/bin/bash
# The locale changes nothing: neither a decimal comma nor a dotless i, nor a locale that is
# not there. Where the system has none of its own, they are made for the test.
# shellcheck source=tests/fault/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck disable=SC2034
at_once=2
formats=xlsx,pdf,json,csv,junit,sarif,sarif-alerts,oscal

# made NAME: that locale is there; else the case is skipped
made() {
	case $1 in
	*.UTF-8) ;;
	*) return 0 ;;
	esac
	! locale -a | grep -qix "${1%.*}\.utf-\?8" || return 0
	command -v localedef >/dev/null || skip 'localedef is not there'
	mkdir -p locales
	localedef -i "${1%.*}" -f UTF-8 "locales/$1" 2>/dev/null || skip "the locale $1 cannot be made here"
	export LOCPATH=$work/locales
}

# the_same VARIABLE VALUE: a replay, a comparison and messages under it
the_same() {
	run replay "$samples/not-ready" -f "$formats" -o expected
	assert_status 1
	cp stderr expected.err
	"$program" compare "$samples/not-ready/baseline.json" expected >expected.txt
	unset LC_ALL
	export LC_CTYPE=C.UTF-8
	[ "$1" = none ] || made "$2"
	[ "$1" = none ] || export "$1=$2"
	[ "$1" != none ] || unset LC_CTYPE LANG
	status=0
	"$program" replay "$samples/not-ready" -f "$formats" -o out >stdout 2>stderr || status=$?
	assert_status 1
	diff -r expected out || fail 'the report differs'
	cmp expected.err stderr || fail 'the messages differ'
	"$program" compare "$samples/not-ready/baseline.json" out >found.txt
	cmp expected.txt found.txt || fail 'the comparison differs'
	run verify -q out
	assert_status 0
}

for value in C POSIX tr_TR.UTF-8 de_DE.UTF-8 xx_XX.UTF-9; do
	it "LC_ALL=$value" the_same LC_ALL "$value"
done
it 'LC_NUMERIC=de_DE.UTF-8' the_same LC_NUMERIC de_DE.UTF-8
it 'LANG=ja_JP.UTF-8' the_same LANG ja_JP.UTF-8
it 'no locale at all' the_same none ''
finish
