#include "audit/core/mem.h"

#include <cjson/cJSON.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "audit/core/hash.h"
#include "audit/core/malloc.h"
#include "audit/core/pool.h"

#define SHARED_COUNT 2048
#define WIPED_BY_PAGES ((size_t)32 << 10)
#define BLOCK_SIZE ((size_t)64 << 10)

void *xmalloc(size_t size)
{
	void *memory = malloc(size ? size : 1);

	if (!memory)
		malloc_refused();
	return memory;
}

void *xcalloc(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size ? size : 1);

	if (!memory)
		malloc_refused();
	return memory;
}

void *xrealloc(void *memory, size_t size)
{
	void *moved = realloc(memory, size ? size : 1);

	if (!moved)
		malloc_refused();
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
		malloc_refused();
	items = xrealloc(items, wanted * size);
	*capacity = wanted;
	return items;
}

/* Texts are put in from the end: between structs there would be gaps. */
struct block {
	struct block *next;
	size_t size;
	size_t used; /* from the beginning */
	size_t text; /* where the texts begin */
	_Alignas(max_align_t) unsigned char bytes[];
};

/* Memory that came from elsewhere; the link is the arena's own. */
struct kept {
	struct kept *next;
	void *memory;
	size_t size;
};

struct arena {
	struct block *blocks; /* the first one is being filled */
	struct kept *kept;
	const char *shared[SHARED_COUNT]; /* the latest text of each hash */
};

struct arena *arena_new(void)
{
	return xcalloc(1, sizeof(struct arena));
}

/* Whole pages are handed back, and read as zeros: to write each would cost a fault where another
 * process had a copy. */
static void wipe(unsigned char *memory, size_t size)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	const size_t before = (page - (uintptr_t)memory % page) % page;

	if (size >= WIPED_BY_PAGES + before) {
		const size_t whole = (size - before) / page * page;
		if (madvise(memory + before, whole, MADV_DONTNEED) == 0) {
			explicit_bzero(memory, before);
			memory += before + whole;
			size -= before + whole;
		}
	}
	explicit_bzero(memory, size);
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	/* Each link stands in a block. */
	for (; arena->kept; arena->kept = arena->kept->next) {
		wipe(arena->kept->memory, arena->kept->size);
		free(arena->kept->memory);
	}
	while (arena->blocks) {
		struct block *block = arena->blocks;
		arena->blocks = block->next;
		wipe(block->bytes, block->used);
		wipe(block->bytes + block->text, block->size - block->text);
		free(block);
	}
	free(arena);
}

static struct block *block_new(size_t size)
{
	if (size > SIZE_MAX - sizeof(struct block))
		malloc_refused();
	struct block *block = xcalloc(1, sizeof *block + size);
	block->size = block->text = size;
	return block;
}

/* What a type of that size may have to be aligned to, for its size is a multiple of that. */
static size_t alignment_of(size_t size)
{
	const size_t largest = size & -size;

	return largest < _Alignof(max_align_t) ? largest : _Alignof(max_align_t);
}

/* The block that has room for it. */
static struct block *room_for(struct arena *arena, size_t size)
{
	struct block *block = arena->blocks;

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
	size = size ? size : 1;
	const size_t unit = alignment_of(size);
	if (size > SIZE_MAX - unit)
		malloc_refused();
	struct block *block = room_for(arena, size + unit - 1);
	const size_t at = (block->used + unit - 1) / unit * unit;

	block->used = at + size;
	return block->bytes + at;
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
		malloc_refused();
	return arena_alloc(arena, count * size);
}

void arena_keep(struct arena *arena, void *memory, size_t size)
{
	struct kept *kept = arena_alloc(arena, sizeof *kept);

	*kept = (struct kept){ .next = arena->kept, .memory = memory, .size = size };
	arena->kept = kept;
}

void *arena_copy(struct arena *arena, const void *bytes, size_t size)
{
	void *copy = arena_alloc(arena, size);

	if (size)
		memcpy(copy, bytes, size);
	return copy;
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
	return memcpy(text_alloc(arena, length + 1), text, length);
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

const char *arena_share_hashed(struct arena *arena, const char *text, size_t length, uint32_t hash)
{
	const char **slot = &arena->shared[hash % SHARED_COUNT];

	if (!*slot || strcmp(*slot, text) != 0)
		*slot = arena_strndup(arena, text, length);
	return *slot;
}

const char *arena_share(struct arena *arena, const char *text)
{
	const size_t length = strlen(text);

	return arena_share_hashed(arena, text, length, hash_steps(HASH_BEGIN, text, length));
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
	for (const struct kept *kept = arena->kept; kept; kept = kept->next)
		if (memmem(kept->memory, kept->size, needle, length))
			return true;
	for (const struct block *block = arena->blocks; block; block = block->next)
		if (memmem(block->bytes, block->used, needle, length) ||
		    memmem(block->bytes + block->text, block->size - block->text, needle, length))
			return true;
	return false;
}

void mem_init(void)
{
	cJSON_Hooks hooks = { .malloc_fn = pool_take, .free_fn = pool_give };

	cJSON_InitHooks(&hooks);
	malloc_reserve();
}
