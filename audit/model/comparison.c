#include "audit/model/comparison.h"

#include <string.h>

const char *compared_name(enum compared value)
{
	static const char *const names[] = {
		[COMPARED_REQUIREMENT] = "finding", [COMPARED_PERMISSION] = "permission",
		[COMPARED_USER] = "user",	    [COMPARED_GROUP] = "security-group",
		[COMPARED_CUSTOMER] = "customer",   [COMPARED_ISSUE] = "customer-issue",
		[COMPARED_WAIVER] = "waiver",	    [COMPARED_ATTESTATION] = "attestation",
	};
	_Static_assert(sizeof names / sizeof *names == COMPARED_COUNT, "a name for each");

	return names[(unsigned)value < COMPARED_COUNT ? value : COMPARED_REQUIREMENT];
}

const char *movement_name(enum movement value)
{
	static const char *const names[MOVEMENT_COUNT] = {
		[MOVEMENT_CHANGED] = "changed",
		[MOVEMENT_ADDED] = "added",
		[MOVEMENT_REMOVED] = "removed",
	};

	return names[(unsigned)value < MOVEMENT_COUNT ? value : MOVEMENT_CHANGED];
}

int compared_from_name(const char *wanted)
{
	for (int i = 0; i < COMPARED_COUNT; i++)
		if (strcmp(compared_name((enum compared)i), wanted) == 0)
			return i;
	return -1;
}

int movement_from_name(const char *wanted)
{
	for (int i = 0; i < MOVEMENT_COUNT; i++)
		if (strcmp(movement_name((enum movement)i), wanted) == 0)
			return i;
	return -1;
}

bool comparison_is_empty(const struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->finding_count; i++)
		if (comparison->findings[i].change != CHANGE_NONE)
			return false;
	for (int i = 0; i < COMPARED_COUNT; i++)
		if (*comparison->gaps[i])
			return false;
	return comparison->row_count == 0 && !*comparison->incomparable &&
	       comparison->before.verdict == comparison->after.verdict;
}
