/*
 * str - a growing byte string with a cap.
 *
 * STR_INIT(limit) starts one on the stack. `data` is always NUL-terminated
 * once something was added ("" before, through str_text). Adding beyond the
 * limit adds nothing, sets `overflow` and returns -1; the flag stays until
 * str_release, so a caller may check once at the end.
 */
#ifndef CORE_STR_H
#define CORE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct arena;

struct str {
	char *data;
	size_t length;
	size_t capacity;
	size_t limit; /* most bytes it may hold, without the NUL */
	bool overflow;
};

#define STR_INIT(most)                                                                             \
	{                                                                                          \
		.limit = (most)                                                                    \
	}
#define STR_LINE ((size_t)4096)	    /* a line for a person */
#define STR_BODY ((size_t)32 << 20) /* an HTTP body or an input file, 32 MiB */

/* Room for so many more at once. */
void str_reserve(struct str *str, size_t more);
int str_add(struct str *str, const void *bytes, size_t length);
/* One read of an open file: how many bytes, 0 at its end; -1 with errno, or beyond the limit. */
ssize_t str_read(struct str *str, int fd, size_t most);
int str_puts(struct str *str, const char *text);
int str_putc(struct str *str, char byte);
int str_printf(struct str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *str_text(const struct str *str); /* never NULL, borrowed */
/* A copy in the arena; the string itself is released. */
const char *str_keep(struct str *str, struct arena *arena);
void str_clear(struct str *str);   /* empty, keeps the memory */
void str_release(struct str *str); /* wiped, freed, as after STR_INIT */

#endif
