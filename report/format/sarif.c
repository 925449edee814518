#include "report/format/sarif.h"

#include <ctype.h>
#include <string.h>

#include "audit/model/remedy.h"
#include "report/format/finding_text.h"
#include "report/format/lines.h"
#include "report/format/sarif_parts.h"

#define NAME_MOST 255 /* bytes: what readers take */
#define NAME_SIGNS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
#define SCHEMA                                                                                     \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"                      \
	"sarif-schema-2.1.0.json"

/* What may not stand in a URI (RFC 3986) is percent-encoded. */
static void put_uri(struct sarif *sarif, const char *key, const char *uri)
{
	for (; *uri; uri++)
		if (isalnum((unsigned char)*uri) || strchr("-._~:/?#@!$&'()*+,;=%", *uri))
			str_putc(&sarif->text, *uri);
		else
			str_printf(&sarif->text, "%%%02X", (unsigned char)*uri);
	json_string(&sarif->w, key, str_text(&sarif->text));
	str_clear(&sarif->text);
}

/* How much of a title is the word that begins there; 0: it is a sign between words. */
static size_t word_at(const char *title)
{
	size_t length = strspn(title, NAME_SIGNS);

	while (length && (title[length] == '\'' || title[length] == '-')) {
		size_t more = strspn(title + length + 1, NAME_SIGNS);
		if (!more)
			break;
		length += 1 + more;
	}
	return length;
}

/* "API" is "Api", "JumpCloud" stays. */
static void put_word(struct str *out, const char *word, size_t length)
{
	for (size_t i = 0; i < length && out->length < NAME_MOST; i++) {
		const int c = (unsigned char)word[i];
		const bool in_capitals = i && isupper((unsigned char)word[i - 1]);
		if (isalnum(c))
			str_putc(out, (char)(i == 0 ? toupper(c) : in_capitals ? tolower(c) : c));
	}
}

/* A name as programs have them, of words of two letters and more: "TokenOwnerIsNotGlobalAdmin";
 * "" for a title in another script. */
static void make_name(struct str *out, const char *title)
{
	for (size_t length; *title; title += length ? length : 1) {
		length = word_at(title);
		if (length > 1)
			put_word(out, title, length);
	}
}

static void write_rule(struct sarif *sarif, const struct requirement *requirement)
{
	struct json_writer *w = &sarif->w;

	json_object(w, NULL);
	json_string(w, "id", requirement->id);
	make_name(&sarif->text, requirement->title);
	if (sarif->text.length)
		json_string(w, "name", str_text(&sarif->text));
	str_clear(&sarif->text);
	sarif_message(sarif, "shortDescription", requirement->title);
	str_printf(&sarif->text, "%s %s", requirement->documented, requirement->rationale);
	sarif_made(sarif, "fullDescription");
	finding_text_remediation(&sarif->text, requirement);
	sarif_made(sarif, "help");
	if (*requirement->reference)
		put_uri(sarif, "helpUri", requirement->reference);
	json_object(w, "defaultConfiguration");
	json_string(w, "level", sarif_level(requirement->severity));
	json_end(w);
	json_object(w, "properties");
	json_string(w, "group", requirement->group);
	json_string(w, "severity", severity_name(requirement->severity));
	json_boolean(w, "mandatory", requirement->mandatory);
	json_end(w);
	json_end(w);
}

static void write_tool(struct sarif *sarif)
{
	struct json_writer *w = &sarif->w;

	json_object(w, "tool");
	json_object(w, "driver");
	json_string(w, "name", "syncro-audit");
	json_string(w, "version", sarif->audit->tool_version);
	if (sarif->audit->profile->source_count)
		put_uri(sarif, "informationUri", sarif->audit->profile->sources[0].url);
	json_array(w, "rules");
	for (size_t i = 0; i < sarif->audit->finding_count; i++)
		write_rule(sarif, sarif->audit->findings[i].requirement);
	json_end(w);
	json_end(w);
	json_end(w);
}

