/*
 * brand - whose report it is: the names, the wording, the two colours and the
 * logo of a brand file. It changes how a report is dressed, never what it says.
 *
 * Texts are valid UTF-8, cleaned, "" where the file says nothing, never NULL;
 * colours are 0xRRGGBB. Memory is the audit's arena's.
 */
#ifndef MODEL_BRAND_H
#define MODEL_BRAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct brand_colour {
	bool given;
	uint32_t value;
};

#define BRAND_LOGO_MOST ((size_t)2 << 20) /* bytes of its file */

/* A whole PNG file as it was read; report/look/logo.h decodes it. NULL bytes: no logo. */
struct brand_logo {
	const unsigned char *bytes;
	size_t size;
	const char *alt; /* what it shows, for who does not see it */
};

struct brand {
	const char *organisation; /* who made the report */
	const char *prepared_for;
	const char *title;  /* instead of "Readiness for ..." */
	const char *period; /* "1 Jan - 31 Mar 2027" */
	const char *assessor;
	const char *reviewer;
	const char *confidentiality; /* instead of the usual line */
	const char *footer;	     /* below every page */
	const char *email, *phone, *web;
	struct brand_colour primary; /* the cover, the heads of tables in the workbook */
	struct brand_colour accent;  /* links and marks; text on paper */
	struct brand_logo logo;
};

#endif
