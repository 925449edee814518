/*
 * How wide text is in a cell. The advance widths are those of Calibri, which Excel has and
 * LibreOffice stands Carlito in for, in 1/2048 of its size; they are told here, so that a
 * workbook does not depend on which fonts are installed where it is made.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/text.h"
#include "report/xlsx/text.h"

#define EM 2048
#define PIXELS_PER_POINT (96.0 / 72)
#define DIGIT_PIXELS 7.0  /* of the digits that a column's width is counted in */
#define INDENT_PIXELS 9.0 /* of the one step that our cells are indented by */
#define SLACK 1.04	  /* what screens round up */

/* From the space to the tilde. */
static const uint16_t regular[] = {
	463,  667,  821,  1020, 1038, 1464, 1397, 452,	621,  621,  1020, 1020, 511,  627,
	517,  791,  1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 548,  548,
	1020, 1020, 1020, 949,	1831, 1185, 1114, 1092, 1260, 1000, 941,  1292, 1276, 516,
	653,  1064, 861,  1751, 1322, 1356, 1058, 1378, 1112, 941,  998,  1314, 1162, 1822,
	1063, 998,  959,  628,	791,  628,  1020, 1020, 596,  981,  1076, 866,	1076, 1019,
	625,  964,  1076, 470,	490,  931,  470,  1636, 1076, 1080, 1076, 1076, 714,  801,
	686,  1076, 925,  1464, 887,  927,  809,  644,	943,  644,  1020,
};
static const uint16_t bold[] = {
	463,  667,  898,  1020, 1038, 1493, 1443, 478,	638,  638,  1020, 1020, 528,  627,
	547,  880,  1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 565,  565,
	1020, 1020, 1020, 949,	1840, 1241, 1148, 1084, 1291, 999,  940,  1305, 1292, 546,
	678,  1120, 866,  1790, 1349, 1385, 1090, 1405, 1153, 968,  1014, 1337, 1211, 1856,
	1128, 1064, 979,  665,	880,  665,  1020, 1020, 615,  1011, 1099, 857,	1099, 1031,
	648,  971,  1099, 503,	523,  983,  503,  1666, 1099, 1101, 1099, 1099, 728,  817,
	710,  1099, 969,  1526, 941,  970,  814,  704,	973,  704,  1020,
};

/* Of what stands further up: three in four are no wider. The last one holds for the rest. */
static const struct range {
	uint32_t below;
	uint16_t width;
} ranges[] = {
	{ ' ', 0 },	  { 0xA0, 0 },	   { 0x300, 1240 },  { 0x370, 0 }, /* marks */
	{ 0x400, 1190 },  { 0x530, 1320 }, { 0x1100, 1250 }, { 0x1200, EM },	 { 0x2000, 1250 },
	{ 0x200B, 1024 }, { 0x2010, 0 },   { 0x2E80, 1250 }, { UINT32_MAX, EM },
};

static double advance(uint32_t c, bool is_bold)
{
	size_t i = 0;

	if (c >= ' ' && c <= '~')
		return (is_bold ? bold : regular)[c - ' '];
	while (c >= ranges[i].below && i + 1 < COUNT_OF(ranges))
		i++;
	return ranges[i].width;
}

/* Lines are broken behind these, and around what is written without spaces. */
static bool ends_word(uint32_t c)
{
	return c == ' ' || c == '-' || c >= 0x2E80;
}

/* What the next line begins with: the word that had no room, unless it fills a line, where it is
 * broken inside. */
static double carried(double used, double word, bool forced)
{
	return forced || word >= used ? 0 : word;
}

size_t xlsx_text_lines(const char *text, const struct xlsx_text_box *box)
{
	const double unit = box->size * PIXELS_PER_POINT * SLACK / EM;
	const double room = box->width * DIGIT_PIXELS - (box->indent ? INDENT_PIXELS : 0);
	const size_t length = strlen(text);
	size_t lines = 1;
	double used = 0, word = 0; /* of the line; of what stands behind its last break */

	/* Most cells: as wide as it may be, it fits. */
	if ((double)length * EM * unit <= room && !memchr(text, '\n', length))
		return 1;
	for (size_t at = 0; at < length;) {
		const uint32_t c = text_next(text, length, &at);
		const double width = advance(c, box->bold) * unit;
		if (c == '\n' || (used + width > room && c != ' ' && used > 0)) {
			word = used = carried(used, word, c == '\n');
			lines++;
		}
		if (c == '\n')
			continue;
		used += width;
		word = ends_word(c) ? 0 : word + width;
	}
	return lines;
}