/* A viewer that shows failures alone shows what went wrong while checking, too. */
static void write_notification(struct sarif *sarif, size_t index)
{
	const struct finding *finding = &sarif->audit->findings[index];
	struct json_writer *w = &sarif->w;

	json_object(w, NULL);
	json_string(w, "level", "error");
	str_printf(&sarif->text, "%s: %s could not be checked: ", sarif->audit->account->subdomain,
		   finding->requirement->id);
	finding_text_summary(&sarif->text, finding);
	str_printf(&sarif->text, " %s", remedy_step(sarif->audit->account, finding, 0));
	sarif_made(sarif, "message");
	json_object(w, "associatedRule");
	json_string(w, "id", finding->requirement->id);
	json_integer(w, "index", (int64_t)index);
	json_end(w);
	json_end(w);
}

static void write_invocation(struct sarif *sarif)
{
	const struct audit *audit = sarif->audit;
	struct json_writer *w = &sarif->w;

	json_array(w, "invocations");
	json_object(w, NULL);
	json_boolean(w, "executionSuccessful", audit->counts.of[VERDICT_UNKNOWN] == 0);
	json_time(w, "startTimeUtc", audit->account->started_at);
	json_time(w, "endTimeUtc", audit->account->finished_at);
	json_array(w, "toolExecutionNotifications");
	for (size_t i = 0; i < audit->finding_count; i++)
		if (audit->findings[i].verdict == VERDICT_UNKNOWN)
			write_notification(sarif, i);
	json_end(w);
	json_end(w);
	json_end(w);
}

static void write_run_properties(struct sarif *sarif)
{
	const struct audit *audit = sarif->audit;
	struct json_writer *w = &sarif->w;

	json_object(w, "properties");
	json_string(w, "report_id", audit->report_id);
	json_string(w, "profile", audit->profile->id);
	json_string(w, "profile_version", audit->profile->version);
	json_time(w, "assessed_at", audit->assessed_at);
	json_string(w, "verdict", overall_name(audit->verdict));
	json_object(w, "counts");
	for (int i = 0; i < VERDICT_COUNT; i++)
		json_integer(w, verdict_name((enum verdict)i), (int64_t)audit->counts.of[i]);
	json_integer(w, "waived", (int64_t)audit->counts.waived);
	json_end(w);
	json_end(w);
}

static void write_automation(struct sarif *sarif)
{
	const struct audit *audit = sarif->audit;

	json_object(&sarif->w, "automationDetails");
	sarif_guid(sarif, "run", audit->report_id);
	str_printf(&sarif->text, "syncro-audit/%s/%s/%s", audit->account->subdomain,
		   audit->profile->id, audit->report_id);
	json_string(&sarif->w, "id", str_text(&sarif->text));
	str_clear(&sarif->text);
	json_end(&sarif->w);
}

/* Where it is nobody knows who reads this: it is moved, and handed on. */
static void write_base(struct sarif *sarif)
{
	struct json_writer *w = &sarif->w;

	json_object(w, "originalUriBaseIds");
	json_object(w, SARIF_BASE);
	sarif_message(sarif, "description", "the folder of this report");
	json_end(w);
	json_end(w);
	json_string(w, "columnKind", "unicodeCodePoints");
}

static void write_run(struct sarif *sarif)
{
	struct json_writer *w = &sarif->w;

	json_object(w, NULL);
	write_tool(sarif);
	write_invocation(sarif);
	write_automation(sarif);
	write_base(sarif);
	json_array(w, "results");
	for (size_t i = 0; i < sarif->audit->finding_count; i++)
		sarif_result(sarif, i);
	json_end(w);
	write_run_properties(sarif);
	json_end(w);
}

static void write_document(FILE *stream, const struct audit *audit, bool alerts)
{
	struct lines *lines = lines_new(audit);
	struct sarif sarif = {
		.audit = audit, .lines = lines, .alerts = alerts, .text = STR_INIT(STR_BODY)
	};
	struct json_writer *w = &sarif.w;

	json_writer_init(w, stream, true);
	json_object(w, NULL);
	json_string(w, "$schema", SCHEMA);
	json_string(w, "version", "2.1.0");
	json_array(w, "runs");
	write_run(&sarif);
	json_end(w);
	json_end(w);
	str_release(&sarif.text);
	lines_free(lines);
}

void sarif_write(FILE *stream, const struct audit *audit)
{
	write_document(stream, audit, false);
}

void sarif_alerts_write(FILE *stream, const struct audit *audit)
{
	write_document(stream, audit, true);
}
