/*
 * xml_read - XML as events, from bytes that are pulled a piece at a time. Documents
 * with a DOCTYPE are refused: nothing of ours has one, and entities can be endless.
 */
#ifndef REPORT_XML_READ_H
#define REPORT_XML_READ_H

#include <stddef.h>

/* Any may be NULL. Names carry their prefix; attributes are pairs and a NULL. */
struct xml_events {
	void (*start)(void *context, const char *name, const char **attributes);
	void (*end)(void *context, const char *name);
	void (*text)(void *context, const char *bytes, int length);
};

/* Puts at most `size` bytes into `buffer`; how many, 0 at the end, -1 on failure. */
typedef long xml_pull(void *source, void *buffer, size_t size);

/* -1 if it is not well-formed or could not be read. */
int xml_read(xml_pull *pull, void *source, const struct xml_events *events, void *context);

/* The same of a text that is there. */
int xml_read_bytes(const char *bytes, size_t length, const struct xml_events *events,
		   void *context);

/* "" if there is none. */
const char *xml_attribute(const char **attributes, const char *name);

#endif
