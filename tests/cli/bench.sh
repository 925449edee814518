#!/bin/bash
# The bench where it could lie: what it compares is the same, and its arithmetic is right.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"
bench=$root/tests/bench
stages=$(realpath -m "${STAGES:-$(dirname "$standin")/bench/stages}")
at_once=2

# holds: a program on standard input that asserts, with the bench's modules at hand
holds() {
	PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$bench /usr/bin/python3 - "$@" || fail 'does not hold'
}

report() { # SAMPLE [FORMAT]
	run replay "$samples/$1" -f "${2:-xlsx}" -o "$1"
	[ -f "$1/manifest.json" ] || fail 'no report'
}

same_cells_as_others_read() {
	report large-and-messy
	holds large-and-messy/report.xlsx <<-'END'
		import sys, cells, openpyxl
		ours = cells.read(sys.argv[1])
		theirs = openpyxl.load_workbook(sys.argv[1])
		assert [name for name, _ in ours] == theirs.sheetnames
		for name, rows in ours:
		    here = {(row, column): value for row, values in rows for column, value in values.items()}
		    there = {(cell.row - 1, cell.column - 1): cell for row in theirs[name].iter_rows() for cell in row
		             if cell.value not in (None, "")}
		    assert here.keys() == there.keys(), (name, here.keys() ^ there.keys())
		    for place, value in here.items():
		        cell = there[place]
		        if isinstance(value, cells.Formula):
		            assert cell.data_type == "f" and cell.value == "=" + value, (name, place)
		        elif cell.is_date:
		            assert type(value) is float, (name, place)
		        else:
		            # What stands for a control character openpyxl leaves as it is written.
		            assert value == cell.value or "_x" in str(cell.value), (name, place, value, cell.value)
		assert cells.count(ours) > 4000
	END
}

# Not of the odd names: a text that only looks like a control character in XML openpyxl does not write.
the_peer_writes_the_same_cells() {
	report not-ready
	"$bench/extract" cells not-ready/report.xlsx cells >count || fail 'no cells'
	"$bench/peers" openpyxl cells theirs.xlsx >line || fail 'the peer'
	[ "$(wc -w <line)" = 8 ] || fail "prints $(cat line)"
	"$bench/extract" compare cells theirs.xlsx || fail 'not the same'
}

# changed PYTHON: is told of, when that is done to one cell of the peer's
changed() {
	report ready
	"$bench/extract" cells ready/report.xlsx cells >count || fail 'no cells'
	"$bench/peers" openpyxl cells theirs.xlsx >line || fail 'the peer'
	holds "$1" <<-'END'
		import pickle, sys
		sheets = pickle.load(open("cells", "rb"))
		row = sheets[-1][1][2][1]
		exec(sys.argv[1])
		pickle.dump(sheets, open("cells", "wb"))
	END
	! "$bench/extract" compare cells theirs.xlsx 2>stderr || fail 'goes for the same'
	grep -q 'not the same cells in theirs.xlsx' stderr || fail 'does not tell'
}

other_lines_are_found() {
	report ready pdf
	report not-ready pdf
	"$bench/extract" lines ready/report.pdf lines >count || fail 'no lines'
	read -r lines pages <count
	[ "$pages" = "$(pdfinfo ready/report.pdf | awk '/^Pages/ { print $2 }')" ] || fail "$pages pages"
	[ "$lines" -gt 200 ] || fail "$lines lines"
	"$bench/extract" text lines ready/report.pdf || fail 'not the same as itself'
	! "$bench/extract" text lines not-ready/report.pdf 2>stderr || fail 'another goes for the same'
}

what_is_measured_is_what_is_written() {
	[ -x "$stages" ] || skip "no $stages: make it"
	report not-ready xlsx,pdf
	"$stages" "$samples/not-ready" staged >lines || fail 'stages'
	for file in results.json report.xlsx report.pdf; do
		cmp "not-ready/$file" "staged/$file" || fail "another $file"
	done
	diff -r not-ready/evidence staged/evidence -x run.json || fail 'other evidence'
	[ "$(cut -d' ' -f1 lines | tr '\n' ' ')" = 'load parse copy evaluate results workbook pdf manifest ' ] || fail "$(cat lines)"
	[ "$(awk '$1 == "results" { print $7 }' lines)" -ge "$(stat -c %s staged/results.json)" ] || fail 'less written than there is'
	awk 'NF != 8 || $5 < 1000 { exit 1 }' lines || fail "$(cat lines)"
}

ratios() {
	holds <<-'END'
		import measure
		def took(*cpus):
		    return [measure.Usage(user=cpu, system=0, wall=9, peak=cpu, grown=None, written=None, faults=0) for cpu in cpus]
		# Round by round: a minute in which everything takes thrice as long changes nothing.
		assert measure.ratio(took(1, 3, 1), took(2, 6, 2)) == (2, 2, 2)
		assert measure.ratio(took(1, 1, 1, 1, 1), took(2, 9, 3, 1, 2)) == (2, 1, 9)
		for ours, theirs in ((took(1, 2), took(1)), ([], [])):
		    try:
		        measure.ratio(ours, theirs)
		    except ValueError:
		        continue
		    raise AssertionError("unequal rounds")
		whole = measure.median(took(1, 5, 2))
		assert (whole["user"], whole["peak"], whole["grown"]) == (2, 5, None)
		one = measure.Usage(user=.25, system=.5, wall=1, peak=3, grown=1, written=2, faults=7)
		assert measure.from_line(measure.to_line("pdf", one)) == ("pdf", one)
	END
}

