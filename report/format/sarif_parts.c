#include "report/format/sarif_parts.h"

#include "audit/core/hash.h"
#include "audit/core/words.h"

const char *sarif_level(enum severity severity)
{
	WORDS(levels, SEVERITY_COUNT, [SEVERITY_INFO] = "note", [SEVERITY_LOW] = "note",
	      [SEVERITY_MEDIUM] = "warning", [SEVERITY_HIGH] = "error");

	return levels[severity];
}

/* "{" begins a placeholder in a message, and "{{" is a brace (section 3.11.5); "[a](b)"
 * is a link (3.11.6), which no name of a customer may make. */
static void escape_message(struct str *out, const char *text)
{
	for (char before = '\0'; *text; before = *text++) {
		if (*text == '{' || *text == '}')
			str_putc(out, *text);
		if (before == ']' && *text == '(')
			str_putc(out, ' ');
		str_putc(out, *text);
	}
}

void sarif_message(struct sarif *sarif, const char *key, const char *text)
{
	struct str escaped = STR_INIT(STR_BODY);

	escape_message(&escaped, text);
	json_object(&sarif->w, key);
	json_string(&sarif->w, "text", str_text(&escaped));
	json_end(&sarif->w);
	str_release(&escaped);
}

/* The text that was made. */
void sarif_made(struct sarif *sarif, const char *key)
{
	sarif_message(sarif, key, str_text(&sarif->text));
	str_clear(&sarif->text);
}

void sarif_guid(struct sarif *sarif, const char *what, const char *id)
{
	char guid[HASH_UUID];

	str_printf(&sarif->text, "%s %s", what, id);
	hash_uuid_named(sarif->audit->report_id, str_text(&sarif->text), guid);
	str_clear(&sarif->text);
	json_string(&sarif->w, "guid", guid);
}
