#include "audit/command/first_use.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"

#define ANSWER_MOST 4096
#define TOKEN_VARIABLE "SYNCRO_API_TOKEN"

bool first_use_at_terminal(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* Without the blanks around it; NULL = nothing was said. */
static const char *answer_to(struct arena *arena, const char *question)
{
	char line[ANSWER_MOST];

	(void)fputs(question, stderr);
	if (!fgets(line, sizeof line, stdin)) {
		(void)fputc('\n', stderr);
		return NULL;
	}
	const char *begin = line + strspn(line, " \t");
	size_t length = strcspn(begin, "\r\n");
	while (length && strchr(" \t", begin[length - 1]))
		length--;
	return length ? arena_printf(arena, "%.*s", (int)length, begin) : NULL;
}

static int ask_token(struct arena *arena, struct token_options *token, struct error *err)
{
	const char *held = getenv(TOKEN_VARIABLE);

	if (token->token_file || token->token_command || (held && *held))
		return 0;
	const char *place = answer_to(
		arena, "Where is its API token? Not the token itself: a file that holds it, or\n"
		       "! and a command that prints it, such as !pass show syncro/audit: ");
	if (!place)
		return error_set(err, "no API token: give --token-file, --token-command or the "
				      "environment variable " TOKEN_VARIABLE);
	if (place[0] == '!')
		token->token_command = place + 1;
	else
		token->token_file = place;
	return 0;
}

int first_use_ask(struct arena *arena, const char **subdomain, struct token_options *token,
		  struct error *err)
{
	*subdomain =
		answer_to(arena, "Which Syncro account? NAME, NAME.syncromsp.com or its URL: ");
	if (!*subdomain)
		return error_set(err, "no account: give --subdomain NAME");
	return ask_token(arena, token, err);
}

/* As a shell reads it back, whatever stands in it. */
static const char *quoted(struct arena *arena, const char *option, const char *value)
{
	const char *inside = "";

	if (!value)
		return "";
	for (const char *rest = value; *rest;) {
		const int length = (int)strcspn(rest, "'");
		inside = arena_printf(arena, "%s%.*s%s", inside, length, rest,
				      rest[length] ? "'\\''" : "");
		rest += length + (rest[length] != '\0');
	}
	return arena_printf(arena, " %s '%s'", option, inside);
}

int first_use_confirm(struct arena *arena, const char *requests, const char *subdomain,
		      const struct token_options *token, struct error *err)
{
	(void)fprintf(stderr, "\nThis is sent to Syncro, and nothing else:\n%s\n", requests);
	const char *answer = answer_to(arena, "Go on? (y or n) ");

	if (!answer || (answer[0] != 'y' && answer[0] != 'Y'))
		return error_set(err, "nothing was sent");
	(void)fprintf(stderr, "The next time: syncro-audit audit --subdomain %s%s%s\n\n", subdomain,
		      quoted(arena, "--token-file", token->token_file),
		      quoted(arena, "--token-command", token->token_command));
	return 0;
}
