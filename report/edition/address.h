/*
 * address - e-mail addresses in texts, and what is shown instead of one.
 *
 * An address is a local part, a commercial at and a host: a name with a dot
 * whose last part is no number, four numbers, or a literal in brackets. Within
 * "<...>" and behind "mailto:" a name without a dot will do. Letters of all
 * scripts count, plus-addresses, quoted local parts, the wide forms of "@" and of
 * the dot, and "%40". "Fitness@Home" and "tool@1.2.3" are no addresses.
 *
 * The mask keeps the first letter of each side and an end of two or three
 * letters: "jane.doe@acme.com" is shown as "j…@a….com". It cannot be undone:
 * nothing of the rest goes into it.
 */
#ifndef REPORT_EDITION_ADDRESS_H
#define REPORT_EDITION_ADDRESS_H

struct arena;

/* `text` with every address masked; `text` itself if it holds none. */
const char *address_mask(struct arena *arena, const char *text);

/* For a field that holds an address: its addresses masked and nothing else; "…" if
 * what stands in it is none, "" if it is empty. */
const char *address_mask_field(struct arena *arena, const char *text);

#endif
