/*
 * permission_name - compares permission names across the spellings met in the
 * wild: "Customer – View Details" is "Customers - View Detail",
 * "Organizations - De-Duplicate" is "Customers - De Duplicate". Dashes of any
 * kind or none, case, white space and punctuation do not count.
 */
#ifndef RULES_PERMISSION_NAME_H
#define RULES_PERMISSION_NAME_H

#define PERMISSION_NAME_KEY 128

/* What two names are compared by; "" for a name that is too long to be one. */
void permission_name_key(char key[PERMISSION_NAME_KEY], const char *name);

#endif
