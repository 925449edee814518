/* What is said to a client's manager: no words of the program, of its rules or of Syncro's
 * interface; of a name that is used twice only what that customer has to know. */
#include <stdio.h>
#include <stdlib.h>

#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "audit/core/words.h"
#include "report/sheet/internal.h"

const struct sheet_words sheet_words[ISSUE_COUNT] = {
	[ISSUE_DUPLICATE_NAME] = {
		"Your name in our system",
		{ [SHEET_FINE] = "It is unique, so usage goes to you and to nobody else.",
		  [SHEET_IN_THE_WAY] = "It must be made unique in our system.",
		  [SHEET_ACCEPTED] = "It is to be made unique; we leave it as it is for now." },
		"We make your name unique in our system.",
		"Tell us how you want to be listed: with your legal form, say, or your town.",
	},
	[ISSUE_NO_BUSINESS_NAME] = {
		"Your business name",
		{ [SHEET_FINE] = "It is filled in.",
		  [SHEET_IN_THE_WAY] = "It is missing. Organizations are matched by it.",
		  [SHEET_ACCEPTED] = "It is missing; we leave it as it is for now." },
		"We fill in your business name.",
		"Tell us the exact business name that your invoices should carry.",
	},
	[ISSUE_NO_RECURRING_INVOICE] = {
		"Your recurring invoice",
		{ [SHEET_FINE] = "It is active, and has a line that your usage is written to.",
		  [SHEET_IN_THE_WAY] =
			  "There is no active one with a line that your usage can be written to.",
		  [SHEET_ACCEPTED] = "There is none to write usage to; we leave it so for now." },
		"We set up a recurring invoice with a line for your usage.",
		NULL,
	},
	[ISSUE_EMAIL_IS_USER] = {
		"Your e-mail addresses",
		{ [SHEET_FINE] = "None of them belongs to our own team.",
		  [SHEET_IN_THE_WAY] = "One of them belongs to our own team, so that messages could "
				       "go round in a circle.",
		  [SHEET_ACCEPTED] =
			  "One of them belongs to our own team; we leave it so for now." },
		"We take the address of our own team out of your record.",
		"Tell us an address of yours for invoices and messages.",
	},
};

const char *sheet_reason(enum reason reason)
{
	static const char refused[] = "our system did not let us read it";
	static const char silent[] = "our system did not answer in time";
	WORDS(words,
	      REASON_COUNT, [REASON_NONE] = "it was not read", [REASON_NO_PERMISSION] = refused,
	      [REASON_UNAUTHENTICATED] = refused, [REASON_UNREACHABLE] = silent,
	      [REASON_RATE_LIMITED] = silent, [REASON_TIMEOUT] = silent,
	      [REASON_SERVER_ERROR] = "our system answered with an error",
	      [REASON_MALFORMED] = "what we read was not clear",
	      [REASON_TRUNCATED] = "not all of it could be read",
	      [REASON_NOT_REQUESTED] = "it was not read");

	return words[reason];
}

const char *sheet_state_label(enum sheet_state state)
{
	WORDS(words, SHEET_STATES, [SHEET_UNCHECKED] = "Could not check", [SHEET_FINE] = "In order",
	      [SHEET_IN_THE_WAY] = "In the way", [SHEET_ACCEPTED] = "Left as it is",
	      [SHEET_NOT_ASKED] = "Not part of this");

	return words[state];
}

const char *sheet_outcome_label(enum overall outcome)
{
	WORDS(words, OVERALL_COUNT, [OVERALL_INCONCLUSIVE] = "Not all checked",
	      [OVERALL_READY] = "Ready to be billed",
	      [OVERALL_NOT_READY] = "Something is in the way");

	return words[outcome];
}

