#include <inttypes.h>

#include "audit/core/array.h"
#include "audit/core/text.h"
#include "audit/core/words.h"
#include "report/pdf/internal.h"

#define MOST_ADMINS 25
#define MOST_GROUPS 25
#define MOST_MEMBERS 15
#define SOME_MEMBERS 5 /* of more than that: who all of them are, the workbook tells */

static void add_owner(struct compose *compose, const struct view *view)
{
	const struct view_owner *owner = &view->owner;

	if (!owner->known) {
		compose_callout(compose, ICON_QUESTION, theme_verdict(VERDICT_UNKNOWN),
				"Syncro did not say which user the token belongs to.");
		return;
	}
	const struct compose_pair pairs[] = {
		{ "Token owner",
		  compose_printf(compose, "%s, %s", owner->user.name, owner->state) },
		{ "E-mail", owner->user.email },
		{ "Global Admin", owner->admin },
		{ "Security groups",
		  owner->user.group_count ? text_join(flow_arena(compose->flow), owner->user.groups,
						      owner->user.group_count)
					  : "none reported" },
	};
	compose_pairs(compose, pairs, COUNT_OF(pairs));
}

static void add_admin(struct compose *compose, struct compose_table *table,
		      const struct account *account, const struct user *user)
{
	const bool owner = account->me.known && user->id == account->me.user_id;
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG, .text = user->name, .below = owner ? "Token owner" : NULL },
		{ .kind = CELL_TEXT, .text = user->email },
		{ .kind = CELL_MUTED,
		  .text = text_join(flow_arena(compose->flow), user->groups, user->group_count) },
	};

	compose_table_row(table, cells);
}

/* "A, B and 3 others" */
static const char *admin_names(struct compose *compose, const struct account *account)
{
	const char *names[MOST_MEMBERS];
	size_t count = 0, others = 0;

	for (size_t i = 0; i < account->user_count; i++) {
		if (!account_is_global_admin(account, i))
			continue;
		if (count < MOST_MEMBERS && *account->users[i].name)
			names[count++] = account->users[i].name;
		else
			others++;
	}
	const char *text = text_join(flow_arena(compose->flow), names, count);
	return others ? compose_printf(compose, "%s%s%zu more.", text, count ? " and " : "", others)
		      : compose_printf(compose, "%s.", text);
}

/* A list that was not read to its end tells of some Global Admins, never of how many. */
static const char *admin_count(struct compose *compose, const struct view *view)
{
	const struct source *sources = view->audit->account->sources;
	const bool whole = sources[SOURCE_USERS].complete && sources[SOURCE_DETAILS].complete;
	const bool one = view->global_admins == 1;

	if (!whole && !view->global_admins)
		return "How many users are Global Admins is not known.";
	return compose_printf(compose, "%zu of %s%s %s.", view->global_admins,
			      compose_count(compose, view->users, "user", "users"),
			      whole ? "" : " read",
			      whole ? (one ? "is a Global Admin" : "are Global Admins")
			      : one ? "is known to be a Global Admin"
				    : "are known to be Global Admins");
}

static void add_admins(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Name", 0.28, false },
		{ "E-mail", 0.42, false },
		{ "Security groups", 0.3, false },
	};
	const struct account *account = view->audit->account;
	struct compose_table table;
	size_t shown = 0;

	compose_heading(compose, "Global Admins");
	compose_paragraph(compose, STYLE_BODY, admin_count(compose, view));
	if (!view->global_admins)
		return;
	if (view_is_outside(view)) {
		compose_paragraph(compose, STYLE_BODY, admin_names(compose, account));
		return;
	}
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	for (size_t i = 0; i < account->user_count && shown < MOST_ADMINS; i++) {
		if (!account_is_global_admin(account, i))
			continue;
		add_admin(compose, &table, account, &account->users[i]);
		shown++;
	}
	compose_table_end(&table);
	pdf_more(compose, shown, view->global_admins, "Global Admins");
}

static const char *members_of(struct compose *compose, const struct account *account,
			      const struct security_group *group)
{
	const char *names[MOST_MEMBERS];
	const size_t most = group->member_count > MOST_MEMBERS ? SOME_MEMBERS : MOST_MEMBERS;
	size_t count = 0;

	for (size_t i = 0; i < group->member_count && count < most; i++) {
		const struct user *user = account_user(account, group->members[i]);
		names[count++] = user && *user->name ? user->name
						     : compose_printf(compose, "user %" PRId64,
								      group->members[i]);
	}
	const char *text = text_join(flow_arena(compose->flow), names, count);
	if (group->member_count > count)
		text = compose_printf(compose, "%s, and %zu more, whom the workbook lists", text,
				      group->member_count - count);
	return text;
}

