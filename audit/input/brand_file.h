/*
 * brand_file - the brand file and its logo, read into the copies that the evidence
 * keeps, and the brand they say.
 */
#ifndef INPUT_BRAND_FILE_H
#define INPUT_BRAND_FILE_H

#include "audit/model/brand.h"

struct arena;
struct error;
struct evidence_input;
struct evidence_logo;

/* `logo` has no bytes if the file names none; it lies beside the brand file. A file
 * that is no brand gets a copy too: brand_file_read says what is wrong with it. */
int brand_file_load(struct arena *arena, const char *path, struct evidence_input *brand,
		    struct evidence_logo *logo, struct error *err);

/* Every mistake is told with file, place and what was expected: a text that is too
 * long, a colour that cannot be read on its ground, a logo that cannot be drawn. */
int brand_file_read(struct arena *arena, const struct evidence_input *brand,
		    const struct evidence_logo *logo, const struct brand **out, struct error *err);

#endif
