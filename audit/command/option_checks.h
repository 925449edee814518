/*
 * option_checks - whether a text is one that an option can have, for the rows of options: what can
 * be told of it alone, so that a file that says it is told the place. Whether what it names is
 * there (a file, a profile), and goes with the other options, is found out when it is used.
 *
 * -1 and an error, "...: expected ...".
 */
#ifndef COMMAND_OPTION_CHECKS_H
#define COMMAND_OPTION_CHECKS_H

struct arena;
struct error;

int option_check_format(struct arena *arena, const char *text, struct error *err);
int option_check_paper(struct arena *arena, const char *text, struct error *err);
int option_check_separator(struct arena *arena, const char *text, struct error *err);
int option_check_edition(struct arena *arena, const char *text, struct error *err);
int option_check_mode(struct arena *arena, const char *text, struct error *err);
int option_check_fail_on(struct arena *arena, const char *text, struct error *err);
int option_check_subdomain(struct arena *arena, const char *text, struct error *err);
int option_check_base_url(struct arena *arena, const char *text, struct error *err);
int option_check_provider(struct arena *arena, const char *text, struct error *err);

#endif
