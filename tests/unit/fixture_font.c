#include "tests/unit/fixture_font.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/str.h"
#include "report/text/font.h"

#define GLYPHS 4 /* none, space, A, B */

static void put(struct str *out, unsigned size, unsigned long value)
{
	while (size--)
		str_putc(out, (char)(value >> (8 * size)));
}

static void patch(struct str *out, size_t at, unsigned size, unsigned long value)
{
	for (unsigned i = 0; i < size; i++)
		out->data[at + i] = (char)(value >> (8 * (size - 1 - i)));
}

/* An INDEX of CFF with offsets of two bytes. */
static void put_index(struct str *out, const struct str *items, unsigned count)
{
	unsigned offset = 1;

	put(out, 2, count);
	if (!count)
		return;
	put(out, 1, 2);
	put(out, 2, offset);
	for (unsigned i = 0; i < count; i++)
		put(out, 2, offset += (unsigned)items[i].length);
	for (unsigned i = 0; i < count; i++)
		str_add(out, items[i].data, items[i].length);
}

static void put_texts(struct str *out, const char *const *texts, unsigned count)
{
	struct str items[2] = { STR_INIT(STR_LINE), STR_INIT(STR_LINE) };

	for (unsigned i = 0; i < count; i++)
		str_puts(&items[i], texts[i]);
	put_index(out, items, count);
	for (unsigned i = 0; i < count; i++)
		str_release(&items[i]);
}

/* A number of a dictionary, always five bytes, so that offsets do not move anything. */
static void put_operand(struct str *out, unsigned long value)
{
	put(out, 1, 29);
	put(out, 4, value);
}

/* A number of an outline. */
static void put_step(struct str *out, int value)
{
	put(out, 1, 28);
	put(out, 2, (unsigned)value & 0xFFFF);
}

static void put_block(struct str *out, int height)
{
	const int steps[] = { 100, 0, 0, height, 400, 0, 0, -height };

	for (int i = 0; i < 8; i++) {
		put_step(out, steps[i]);
		if (i == 1)
			put(out, 1, 21); /* rmoveto */
	}
	put(out, 1, 5); /* rlineto */
	put(out, 1, 14);
}

static void put_outlines(struct str *out)
{
	struct str items[GLYPHS] = { STR_INIT(STR_LINE), STR_INIT(STR_LINE), STR_INIT(STR_LINE),
				     STR_INIT(STR_LINE) };

	put(&items[0], 1, 14); /* endchar */
	put(&items[1], 1, 14);
	put_block(&items[2], 700);
	put_block(&items[3], 350);
	put_index(out, items, GLYPHS);
	for (int i = 0; i < GLYPHS; i++)
		str_release(&items[i]);
}

struct offsets {
	unsigned long charset, outlines, private, array, select;
};

static void put_top(struct str *out, bool by_cid, const struct offsets *at)
{
	struct str top = STR_INIT(STR_LINE);

	if (by_cid) {
		put_operand(&top, 391);
		put_operand(&top, 392);
		put_operand(&top, 0);
		put(&top, 2, 12 << 8 | 30); /* ROS */
		put_operand(&top, at->array);
		put(&top, 2, 12 << 8 | 36);
		put_operand(&top, at->select);
		put(&top, 2, 12 << 8 | 37);
	} else {
		put_operand(&top, 4);
		put_operand(&top, at->private);
		put(&top, 1, 18);
	}
	put_operand(&top, at->charset);
	put(&top, 1, 15);
	put_operand(&top, at->outlines);
	put(&top, 1, 17);
	put_index(out, &top, 1);
	str_release(&top);
}

static void put_cff(struct str *out, bool by_cid, struct offsets *at)
{
	static const char *const name[] = { "FixtureBlock" };
	static const char *const registry[] = { "Adobe", "Identity" };

	put(out, 4, 0x01000402);
	put_texts(out, name, 1);
	put_top(out, by_cid, at);
	put_texts(out, registry, by_cid ? 2 : 0);
	put(out, 2, 0); /* no subroutines */
	at->charset = out->length;
	put(out, 1, 0);
	for (unsigned i = 1; i < GLYPHS; i++)
		put(out, 2, by_cid || i == 1 ? i : 32 + i); /* space, A, B */
	at->outlines = out->length;
	put_outlines(out);
	at->private = out->length;
	put_step(out, 500);
	put(out, 1, 20); /* defaultWidthX */
	at->select = out->length;
	put(out, 1 + GLYPHS, 0);
	at->array = out->length;
	struct str font = STR_INIT(STR_LINE);
	put_operand(&font, 4);
	put_operand(&font, at->private);
	put(&font, 1, 18);
	put_index(out, &font, 1);
	str_release(&font);
}

static void make_cff(struct str *out, bool by_cid)
{
	struct offsets at = { 0 };

	put_cff(out, by_cid, &at); /* to learn the offsets */
	str_clear(out);
	put_cff(out, by_cid, &at);
}