static void add_group(struct compose *compose, struct compose_table *table, const struct view *view,
		      const struct security_group *group)
{
	const char *permissions = group->permission_count
					  ? text_join(flow_arena(compose->flow), group->permissions,
						      group->permission_count)
					  : "Not confirmed";
	struct compose_cell cells[5] = {
		{ .kind = CELL_STRONG, .text = group->name, .below = group->access_type },
		{ .kind = CELL_TEXT, .text = compose_number(compose, group->member_count) },
	};
	size_t count = 2;

	if (!view_is_outside(view))
		cells[count++] = (struct compose_cell){
			.kind = CELL_TEXT, .text = members_of(compose, view->audit->account, group)
		};
	cells[count++] = (struct compose_cell){ .kind = CELL_TEXT, .text = permissions };
	cells[count] =
		(struct compose_cell){ .kind = CELL_MUTED, .text = view_proof_label(group->proof) };
	compose_table_row(table, cells);
}

static bool permissions_are_known(const struct audit *audit)
{
	for (size_t i = 0; i < audit->group_count; i++)
		if (audit->groups[i].permission_count)
			return true;
	return false;
}

static void add_groups(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Security group", 0.18, false }, { "Members", 0.11, true }, { "Who", 0.3, false },
		{ "Permissions", 0.295, false },   { "Proof", 0.115, false },
	};
	static const struct compose_column unconfirmed[] = {
		{ "Security group", 0.18, false }, { "Members", 0.11, true },
		{ "Who", 0.435, false },	   { "Permissions", 0.16, false },
		{ "Proof", 0.115, false },
	};
	/* Counts instead of lists of people. */
	static const struct compose_column counted[] = {
		{ "Security group", 0.33, false },
		{ "Members", 0.11, true },
		{ "Permissions", 0.42, false },
		{ "Proof", 0.14, false },
	};
	const struct audit *audit = view->audit;
	const bool outside = view_is_outside(view);
	const bool named = permissions_are_known(audit);
	const size_t shown = audit->group_count < MOST_GROUPS ? audit->group_count : MOST_GROUPS;
	struct compose_table table;

	compose_heading(compose, "Security groups");
	compose_paragraph(compose, STYLE_BODY,
			  "Syncro's API does not list security groups; these were derived from the "
			  "users.");
	if (!audit->group_count) {
		compose_paragraph(compose, STYLE_BODY,
				  audit->account->sources[SOURCE_DETAILS].complete
					  ? "No user names a security group."
					  : "None is known: not every user could be read.");
		return;
	}
	compose_table_begin(compose, &table,
			    outside ? counted
			    : named ? columns
				    : unconfirmed,
			    outside ? COUNT_OF(counted) : COUNT_OF(columns));
	for (size_t i = 0; i < shown; i++)
		add_group(compose, &table, view, &audit->groups[i]);
	compose_table_end(&table);
	pdf_more(compose, shown, audit->group_count, "security groups");
}

/* Groups are derived from users: of users that were not read nobody knows how many there are. */
static const char *numbers(struct compose *compose, const struct view *view)
{
	const struct source *sources = view->audit->account->sources;
	const struct source *list = &sources[SOURCE_USERS];

	if (!list->complete && !list->records)
		return "The list of users was not read";
	return compose_printf(compose, "%s; %s%s", view->people,
			      compose_count(compose, view->audit->group_count, "security group",
					    "security groups"),
			      sources[SOURCE_DETAILS].complete ? "" : " known");
}

void pdf_people(struct compose *compose, const struct view *view)
{
	const struct account *account = view->audit->account;

	compose_part(compose, "Users and security groups", "people", numbers(compose, view));
	pdf_source_callout(compose, &account->sources[SOURCE_USERS], "The list of users");
	/* Who is not known has no details. */
	if (account->sources[SOURCE_USERS].records)
		pdf_source_callout(compose, &account->sources[SOURCE_DETAILS],
				   "The users' details");
	add_owner(compose, view);
	add_admins(compose, view);
	add_groups(compose, view);
}
