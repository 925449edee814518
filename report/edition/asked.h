/*
 * asked - requests in texts, and what is shown to who has no use for a path.
 *
 * "GET /customers" is shown as "the customer list", "GET /me" as "Syncro's sign-in answer";
 * what has no words of its own as "a request for ticket timers", a write as "a trial write of
 * tickets". At the beginning of a sentence it begins with a capital letter.
 */
#ifndef REPORT_EDITION_ASKED_H
#define REPORT_EDITION_ASKED_H

struct arena;

/* `text` with words for each request; `text` itself if it names none. */
const char *asked_in_words(struct arena *arena, const char *text);

#endif
