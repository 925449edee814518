/*
 * mailbox - the e-mail addresses in a text as mail programs write them: one, or several
 * with commas or semicolons between, each alone or behind a name: "Ann, B." <ann@x.example>.
 */
#ifndef CORE_MAILBOX_H
#define CORE_MAILBOX_H

#include <stdbool.h>
#include <stddef.h>

struct mailbox {
	const char *address; /* borrowed from the text; not terminated */
	size_t length;
};

/* The next address from *at on, which moves behind it; length 0 when there is none left. */
struct mailbox mailbox_next(const char *text, size_t *at);
/* Whether something stands on both sides of its @. */
bool mailbox_is_address(struct mailbox mailbox);

#endif
