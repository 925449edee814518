/*
 * wipe - memory for a library that copies secrets around and frees them as
 * they are: whatever it lets go of is wiped first. Never returns NULL.
 */
#ifndef NET_WIPE_H
#define NET_WIPE_H

#include <stddef.h>

void *wipe_realloc(void *memory, size_t size);
void wipe_free(void *memory);

#endif
