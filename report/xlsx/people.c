#include "audit/core/array.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "report/xlsx/sheets.h"

void xlsx_users(struct xlsx_book *book, const struct view *view)
{
	static const struct xlsx_column columns[] = {
		{ "Id", 12 },		{ "Name", 32 },	  { "E-mail", 40 },
		{ "Global Admin", 14 }, { "Groups", 40 }, { "Owner of the token", 20 },
		{ "Details", 34 },
	};
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Users");
	const struct account *account = view->audit->account;

	xlsx_sheet_table(sheet, columns, COUNT_OF(columns), account->user_count);
	for (size_t i = 0; i < account->user_count; i++) {
		const struct user user = account_user_shown(account, i);
		const struct xlsx_cell cells[] = {
			xlsx_id(user.id),
			xlsx_strong(user.name),
			xlsx_text(user.email),
			xlsx_text(view_admin_label(account, &user)),
			xlsx_wrapped(text_join(view->arena, user.groups, user.group_count)),
			xlsx_text(account_is_owner(account, &user) ? "yes" : ""),
			xlsx_text(view_user_state(account, &user)),
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
	struct xlsx_sheet *sheet = xlsx_sheet_new(book, "Security groups");
	const struct audit *audit = view->audit;

	if (outside)
		xlsx_sheet_table(sheet, counted, COUNT_OF(counted), audit->group_count);
	else
		xlsx_sheet_table(sheet, columns, COUNT_OF(columns), audit->group_count);
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
