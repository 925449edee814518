/*
 * fixture_vendors - what the vendors' pages ask for, written down apart from the profiles.
 */
#ifndef TESTS_FIXTURE_VENDORS_H
#define TESTS_FIXTURE_VENDORS_H

#include <stdbool.h>
#include <stddef.h>

enum {
	BUT_NO_LEAST = 1,    /* the page asks for a certain user */
	BUT_NO_EXCESS = 2,   /* nobody can say what is too much: no list, or a cut one */
	BUT_RECOMMENDED = 4, /* the list is not required */
	BUT_PARTS = 8,	     /* some of it is for who uses it */
};

struct vendor {
	const char *id, *prefix;
	bool needs_customers; /* there is nothing to connect without one */
	bool open_ended;      /* the page has the expiration date left blank */
	const char *permissions;
	unsigned but; /* BUT_ bits: what is not as with the others */
};

/* The built-in profiles but jumpcloud-mtp; lists are in the order of the catalogue. */
extern const struct vendor vendors[];
extern const size_t vendor_count;

#endif
