/*
 * profile_token - what to tick on Syncro's token page for one integration or several, before
 * any token exists: as text, and as a page to tick.
 */
#ifndef COMMAND_PROFILE_TOKEN_H
#define COMMAND_PROFILE_TOKEN_H

#include <stddef.h>

#include "audit/model/profile.h"
#include "report/sheet/ticks.h"

struct arena;
struct str;

/* Of profiles that were read with this catalogue. Lives in `arena`; paper and time are left. */
struct tick_sheet profile_token(struct arena *arena, const struct catalogue *catalogue,
				const struct profile *const *profiles, size_t count);

void profile_token_text(struct str *out, const struct tick_sheet *sheet);

/* What each of several would have too much if they shared a token, and which could. */
void profile_token_shared(struct str *out, struct arena *arena, const struct catalogue *catalogue,
			  const struct profile *const *profiles, size_t count);

#endif
