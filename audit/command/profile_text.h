/*
 * profile_text - what `profile list`, `show`, `lint` and `diff` print: plain
 * lines of text, escaped so that no terminal can be steered by them.
 */
#ifndef COMMAND_PROFILE_TEXT_H
#define COMMAND_PROFILE_TEXT_H

#include "audit/model/profile.h"
#include "audit/rules/profile/diff.h"
#include "audit/rules/profile/lint.h"

struct str;

/* One line: id, number of requirements, title; `width` is that of the longest id. */
void profile_text_row(struct str *out, const struct profile *profile, int width);

/* The whole of it, requirements under the headings of their groups. */
void profile_text_show(struct str *out, const struct catalogue *catalogue,
		       const struct profile *profile);

/* One line for each mistake, or one that says there is none. */
void profile_text_lint(struct str *out, const char *file, const struct profile_lint *lint);

/* `names` are those of the two profiles, as the user gave them. */
void profile_text_diff(struct str *out, const struct catalogue *catalogue, char *const names[2],
		       const struct profile_diff *diff);

#endif
