#!/bin/bash
# The campaign's oracle where it could be wrong of the program: which reading of a list counts.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"
at_once=2

# holds: a program on standard input that asserts, with the campaign's modules at hand
holds() {
	PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$root/tests/campaign /usr/bin/python3 - "$@" || fail 'does not hold'
}

# A list that moved is read again; page 1 is on the wire and not there when the time is up.
the_budget_ends_in_the_second_reading() {
	faults 'GET /customers page=1 -> drip ms=500 after=1' 'GET /customers page=2 -> meta-changes'
	mkdir "$work/bodies"
	start_standin not-ready --per-page 20 --faults "$work/plan" --bodies "$work/bodies"
	audit --time-budget 8 -f json
	assert_status 1
	[ "$(grep -c '/customers?include_disabled=true&page=1 ' "$requests")" = 2 ] || fail 'not read again'
	# What the first reading brought counts, and never as all of it.
	assert_json '[(s["records"], s["complete"], s["reason"]) for s in d["sources"] if s["path"] == "/customers" and "permission" not in s]' \
		"[(60, False, 'truncated')]"
	holds "$requests" "$work/bodies" <<-'END'
		import sys
		from evidence import Evidence
		received, belated = (Evidence(*sys.argv[1:], late).lists["/customers"] for late in (False, True))
		assert len(received.rows) == 20 and not received.complete
		assert len(belated.rows) == 60 and not belated.complete
		# Another list, whose page 1 was seen again and was the same, held still in either case.
		assert all(Evidence(*sys.argv[1:], late).lists["/schedules"].complete for late in (False, True))
	END
}

# Where more of the second reading came, it is the one that counts, in either case.
what_was_asked_next_shows_that_it_came() {
	faults 'GET /customers page=2 -> meta-changes times=1' 'GET /customers page=2 -> drip ms=500'
	mkdir "$work/bodies"
	start_standin not-ready --per-page 20 --faults "$work/plan" --bodies "$work/bodies"
	audit --time-budget 8 -f json
	holds "$requests" "$work/bodies" <<-'END'
		import sys
		from evidence import Evidence
		one, other = (Evidence(*sys.argv[1:], late).lists["/customers"] for late in (False, True))
		assert one.rows.keys() == other.rows.keys() and not one.complete and not other.complete
	END
}

it 'page 1 of the second reading, on the wire when the budget ends' the_budget_ends_in_the_second_reading
it 'and where more of that reading came' what_was_asked_next_shows_that_it_came
finish
