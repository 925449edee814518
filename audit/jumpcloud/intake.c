#include "audit/jumpcloud/intake.h"

#include <stdlib.h>
#include <string.h>

#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/jumpcloud/decode.h"
#include "audit/jumpcloud/list.h"
#include "audit/jumpcloud/path.h"
#include "audit/net/url.h"

#define INTEGRATIONS_MOST 100

/* An integration with Syncro. */
struct detail {
	struct mtp_integration row;
	bool answered;
	int status;
	enum outcome outcome;
	struct mtp_list mappings;
};

struct mtp_intake {
	struct arena *arena;
	struct mtp_target target;
	bool silent;		   /* it does not answer: no point in asking on */
	enum reason silent_reason; /* and why */
	struct mtp_list admins;
	struct mtp_list integrations;
	struct detail *details;
	size_t detail_count, detail_capacity;
	bool too_many; /* integrations with Syncro */
	struct mtp_admin *admin_rows;
	size_t admin_count, admin_capacity;
	struct mtp_company *company_rows;
	size_t company_count, company_capacity;
};

struct mtp_intake *mtp_intake_new(struct arena *arena, const struct mtp_target *target)
{
	struct mtp_intake *intake = xcalloc(1, sizeof *intake);

	intake->arena = arena;
	intake->target = *target;
	return intake;
}

void mtp_intake_free(struct mtp_intake *intake)
{
	if (!intake)
		return;
	for (size_t i = 0; i < intake->detail_count; i++)
		mtp_list_release(&intake->details[i].mappings);
	mtp_list_release(&intake->admins);
	mtp_list_release(&intake->integrations);
	free(intake->details);
	free(intake->admin_rows);
	free(intake->company_rows);
	free(intake);
}

/* Rows */

static bool take_admin(struct mtp_intake *intake, struct mtp_list *list, const cJSON *item,
		       bool *fresh)
{
	struct mtp_admin row;
	const char *key;

	if (!mtp_decode_admin(intake->arena, item, &row, &key))
		return false;
	*fresh = mtp_list_is_new(list, key);
	if (*fresh) {
		ARRAY_RESERVE(intake->admin_rows, intake->admin_count, intake->admin_capacity);
		intake->admin_rows[intake->admin_count++] = row;
	}
	return true;
}

static bool take_integration(struct mtp_intake *intake, struct mtp_list *list, const cJSON *item,
			     bool *fresh)
{
	struct mtp_integration row;
	const char *key;

	if (!mtp_decode_integration(intake->arena, item, &row, &key))
		return false;
	*fresh = mtp_list_is_new(list, key);
	if (!*fresh || !*row.id)
		return true;
	if (intake->detail_count >= INTEGRATIONS_MOST) {
		intake->too_many = true;
		return true;
	}
	ARRAY_RESERVE(intake->details, intake->detail_count, intake->detail_capacity);
	intake->details[intake->detail_count++] = (struct detail){ .row = row };
	return true;
}

static bool take_company(struct mtp_intake *intake, struct mtp_list *list, const cJSON *item,
			 bool *fresh)
{
	struct mtp_company row;
	const char *key;

	if (!mtp_decode_company(intake->arena, item, &row, &key))
		return false;
	*fresh = mtp_list_is_new(list, key);
	if (*fresh) {
		ARRAY_RESERVE(intake->company_rows, intake->company_count,
			      intake->company_capacity);
		intake->company_rows[intake->company_count++] = row;
	}
	return true;
}

static bool (*const takers[MTP_KIND_COUNT])(struct mtp_intake *intake, struct mtp_list *list,
					    const cJSON *item, bool *fresh) = {
	[MTP_ADMINS] = take_admin,
	[MTP_INTEGRATIONS] = take_integration,
	[MTP_MAPPINGS] = take_company,
};

static void add_page(struct mtp_intake *intake, struct mtp_list *list, enum mtp_kind kind,
		     const struct request *request, enum outcome outcome, const cJSON *body)
{
	const cJSON *rows = json_get(body, mtp_path_rows(kind));
	const cJSON *item;
	struct mtp_page page = { .status = request->status, .total = -1 };

	if (outcome != OUTCOME_OK || !cJSON_IsArray(rows)) {
		mtp_list_fail(list, request->status,
			      outcome == OUTCOME_OK ? OUTCOME_MALFORMED : outcome);
		return;
	}
	cJSON_ArrayForEach(item, rows)
	{
		bool fresh = false;
		page.rows++;
		page.bad += !takers[kind](intake, list, item, &fresh);
		page.fresh += fresh;
	}
	(void)json_count(json_get(body, "totalCount"), &page.total);
	mtp_list_add(list, &page);
}

