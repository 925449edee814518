#include "audit/core/malloc.h"

#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "audit/core/exit.h"

#define RESERVE ((size_t)512 << 10)

static int told_on = STDERR_FILENO;
static void *reserve; /* given up at the end, so that there is memory to clean up with */

_Noreturn void malloc_refused(void)
{
	static const char message[] = "syncro-audit: out of memory\n";

	free(reserve);
	reserve = NULL;
	/* No stdio: it may want to allocate. Told or not, it must end. */
	ssize_t ignored = write(told_on, message, sizeof message - 1);
	(void)ignored;
	exit_cleanly(EXIT_NO_VERDICT);
}

void malloc_reserve(void)
{
	if (!reserve)
		reserve = malloc(RESERVE);
	if (!reserve)
		malloc_refused();
}

void malloc_keep_freed(int most)
{
#ifdef __GLIBC__
	(void)mallopt(M_TRIM_THRESHOLD, most);
#else
	(void)most;
#endif
}

void malloc_tell_on(int fd)
{
	told_on = fd;
}

#if defined(__GLIBC__) && !MALLOC_IS_WATCHED
/*
 * Not one of the libraries looks at every allocation it makes: fontconfig, HarfBuzz
 * and libxlsxwriter crash, libxlsxwriter and libharu may finish a file that lacks a
 * part. So the whole process shares one malloc that does not return NULL, in the way
 * the manual of glibc describes ("Replacing malloc"); `free` stays glibc's.
 */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): glibc's are reserved */
static void *granted(void *memory, bool wanted)
{
	if (!memory && wanted)
		malloc_refused();
	return memory;
}

void *malloc(size_t size)
{
	return granted(__libc_malloc(size), true);
}

void *calloc(size_t count, size_t size)
{
	return granted(__libc_calloc(count, size), true);
}

void *realloc(void *memory, size_t size)
{
	/* Size 0 frees and gives NULL. */
	return granted(__libc_realloc(memory, size), size > 0 || !memory);
}

void *memalign(size_t alignment, size_t size)
{
	return granted(__libc_memalign(alignment, size), true);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	if (alignment % sizeof(void *) || (alignment & (alignment - 1)) || !alignment)
		return EINVAL;
	*out = memalign(alignment, size);
	return 0;
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
#endif
