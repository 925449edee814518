/*
 * mem - memory that cannot be refused, and arenas.
 *
 * Every x-function ends the program with "out of memory" and status 2 instead
 * of returning NULL; that is safe because each output is committed by rename.
 *
 * An arena is a bag of small allocations that live and die together: one for
 * everything read from an account, one for each assessment. Memory from an
 * arena is zeroed and is released by arena_free alone.
 */
#ifndef CORE_MEM_H
#define CORE_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *memory, size_t size);
char *xstrdup(const char *text);

/* Makes room for one more item in a growing array from xmalloc (or NULL). */
#define ARRAY_RESERVE(items, count, capacity)                                                      \
	((items) = array_reserve((items), (count), &(capacity), sizeof *(items)))
void *array_reserve(void *items, size_t count, size_t *capacity, size_t size);

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is fine; the memory is wiped */
/* Zeroed, and aligned for any type of that size. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t count, size_t size);
/* Takes over memory of xmalloc and the like: it is wiped and freed with the rest. */
void arena_keep(struct arena *arena, void *memory, size_t size);
void *arena_copy(struct arena *arena, const void *bytes, size_t size);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
/* The same, for texts that often repeat: may be one handed out before. */
const char *arena_share(struct arena *arena, const char *text);
/* Of a text whose length, and hash by hash_steps, are known. */
const char *arena_share_hashed(struct arena *arena, const char *text, size_t length, uint32_t hash);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Whether the bytes of `needle` stand anywhere in what was handed out. */
bool arena_contains(const struct arena *arena, const char *needle, size_t length);

/* Makes cJSON allocate from the pool (pool.h) and sets memory aside to clean up with; call
 * once, before any thread or parse. */
void mem_init(void);

#endif
