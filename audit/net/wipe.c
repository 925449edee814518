#include "audit/net/wipe.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"

void wipe_free(void *memory)
{
	if (memory)
		explicit_bzero(memory, malloc_usable_size(memory));
	free(memory);
}

void *wipe_realloc(void *memory, size_t size)
{
	size_t held = memory ? malloc_usable_size(memory) : 0;

	if (memory && size <= held && size >= held / 2)
		return memory;
	void *moved = xmalloc(size);
	if (memory)
		memcpy(moved, memory, held < size ? held : size);
	wipe_free(memory);
	return moved;
}
