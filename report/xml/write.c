#include "report/xml/write.h"

#include <stdint.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/text.h"

static void put(struct xml *xml, const char *text)
{
	(void)fputs(text, xml->stream);
}

static bool is_allowed(uint32_t code)
{
	return code == '\t' || code == '\n' || code == '\r' ||
	       (code >= 0x20 && code != 0x7F && code < 0xFFFD) || code > 0xFFFF;
}

static const char *escape_of(uint32_t code, bool attribute)
{
	static const struct {
		uint32_t code;
		bool attributes_only;
		const char *escape;
	} escapes[] = {
		{ '&', false, "&amp;" },  { '<', false, "&lt;" },  { '>', false, "&gt;" },
		{ '\r', false, "&#13;" }, { '"', true, "&quot;" }, { '\n', true, "&#10;" },
		{ '\t', true, "&#9;" },
	};

	if (!is_allowed(code))
		return "\xEF\xBF\xBD";
	for (size_t i = 0; i < COUNT_OF(escapes); i++)
		if (escapes[i].code == code && (attribute || !escapes[i].attributes_only))
			return escapes[i].escape;
	return NULL;
}

static void put_escaped(struct xml *xml, const char *text, bool attribute)
{
	size_t length = strlen(text);

	for (size_t at = 0; at < length;) {
		size_t from = at;
		const char *escape = escape_of(text_next(text, length, &at), attribute);
		if (escape)
			put(xml, escape);
		else
			(void)fwrite(text + from, 1, at - from, xml->stream);
	}
}

static void new_line(struct xml *xml)
{
	(void)putc('\n', xml->stream);
	for (int i = 0; i < xml->depth; i++)
		put(xml, "  ");
}

static void end_tag(struct xml *xml)
{
	if (xml->in_tag)
		put(xml, ">");
	xml->in_tag = false;
}

void xml_begin(struct xml *xml, FILE *stream)
{
	*xml = (struct xml){ .stream = stream };
	put(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
}

void xml_open(struct xml *xml, const char *name)
{
	end_tag(xml);
	new_line(xml);
	put(xml, "<");
	put(xml, name);
	xml->depth++;
	xml->in_tag = true;
	xml->inline_text = false;
}

void xml_attribute_text(struct xml *xml, const char *name, const char *value)
{
	(void)fprintf(xml->stream, " %s=\"", name);
	put_escaped(xml, value, true);
	put(xml, "\"");
}

void xml_attribute_number(struct xml *xml, const char *name, size_t value)
{
	(void)fprintf(xml->stream, " %s=\"%zu\"", name, value);
}

void xml_text(struct xml *xml, const char *text)
{
	end_tag(xml);
	put_escaped(xml, text, false);
	xml->inline_text = true;
}

void xml_close(struct xml *xml, const char *name)
{
	xml->depth--;
	if (xml->in_tag) {
		put(xml, "/>");
	} else {
		if (!xml->inline_text)
			new_line(xml);
		(void)fprintf(xml->stream, "</%s>", name);
	}
	xml->in_tag = xml->inline_text = false;
	if (!xml->depth)
		put(xml, "\n");
}
