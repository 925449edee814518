#include "audit/rules/group.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/standing.h"

struct membership {
	const char *name;
	int64_t user;
};

static int compare(const void *a, const void *b)
{
	const struct membership *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : (x->user > y->user) - (x->user < y->user);
}

static const char *trimmed(struct arena *arena, const char *name)
{
	size_t length = strlen(name + strspn(name, " "));

	name += strspn(name, " ");
	while (length > 0 && name[length - 1] == ' ')
		length--;
	return name[length] ? arena_printf(arena, "%.*s", (int)length, name) : name;
}

static size_t collect_memberships(const struct evaluation *e, struct membership **out)
{
	const struct account *account = e->account;
	struct membership *all = NULL;
	size_t count = 0, capacity = 0;

	for (size_t i = 0; i < account->user_count; i++)
		for (size_t j = 0; j < account->users[i].group_count; j++) {
			const char *name = trimmed(e->arena, account->users[i].groups[j]);
			if (!*name)
				continue;
			ARRAY_RESERVE(all, count, capacity);
			all[count++] = (struct membership){ name, account->users[i].id };
		}
	if (count > 1)
		qsort(all, count, sizeof *all, compare);
	*out = all;
	return count;
}

/* The names of all that a person attests for a group. */
static void complete(struct evaluation *e, struct security_group *group,
		     const struct attested_permissions *attested)
{
	size_t count = attested->permission_count + attested->unknown_count;

	group->access_type = attested->access_type;
	group->proof = PROOF_ATTESTED;
	group->permissions = arena_array(e->arena, count, sizeof *group->permissions);
	for (size_t i = 0; i < attested->permission_count; i++)
		group->permissions[group->permission_count++] =
			e->audit->catalogue->permissions[attested->permissions[i]].name;
	for (size_t i = 0; i < attested->unknown_count; i++)
		group->permissions[group->permission_count++] = attested->unknown_permissions[i];
}

static void add_group(struct evaluation *e, const struct membership *members, size_t count)
{
	struct audit *audit = e->audit;
	struct security_group *group = &audit->groups[audit->group_count++];

	*group = (struct security_group){ .name = members[0].name,
					  .access_type = "",
					  .proof = PROOF_DECLARED };
	group->members = arena_array(e->arena, count, sizeof *group->members);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || members[i].user != members[i - 1].user)
			group->members[group->member_count++] = members[i].user;
	for (size_t i = 0; i < audit->group_attested_count; i++) {
		const struct attested_permissions *attested = &audit->groups_attested[i];
		if (standing_counts(attested->standing) && strcmp(attested->name, group->name) == 0)
			complete(e, group, attested);
	}
}

static bool has_member(const struct membership *all, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].name, name) == 0)
			return true;
	return false;
}

/* That nobody is in a group can only be said when every user was looked at. */
static void find_standings(struct evaluation *e, const struct membership *all, size_t count)
{
	struct audit *audit = e->audit;
	bool whole = e->account->sources[SOURCE_USERS].complete &&
		     e->account->sources[SOURCE_DETAILS].complete;

	for (size_t i = 0; i < audit->group_attested_count; i++) {
		struct attested_permissions *attested = &audit->groups_attested[i];
		attested->standing = whole && !has_member(all, count, attested->name)
					     ? STANDING_UNMATCHED
					     : standing_at(attested->ends_at, audit->assessed_at);
	}
}

void group_collect(struct evaluation *e)
{
	struct audit *audit = e->audit;
	struct membership *all = NULL;
	size_t count = collect_memberships(e, &all);

	find_standings(e, all, count);
	audit->groups = arena_array(e->arena, count, sizeof *audit->groups);
	audit->group_count = 0;
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count; end++)
			if (strcmp(all[i].name, all[end].name) != 0)
				break;
		add_group(e, all + i, end - i);
	}
	free(all);
}
