/* What holds of every machine format: it says what results.json says, twice the same,
 * and never lets what is not known pass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "report/report.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_format.h"
#include "tests/unit/fixture_sample.h"

/* In every field that comes from outside, or could. */
#define HOSTILE "=cmd|' /C calc'!A0\",;\n]]><!--&amp;<x y='z'>\\u0000{}[] \u202E \U0001F984 \t'end"

static void tell(void *context, const char *what, const char *expected, const char *found)
{
	print_message("%s: %s: expected %s, found %s\n", (const char *)context, what,
		      expected ? expected : "nothing", found ? found : "nothing");
}

static void read_back(const struct fixture_format *format, const struct audit *audit,
		      struct facts *found)
{
	struct error err = { .message = "" };
	char *text = fixture_format_text(format, audit);

	if (format->read(text, strlen(text), found, &err) != 0)
		fail_msg("%s: %s", format->name, err.message);
	free(text);
}

static void assert_agree(const struct audit *audit)
{
	struct arena *arena = arena_new();
	struct facts said = { .arena = arena };

	fixture_format_said(audit, &said);
	for (size_t i = 0; i < fixture_format_count; i++) {
		const struct fixture_format *format = &fixture_formats[i];
		struct facts found = { .arena = arena };
		read_back(format, audit, &found);
		assert_int_equal(
			facts_compare(&said, &found, format->kinds, tell, (void *)format->name), 0);
		facts_release(&found);
	}
	facts_release(&said);
	arena_free(arena);
}

static bool is_read_back(const char *name)
{
	for (size_t i = 0; i < fixture_format_count; i++)
		if (strcmp(fixture_formats[i].name, name) == 0)
			return true;
	return false;
}

/* Whoever adds a format adds a reader of it to these tests, or to the program. */
static void each_format_is_read_back(void **state)
{
	(void)state;
	for (const struct report_format *format = report_formats; format->name; format++)
		for (const struct report_file *file = format->files; file->name; file++)
			if (!file->read && !file->read_fd && strcmp(format->name, "json") != 0 &&
			    !is_read_back(file->name))
				fail_msg("%s: nothing reads it back", file->name);
}

static void everything_agrees(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	assert_agree(&f->audit);
	fixture_audit_lengthen(f);
	assert_agree(&f->audit);
	fixture_audit_findings(f, 60);
	assert_agree(&f->audit);
	fixture_audit_free(f);
}

static void nothing_known_agrees(void **state)
{
	struct fixture_audit *f = fixture_audit_empty();

	(void)state;
	assert_agree(&f->audit);
	fixture_audit_free(f);
}

static void many_customers_agree(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_agree(fixture_sample_of_size(arena, 20001));
	arena_free(arena);
}

static void be_hostile(struct fixture_audit *f)
{
	for (size_t i = 0; i < f->audit.finding_count; i++) {
		struct finding *finding = &f->audit.findings[i];
		struct requirement *requirement = &f->profile.requirements[i];
		finding->summary = HOSTILE;
		requirement->title = requirement->group = requirement->rationale = HOSTILE;
		requirement->documented = requirement->where = HOSTILE;
		for (size_t k = 0; k < finding->observation_count; k++) {
			struct observation *seen = &finding->observations[k];
			seen->object = seen->subject = seen->observed = seen->source = HOSTILE;
		}
	}
	for (size_t i = 0; i < f->account.customer_count; i++)
		f->account.customers[i].business_name = f->account.customers[i].email = HOSTILE;
	for (size_t i = 0; i < f->account.user_count; i++)
		f->account.users[i].name = f->account.users[i].email = HOSTILE;
	for (size_t i = 0; i < f->audit.permission_count; i++)
		f->audit.permissions[i].note = f->audit.permissions[i].source = HOSTILE;
	for (size_t i = 0; i < f->audit.issue_count; i++)
		f->audit.issues[i].detail = HOSTILE;
	for (size_t i = 0; i < f->audit.waiver_count; i++)
		f->audit.waivers[i].reason = f->audit.waivers[i].owner = HOSTILE;
}

