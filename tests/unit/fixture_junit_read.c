#include "tests/unit/fixture_junit_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/model/fact.h"
#include "report/xml/read.h"
#include "tests/unit/fixture_tally.h"

#define WAIVED ", waived"

/* What a suite counts, and in which elements. */
static const struct {
	const char *attribute, *element;
} counted[] = {
	{ "tests", "testcase" },
	{ "failures", "failure" },
	{ "errors", "error" },
	{ "skipped", "skipped" },
};
#define COUNTED (COUNT_OF(counted))

struct reading {
	struct facts *facts;
	struct tally tally;
	char *id;	     /* of the open case, or NULL */
	const char *element; /* in it, "" */
	const char *message;
	char *suite;
	size_t said[COUNTED], found[COUNTED];
	const char *report_id, *verdict; /* told last */
	char wrong[256];
};

static size_t number(const char *text)
{
	return (size_t)strtoull(text, NULL, 10);
}

static void open_suite(struct reading *reading, const char **attributes)
{
	reading->suite = arena_strdup(reading->facts->arena, xml_attribute(attributes, "name"));
	for (size_t i = 0; i < COUNTED; i++) {
		reading->said[i] = number(xml_attribute(attributes, counted[i].attribute));
		reading->found[i] = 0;
	}
}

static void open_case(struct reading *reading, const char **attributes)
{
	reading->id = arena_strdup(reading->facts->arena, xml_attribute(attributes, "name"));
	reading->id[strcspn(reading->id, " ")] = '\0';
	reading->element = reading->message = "";
}

static void open_result(struct reading *reading, const char *name, const char **attributes)
{
	struct arena *arena = reading->facts->arena;

	reading->element = arena_strdup(arena, name);
	reading->message = arena_strdup(arena, xml_attribute(attributes, "message"));
}

/* Told once; another value in another suite is told too. */
static void tell_property(struct reading *reading, const char *value, const char **told,
			  void (*tell)(struct facts *facts, const char *value))
{
	if (*told && strcmp(*told, value) == 0)
		return;
	*told = arena_strdup(reading->facts->arena, value);
	tell(reading->facts, value);
}

static void open_property(struct reading *reading, const char **attributes)
{
	const char *name = xml_attribute(attributes, "name");
	const char *value = xml_attribute(attributes, "value");

	if (strcmp(name, "report_id") == 0)
		tell_property(reading, value, &reading->report_id, fact_report);
	else if (strcmp(name, "verdict") == 0)
		tell_property(reading, value, &reading->verdict, fact_overall);
}

static void on_start(void *context, const char *name, const char **attributes)
{
	struct reading *reading = context;

	for (size_t i = 0; i < COUNTED; i++)
		reading->found[i] += strcmp(name, counted[i].element) == 0;
	if (strcmp(name, "testsuite") == 0)
		open_suite(reading, attributes);
	else if (strcmp(name, "testcase") == 0)
		open_case(reading, attributes);
	else if (strcmp(name, "property") == 0)
		open_property(reading, attributes);
	else if (reading->id)
		open_result(reading, name, attributes);
}

/* What stands in a case of that verdict. */
static const char *element_of(int verdict, bool waived)
{
	static const char *const elements[VERDICT_COUNT] = {
		[VERDICT_UNKNOWN] = "error",	     [VERDICT_PASS] = "",
		[VERDICT_FAIL] = "failure",	     [VERDICT_MANUAL] = "skipped",
		[VERDICT_NOTAPPLICABLE] = "skipped", [VERDICT_INFORMATIONAL] = "skipped",
	};

	return waived ? "skipped" : elements[verdict];
}

/* The verdict that a case's message begins with, unless its element is another's. */
static void close_case(struct reading *reading)
{
	const char *message = *reading->element ? reading->message : "pass:";
	char *state = arena_strdup(reading->facts->arena, message);
	char *end = state + strcspn(state, ":");

	*end = '\0';
	bool waived =
		end - state > (long)strlen(WAIVED) && strcmp(end - strlen(WAIVED), WAIVED) == 0;
	if (waived)
		end[-(long)strlen(WAIVED)] = '\0';
	int verdict = verdict_from_name(state);
	bool agree = verdict >= 0 && strcmp(element_of(verdict, waived), reading->element) == 0;
	tally_finding(&reading->tally, reading->facts, reading->id,
		      agree ? state : reading->element, waived);
	reading->id = NULL;
}

static void close_suite(struct reading *reading)
{
	for (size_t i = 0; i < COUNTED; i++)
		if (reading->said[i] != reading->found[i] && !*reading->wrong)
			(void)snprintf(reading->wrong, sizeof reading->wrong,
				       "test suite '%.100s': %s: expected %zu, found %zu",
				       reading->suite ? reading->suite : "", counted[i].attribute,
				       reading->found[i], reading->said[i]);
}

static void on_end(void *context, const char *name)
{
	struct reading *reading = context;

	if (strcmp(name, "testcase") == 0 && reading->id)
		close_case(reading);
	else if (strcmp(name, "testsuite") == 0)
		close_suite(reading);
}

int junit_read(const char *bytes, size_t length, struct facts *facts, struct error *err)
{
	static const struct xml_events events = { .start = on_start, .end = on_end };
	struct reading reading = { .facts = facts, .element = "", .message = "" };

	if (xml_read_bytes(bytes, length, &events, &reading) != 0)
		return error_set(err, "is not well-formed XML");
	if (*reading.wrong)
		return error_set(err, "%s", reading.wrong);
	tally_tell(&reading.tally, facts);
	return 0;
}