a_piece_is_measured_alone() {
	holds <<-'END'
		import measure, time
		kept = bytearray(90 << 20)
		del kept
		def work():
		    until = time.process_time() + .2
		    held = b"x" * (40 << 20)
		    with open("out", "wb") as file:
		        file.write(held[:5000000])
		    while time.process_time() < until:
		        pass
		usage = measure.of_call(work)
		assert .19 < usage.cpu < .4, usage
		assert 39 < usage["grown"] < 60, usage   # and not what was held before
		assert 5 <= usage["written"] < 5.1, usage
		usage = measure.of_process(["/usr/bin/python3", "-c", "import time\nwhile time.process_time() < .2: pass"])
		assert .19 < usage.cpu < .6, usage
	END
}

figures_that_grew() {
	holds <<-'END'
		import figures
		def kept(**stages):
		    return figures.Figures(["gcc 12", "glibc 2.36"], stages)
		base = kept(parse=1000, pdf=2000)
		assert figures.complaints(base, kept(parse=1030, pdf=100)) == []
		assert figures.complaints(base, kept(parse=1031, pdf=2000)) == ["parse: 1031 instructions, +3.1 %; 1000 are kept"]
		assert figures.complaints(base, kept(parse=1000)) == ["pdf: was not counted"]
		assert figures.complaints(base, kept(parse=1, pdf=1, csv=1)) == ["csv: no figure is kept"]
		assert figures.differs(base, kept()) == []
		assert figures.differs(base, figures.Figures(["gcc 13", "glibc 2.36"], {})) == ["gcc 12, and now gcc 13"]
		figures.write("kept", base, ["two words"])
		again = figures.read("kept")
		assert (again.with_, again.stages) == (base.with_, base.stages)
	END
}

another_compiler() {
	status=0
	CC='echo 99 #' "$bench/instructions" >stdout 2>stderr || status=$?
	assert_status 3
	grep -q '^bench: cannot be compared: counted with .*, and now .*' stderr || fail 'does not tell'
}

rounds_and_minutes() {
	holds <<-'END'
		import pace
		def at(*moments):
		    return [pace.Request(moment, "/me", []) for moment in moments]
		assert pace.rounds(at(0, 101, 102, 103, 150, 205), 100) == 3
		assert pace.rounds(at(0, 1, 2, 99), 100) == 1
		assert (pace.least(1, 8), pace.least(9, 8), pace.least(10, 8)) == (1, 2, 3)
		assert pace.windows(at(0, 10, 20, 1000, 1010, 2001), 1000) == [3, 3, 3, 2]
		assert pace.windows(at(0, 10), 1000) == []
		assert pace.paces(at(0, 10, 1000, 1020), 2) == [1000, 1010] and pace.paces(at(0, 1), 2) == []
		with open("log", "w") as file:
		    file.write("2 7 GET /users 200 1 1\n1 3 GET /me 0 1 1 RATE FAULT=close\n")
		assert pace.read("log") == [pace.Request(3, "/me", ["RATE", "FAULT=close"]), pace.Request(7, "/users", [])]
	END
}

growth_is_told() {
	holds <<-'END'
		import growth
		sizes = (10, 100, 1000, 10000)
		assert abs(growth.exponent([(size, 3 * size) for size in sizes]) - 1) < 1e-9
		assert abs(growth.exponent([(size, size ** 2) for size in sizes]) - 2) < 1e-9
		assert growth.exponent([(1, 1)]) is None
		# What is fixed hides nothing of what grows where it counts.
		assert growth.exponent([(size, 50 + size) for size in sizes]) > .9
		lists = {"customers": 250, "schedules": 0}
		paths = ["/me", "/users/3", "/customers?include_disabled=true&page=1", "/customers/latest", "/schedules?page=1"]
		assert growth.least_requests(paths, lists, {"customers": 100, "schedules": 25}) == (3 + 3 + 1, 2 + 2)
	END
}

it 'reads the cells of a workbook as openpyxl does' same_cells_as_others_read
it 'openpyxl, as a peer, writes the very same cells' the_peer_writes_the_same_cells
it 'finds a cell that is missing' changed 'row.popitem()'
it 'finds a cell that says something else' changed 'row[next(iter(row))] = "other"'
it 'finds a number that became a text' changed 'row[9] = "1.0"'
it 'finds a row that is missing' changed 'del sheets[-1][1][2]'
it 'finds that another PDF has other lines' other_lines_are_found
it 'measures what the program writes, byte for byte' what_is_measured_is_what_is_written
it 'compares round by round' ratios
it 'measures a piece without what came before it' a_piece_is_measured_alone
it 'complains of a stage that grew by more than 3 %, or that nobody counted' figures_that_grew
it 'compares nothing that was counted with another compiler' another_compiler
it 'counts rounds, and requests in any minute' rounds_and_minutes
it 'tells linear growth from other' growth_is_told
finish