static void hostile_texts_change_nothing(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	be_hostile(f);
	assert_agree(&f->audit);
	fixture_audit_free(f);
}

static void twice_gives_the_same_bytes(void **state)
{
	struct fixture_audit *f = fixture_audit_new(), *again = fixture_audit_new();

	(void)state;
	for (size_t i = 0; i < fixture_format_count; i++) {
		char *first = fixture_format_text(&fixture_formats[i], &f->audit);
		char *second = fixture_format_text(&fixture_formats[i], &again->audit);
		assert_string_equal(first, second);
		free(first);
		free(second);
	}
	fixture_audit_free(f);
	fixture_audit_free(again);
}

static const char *value_of(const struct facts *facts, const char *what)
{
	for (size_t i = 0; i < facts->count; i++)
		if (strcmp(facts->items[i].what, what) == 0)
			return facts->items[i].value;
	return "nothing";
}

/* Every finding has this verdict, with a waiver or without one. */
static void assert_counted(struct fixture_audit *f, enum verdict verdict, bool waived)
{
	const char *id = f->audit.findings[0].requirement->id;

	for (size_t i = 0; i < f->audit.finding_count; i++) {
		f->audit.findings[i].verdict = verdict;
		f->audit.findings[i].waiver = waived ? &f->audit.waivers[0] : NULL;
	}
	fixture_audit_count(f);
	for (size_t i = 0; i < fixture_format_count; i++) {
		const struct fixture_format *format = &fixture_formats[i];
		struct facts found = { .arena = f->arena };
		if (!(format->kinds & FACT_FINDING))
			continue;
		read_back(format, &f->audit, &found);
		for (int k = 0; k < VERDICT_COUNT; k++) {
			char what[64], count[32];
			(void)snprintf(what, sizeof what, "count of %s",
				       verdict_name((enum verdict)k));
			(void)snprintf(count, sizeof count, "%zu",
				       (enum verdict)k == verdict ? f->audit.finding_count : 0);
			assert_string_equal(value_of(&found, what), count);
		}
		assert_string_equal(value_of(&found, arena_printf(f->arena, "verdict of %s", id)),
				    verdict_name(verdict));
		facts_release(&found);
	}
}

/* The one that matters most: what is not known is never a pass, in no format. */
static void each_verdict_is_told_from_each_other(void **state)
{
	(void)state;
	for (int verdict = 0; verdict < VERDICT_COUNT; verdict++) {
		struct fixture_audit *f = fixture_audit_new();
		assert_counted(f, (enum verdict)verdict, false);
		if (verdict == VERDICT_FAIL || verdict == VERDICT_MANUAL)
			assert_counted(f, (enum verdict)verdict, true);
		fixture_audit_free(f);
	}
}

/* Read or refused with a reason, whatever byte is damaged and wherever it ends. */
static void damage_is_survived(void **state)
{
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	for (size_t i = 0; i < fixture_format_count; i++) {
		char *text = fixture_format_text(&fixture_formats[i], &f->audit);
		size_t length = strlen(text);
		for (size_t at = 0; at < length; at += length / 300 + 1)
			for (int bit = 0; bit < 8; bit++) {
				struct facts facts = { .arena = f->arena };
				struct error err = { .message = "" };
				text[at] ^= (char)(1 << bit);
				if (fixture_formats[i].read(text, bit ? length : at, &facts,
							    &err) != 0)
					assert_true(*err.message);
				text[at] ^= (char)(1 << bit);
				facts_release(&facts);
			}
		free(text);
	}
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_format_is_read_back),
		cmocka_unit_test(everything_agrees),
		cmocka_unit_test(nothing_known_agrees),
		cmocka_unit_test(many_customers_agree),
		cmocka_unit_test(hostile_texts_change_nothing),
		cmocka_unit_test(twice_gives_the_same_bytes),
		cmocka_unit_test(each_verdict_is_told_from_each_other),
		cmocka_unit_test(damage_is_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
