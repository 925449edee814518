/*
 * profile_lint - every mistake of a profile, not only the first.
 *
 * The same reading as profile_read, so that a file without mistakes is one that
 * an audit accepts.
 */
#ifndef RULES_PROFILE_LINT_H
#define RULES_PROFILE_LINT_H

#include <stddef.h>

struct arena;
struct catalogue;

struct profile_mistake {
	const char *pointer;  /* RFC 6901; "" is the whole file */
	const char *expected; /* "a number not below at_least", may end in ", found ..." */
};

struct profile_lint {
	struct profile_mistake *mistakes; /* in the order they were met */
	size_t count;
	/* What an audit accepts and a person should look at: names of permissions that the
	 * catalogue lacks, and what is still as the skeleton has it. */
	struct profile_mistake *warnings;
	size_t warning_count;
};

/* Lives in `arena`. Bytes that are no JSON at all are one mistake. */
void profile_lint(struct arena *arena, struct catalogue *catalogue, const char *bytes,
		  size_t length, struct profile_lint *out);

#endif
