/* What a reader outside may see: with a mark in every text of an audit, none comes through
 * to anything that is written; and nothing that counts changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/model/history.h"
#include "audit/results/write.h"
#include "audit/rules/profile/todo.h"
#include "report/edition/edition.h"
#include "report/format/csv_report.h"
#include "report/format/junit.h"
#include "report/format/oscal.h"
#include "report/format/sarif.h"
#include "report/view/view.h"
#include "report/xlsx/report.h"
#include "tests/unit/fixture_audit.h"
#include "tests/unit/fixture_compared.h"
#include "tests/unit/fixture_texts.h"
#include "tests/unit/fixture_workbook.h"
#include "tests/unit/fixture_written.h"

#define ADDRESS "markjane+x@markhost.example"
#define REQUEST "GET /mark_things/{id}"

static void mark(const struct texts_visitor *v, const char **text, enum texts_place place)
{
	if (place == TEXT_IN_ADDRESS)
		*text = ADDRESS;
	else
		*text = arena_printf(v->context, "%s <" ADDRESS ">, by " REQUEST, *text);
}

/* Lists that the fixture shares between audits become this one's own. */
static void own_lists(struct fixture_audit *f)
{
	struct profile *p = &f->profile;

	p->sources = arena_copy(f->arena, p->sources, p->source_count * sizeof *p->sources);
	for (size_t i = 0; i < p->requirement_count; i++)
		p->requirements[i].remediation =
			arena_copy(f->arena, p->requirements[i].remediation,
				   p->requirements[i].remediation_count * sizeof(char *));
	for (size_t i = 0; i < p->job_count; i++)
		p->jobs[i].remediation = arena_copy(f->arena, p->jobs[i].remediation,
						    p->jobs[i].remediation_count * sizeof(char *));
	for (size_t i = 0; i < f->account.user_count; i++)
		f->account.users[i].groups =
			arena_copy(f->arena, f->account.users[i].groups,
				   f->account.users[i].group_count * sizeof(char *));
	for (size_t i = 0; i < f->audit.group_count; i++)
		f->audit.groups[i].permissions =
			arena_copy(f->arena, f->audit.groups[i].permissions,
				   f->audit.groups[i].permission_count * sizeof(char *));
	f->audit.token->unknown_permissions =
		arena_copy(f->arena, f->audit.token->unknown_permissions, sizeof(char *));
	f->audit.groups_attested->unknown_permissions =
		arena_copy(f->arena, f->audit.groups_attested->unknown_permissions, sizeof(char *));
}

/* The portal remembers a customer that Syncro does not have any more. */
static struct mtp *mapped(struct arena *arena)
{
	struct mtp *mtp = arena_alloc(arena, sizeof *mtp);
	const struct source read = { .path = "/providers", .problem = "", .complete = true };

	*mtp = (struct mtp){ .provider = "p1",
			     .base_url = "https://console.jumpcloud.com/api/v2",
			     .sources[MTP_ADMINS] = read,
			     .sources[MTP_INTEGRATIONS] = read,
			     .sources[MTP_DETAIL] = read,
			     .sources[MTP_MAPPINGS] = read,
			     .company_count = 1 };
	mtp->companies = arena_alloc(arena, sizeof *mtp->companies);
	*mtp->companies = (struct mtp_company){ .customer_id = 999,
						.name = "Quondam Goods",
						.organization = "Quondam Org" };
	return mtp;
}

static struct fixture_audit *marked_audit(void)
{
	struct fixture_audit *f = fixture_audit_new();
	const struct texts_visitor v = { mark, f->arena };

	own_lists(f);
	f->account.mtp = mapped(f->arena);
	texts_of_profile(&v, &f->profile);
	texts_of_account(&v, &f->account);
	texts_of_inputs(&v, &f->audit);
	texts_of_results(&v, &f->audit);
	fixture_compared(f);
	struct comparison *comparison = (struct comparison *)(uintptr_t)f->audit.comparison;
	texts_of_comparison(&v, comparison);
	fixture_history(f);
	texts_of_history(&v, (struct history *)(uintptr_t)f->audit.history);
	return f;
}

static void assert_clean(const char *text)
{
	if (strstr(text, "markjane") || strstr(text, "markhost"))
		fail_msg("an address is shown: %s", text);
	if (strstr(text, "mark_things"))
		fail_msg("a request is shown: %s", text);
}

static void assert_files_clean(const struct audit *shown)
{
	static void (*const writers[])(FILE * stream, const struct audit *audit) = {
		result_json_write, todo_write,	csv_findings, csv_permissions, csv_users,
		csv_customers,	   junit_write, sarif_write,  oscal_write,
	};
	char path[] = "/tmp/syncro-audit-edition-XXXXXX";
	struct error err = { .message = "" };

	for (size_t i = 0; i < COUNT_OF(writers); i++) {
		char *text = fixture_written(writers[i], shown);
		assert_clean(text);
		free(text);
	}
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	if (xlsx_report_write(shown, path, &err) != 0)
		fail_msg("%s", err.message);
	struct workbook *book = workbook_read(path);
	for (size_t i = 0; i < book->sheet_count; i++) {
		assert_clean(book->sheets[i].xml);
		for (size_t k = 0; k < book->sheets[i].cell_count; k++)
			assert_clean(book->sheets[i].cells[k].text);
	}
	workbook_free(book);
	unlink(path);
}

static void check(const struct texts_visitor *v, const char **text, enum texts_place place)
{
	(void)v;
	(void)place;
	assert_clean(*text);
}

