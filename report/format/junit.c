#include "report/format/junit.h"

#include <stdint.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/hash.h"
#include "audit/core/str.h"
#include "audit/core/words.h"
#include "audit/model/audit.h"
#include "report/format/finding_text.h"
#include "report/xml/write.h"

#define WITHOUT_ZONE 19 /* "2026-11-24T08:15:00" */

struct suite {
	const struct audit *audit;
	const char *group;
	size_t tests, failures, errors, skipped;
};

/* "" for a pass. */
static const char *element_of(const struct finding *finding)
{
	WORDS(elements, VERDICT_COUNT, [VERDICT_UNKNOWN] = "error", [VERDICT_PASS] = "",
	      [VERDICT_FAIL] = "failure", [VERDICT_MANUAL] = "skipped",
	      [VERDICT_NOTAPPLICABLE] = "skipped", [VERDICT_INFORMATIONAL] = "skipped");

	return finding->verdict == VERDICT_FAIL && finding->waiver ? "skipped"
								   : elements[finding->verdict];
}

static bool belongs(const struct suite *suite, const struct finding *finding)
{
	return strcmp(finding->requirement->group, suite->group) == 0;
}

static void count(struct suite *suite)
{
	for (size_t i = 0; i < suite->audit->finding_count; i++) {
		const struct finding *finding = &suite->audit->findings[i];
		if (!belongs(suite, finding))
			continue;
		suite->tests++;
		suite->failures += strcmp(element_of(finding), "failure") == 0;
		suite->errors += strcmp(element_of(finding), "error") == 0;
		suite->skipped += strcmp(element_of(finding), "skipped") == 0;
	}
}

static void write_properties(struct xml *xml, const struct audit *audit)
{
	const struct {
		const char *name, *value;
	} properties[] = {
		{ "report_id", audit->report_id },
		{ "verdict", overall_name(audit->verdict) },
		{ "profile", audit->profile->id },
		{ "profile_version", audit->profile->version },
		{ "account", audit->account->subdomain },
		{ "tool_version", audit->tool_version },
	};

	xml_open(xml, "properties");
	for (size_t i = 0; i < COUNT_OF(properties); i++) {
		xml_open(xml, "property");
		xml_attribute_text(xml, "name", properties[i].name);
		xml_attribute_text(xml, "value", properties[i].value);
		xml_close(xml, "property");
	}
	xml_close(xml, "properties");
}

static void write_message(struct xml *xml, const struct finding *finding, struct str *text)
{
	str_clear(text);
	finding_text_state(text, finding);
	str_puts(text, ": ");
	if (finding->waiver) {
		finding_text_waiver(text, finding->waiver);
		str_puts(text, "; ");
	}
	finding_text_summary(text, finding);
	xml_attribute_text(xml, "message", str_text(text));
}

static void write_detail(struct xml *xml, const struct suite *suite, const struct finding *finding,
			 struct str *text)
{
	str_clear(text);
	for (size_t i = 0; i < finding->observation_count; i++) {
		str_printf(text, "%s: ", finding->observations[i].subject);
		finding_text_observation(text, &finding->observations[i]);
		str_putc(text, '\n');
	}
	finding_text_steps(text, suite->audit->account, finding);
	xml_text(xml, str_text(text));
}

static const char *type_of(const struct finding *finding)
{
	if (finding->verdict == VERDICT_FAIL)
		return severity_name(finding->requirement->severity);
	return finding->reason == REASON_NONE ? verdict_name(finding->verdict)
					      : reason_name(finding->reason);
}

static void write_case(struct xml *xml, const struct suite *suite, const struct finding *finding,
		       struct str *text)
{
	const char *element = element_of(finding);

	str_clear(text);
	str_printf(text, "%s %s", finding->requirement->id, finding->requirement->title);
	xml_open(xml, "testcase");
	xml_attribute_text(xml, "name", str_text(text));
	str_clear(text);
	str_printf(text, "%s.%s.%s", suite->audit->account->subdomain, suite->audit->profile->id,
		   suite->group);
	xml_attribute_text(xml, "classname", str_text(text));
	xml_attribute_text(xml, "time", "0");
	if (*element) {
		xml_open(xml, element);
		write_message(xml, finding, text);
		if (strcmp(element, "skipped") != 0)
			xml_attribute_text(xml, "type", type_of(finding));
		write_detail(xml, suite, finding, text);
		xml_close(xml, element);
	}
	xml_close(xml, "testcase");
}

/* A number, as the schema asks, that is the suite's own wherever it is put beside others. */
static size_t id_of(const char *name)
{
	return hash_steps(HASH_BEGIN, name, strlen(name)) & INT32_MAX;
}

static void write_suite_attributes(struct xml *xml, const struct suite *suite, struct str *text)
{
	const struct audit *audit = suite->audit;
	char moment[CLOCK_TEXT];

	clock_iso(moment, audit->assessed_at);
	moment[WITHOUT_ZONE] = '\0';
	str_clear(text);
	str_printf(text, "%s %s: %s", audit->account->subdomain, audit->profile->id, suite->group);
	xml_attribute_text(xml, "name", str_text(text));
	xml_attribute_number(xml, "id", id_of(str_text(text)));
	str_clear(text);
	str_printf(text, "%s.%s", audit->account->subdomain, audit->profile->id);
	xml_attribute_text(xml, "package", str_text(text));
	xml_attribute_text(xml, "timestamp", moment);
	xml_attribute_text(xml, "hostname", audit->account->subdomain);
	xml_attribute_number(xml, "tests", suite->tests);
	xml_attribute_number(xml, "failures", suite->failures);
	xml_attribute_number(xml, "errors", suite->errors);
	xml_attribute_number(xml, "skipped", suite->skipped);
	xml_attribute_text(xml, "time", "0");
}

static void write_suite(struct xml *xml, struct suite *suite)
{
	struct str text = STR_INIT(STR_BODY);

	count(suite);
	xml_open(xml, "testsuite");
	write_suite_attributes(xml, suite, &text);
	write_properties(xml, suite->audit);
	for (size_t i = 0; i < suite->audit->finding_count; i++)
		if (belongs(suite, &suite->audit->findings[i]))
			write_case(xml, suite, &suite->audit->findings[i], &text);
	xml_open(xml, "system-out");
	xml_close(xml, "system-out");
	xml_open(xml, "system-err");
	xml_close(xml, "system-err");
	xml_close(xml, "testsuite");
	str_release(&text);
}

static bool is_first_of_group(const struct audit *audit, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(audit->findings[i].requirement->group,
			   audit->findings[at].requirement->group) == 0)
			return false;
	return true;
}

void junit_write(FILE *stream, const struct audit *audit)
{
	struct xml xml;

	xml_begin(&xml, stream);
	xml_open(&xml, "testsuites");
	for (size_t i = 0; i < audit->finding_count; i++) {
		struct suite suite = { .audit = audit,
				       .group = audit->findings[i].requirement->group };
		if (is_first_of_group(audit, i))
			write_suite(&xml, &suite);
	}
	xml_close(&xml, "testsuites");
}
