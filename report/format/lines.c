#include "report/format/lines.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/model/audit.h"
#include "audit/results/write.h"

enum place { OUTSIDE, IN_FINDINGS, IN_OBSERVATIONS };

/* Lines that open and close lists and their items, as two spaces a level indent them: where one
 * stands, and where what follows does. */
static const struct mark {
	enum place in;
	const char *line;
	enum place then;
	bool finding, item;
} marks[] = {
	{ OUTSIDE, "  \"findings\": [", IN_FINDINGS, false, false },
	{ IN_FINDINGS, "    {", IN_FINDINGS, true, true },
	{ IN_FINDINGS, "      \"observations\": [", IN_OBSERVATIONS, false, false },
	{ IN_OBSERVATIONS, "        {", IN_OBSERVATIONS, false, true },
	{ IN_OBSERVATIONS, "      ]", IN_FINDINGS, false, false },
	{ IN_FINDINGS, "  ]", OUTSIDE, false, false },
};
#define HEAD 32 /* longer than any of them */

struct lines {
	struct line *items; /* of the first finding, its observations, of the next one, ... */
	size_t *firsts;	    /* of a finding: the place of its own in `items` */
	size_t count, finding_count;
	size_t most, most_findings;
	/* The line that is being read. */
	size_t number;
	char head[HEAD];
	size_t length, characters, indent;
	bool comma; /* it ends with one, so far */
	enum place place;
	bool wanted; /* an item begins with it */
};

static bool is(const struct lines *lines, const char *line)
{
	const size_t length = strlen(line), own = lines->length - lines->comma;

	return own == length && memcmp(lines->head, line, length) == 0;
}

static void begin_item(struct lines *lines, bool finding)
{
	if (finding && lines->finding_count < lines->most_findings)
		lines->firsts[lines->finding_count++] = lines->count;
	lines->wanted = lines->count < lines->most;
}

static void take_item(struct lines *lines)
{
	lines->items[lines->count++] = (struct line){ .number = lines->number,
						      .begin = lines->indent + 1,
						      .end = lines->characters - lines->comma + 1 };
	lines->wanted = false;
}

static void take_mark(struct lines *lines)
{
	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		if (lines->place != marks[i].in || !is(lines, marks[i].line))
			continue;
		lines->place = marks[i].then;
		if (marks[i].item)
			begin_item(lines, marks[i].finding);
		return;
	}
}

static void end_line(struct lines *lines)
{
	if (lines->wanted)
		take_item(lines);
	else
		take_mark(lines);
	lines->number++;
	lines->length = lines->characters = lines->indent = 0;
	lines->comma = false;
}

static void add_byte(struct lines *lines, char byte)
{
	if (lines->length < HEAD)
		lines->head[lines->length] = byte;
	if (byte == ' ' && lines->indent == lines->length)
		lines->indent++;
	lines->length++;
	lines->characters += (byte & 0xC0) != 0x80; /* not within a UTF-8 sequence */
	lines->comma = byte == ',';
}

static ssize_t take(void *cookie, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] == '\n')
			end_line(cookie);
		else
			add_byte(cookie, bytes[i]);
	return (ssize_t)size;
}

struct lines *lines_new(const struct audit *audit)
{
	static const cookie_io_functions_t functions = { .write = take };
	struct lines *lines = xcalloc(1, sizeof *lines);

	lines->number = 1;
	lines->most = lines->most_findings = audit->finding_count;
	for (size_t i = 0; i < audit->finding_count; i++)
		lines->most += audit->findings[i].observation_count;
	lines->items = xcalloc(lines->most + 1, sizeof *lines->items);
	lines->firsts = xcalloc(lines->most_findings + 1, sizeof *lines->firsts);
	FILE *stream = fopencookie(lines, "w", functions);
	if (!stream)
		(void)xmalloc(PTRDIFF_MAX); /* it is for want of memory: ends as that does */
	result_json_write(stream, audit);
	(void)fclose(stream);
	return lines;
}

void lines_free(struct lines *lines)
{
	free(lines->items);
	free(lines->firsts);
	free(lines);
}

struct line lines_finding(const struct lines *lines, size_t finding)
{
	return lines->items[lines->firsts[finding]];
}

struct line lines_observation(const struct lines *lines, size_t finding, size_t observation)
{
	return lines->items[lines->firsts[finding] + 1 + observation];
}
