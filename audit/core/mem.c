#include "audit/core/mem.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/exit.h"

#define SHARED_COUNT 256
#define BLOCK_SIZE ((size_t)64 << 10)
#define RESERVE ((size_t)512 << 10)

static int told_on = STDERR_FILENO;
static void *reserve; /* given up at the end, so that there is memory to clean up with */

_Noreturn void mem_refused(void)
{
	static const char message[] = "syncro-audit: out of memory\n";

	free(reserve);
	reserve = NULL;
	/* No stdio: it may want to allocate. Told or not, it must end. */
	ssize_t ignored = write(told_on, message, sizeof message - 1);
	(void)ignored;
	exit_cleanly(EXIT_NO_VERDICT);
}

/* With sanitizers malloc is theirs. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
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
		mem_refused();
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

void *xmalloc(size_t size)
{
	void *memory = malloc(size ? size : 1);

	if (!memory)
		mem_refused();
	return memory;
}

void *xcalloc(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size ? size : 1);

	if (!memory)
		mem_refused();
	return memory;
}

void *xrealloc(void *memory, size_t size)
{
	void *moved = realloc(memory, size ? size : 1);

	if (!moved)
		mem_refused();
	return moved;
}

char *xstrdup(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(xmalloc(size), text, size);
}

void *array_reserve(void *items, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return items;
	size_t wanted = *capacity ? *capacity * 2 : 8;
	if (wanted > SIZE_MAX / size)
		mem_refused();
	items = xrealloc(items, wanted * size);
	*capacity = wanted;
	return items;
}

/* Texts are put in from the end: between structs each would be rounded up. */
struct block {
	struct block *next;
	size_t size;
	size_t used; /* from the beginning */
	size_t text; /* where the texts begin */
	_Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *blocks; /* the first one is being filled */
	size_t used;
	const char *shared[SHARED_COUNT]; /* the latest text of each hash */
};

struct arena *arena_new(void)
{
	return xcalloc(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	while (arena->blocks) {
		struct block *block = arena->blocks;
		arena->blocks = block->next;
		explicit_bzero(block->bytes, block->used);
		explicit_bzero(block->bytes + block->text, block->size - block->text);
		free(block);
	}
	free(arena);
}

static struct block *block_new(size_t size)
{
	if (size > SIZE_MAX - sizeof(struct block))
		mem_refused();
	struct block *block = xcalloc(1, sizeof *block + size);
	block->size = block->text = size;
	return block;
}

static size_t aligned(size_t size)
{
	const size_t unit = _Alignof(max_align_t);

	if (size > SIZE_MAX - unit)
		mem_refused();
	return (size + unit - 1) / unit * unit;
}

/* The block that has room for it. */
static struct block *room_for(struct arena *arena, size_t size)
{
	struct block *block = arena->blocks;

	arena->used += size;
	if (block && block->text - block->used >= size)
		return block;
	bool large = size > BLOCK_SIZE / 4;
	block = block_new(large ? size : BLOCK_SIZE);
	if (large && arena->blocks) {
		/* Behind the one being filled, whose rest stays of use. */
		block->next = arena->blocks->next;
		arena->blocks->next = block;
	} else {
		block->next = arena->blocks;
		arena->blocks = block;
	}
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size = aligned(size ? size : 1);
	struct block *block = room_for(arena, size);
	void *memory = block->bytes + block->used;

	block->used += size;
	return memory;
}

/* Zeroed, as all that an arena hands out. */
static char *text_alloc(struct arena *arena, size_t size)
{
	struct block *block = room_for(arena, size);

	block->text -= size;
	return (char *)block->bytes + block->text;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		mem_refused();
	return arena_alloc(arena, count * size);
}

void *arena_copy(struct arena *arena, const void *bytes, size_t size)
{
	void *copy = arena_alloc(arena, size);

	if (size)
		memcpy(copy, bytes, size);
	return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(text_alloc(arena, size), text, size);
}

/* FNV-1a. */
static size_t hash_of(const char *text)
{
	uint32_t hash = 2166136261U;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 16777619U;
	return hash;
}

const char *arena_share(struct arena *arena, const char *text)
{
	const char **slot = &arena->shared[hash_of(text) % SHARED_COUNT];

	if (!*slot || strcmp(*slot, text) != 0)
		*slot = arena_strdup(arena, text);
	return *slot;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	va_list again;

	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		return arena_strdup(arena, "");
	char *text = text_alloc(arena, (size_t)length + 1);
	(void)vsnprintf(text, (size_t)length + 1, format, args);
	return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	char *text = arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

bool arena_contains(const struct arena *arena, const char *needle, size_t length)
{
	for (const struct block *block = arena->blocks; block; block = block->next)
		if (memmem(block->bytes, block->used, needle, length) ||
		    memmem(block->bytes + block->text, block->size - block->text, needle, length))
			return true;
	return false;
}

void mem_tell_on(int fd)
{
	told_on = fd;
}

void mem_init(void)
{
	cJSON_Hooks hooks = { .malloc_fn = xmalloc, .free_fn = free };

	cJSON_InitHooks(&hooks);
	if (!reserve)
		reserve = xmalloc(RESERVE);
}
