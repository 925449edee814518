/* Why requirements could not be checked: one sentence for each cause, and what to do about it. */
#include <ctype.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "audit/core/words.h"
#include "audit/model/remedy.h"
#include "report/view/internal.h"

/* Whether it rests on the vendor's portal and not on Syncro, which decides first. */
static bool of_portal(const struct view *view, const struct finding *finding)
{
	return view->audit->account->me.known &&
	       strncmp(finding->requirement->check.kind, "mtp-", 4) == 0;
}

const char *view_cause_title(const struct view *view, const struct finding *finding)
{
	if (remedy_is_subdomain(view->audit->account, finding))
		return "Check the subdomain, then run the audit again";
	if (finding->reason == REASON_UNAUTHENTICATED)
		return "See whether the token still works, then run the audit again";
	return arena_printf(view->arena, "Run the audit again: %s", reason_text(finding->reason));
}

/* What Syncro did; what for follows. */
static const char *deed(enum reason reason)
{
	WORDS(deeds, REASON_COUNT, [REASON_NONE] = "There was no usable answer",
	      [REASON_NO_PERMISSION] = "Syncro refused requests",
	      [REASON_UNAUTHENTICATED] = "Syncro did not show that it accepted the token",
	      [REASON_UNREACHABLE] = "Syncro gave no answer",
	      [REASON_RATE_LIMITED] = "Syncro's limit of requests was reached and did not lift",
	      [REASON_TIMEOUT] = "Time ran out",
	      [REASON_SERVER_ERROR] = "Syncro answered with errors",
	      [REASON_MALFORMED] = "Syncro's answers were not as documented",
	      [REASON_TRUNCATED] = "Syncro's lists were not read to their end",
	      [REASON_NOT_REQUESTED] = "Syncro was not asked");

	return deeds[(unsigned)reason < REASON_COUNT ? reason : REASON_NONE];
}

#define MOST_THINGS 6

struct things {
	const char *names[MOST_THINGS];
	size_t count, more;
	int status; /* of the answers; 0 = none came, -1 = not all the same */
};

static void add_thing(struct things *things, const char *name)
{
	for (size_t i = 0; i < things->count; i++)
		if (strcmp(things->names[i], name) == 0)
			return;
	if (things->count == MOST_THINGS)
		things->more++;
	else
		things->names[things->count++] = name;
}

static void add_status(struct things *things, int status)
{
	if (status && things->status && things->status != status)
		things->status = -1;
	else if (status)
		things->status = status;
}

static void add_sources(struct view *view, enum reason reason, struct things *things)
{
	for (int i = 0; i < SOURCE_COUNT; i++) {
		const struct source *source = &view->audit->account->sources[i];
		if (source->complete || source->reason != reason)
			continue;
		add_thing(things, source_words((enum source_id)i,
					       source->records == 0 || reason == REASON_TRUNCATED));
		add_status(things, source->status);
		if (i == SOURCE_ME)
			return; /* nothing else was asked for without it */
	}
}

