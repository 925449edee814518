/* JUnit XML: what a build server makes of each verdict, and that no text breaks it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/model/fact.h"
#include "report/format/junit.h"
#include "report/xml/write.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_junit_read.h"
#include "tests/unit/fixture_written.h"

static const struct {
	enum verdict verdict;
	bool waived;
	const char *element, *counts;
} cases[] = {
	{ VERDICT_PASS, false, NULL, "failures=\"0\" errors=\"0\" skipped=\"0\"" },
	{ VERDICT_FAIL, false, "<failure message=\"fail: S\" type=\"high\">",
	  "failures=\"1\" errors=\"0\" skipped=\"0\"" },
	{ VERDICT_FAIL, true,
	  "<skipped message=\"fail, waived: accepted until 2026-12-31 by Ann (owner Bob): R; S\">",
	  "failures=\"0\" errors=\"0\" skipped=\"1\"" },
	{ VERDICT_UNKNOWN, false,
	  "<error message=\"unknown: S (server-error: the server kept returning errors)\" "
	  "type=\"server-error\">",
	  "failures=\"0\" errors=\"1\" skipped=\"0\"" },
	{ VERDICT_MANUAL, false, "<skipped message=\"manual: S\">",
	  "failures=\"0\" errors=\"0\" skipped=\"1\"" },
	{ VERDICT_MANUAL, true,
	  "<skipped message=\"manual, waived: accepted until 2026-12-31 by Ann (owner Bob): R; "
	  "S\">",
	  "failures=\"0\" errors=\"0\" skipped=\"1\"" },
	{ VERDICT_NOTAPPLICABLE, false, "<skipped message=\"notapplicable: S\">",
	  "failures=\"0\" errors=\"0\" skipped=\"1\"" },
	{ VERDICT_INFORMATIONAL, false, "<skipped message=\"informational: S\">",
	  "failures=\"0\" errors=\"0\" skipped=\"1\"" },
};

static void each_verdict_has_its_element(void **state)
{
	static const struct waiver waiver = {
		.reason = "R", .owner = "Bob", .approved_by = "Ann", .expires_on = "2026-12-31"
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fixture_audit *f = fixture_audit_new();
		fixture_audit_findings(f, 1);
		f->profile.requirements[0].severity = SEVERITY_HIGH;
		f->audit.findings[0].summary = "S";
		f->audit.findings[0].verdict = cases[i].verdict;
		f->audit.findings[0].reason =
			cases[i].verdict == VERDICT_UNKNOWN ? REASON_SERVER_ERROR : REASON_NONE;
		f->audit.findings[0].waiver = cases[i].waived ? &waiver : NULL;
		char *text = fixture_written(junit_write, &f->audit);
		assert_non_null(strstr(text, cases[i].counts));
		if (cases[i].element && !strstr(text, cases[i].element))
			fail_msg("no %s in\n%s", cases[i].element, text);
		if (!cases[i].element)
			assert_null(strstr(text, "message="));
		free(text);
		fixture_audit_free(f);
	}
}

/* The steps of a failure stand beside a failure; what was not seen may be in order. */
static void the_steps_are_those_of_what_was_found(void **state)
{
	static const char *steps[] = { "Tick it." };
	static const struct {
		enum verdict verdict;
		enum reason reason;
		const char *steps;
	} rows[] = {
		{ VERDICT_FAIL, REASON_NONE, "1. Tick it.\n" },
		{ VERDICT_UNKNOWN, REASON_SERVER_ERROR,
		  "1. Run the audit again; if it persists, see Syncro's status page.\n" },
		{ VERDICT_UNKNOWN, REASON_NO_PERMISSION,
		  "1. Let the token read it, or have a person confirm it; then run the audit "
		  "again.\n" },
		{ VERDICT_UNKNOWN, REASON_TIMEOUT,
		  "1. Run the audit again and give it more time.\n" },
		{ VERDICT_UNKNOWN, REASON_TRUNCATED,
		  "1. Run the audit again, so that the list is read to its end.\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fixture_audit *f = fixture_audit_new();
		fixture_audit_findings(f, 1);
		f->profile.requirements[0].remediation = steps;
		f->profile.requirements[0].remediation_count = COUNT_OF(steps);
		f->audit.findings[0].verdict = rows[i].verdict;
		f->audit.findings[0].reason = rows[i].reason;
		char *text = fixture_written(junit_write, &f->audit);
		if (!strstr(text, rows[i].steps))
			fail_msg("no %s in\n%s", rows[i].steps, text);
		assert_true((strstr(text, "Tick it.") != NULL) ==
			    (rows[i].verdict == VERDICT_FAIL));
		free(text);
		fixture_audit_free(f);
	}
}

/* What a build server merges by says whose it is. */
static void names_are_those_of_account_and_profile(void **state)
{
	static const char *const names[] = {
		"<testsuite name=\"acme mtp: Token &amp; groups\" id=\"",
		" package=\"acme.mtp\"",
		" hostname=\"acme\"",
		" classname=\"acme.mtp.Token &amp; groups\"",
		"<property name=\"account\" value=\"acme\"/>",
		"<property name=\"profile\" value=\"mtp\"/>",
	};
	struct fixture_audit *f = fixture_audit_new();

	(void)state;
	fixture_audit_findings(f, 1);
	f->account.subdomain = "acme";
	f->profile.id = "mtp";
	f->profile.requirements[0].group = "Token & groups";
	char *text = fixture_written(junit_write, &f->audit);
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (!strstr(text, names[i]))
			fail_msg("no %s in\n%s", names[i], text);
	free(text);
	fixture_audit_free(f);
}

static int read(const char *text, struct arena *arena, struct error *err)
{
	struct facts facts = { .arena = arena };
	int result = junit_read(text, strlen(text), &facts, err);

	facts_release(&facts);
	return result;
}

/* A suite that says it had no failure, and holds one. */
static void counts_that_are_wrong_are_found(void **state)
{
	static const char *const counts[] = { "tests", "failures", "errors", "skipped" };
	struct fixture_audit *f = fixture_audit_new();
	char *text = fixture_written(junit_write, &f->audit);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		struct error err = { .message = "" };
		char attribute[32];
		(void)snprintf(attribute, sizeof attribute, " %s=\"", counts[i]);
		char *digit = strstr(text, attribute);
		assert_non_null(digit);
		digit += strlen(attribute);
		(*digit)++;
		assert_int_equal(read(text, f->arena, &err), -1);
		assert_non_null(strstr(err.message, counts[i]));
		(*digit)--;
		assert_int_equal(read(text, f->arena, &err), 0);
	}
	free(text);
	fixture_audit_free(f);
}

