/*
 * wiping - memory for a library that copies secrets around and frees them as
 * they are: whatever it lets go of is wiped first. Never returns NULL.
 */
#ifndef NET_WIPING_H
#define NET_WIPING_H

#include <stddef.h>

void *wiping_realloc(void *memory, size_t size);
void wiping_free(void *memory);

#endif
