#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "report/view/internal.h"

const char *view_customer_name(const struct customer *customer)
{
	const char *name = customer_name(customer);

	return text_is_blank(name) ? "(no name)" : name;
}

static int by_customer(const void *a, const void *b)
{
	const struct customer_issue *x = *(const struct customer_issue *const *)a;
	const struct customer_issue *y = *(const struct customer_issue *const *)b;

	if (x->customer->id != y->customer->id)
		return x->customer->id < y->customer->id ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

static int most_issues_first(const void *a, const void *b)
{
	const struct view_customer *x = a, *y = b;

	if (x->issue_count != y->issue_count)
		return x->issue_count > y->issue_count ? -1 : 1;
	return x->customer->id < y->customer->id ? -1 : x->customer->id > y->customer->id;
}

/* "E-mail", "No": what is written in capitals stays. */
static bool starts_a_sentence(const char *text)
{
	return isupper((unsigned char)text[0]) &&
	       (islower((unsigned char)text[1]) || text[1] == '-');
}

void view_put_clause(struct str *list, const char *text)
{
	const size_t length = strlen(text),
		     bare = length && text[length - 1] == '.' ? length - 1 : length;
	const bool lower = list->length && starts_a_sentence(text);

	if (!bare)
		return;
	str_puts(list, list->length ? "; " : "");
	str_putc(list, lower ? (char)tolower((unsigned char)*text) : *text);
	str_add(list, text + 1, bare - 1);
}

/* The issues of one customer stand side by side, as one sentence. */
static void describe(struct view *view, struct view_customer *row,
		     const struct customer_issue *const *issues)
{
	struct str kinds = STR_INIT(STR_BODY), details = STR_INIT(STR_BODY);

	for (size_t i = 0; i < row->issue_count; i++) {
		view_put_clause(&kinds, view_issue_label(issues[i]->kind));
		str_puts(&kinds, issues[i]->waived ? " (accepted)" : "");
		view_put_clause(&details, issues[i]->detail);
	}
	row->kinds = arena_share(view->arena, str_text(&kinds));
	row->details = arena_share(view->arena, str_text(&details));
	str_release(&kinds);
	str_release(&details);
}

static void put_label(struct str *list, const char *between, const char *text)
{
	const bool lower = list->length && starts_a_sentence(text);

	str_printf(list, "%s%c%s", between, lower ? tolower((unsigned char)*text) : *text,
		   text + 1);
}

/* Those of one reason side by side, and then the reason. */
static void put_open(struct str *open, const struct issue_look *looks, enum reason reason)
{
	const char *between = open->length ? "; " : "";

	for (int i = 0; i < ISSUE_COUNT; i++) {
		if (!looks[i].asked || looks[i].open != reason)
			continue;
		put_label(open, between, view_issue_label((enum issue_kind)i));
		between = ", ";
	}
	str_printf(open, ": %s", reason_text(reason));
}

/* What was asked for and could not be looked for, by reason. */
static void add_looks(struct view *view)
{
	const struct issue_look *looks = view->audit->looks;
	struct str open = STR_INIT(STR_BODY);
	bool told[REASON_COUNT] = { [REASON_NONE] = true };

	for (int i = 0; i < ISSUE_COUNT; i++) {
		view->looks_asked += looks[i].asked;
		if (!looks[i].asked || told[looks[i].open])
			continue;
		told[looks[i].open] = true;
		put_open(&open, looks, looks[i].open);
	}
	view->looks_open = str_keep(&open, view->arena);
}

static const char *customers_note(const struct view *view)
{
	const struct source *source = &view->audit->account->sources[SOURCE_CUSTOMERS];

	if (source->complete)
		return "in the whole account";
	return source->expected > source->records
		       ? arena_printf(view->arena, "read, of %" PRId64 " announced",
				      source->expected)
		       : "read; the list is not complete";
}

static const struct customer_issue **issues_by_customer(const struct audit *audit)
{
	const struct customer_issue **issues = xcalloc(audit->issue_count, sizeof *issues);

	for (size_t i = 0; i < audit->issue_count; i++)
		issues[i] = &audit->issues[i];
	qsort(issues, audit->issue_count, sizeof *issues, by_customer);
	return issues;
}

static void add_concerned(struct view *view)
{
	const size_t count = view->audit->issue_count;
	const struct customer_issue **issues = issues_by_customer(view->audit);

	view->customers = arena_array(view->arena, count, sizeof *view->customers);
	for (size_t i = 0; i < count;) {
		struct view_customer *row = &view->customers[view->customer_count++];
		row->customer = issues[i]->customer;
		while (i + row->issue_count < count &&
		       issues[i + row->issue_count]->customer == row->customer)
			row->issue_count++;
		describe(view, row, issues + i);
		i += row->issue_count;
	}
	free(issues);
	view->customers_concerned = view->customer_count;
	qsort(view->customers, view->customer_count, sizeof *view->customers, most_issues_first);
}

void view_add_customers(struct view *view)
{
	const struct audit *audit = view->audit;

	for (size_t i = 0; i < audit->issue_count; i++)
		view->issues_of[audit->issues[i].kind]++;
	view->customers_read = audit->account->customer_count;
	view->customers_note = customers_note(view);
	add_looks(view);
	if (audit->issue_count)
		add_concerned(view);
}
