#include "audit/core/words.h"

#include <string.h>

int words_find(const char *const *words, size_t count, const char *wanted)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], wanted) == 0)
			return (int)i;
	return -1;
}
