/*
 * client_names - the names of clients that a report must not tell, and a text
 * without them.
 *
 * A name is looked for word by word: letter case, punctuation, width and white
 * space do not matter, "Contosoville" is not Contoso. A name that is shown anyway
 * (client_names_allow: the profile's words, a user, the client itself) is not
 * hidden: taking it out would tell nobody less. A name without a letter is
 * not looked for: numbers stand in every report.
 *
 * Order of calls: new, add, ready, allow, hide. It keeps copies.
 */
#ifndef REPORT_EDITION_CLIENT_NAMES_H
#define REPORT_EDITION_CLIENT_NAMES_H

struct arena;
struct client_names;

#define CLIENT_NAMES_HIDDEN "another customer"

struct client_names *client_names_new(void);
void client_names_free(struct client_names *names); /* NULL is fine */
void client_names_add(struct client_names *names, const char *name);
void client_names_ready(struct client_names *names);
/* After ready: no name that stands in this text is hidden any more. */
void client_names_allow(struct client_names *names, const char *text);
/* `text` with "another customer" for each name; `text` itself if it holds none. */
const char *client_names_hide(const struct client_names *names, struct arena *arena,
			      const char *text);

#endif