/* Answers */

static struct detail *find_detail(struct mtp_intake *intake, const char *id)
{
	for (size_t i = 0; i < intake->detail_count; i++)
		if (strcmp(intake->details[i].row.id, id) == 0)
			return &intake->details[i];
	return NULL;
}

static bool is_ours(const struct mtp_intake *intake, const char *subdomain)
{
	struct error ignored;
	const char *name;

	return url_subdomain(intake->arena, subdomain, &name, &ignored) == 0 &&
	       strcmp(name, intake->target.subdomain) == 0;
}

static void add_detail(struct mtp_intake *intake, struct detail *detail,
		       const struct request *request, enum outcome outcome, const cJSON *body)
{
	const char *subdomain = json_text(intake->arena, json_get(body, "subdomain"));

	detail->answered = true;
	detail->status = request->status;
	detail->outcome = outcome == OUTCOME_OK && !*subdomain ? OUTCOME_MALFORMED : outcome;
	if (detail->outcome != OUTCOME_OK)
		return;
	detail->row.subdomain = subdomain;
	detail->row.ours = is_ours(intake, subdomain);
}

static void note_silence(struct mtp_intake *intake, int status, enum outcome outcome)
{
	if (status != 401 && outcome != OUTCOME_UNREACHABLE && outcome != OUTCOME_TIMEOUT &&
	    outcome != OUTCOME_NOT_SENT)
		return;
	intake->silent = true;
	intake->silent_reason = mtp_list_reason(status, outcome);
}

void mtp_intake_add(struct mtp_intake *intake, const struct request *request, enum outcome outcome,
		    const cJSON *body)
{
	const char *due = mtp_intake_next(intake);
	struct mtp_path path = mtp_path_parse(request->path);
	struct detail *detail = find_detail(intake, path.id);

	/* Evidence from elsewhere may hold anything, in any order. */
	if (!due || strcmp(due, request->path) != 0 || strcmp(request->method, "GET") != 0)
		return;
	note_silence(intake, request->status, outcome);
	if (path.kind == MTP_ADMINS)
		add_page(intake, &intake->admins, path.kind, request, outcome, body);
	else if (path.kind == MTP_INTEGRATIONS)
		add_page(intake, &intake->integrations, path.kind, request, outcome, body);
	else if (path.kind == MTP_DETAIL && detail)
		add_detail(intake, detail, request, outcome, body);
	else if (path.kind == MTP_MAPPINGS && detail)
		add_page(intake, &detail->mappings, path.kind, request, outcome, body);
}

/* What comes next */

static const char *next_of_detail(const struct mtp_intake *intake, const struct detail *detail)
{
	int64_t skip;

	if (!detail->answered)
		return mtp_path_make(intake->arena, MTP_DETAIL, detail->row.id, 0);
	if (!detail->row.ours)
		return NULL;
	skip = mtp_list_next(&detail->mappings);
	return skip < 0 ? NULL : mtp_path_make(intake->arena, MTP_MAPPINGS, detail->row.id, skip);
}

const char *mtp_intake_next(const struct mtp_intake *intake)
{
	const char *provider = intake->target.provider;
	int64_t skip;

	if (intake->silent)
		return NULL;
	skip = mtp_list_next(&intake->admins);
	if (skip >= 0)
		return mtp_path_make(intake->arena, MTP_ADMINS, provider, skip);
	skip = mtp_list_next(&intake->integrations);
	if (skip >= 0)
		return mtp_path_make(intake->arena, MTP_INTEGRATIONS, provider, skip);
	for (size_t i = 0; i < intake->detail_count; i++) {
		const char *path = next_of_detail(intake, &intake->details[i]);
		if (path)
			return path;
	}
	return NULL;
}

/* Assembling */

static struct source list_source(const struct mtp_intake *intake, const struct mtp_list *list,
				 enum mtp_kind kind)
{
	return mtp_list_source(list, intake->arena, mtp_path_template(kind), intake->silent_reason);
}

static void fall_short(struct source *source, enum reason reason, const char *problem)
{
	if (source->reason != REASON_NONE)
		return;
	source->complete = false;
	source->reason = reason;
	source->problem = problem;
}

