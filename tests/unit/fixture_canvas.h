/*
 * fixture_canvas - a document to draw in a test, and what other programs say of it.
 * fixture_canvas_open and _close go around a group of tests.
 */
#ifndef TESTS_FIXTURE_CANVAS_H
#define TESTS_FIXTURE_CANVAS_H

#include <stdbool.h>

#include "audit/core/str.h"
#include "report/canvas/canvas.h"

extern char fixture_folder[];
extern struct text_engine *fixture_engine; /* NULL: no font is installed */

int fixture_canvas_open(void **state);
int fixture_canvas_close(void **state);

const char *fixture_path(const char *name); /* in the folder; until the next call */
/* A document without a page; skips the test when there is no font. */
struct canvas *fixture_canvas(void);
void fixture_say(struct canvas *canvas, double y, const char *text);
/* Saves and frees the canvas; the file's bytes are added to `out`, if not NULL. */
void fixture_finish(struct canvas *canvas, const char *name, struct str *out);
bool fixture_holds(const struct str *bytes, const char *text);
/* What a program says of the file; false, with a message, where it is not installed. */
bool fixture_run(struct str *out, const char *program, const char *options, const char *name);

#endif
