#include "report/xml/read.h"

#include <expat.h>
#include <string.h>

#define CHUNK 65536

struct reading {
	XML_Parser parser;
	const struct xml_events *events;
	void *context;
};

static void XMLCALL refuse(void *state, const char *name, const char *system, const char *public,
			   int internal)
{
	struct reading *reading = state;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	(void)XML_StopParser(reading->parser, XML_FALSE);
}

static void XMLCALL start(void *state, const char *name, const char **attributes)
{
	struct reading *reading = state;

	if (reading->events->start)
		reading->events->start(reading->context, name, attributes);
}

static void XMLCALL end(void *state, const char *name)
{
	struct reading *reading = state;

	if (reading->events->end)
		reading->events->end(reading->context, name);
}

static void XMLCALL text(void *state, const char *bytes, int length)
{
	struct reading *reading = state;

	if (reading->events->text)
		reading->events->text(reading->context, bytes, length);
}

static int feed(XML_Parser parser, xml_pull *pull, void *source)
{
	for (;;) {
		void *buffer = XML_GetBuffer(parser, CHUNK);
		if (!buffer)
			return -1;
		long got = pull(source, buffer, CHUNK);
		if (got < 0 || XML_ParseBuffer(parser, (int)got, got == 0) != XML_STATUS_OK)
			return -1;
		if (got == 0)
			return 0;
	}
}

int xml_read(xml_pull *pull, void *source, const struct xml_events *events, void *context)
{
	struct reading reading = { XML_ParserCreate(NULL), events, context };

	if (!reading.parser)
		return -1;
	XML_SetUserData(reading.parser, &reading);
	XML_SetElementHandler(reading.parser, start, end);
	XML_SetCharacterDataHandler(reading.parser, text);
	XML_SetDoctypeDeclHandler(reading.parser, refuse, NULL);
	int result = feed(reading.parser, pull, source);
	XML_ParserFree(reading.parser);
	return result;
}

struct held {
	const char *bytes;
	size_t length, at;
};

static long pull_text(void *source, void *buffer, size_t size)
{
	struct held *text = source;
	size_t left = text->length - text->at;
	size_t got = left < size ? left : size;

	memcpy(buffer, text->bytes + text->at, got);
	text->at += got;
	return (long)got;
}

int xml_read_bytes(const char *bytes, size_t length, const struct xml_events *events, void *context)
{
	struct held text = { bytes, length, 0 };

	return xml_read(pull_text, &text, events, context);
}

const char *xml_attribute(const char **attributes, const char *name)
{
	for (size_t i = 0; attributes[i]; i += 2)
		if (strcmp(attributes[i], name) == 0)
			return attributes[i + 1];
	return "";
}
