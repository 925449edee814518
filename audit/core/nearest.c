#include "audit/core/nearest.h"

#include <string.h>

#define WORST ((size_t)-1)

struct nearest nearest_to(const char *name)
{
	return (struct nearest){ .name = name, .distance = WORST };
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static size_t least(size_t a, size_t b, size_t c)
{
	size_t less = a < b ? a : b;

	return less < c ? less : c;
}

/* Row by row of the table of distances between all beginnings. */
static size_t distance(const char *a, size_t length_a, const char *b, size_t length_b)
{
	size_t row[NEAREST_LONGEST + 1];

	for (size_t j = 0; j <= length_b; j++)
		row[j] = j;
	for (size_t i = 1; i <= length_a; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= length_b; j++) {
			size_t replaced = diagonal + (lower(a[i - 1]) != lower(b[j - 1]));
			diagonal = row[j];
			row[j] = least(replaced, row[j] + 1, row[j - 1] + 1);
		}
	}
	return row[length_b];
}

void nearest_try(struct nearest *nearest, const char *other)
{
	size_t length = strlen(nearest->name), other_length = strlen(other);

	if (length > NEAREST_LONGEST || other_length > NEAREST_LONGEST)
		return;
	size_t far = distance(nearest->name, length, other, other_length);
	/* A third of the letters wrong is another word. */
	if (far < nearest->distance && 3 * far <= length) {
		nearest->found = other;
		nearest->distance = far;
	}
}