static void the_auditor_sees_no_address_and_no_request(void **state)
{
	struct fixture_audit *f = marked_audit();
	const struct texts_visitor v = { check, NULL };

	(void)state;
	f->audit.presentation.edition = EDITION_AUDITOR;
	struct arena *arena = arena_new();
	struct audit *shown = arena_copy(arena, edition_shown(arena, &f->audit), sizeof *shown);
	struct profile profile = *shown->profile;
	struct account account = *shown->account;
	texts_of_profile(&v, &profile);
	texts_of_account(&v, &account);
	texts_of_inputs(&v, shown);
	texts_of_results(&v, shown);
	struct comparison comparison = *shown->comparison;
	texts_of_comparison(&v, &comparison);
	struct history history = *shown->history;
	texts_of_history(&v, &history);
	assert_files_clean(shown);
	arena_free(arena);
	fixture_audit_free(f);
}

static void the_internal_edition_is_the_audit_itself(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct arena *arena = arena_new();

	(void)state;
	assert_ptr_equal(edition_shown(arena, &f->audit), &f->audit);
	arena_free(arena);
	fixture_audit_free(f);
}

/* The audit is shared between editions: showing one must not change it. */
static void the_audit_stays_as_it_is(void **state)
{
	struct fixture_audit *f = marked_audit();
	struct arena *arena = arena_new();
	char *before = NULL, *after = NULL;
	char **const texts_of[] = { &before, &after };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		f->audit.presentation = (struct presentation){ .edition = EDITION_INTERNAL };
		*texts_of[i] = fixture_written(result_json_write, &f->audit);
		f->audit.presentation = (struct presentation){ .edition = EDITION_AUDITOR };
		(void)edition_shown(arena, &f->audit);
	}
	assert_string_equal(before, after);
	free(before);
	free(after);
	arena_free(arena);
	fixture_audit_free(f);
}

static void the_numbers_are_those_of_the_account(void **state)
{
	struct fixture_audit *f = fixture_audit_new();
	struct arena *arena = arena_new();
	struct view *all = view_new(&f->audit);

	(void)state;
	f->audit.presentation.edition = EDITION_AUDITOR;
	const struct audit *shown = edition_shown(arena, &f->audit);
	struct view *view = view_new(shown);
	assert_memory_equal(&shown->counts, &f->audit.counts, sizeof shown->counts);
	assert_int_equal(shown->verdict, f->audit.verdict);
	assert_int_equal(view->customers_read, all->customers_read);
	assert_int_equal(view->customers_concerned, all->customers_concerned);
	assert_memory_equal(view->issues_of, all->issues_of, sizeof view->issues_of);
	assert_memory_equal(&view->counts, &all->counts, sizeof view->counts);
	assert_string_equal(view->tally, all->tally);
	assert_int_equal(view->action_count, all->action_count);
	view_free(view);
	view_free(all);
	arena_free(arena);
	fixture_audit_free(f);
}

static void a_finding_keeps_its_requirement_and_waiver(void **state)
{
	struct fixture_audit *f = marked_audit();
	struct arena *arena = arena_new();

	(void)state;
	f->audit.presentation.edition = EDITION_AUDITOR;
	const struct audit *shown = edition_shown(arena, &f->audit);
	for (size_t i = 0; i < shown->finding_count; i++) {
		const struct finding *was = &f->audit.findings[i], *is = &shown->findings[i];
		assert_ptr_equal(is->requirement, &shown->profile->requirements[i]);
		assert_int_equal(is->verdict, was->verdict);
		assert_int_equal(is->waiver != NULL, was->waiver != NULL);
		if (is->waiver)
			assert_int_equal(is->waiver - shown->waivers,
					 was->waiver - f->audit.waivers);
	}
	for (size_t i = 0; i < shown->issue_count; i++) {
		assert_int_equal(shown->issues[i].customer->id, f->audit.issues[i].customer->id);
		assert_int_equal(shown->issues[i].requirement - shown->profile->requirements,
				 f->audit.issues[i].requirement - f->profile.requirements);
	}
	arena_free(arena);
	fixture_audit_free(f);
}

/* 100,000 customers are not copied text by text where nothing changes. */
static void only_what_changes_is_copied(void **state)
{
	const size_t many = 100000;
	struct fixture_audit *f = fixture_audit_new();
	struct arena *arena = arena_new();

	(void)state;
	fixture_audit_customers(f, many);
	f->audit.presentation.edition = EDITION_AUDITOR;
	const struct audit *shown = edition_shown(arena, &f->audit);
	for (size_t i = 0; i < many; i++) {
		const struct customer *is = &shown->account->customers[i];
		const struct customer *was = &f->account.customers[i];
		assert_ptr_equal(is->business_name, was->business_name);
		assert_ptr_equal(is->full_name, was->full_name);
	}
	for (size_t i = 0; i < shown->issue_count; i++)
		assert_ptr_equal(shown->issues[i].detail, f->audit.issues[i].detail);
	arena_free(arena);
	fixture_audit_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_auditor_sees_no_address_and_no_request),
		cmocka_unit_test(the_internal_edition_is_the_audit_itself),
		cmocka_unit_test(the_audit_stays_as_it_is),
		cmocka_unit_test(the_numbers_are_those_of_the_account),
		cmocka_unit_test(a_finding_keeps_its_requirement_and_waiver),
		cmocka_unit_test(only_what_changes_is_copied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
