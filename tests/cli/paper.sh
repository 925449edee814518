#!/bin/bash
# The page size: as asked for, else as the locale has it, else a4; a replay keeps to it.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
at_once=2
unset LC_ALL LC_PAPER LANG LC_NUMERIC

# pulled VARIABLE=VALUE... [OPTION]...: an audit with those set
pulled() {
	while [[ ${1-} == L*=* ]]; do
		export "${1?}"
		shift
	done
	start_standin ready
	audit_sample ready -f pdf "$@"
	assert_report
}

assert_paper() { # a4|letter
	local size='595.* x 841.*'
	[ "$1" = a4 ] || size='612 x 792'
	pdfinfo out/report.pdf | grep -qE "^Page size: +$size" || fail "$(pdfinfo out/report.pdf)"
	[ "$(json out/evidence/run.json 'd["options"]["paper"]')" = "$1" ] || fail 'another one is recorded'
}

gives() { # a4|letter VARIABLE=VALUE... [OPTION]...
	pulled "${@:2}"
	assert_paper "$1"
}

# locale_made NAME: into $work/locales, where the C library then looks
locale_made() {
	command -v localedef >/dev/null || skip 'no localedef'
	mkdir -p locales
	localedef --no-archive -i "$1" -f UTF-8 "locales/$1.UTF-8" >/dev/null 2>&1
	[ -s "locales/$1.UTF-8/LC_PAPER" ] || skip "the locale $1 cannot be made"
	export LOCPATH=$work/locales
}

an_installed_one_is_asked() { # a4|letter LOCALE
	locale_made "$2"
	gives "$1" "LC_ALL=$2.UTF-8"
}

# A name that says one country, of a locale that has the other's paper.
what_is_installed_counts_more_than_a_name() {
	locale_made de_DE
	mv locales/de_DE.UTF-8 locales/en_US.UTF-8
	gives a4 LC_ALL=en_US.UTF-8
}

# Where decimals have a comma.
numbers_are_written_the_same() {
	locale_made de_DE
	gives a4 LC_ALL=de_DE.UTF-8
	qpdf --check out/report.pdf >/dev/null || fail 'not a PDF that can be read'
	LC_ALL=C run replay out -o again
	cmp out/report.pdf again/report.pdf || fail 'other numbers'
}

a_replay_keeps_to_it() {
	pulled LC_ALL=en_US.UTF-8
	assert_paper letter
	LC_ALL=de_DE.UTF-8 run replay out -o again
	cmp out/report.pdf again/report.pdf || fail 'another page size'
	LC_ALL=C run verify out
	assert_status 0
	# Evidence that tells of none is older than the choice.
	cp -r out old
	sed -i 's/"paper": *"letter",\? *//' old/evidence/run.json
	LC_ALL=en_US.UTF-8 run replay old -o third
	pdfinfo third/report.pdf | grep -qE '^Page size: +595' || fail "$(pdfinfo third/report.pdf)"
}

a_configuration_counts_too() {
	echo '{"paper": "a4"}' >config.json
	gives a4 LC_ALL=en_US.UTF-8 --config config.json
}

it 'a4 where no locale is named' gives a4
it 'a4 in the C locale' gives a4 LC_ALL=C
it 'a4 in Germany, installed or not' gives a4 LANG=de_DE.UTF-8
it 'letter in the United States, installed or not' gives letter LANG=en_US.UTF-8
it 'letter in Canada' gives letter LC_PAPER=fr_CA
it 'letter in Mexico' gives letter LC_PAPER=es_MX.UTF-8@euro
it 'LC_PAPER before LANG' gives a4 LANG=en_US.UTF-8 LC_PAPER=en_GB.UTF-8
it 'LC_ALL before both' gives letter LANG=de_DE.UTF-8 LC_PAPER=de_DE.UTF-8 LC_ALL=en_US.UTF-8
it 'an empty variable names none' gives letter LC_ALL= LC_PAPER= LANG=en_US
it 'no country at all' gives a4 LC_ALL=eo
it 'nonsense is no locale' gives a4 LC_ALL=../../_US_x
it 'the installed locale of the United States' an_installed_one_is_asked letter en_US
it 'the installed locale of Germany' an_installed_one_is_asked a4 de_DE
it 'what is installed counts more than a name' what_is_installed_counts_more_than_a_name
it 'numbers are written the same' numbers_are_written_the_same
it 'the option before the locale' gives a4 LC_ALL=en_US.UTF-8 --paper a4
it 'a configuration before the locale' a_configuration_counts_too
it 'a replay keeps to it, wherever it runs' a_replay_keeps_to_it
finish