/* "Recurring Invoices": as it stands within a sentence. */
static const char *lowered(struct arena *arena, const char *name)
{
	char *text = arena_strdup(arena, name);

	for (char *at = text; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return text;
}

static bool is_listed(const struct view *view, const char *family)
{
	const struct source *sources = view->audit->account->sources;

	return (strcmp(family, "customers") == 0 && !sources[SOURCE_CUSTOMERS].complete) ||
	       (strcmp(family, "recurring invoices") == 0 && !sources[SOURCE_SCHEDULES].complete);
}

static void add_permissions(struct view *view, enum reason reason, struct things *things)
{
	const struct audit *audit = view->audit;

	for (size_t i = 0; i < audit->permission_count; i++) {
		const struct permission_state *state = &audit->permissions[i];
		if (!state->needed || state->granted != TRI_UNKNOWN || state->reason != reason)
			continue;
		const char *family = lowered(view->arena, state->permission->family);
		if (!is_listed(view, family))
			add_thing(things, family);
	}
}

static struct things things_of(struct view *view, enum reason reason)
{
	const struct account *account = view->audit->account;
	struct things things = { .count = 0 };

	add_sources(view, reason, &things);
	if (account->me.known)
		add_permissions(view, reason, &things);
	for (size_t i = 0; i < account->probe_count; i++)
		if (account->probes[i].granted == TRI_UNKNOWN && !account->probes[i].excess &&
		    account->probes[i].reason == reason)
			add_status(&things, account->probes[i].status);
	return things;
}

static void put_things(struct str *text, const struct things *things)
{
	for (size_t i = 0; i < things->count; i++)
		str_printf(text, "%s%s",
			   i == 0				     ? " for "
			   : i + 1 == things->count && !things->more ? " and "
								     : ", ",
			   things->names[i]);
	if (things->more)
		str_puts(text, " and more");
}

static struct view_cause *cause_of(struct view *view, const struct finding *finding)
{
	const bool portal = of_portal(view, finding);

	for (size_t i = 0; i < view->cause_count; i++)
		if (view->causes[i].reason == finding->reason && view->causes[i].portal == portal)
			return &view->causes[i];
	view->causes[view->cause_count] = (struct view_cause){
		.reason = finding->reason,
		.portal = portal,
		.step = remedy_step(view->audit->account, finding, 0),
		.findings = arena_array(view->arena, view->finding_count,
					sizeof(const struct finding *)),
	};
	return &view->causes[view->cause_count++];
}

static void put_requirements(struct str *text, const struct view_cause *cause)
{
	const size_t recommended = cause->count - cause->mandatory;

	str_puts(text, ", so ");
	if (cause->mandatory)
		view_put_ids(text, cause->findings, cause->mandatory, "mandatory");
	if (cause->mandatory && recommended)
		str_puts(text, " and ");
	if (recommended)
		view_put_ids(text, cause->findings + cause->mandatory, recommended, "recommended");
	str_puts(text, " could not be checked.");
}

#define MOST_SAID 200 /* bytes of what Syncro said */

/* What came instead of the token owner; who is outside gets no detail of a request. */
static void put_first_answer(struct str *text, const struct view *view)
{
	const struct account *account = view->audit->account;
	const char *said = "";

	for (size_t i = account->request_count; i-- > 0;)
		if (account->requests[i].api == API_SYNCRO &&
		    strcmp(account->requests[i].path, SOURCE_ME_PATH) == 0)
			said = account->requests[i].said;
	str_puts(text, "Is the subdomain right? Syncro did not say whose token it is");
	if (view_is_outside(view))
		return;
	if (account->sources[SOURCE_ME].status)
		str_printf(text, " (status %d)", account->sources[SOURCE_ME].status);
	if (*said)
		str_printf(text, " but said \"%.*s%s\"", text_cut(said, MOST_SAID), said,
			   strlen(said) > MOST_SAID ? "\xe2\x80\xa6" : "");
}

static const char *sentence_of(struct view *view, const struct view_cause *cause)
{
	struct str text = STR_INIT(STR_LINE);

	if (cause->portal) {
		str_printf(&text, "The portal of %s could not be read (%s)",
			   view->audit->profile->vendor, reason_text(cause->reason));
	} else if (account_is_elsewhere(view->audit->account)) {
		put_first_answer(&text, view);
	} else {
		const struct things things = things_of(view, cause->reason);
		str_puts(&text, deed(cause->reason));
		if (things.status > 0 && things.status != 200 && !view_is_outside(view))
			str_printf(&text, " (%d)", things.status);
		put_things(&text, &things);
	}
	put_requirements(&text, cause);
	return str_keep(&text, view->arena);
}

void view_add_causes(struct view *view)
{
	view->causes = arena_array(view->arena, view->finding_count, sizeof *view->causes);
	for (size_t i = 0; i < view->finding_count; i++) {
		const struct finding *finding = view->findings[i];
		if (finding->verdict != VERDICT_UNKNOWN || view_is_note(finding->requirement))
			continue;
		struct view_cause *cause = cause_of(view, finding);
		cause->findings[cause->count++] = finding;
		cause->mandatory += finding->requirement->mandatory;
	}
	for (size_t i = 0; i < view->cause_count; i++)
		view->causes[i].sentence = sentence_of(view, &view->causes[i]);
}
