/*
 * pool - memory for the pieces of JSON trees: small, many, and let go of together. A
 * stretch of memory is used again when all that was taken from it was given back.
 *
 * For cJSON alone, which is told of it by mem_init. Never refused, as by xmalloc. One thread.
 */
#ifndef CORE_POOL_H
#define CORE_POOL_H

#include <stddef.h>

void *pool_take(size_t size);
void pool_give(void *piece); /* NULL is fine */

#endif
