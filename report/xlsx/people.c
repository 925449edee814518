#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "report/look/theme.h"
#include "report/xlsx/sheets.h"

const char *xlsx_unlisted(const struct view *view, enum source_id id, const char *what)
{
	const struct source *source = &view->audit->account->sources[id];

	return source->complete ? arena_printf(view->arena, "Syncro has no %s.", what)
				: arena_printf(view->arena, "The %s could not be read: %s.", what,
					       *source->problem ? source->problem
								: reason_text(source->reason));
}

const char *xlsx_unfinished(const struct view *view, enum source_id id)
{
	const struct source *source = &view->audit->account->sources[id];

	if (source->complete)
		return "";
	return arena_printf(view->arena, "This is not the whole list: %s.",
			    *source->problem ? source->problem : reason_text(source->reason));
}

/* A token that acts as a Global Admin stands out. */
static void mark_owner(struct xlsx_sheet *sheet)
{
	const struct theme_colour colour = theme_verdict(VERDICT_FAIL);

	xlsx_sheet_rule(sheet, 2, 3, "=AND(LEFT($C2,3)=\"yes\",$D2=\"yes\")", colour.ink,
			colour.pale);
}

void xlsx_users(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[] = {
		{ "Id", 12 },		{ "Name", 30 },
		{ "Global Admin", 16 }, { "Owner of the token", 20 },
		{ "Groups", 40 },	{ "E-mail", 40 },
		{ "Details", 34 },
	};
	const struct account *account = view->audit->account;

	if (!account->user_count) {
		xlsx_only(book, "Users", xlsx_unlisted(view, SOURCE_USERS, "users"));
		return;
	}
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Users");
	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), account->user_count);
	xlsx_sheet_keep(sheet, 2);
	mark_owner(sheet);
	xlsx_remark(sheet, xlsx_unfinished(view, SOURCE_USERS));
	for (size_t i = 0; i < account->user_count; i++) {
		const struct user user = account_user_shown(account, i);
		const struct xlsx_cell cells[] = {
			xlsx_id(user.id),
			xlsx_strong(user.name),
			xlsx_text(view_admin_label(account, &user)),
			xlsx_text(account_is_owner(account, &user) ? "yes" : ""),
			xlsx_wrapped(text_join(view->arena, user.groups, user.group_count)),
			xlsx_text(user.email),
			xlsx_wrapped(view_user_state(account, &user)),
		};
		xlsx_row(sheet, cells, COUNT_OF(cells));
	}
}

static const char *member_names(const struct view *view, const struct security_group *group)
{
	const struct account *account = view->audit->account;
	struct str text = STR_INIT(STR_BODY);

	/* Both are sorted by id. */
	for (size_t m = 0, u = 0; m < group->member_count; m++) {
		while (u < account->user_count && account->users[u].id < group->members[m])
			u++;
		if (u < account->user_count && account->users[u].id == group->members[m])
			str_printf(&text, "%s%s", text.length ? ", " : "", account->users[u].name);
	}
	return str_keep(&text, view->arena);
}

void xlsx_security_groups(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[] = {
		{ "Security group", 32 },
		{ "Members", 10 },
		{ "Who", 60 },
		{ "Access type", 24 },
		{ "Permissions attested", 70 },
		{ "Proof", 12 },
	};
	/* Counts instead of lists of people. */
	static const struct xlsx_column counted[] = {
		{ "Security group", 32 },	{ "Members", 10 }, { "Access type", 24 },
		{ "Permissions attested", 70 }, { "Proof", 12 },
	};
	const bool outside = view_is_outside(view);
	const struct audit *audit = view->audit;

	if (!audit->group_count)
		return;
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Security groups");
	if (outside)
		xlsx_sheet_table(sheet, counted, COUNT_OF(counted), audit->group_count);
	else
		xlsx_sheet_table(sheet, columns, COUNT_OF(columns), audit->group_count);
	xlsx_sheet_keep(sheet, 2);
	for (size_t i = 0; i < audit->group_count; i++) {
		const struct security_group *group = &audit->groups[i];
		struct xlsx_cell cells[COUNT_OF(columns)];
		size_t count = 0;
		cells[count++] = xlsx_strong(group->name);
		cells[count++] = xlsx_number((int64_t)group->member_count);
		if (!outside)
			cells[count++] = xlsx_wrapped(member_names(view, group));
		cells[count++] = xlsx_text(*group->access_type ? group->access_type : "not known");
		cells[count++] = xlsx_wrapped(
			text_join(view->arena, group->permissions, group->permission_count));
		cells[count++] = xlsx_text(view_proof_label(group->proof));
		xlsx_row(sheet, cells, count);
	}
}