static void make_head(struct str *out)
{
	const unsigned halves[] = { 1, 0, 1, 0, 0,   0, 0x5F0F, 0x3CF5, 0, 1000, 0, 0, 0, 0,
				    0, 0, 0, 0, 100, 0, 500,	700,	0, 8,	 2, 0, 0 };

	for (size_t i = 0; i < COUNT_OF(halves); i++)
		put(out, 2, halves[i]);
}

static void make_hhea(struct str *out)
{
	put(out, 4, 0x00010000);
	put(out, 2, 800);
	put(out, 2, 0x10000 - 200);
	put(out, 2, 0);
	put(out, 2, 500);
	for (int i = 0; i < 11; i++)
		put(out, 2, 0);
	put(out, 2, GLYPHS);
}

static void make_os2(struct str *out)
{
	const unsigned halves[] = { 4, 500, 400, 5 };

	for (size_t i = 0; i < 4; i++)
		put(out, 2, halves[i]);
	while (out->length < 68)
		put(out, 2, out->length == 62 ? 0x40 : 0);
	put(out, 2, 800);
	put(out, 2, 0x10000 - 200);
	while (out->length < 96)
		put(out, 2, out->length == 88 ? 700 : 0);
}

/* Segments of a map in format 4: space, A to B, the end. */
static void make_cmap(struct str *out)
{
	const unsigned halves[] = { 0,
				    1,
				    3,
				    1,
				    0,
				    12,
				    4,
				    40,
				    0,
				    6,
				    4,
				    1,
				    2,
				    0x20,
				    0x42,
				    0xFFFF,
				    0,
				    0x20,
				    0x41,
				    0xFFFF,
				    0x10001 - 0x20,
				    0x10002 - 0x41,
				    1,
				    0,
				    0,
				    0 };

	for (size_t i = 0; i < COUNT_OF(halves); i++)
		put(out, 2, halves[i]);
}

static void make_name(struct str *out)
{
	static const struct {
		unsigned id;
		const char *text;
	} names[] = { { 1, FIXTURE_FAMILY },
		      { 2, "Regular" },
		      { 4, FIXTURE_FAMILY },
		      { 6, "FixtureBlock" } };
	unsigned offset = 0;

	put(out, 2, 0);
	put(out, 2, 4);
	put(out, 2, 6 + 4 * 12);
	for (size_t i = 0; i < 4; i++) {
		unsigned size = 2 * (unsigned)strlen(names[i].text);
		put(out, 4, 3ul << 16 | 1);
		put(out, 2, 0x409);
		put(out, 2, names[i].id);
		put(out, 2, size);
		put(out, 2, offset);
		offset += size;
	}
	for (size_t i = 0; i < 4; i++)
		for (const char *p = names[i].text; *p; p++)
			put(out, 2, (unsigned char)*p);
}

static void make_small(struct str *hmtx, struct str *maxp, struct str *post)
{
	for (int i = 0; i < GLYPHS; i++)
		put(hmtx, 4, 500ul << 16);
	put(maxp, 4, 0x00005000);
	put(maxp, 2, GLYPHS);
	put(post, 4, 0x00030000);
	for (int i = 0; i < 7; i++)
		put(post, 4, 0);
}

void fixture_font_write(const char *path, bool by_cid)
{
	static const char tags[9][5] = { "CFF ", "OS/2", "cmap", "head", "hhea",
					 "hmtx", "maxp", "name", "post" };
	struct str tables[9], out = STR_INIT(STR_BODY);

	for (int i = 0; i < 9; i++)
		tables[i] = (struct str)STR_INIT(STR_BODY);
	make_cff(&tables[0], by_cid);
	make_os2(&tables[1]);
	make_cmap(&tables[2]);
	make_head(&tables[3]);
	make_hhea(&tables[4]);
	make_small(&tables[5], &tables[6], &tables[8]);
	make_name(&tables[7]);
	str_puts(&out, "OTTO");
	put(&out, 2, 9);
	put(&out, 6, 128ul << 32 | 3ul << 16 | 16);
	for (int i = 0; i < 9; i++) {
		str_add(&out, tags[i], 4);
		put(&out, 8, 0);
		put(&out, 4, tables[i].length);
	}
	for (int i = 0; i < 9; i++) {
		patch(&out, 12 + 16 * (size_t)i + 8, 4, out.length);
		str_add(&out, tables[i].data, tables[i].length);
		while (out.length % 4)
			str_putc(&out, 0);
		str_release(&tables[i]);
	}
	FILE *file = fopen(path, "wb");
	if (!file || fwrite(out.data, 1, out.length, file) != out.length || fclose(file))
		abort();
	str_release(&out);
}

void fixture_fonts_only(const char *folder)
{
	char path[512];

	(void)snprintf(path, sizeof path, "%s/fonts.conf", folder);
	FILE *file = fopen(path, "w");
	if (!file)
		abort();
	fprintf(file,
		"<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n"
		"<fontconfig><dir>%s</dir><cachedir>%s/cache</cachedir></fontconfig>\n",
		folder, folder);
	fclose(file);
	text_fonts_forget();
	setenv("FONTCONFIG_FILE", path, 1);
}

void fixture_fonts_back(void)
{
	unsetenv("FONTCONFIG_FILE");
	text_fonts_forget();
}