/* An error that calls itself a pass is told as what it is. */
static void an_element_that_belies_its_message_is_no_verdict(void **state)
{
	static const char text[] = "<testsuite name='s' tests='1' failures='0' errors='1' "
				   "skipped='0'><testcase name='JC-1 t'><error "
				   "message='pass: all is well'/></testcase></testsuite>";
	struct arena *arena = arena_new();
	struct facts facts = { .arena = arena };
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(junit_read(text, strlen(text), &facts, &err), 0);
	assert_string_equal(facts.items[0].what, "verdict of JC-1");
	assert_string_equal(facts.items[0].value, "error");
	facts_release(&facts);
	arena_free(arena);
}

static void xml_holds_any_text(void **state)
{
	static const struct {
		const char *text, *attribute, *element;
	} rows[] = {
		{ "a&b<c>\"'", "a&amp;b&lt;c&gt;&quot;'", "a&amp;b&lt;c&gt;\"'" },
		{ "1\n2\t3\r", "1&#10;2&#9;3&#13;", "1\n2\t3&#13;" },
		{ "]]>", "]]&gt;", "]]&gt;" },
		{ "\x01\x1B[31m\x7F", "\uFFFD\uFFFD[31m\uFFFD", "\uFFFD\uFFFD[31m\uFFFD" },
		/* Each byte of a lone surrogate is one, as Unicode recommends. */
		{ "\xEF\xBF\xBF\xED\xA0\x80\xC3(", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD(",
		  "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD(" },
		{ "日本 \U0001F984", "日本 \U0001F984", "日本 \U0001F984" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *text = NULL, expected[256];
		size_t size = 0;
		struct xml xml;
		xml_begin(&xml, open_memstream(&text, &size));
		xml_open(&xml, "e");
		xml_attribute_text(&xml, "a", rows[i].text);
		xml_text(&xml, rows[i].text);
		xml_close(&xml, "e");
		assert_int_equal(fclose(xml.stream), 0);
		(void)snprintf(expected, sizeof expected,
			       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<e a=\"%s\">%s</e>\n",
			       rows[i].attribute, rows[i].element);
		assert_string_equal(text, expected);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_verdict_has_its_element),
		cmocka_unit_test(the_steps_are_those_of_what_was_found),
		cmocka_unit_test(names_are_those_of_account_and_profile),
		cmocka_unit_test(counts_that_are_wrong_are_found),
		cmocka_unit_test(an_element_that_belies_its_message_is_no_verdict),
		cmocka_unit_test(xml_holds_any_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