static struct source integrations_source(const struct mtp_intake *intake,
					 const struct source *before)
{
	struct source source = list_source(intake, &intake->integrations, MTP_INTEGRATIONS);

	(void)before;
	if (intake->too_many)
		fall_short(&source, REASON_TRUNCATED,
			   "there are too many integrations with Syncro");
	return source;
}

static struct source admins_source(const struct mtp_intake *intake, const struct source *before)
{
	struct source source = list_source(intake, &intake->admins, MTP_ADMINS);

	(void)before;
	/* The key is somebody's. */
	if (intake->admin_count == 0)
		fall_short(&source, REASON_MALFORMED, "the list names nobody");
	return source;
}

/* Of everything that depends on another source: nobody knows what is missing. */
static struct source dependent_source(const struct source *on, const char *path)
{
	return (struct source){ .path = path,
				.expected = -1,
				.complete = on->complete,
				.reason = on->reason,
				.problem = on->complete ? "" : "not known whole: see above" };
}

static struct source details_source(const struct mtp_intake *intake, const struct source *list)
{
	struct source source = dependent_source(list, mtp_path_template(MTP_DETAIL));

	for (size_t i = 0; i < intake->detail_count; i++) {
		const struct detail *detail = &intake->details[i];
		bool fine = detail->answered && detail->outcome == OUTCOME_OK;
		source.pages += fine;
		source.records += fine;
		if (source.reason == REASON_NONE || !fine)
			source.status = detail->status;
		if (!detail->answered)
			fall_short(&source,
				   intake->silent ? intake->silent_reason : REASON_NOT_REQUESTED,
				   reason_text(REASON_NOT_REQUESTED));
		else if (!fine)
			fall_short(
				&source, mtp_list_reason(detail->status, detail->outcome),
				mtp_list_problem(intake->arena, detail->status, detail->outcome));
	}
	return source;
}

static struct source mappings_source(const struct mtp_intake *intake, const struct source *details)
{
	struct source source = dependent_source(details, mtp_path_template(MTP_MAPPINGS));

	for (size_t i = 0; i < intake->detail_count; i++) {
		const struct detail *detail = &intake->details[i];
		if (!detail->row.ours)
			continue;
		struct source one = list_source(intake, &detail->mappings, MTP_MAPPINGS);
		source.pages += one.pages;
		source.records += one.records;
		if (source.reason == REASON_NONE)
			source.status = one.status;
		if (one.expected >= 0)
			source.expected =
				one.expected + (source.expected > 0 ? source.expected : 0);
		if (!one.complete)
			fall_short(&source, one.reason, one.problem);
	}
	return source;
}

/* Each from its answers, and from the source before it where that named what was asked for. */
typedef struct source derivation(const struct mtp_intake *intake, const struct source *before);

static derivation *const derivations[MTP_KIND_COUNT] = {
	[MTP_ADMINS] = admins_source,
	[MTP_INTEGRATIONS] = integrations_source,
	[MTP_DETAIL] = details_source,
	[MTP_MAPPINGS] = mappings_source,
};

static int compare_companies(const void *a, const void *b)
{
	const struct mtp_company *x = a, *y = b;

	if (x->customer_id != y->customer_id)
		return x->customer_id < y->customer_id ? -1 : 1;
	int order = strcmp(x->name, y->name);
	return order ? order : strcmp(x->organization, y->organization);
}

const struct mtp *mtp_intake_assemble(struct mtp_intake *intake)
{
	struct arena *arena = intake->arena;
	struct mtp *mtp = arena_alloc(arena, sizeof *mtp);

	mtp->provider = arena_strdup(arena, intake->target.provider);
	mtp->base_url = arena_strdup(arena, intake->target.base_url);
	for (int i = MTP_FIRST; i < MTP_KIND_COUNT; i++)
		mtp->sources[i] = derivations[i](intake, &mtp->sources[i - 1]);
	mtp->admins =
		arena_copy(arena, intake->admin_rows, intake->admin_count * sizeof *mtp->admins);
	mtp->admin_count = intake->admin_count;
	mtp->integrations = arena_array(arena, intake->detail_count, sizeof *mtp->integrations);
	for (size_t i = 0; i < intake->detail_count; i++)
		mtp->integrations[mtp->integration_count++] = intake->details[i].row;
	if (intake->company_count > 0)
		qsort(intake->company_rows, intake->company_count, sizeof *intake->company_rows,
		      compare_companies);
	mtp->companies = arena_copy(arena, intake->company_rows,
				    intake->company_count * sizeof *mtp->companies);
	mtp->company_count = intake->company_count;
	return mtp;
}
