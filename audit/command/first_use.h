/*
 * first_use - an audit started at a terminal with nothing given: asks which account and where
 * the token is (never for the token itself), shows what will be sent, and asks whether to.
 */
#ifndef COMMAND_FIRST_USE_H
#define COMMAND_FIRST_USE_H

#include <stdbool.h>

#include "audit/input/token.h"

struct arena;
struct error;

/* Whether there is somebody to ask: standard input and standard error are a terminal. */
bool first_use_at_terminal(void);

/* Fills in what is NULL; of the token only where SYNCRO_API_TOKEN does not hold it. */
int first_use_ask(struct arena *arena, const char **subdomain, struct token_options *token,
		  struct error *err);

/* Shows the requests, a line each, and the command that does the same the next time. 0 = go on,
 * -1 = no. */
int first_use_confirm(struct arena *arena, const char *requests, const char *subdomain,
		      const struct token_options *token, struct error *err);

#endif