const char *sheet_day(struct arena *arena, int64_t ms)
{
	static const char *const months[] = { "January",   "February", "March",	   "April",
					      "May",	   "June",     "July",	   "August",
					      "September", "October",  "November", "December" };
	char date[CLOCK_TEXT]; /* 2026-11-24 */

	clock_date(date, ms);
	const long month = strtol(date + 5, NULL, 10);
	return arena_printf(arena, "%ld %s %.4s", strtol(date + 8, NULL, 10),
			    months[month >= 1 && month <= 12 ? month - 1 : 0], date);
}

static size_t in_state(const struct sheet *sheet, enum sheet_state state)
{
	size_t count = 0;

	for (int i = 0; i < ISSUE_COUNT; i++)
		count += sheet->checks[i].state == state;
	return count;
}

static void say_result(struct sheet *sheet, struct arena *arena, const char *vendor)
{
	static const char *const numbers[] = { "Nothing is", "One thing is", "Two things are",
					       "Three things are", "Four things are" };
	const size_t in_the_way = in_state(sheet, SHEET_IN_THE_WAY);
	const bool open = in_state(sheet, SHEET_UNCHECKED) > 0;
	const bool looked = in_state(sheet, SHEET_NOT_ASKED) < ISSUE_COUNT;

	if (in_the_way) {
		sheet->outcome = OVERALL_NOT_READY;
		sheet->sentence = arena_printf(arena, "%s in the way.", numbers[in_the_way]);
		sheet->below = open ? "And not everything could be checked yet: see below."
				    : "We are putting it right: see below what we do, and by when.";
	} else if (open || !looked) {
		sheet->outcome = OVERALL_INCONCLUSIVE;
		sheet->sentence = "We could not check everything.";
		sheet->below = looked ? "What we could read is in order; we look again at the rest."
				      : arena_printf(arena,
						     "What %s asks for says nothing about the "
						     "records of customers.",
						     vendor);
	} else {
		sheet->outcome = OVERALL_READY;
		sheet->sentence = "Your record is ready to be billed.";
		sheet->below = arena_printf(
			arena, "We checked what %s asks for in your record and found it in order.",
			vendor);
	}
}

static void say_whole(struct sheet *sheet, struct arena *arena, const struct audit *audit)
{
	const char *vendor = audit->profile->vendor;
	WORDS(results, OVERALL_COUNT,
	      [OVERALL_INCONCLUSIVE] = "Not everything could be checked yet. We call nothing in "
				       "order that we have not seen.",
	      [OVERALL_READY] = "What has to be in place for it is in place.",
	      [OVERALL_NOT_READY] = "Something that has to be in place for it is not there yet. We "
				    "are putting it right.");
	const struct sheet_line lines[SHEET_LINES] = {
		{ "The connection", arena_printf(arena,
						 "%s, with the system that we keep your "
						 "record and your invoices in.",
						 audit->profile->integration) },
		{ "Where it stands", results[audit->verdict] },
		{ "Held against",
		  arena_printf(arena, "What %s publishes as needed for it.", vendor) },
		{ "Your data",
		  "Only your name, your addresses and your recurring invoices are read "
		  "for this. Nothing is changed." },
		{ "What is next",
		  "We check again before usage is billed, and after every repair." },
	};

	for (size_t i = 0; i < SHEET_LINES; i++)
		sheet->lines[i] = lines[i];
}

void sheet_say(struct sheet *sheet, struct arena *arena, const struct audit *audit)
{
	const char *vendor = audit->profile->vendor;

	say_result(sheet, arena, vendor);
	say_whole(sheet, arena, audit);
	sheet->how = arena_printf(
		arena,
		"On %s we read your record and your recurring invoices from our system and held "
		"them against what %s publishes. A point is called in order only where all that it "
		"rests on was read to its end. Where it was not, this sheet says so, and why.",
		sheet_day(arena, audit->account->finished_at), vendor);
	sheet->limits =
		"This sheet speaks of your record on that day. What was changed later is not in it. "
		"It says nothing about the security of your devices and accounts, and it is no "
		"certificate.";
}
