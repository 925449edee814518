#include "audit/rules/profile/lint.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/form.h"
#include "audit/core/mem.h"
#include "audit/rules/catalogue.h"
#include "audit/rules/check/check.h"
#include "audit/rules/profile/profile.h"

static void add(struct arena *arena, struct profile_lint *lint, const char *pointer,
		const char *expected)
{
	lint->mistakes[lint->count++] = (struct profile_mistake){
		.pointer = arena_strdup(arena, pointer),
		.expected = arena_strdup(arena, expected),
	};
}

static void warn_of(struct arena *arena, const struct catalogue *catalogue, const char *name,
		    const char *pointer, struct profile_lint *out)
{
	const char *nearest = catalogue_nearest(catalogue, name);

	out->warnings[out->warning_count++] = (struct profile_mistake){
		.pointer = pointer,
		.expected = arena_printf(
			arena,
			"a permission that the catalogue knows, found '%s'%s%s%s; a person "
			"decides whether it is there",
			name, nearest ? " (did you mean '" : "", nearest ? nearest : "",
			nearest ? "'?)" : ""),
	};
}

/* Where a check names it: alone, or as the nth of several. */
static const char *place(struct arena *arena, const struct check *check, size_t requirement,
			 size_t nth)
{
	const struct check_kind *kind = check_kind_find(check->kind);

	if (kind && kind->takes & CHECK_PERMISSION)
		return arena_printf(arena, "/requirements/%zu/check/permission", requirement);
	return arena_printf(arena, "/requirements/%zu/check/permissions/%zu", requirement, nth);
}

static void warn_of_names(struct arena *arena, const struct catalogue *catalogue,
			  const struct profile *profile, struct profile_lint *out)
{
	for (size_t i = 0; i < profile->requirement_count; i++) {
		const struct check *check = &profile->requirements[i].check;
		for (size_t j = 0; j < check->permission_count; j++) {
			const struct permission *permission =
				&catalogue->permissions[check->permissions[j]];
			if (permission->foreign)
				warn_of(arena, catalogue, permission->name,
					place(arena, check, i, j), out);
		}
	}
}

/* The words in which templates/skeleton.json leaves something to be filled in. */
static const char *left_over(const char *text)
{
	static const char *const words[] = { "PRODUCT",		  "VENDOR",
					     "SOMETHING",	  "DO ITS WORK",
					     "TITLE OF THE PAGE", "vendor.example/help/syncro",
					     "WHAT THE PAGE",	  "WHAT DOES NOT WORK",
					     "WHERE TO LOOK",	  "OPEN WHERE IT IS SET",
					     "SET IT UP" };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (strstr(text, words[i]))
			return words[i];
	return NULL;
}

/* The first of several texts that has one is told. */
static void warn_of_texts(struct arena *arena, const char *pointer, const char *const *texts,
			  size_t count, struct profile_lint *out)
{
	for (size_t i = 0; i < count; i++) {
		const char *word = left_over(texts[i]);
		if (!word)
			continue;
		out->warnings[out->warning_count++] = (struct profile_mistake){
			.pointer = pointer,
			.expected = arena_printf(
				arena, "words of your own, found the skeleton's '%s'", word),
		};
		return;
	}
}

/* What is still as `profile new` wrote it: one warning for each source, job and requirement. */
static void warn_of_skeleton(struct arena *arena, const struct profile *p, struct profile_lint *out)
{
	const char *const head[] = { p->title, p->vendor, p->integration, p->description };

	warn_of_texts(arena, "", head, COUNT_OF(head), out);
	for (size_t i = 0; i < p->source_count; i++) {
		const char *const texts[] = { p->sources[i].title, p->sources[i].url };
		warn_of_texts(arena, arena_printf(arena, "/sources/%zu", i), texts, COUNT_OF(texts),
			      out);
	}
	for (size_t i = 0; i < p->job_count; i++)
		warn_of_texts(arena, arena_printf(arena, "/jobs/%zu", i), p->jobs[i].remediation,
			      p->jobs[i].remediation_count, out);
	for (size_t i = 0; i < p->requirement_count; i++) {
		const struct requirement *q = &p->requirements[i];
		const char *const texts[] = { q->title,	    q->action,	  q->documented,
					      q->rationale, q->reference, q->where };
		const char *pointer = arena_printf(arena, "/requirements/%zu", i);
		const size_t before = out->warning_count;
		warn_of_texts(arena, pointer, texts, COUNT_OF(texts), out);
		if (out->warning_count == before)
			warn_of_texts(arena, pointer, q->remediation, q->remediation_count, out);
	}
}

static size_t most_warnings(const struct profile *profile)
{
	size_t most = 1 + profile->source_count + profile->job_count + profile->requirement_count;

	for (size_t i = 0; i < profile->requirement_count; i++)
		most += profile->requirements[i].check.permission_count;
	return most;
}

void profile_lint(struct arena *arena, struct catalogue *catalogue, const char *bytes,
		  size_t length, struct profile_lint *out)
{
	struct error err = { .message = "" };
	struct input in;

	*out = (struct profile_lint){ .count = 0 };
	if (input_open(&in, "", bytes, length, &err) != 0) {
		out->mistakes = arena_alloc(arena, sizeof *out->mistakes);
		/* The cause stands behind the file's name and a colon. */
		add(arena, out, "",
		    arena_printf(arena, "JSON, found text that %s", err.message + strlen(": ")));
		return;
	}
	const struct profile *profile = profile_build(arena, &in, catalogue);
	out->mistakes = arena_array(arena, in.problem_count, sizeof *out->mistakes);
	for (size_t i = 0; i < in.problem_count; i++)
		add(arena, out, in.problems[i].pointer, in.problems[i].expected);
	out->warnings = arena_array(arena, most_warnings(profile), sizeof *out->warnings);
	warn_of_names(arena, catalogue, profile, out);
	warn_of_skeleton(arena, profile, out);
	(void)input_close(&in, &err);
}
