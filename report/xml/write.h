/*
 * xml - XML 1.0 written as it comes, indented, to a stream. What XML cannot hold
 * (control characters, lone surrogates, U+FFFE and U+FFFF) is written as U+FFFD.
 *
 *	xml_open(&xml, "testcase");
 *	xml_attribute_text(&xml, "name", "JC-2.1");
 *	xml_text(&xml, "...");     after the attributes
 *	xml_close(&xml, "testcase");
 */
#ifndef REPORT_XML_WRITE_H
#define REPORT_XML_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct xml {
	FILE *stream;
	int depth;
	bool in_tag; /* attributes may follow */
	bool inline_text;
};

void xml_begin(struct xml *xml, FILE *stream); /* the declaration */
void xml_open(struct xml *xml, const char *name);
void xml_attribute_text(struct xml *xml, const char *name, const char *value);
void xml_attribute_number(struct xml *xml, const char *name, size_t value);
void xml_text(struct xml *xml, const char *text);
void xml_close(struct xml *xml, const char *name);

#endif
