#!/bin/bash
# PDFBox Preflight, a validator of PDF/A-1b, on the PDFs of the samples. They are none, and do
# not say so: that form of 2005 knows neither transparency nor what makes a file small. What it
# alone forbids is excused here; whatever else it finds would harm in any archive.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/../cli/lib.sh"
jars=
for jar in preflight pdfbox2 xmpbox fontbox2 commons-logging jaxb-api javax.activation; do
	jars=$jars:/usr/share/java/$jar.jar
done

# One excuse a line, the beginning of what Preflight says, and why.
excuses() {
	cut -d '|' -f 1 <<-'END' | sed 's/ *$//'
		1.4 : Trailer Syntax error, /XRef cross reference streams are not allowed | of PDF 1.5; PDF/A-2 takes them
		2.1.6 : Invalid graphics object, Invalid version of the ICCProfile        | 4.2, which PDF 1.7 knows, is small
		2.2.2 : Invalid graphics transparency, Soft Mask must be null or None     | of a logo; PDF/A-2 takes them
		3.1.11 : Invalid Font definition                                          | CIDSet: PDF/A-2 needs none
		4.1.2 : Transparency error, ca entry in a ExtGState is invalid            | of shadows; PDF/A-2 takes them
		4.1.2 : Transparency error, CA entry in a ExtGState is invalid            | the same
		7.11 : Error on MetaData, PDF/A identification schema                     | no claim is made
	END
}

# complaints SAMPLE ARGUMENT...: what Preflight says, to $work/said
complaints() {
	command -v java >/dev/null || skip 'java is not there'
	[ -e /usr/share/java/preflight.jar ] || skip 'libpdfbox2-java is not there'
	run replay "$samples/$1" --out "$work/out" --format pdf "${@:2}"
	[ "$status" -ne 2 ] || fail "replay of $1"
	java -cp "${jars#:}" org.apache.pdfbox.preflight.Validator_A1b "$work/out/report.pdf" >"$work/all" 2>&1
	grep -qE '^The file report.pdf is (not )?a valid PDF/A-1b file' "$work/all" || fail "$(head -20 "$work/all")"
	grep -E '^[0-9.]+ : ' "$work/all" >"$work/said"
	# Only the set of glyphs may be missing in a font.
	! grep '^3\.1\.11 ' "$work/said" | grep -v 'CIDSet entry is missing' || fail 'a font is wrong'
}

nothing_else_is_wrong() {
	complaints "$@"
	grep -vE "$(excuses | sed 's/[.]/\\./g; s/^/^/' | paste -sd '|')" "$work/said" >"$work/others"
	[ ! -s "$work/others" ] || fail "$(cut -c 1-200 "$work/others" | head -20)"
}

no_excuse_is_idle() {
	complaints not-ready --brand "$root/templates/brand/example.json"
	local excuse
	while read -r excuse; do
		grep -qF "$excuse" "$work/said" || fail "nothing needs '$excuse'"
	done < <(excuses)
}

it 'ready: nothing but what PDF/A-1 alone forbids' nothing_else_is_wrong ready
it 'not-ready with a brand, either' nothing_else_is_wrong not-ready --brand "$root/templates/brand/example.json"
it 'large-and-messy, either' nothing_else_is_wrong large-and-messy
it 'nothing is excused that does not occur' no_excuse_is_idle
finish
