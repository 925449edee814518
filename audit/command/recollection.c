#include "audit/command/recollection.h"

#include <stdint.h>
#include <string.h>

#include "audit/command/recollection_profile.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/input/previous.h"
#include "audit/model/verdict.h"
#include "audit/model/work.h"
#include "audit/rules/standing.h"

/* A report of before there was such a field does not tell it. */
static const char *told(const char *text)
{
	return text ? text : "";
}

static const struct requirement *documented(const struct profile *profile, const char *id)
{
	for (size_t i = 0; profile && i < profile->requirement_count; i++)
		if (strcmp(profile->requirements[i].id, id) == 0)
			return &profile->requirements[i];
	return NULL;
}

/* What the report says stands; the profile adds. */
static void recall_requirement(struct arena *arena, const struct results_finding *from,
			       const struct profile *profile, struct requirement *to)
{
	static const struct requirement none = {
		.action = "",
		.documented = "",
		.rationale = "",
		.where = "",
		.check = { .kind = "", .role = "", .incomplete_because = "" },
	};
	const struct requirement *known = documented(profile, from->id);

	*to = known ? *known : none;
	to->id = from->id;
	to->title = from->title;
	to->group = told(from->group);
	to->severity = from->severity;
	to->mandatory = from->mandatory;
	to->reference = told(from->reference);
	if (from->action && *from->action)
		to->action = from->action;
	if (!*to->action)
		to->action = arena_printf(arena, "Make sure: %s", from->title);
	/* Else they are those of a cause. */
	if (from->remediation_count && from->verdict != VERDICT_UNKNOWN) {
		to->remediation = from->remediation;
		to->remediation_count = from->remediation_count;
	}
}

static struct observation *recall_observations(struct arena *arena,
					       const struct results_finding *from)
{
	struct observation *to =
		arena_array(arena, from->observation_count, sizeof(struct observation));

	for (size_t i = 0; i < from->observation_count; i++) {
		to[i] = from->observations[i];
		to[i].object = told(to[i].object);
		to[i].expected = told(to[i].expected);
		to[i].source = told(to[i].source);
	}
	return to;
}

/* The one that covers it, as the report says that one does. */
static const struct waiver *covering(const struct audit *audit, const struct results_finding *from)
{
	const struct waiver *found = NULL;

	for (size_t i = 0; from->waived && i < audit->waiver_count; i++) {
		const struct waiver *waiver = &audit->waivers[i];
		if (strcmp(waiver->requirement, from->id) == 0 &&
		    standing_counts(waiver->standing) &&
		    (!found || (waiver->effective && !found->effective)))
			found = waiver;
	}
	return found;
}

static void recall_findings(struct arena *arena, const struct results *from, struct audit *to)
{
	to->findings = arena_array(arena, from->finding_count, sizeof *to->findings);
	to->finding_count = from->finding_count;
	for (size_t i = 0; i < from->finding_count; i++) {
		const struct results_finding *finding = &from->findings[i];
		to->findings[i] = (struct finding){
			.requirement = &to->profile->requirements[i],
			.verdict = finding->verdict,
			.reason = finding->reason,
			.proof = finding->proof,
			.summary = finding->summary,
			.observations = recall_observations(arena, finding),
			.observation_count = finding->observation_count,
			.waiver = covering(to, finding),
			.change = finding->change,
		};
	}
}

/* What people wrote, as it stood in the report. */
static const struct work *recall_work(struct arena *arena, const struct results *from)
{
	struct work *to = arena_alloc(arena, sizeof *to);

	*to = (struct work){ from->account.subdomain, from->profile.id, "", "", NULL, 0 };
	to->rows = arena_array(arena, from->finding_count, sizeof *to->rows);
	for (size_t i = 0; i < from->finding_count; i++) {
		if (!from->findings[i].work)
			continue;
		struct work_row *row = &to->rows[to->count++];
		*row = *from->findings[i].work;
		row->requirement = from->findings[i].id;
		row->job = row->action = row->result = row->severity = "";
	}
	return to;
}

/* What a permission's family is called stands first in its name. */
static void recall_permissions(struct arena *arena, const struct results *from, struct audit *to)
{
	const size_t count = from->permission_count;
	struct permission *known = arena_array(arena, count, sizeof *known);

	to->permissions = arena_array(arena, count, sizeof *to->permissions);
	to->permission_count = count;
	for (size_t i = 0; i < count; i++) {
		const struct results_permission *it = &from->permissions[i];
		const char *end = strstr(it->name, " - ");
		const size_t length = end ? (size_t)(end - it->name) : strlen(it->name);
		known[i] = (struct permission){
			.name = it->name,
			.family = arena_printf(arena, "%.*s", (int)length, it->name),
			.declared_area = "",
			.declared_action = "",
		};
		to->permissions[i] =
			(struct permission_state){ &known[i],	     it->needed,    it->granted,
						   it->proof,	     it->reason,    it->class,
						   told(it->source), told(it->note) };
	}
}

/* What is no date ends never: there is none to watch. */
static int64_t end_of(const char *day)
{
	int64_t ends_at = INT64_MAX / 2;

	(void)clock_parse_date(day, &ends_at);
	return ends_at;
}

static void recall_additions(struct arena *arena, const struct results *from, struct audit *to)
{
	to->waivers = arena_copy(arena, from->waivers, from->waiver_count * sizeof *to->waivers);
	to->waiver_count = from->waiver_count;
	for (size_t i = 0; i < to->waiver_count; i++) {
		to->waivers[i].reference = told(to->waivers[i].reference);
		to->waivers[i].created_on = told(to->waivers[i].created_on);
		to->waivers[i].ends_at = end_of(to->waivers[i].expires_on);
	}
	to->attestations = arena_copy(arena, from->attestations,
				      from->attestation_count * sizeof *to->attestations);
	to->attestation_count = from->attestation_count;
	for (size_t i = 0; i < to->attestation_count; i++) {
		struct attestation *attestation = &to->attestations[i];
		attestation->statement = attestation->attested_on = attestation->evidence = "";
		attestation->ends_at = end_of(attestation->valid_until);
	}
}

/* How well a part of the account was read; nothing is known of what the report does not name. */
static struct source recall_source(const struct results *from, enum source_id id)
{
	struct source to = { .path = "", .expected = -1, .problem = "" };

	for (size_t i = 0; i < from->source_count; i++) {
		const struct results_source *source = &from->sources[i];
		if (source->api || source->method || strcmp(source->path, source_path(id)) != 0)
			continue;
		to.path = source->path;
		to.complete = source->complete;
		const int reason = reason_from_name(told(source->reason));
		to.reason = reason < 0 ? REASON_NONE : (enum reason)reason;
		to.status = (int)source->status;
		to.records = (int64_t)source->records;
	}
	return to;
}

static const struct account *recall_account(struct arena *arena, const struct results *from)
{
	struct account *to = arena_alloc(arena, sizeof *to);

	to->subdomain = from->account.subdomain;
	to->base_url = from->account.base_url;
	to->started_at = from->started_at;
	to->finished_at = from->finished_at;
	to->me.known = from->account.user_id != 0;
	to->me.user_id = from->account.user_id;
	to->me.user_name = from->account.user_name;
	to->me.user_email = from->account.user_email;
	to->me.subdomain = "";
	for (size_t i = 0; i < SOURCE_COUNT; i++)
		to->sources[i] = recall_source(from, (enum source_id)i);
	return to;
}

/* Its requirements are those of the findings, in their order. */
static const struct profile *recall_profile(struct arena *arena, const struct results *from,
					    const struct profile *known)
{
	static const struct profile none = {
		.title = "", .vendor = "", .integration = "", .description = "", .json = ""
	};
	struct profile *to = arena_copy(arena, known ? known : &none, sizeof *to);

	to->id = from->profile.id;
	to->version = from->profile.version;
	if (!known)
		to->title = to->id;
	to->requirements = arena_array(arena, from->finding_count, sizeof *to->requirements);
	to->requirement_count = from->finding_count;
	for (size_t i = 0; i < from->finding_count; i++)
		recall_requirement(arena, &from->findings[i], known, &to->requirements[i]);
	return to;
}

static const struct audit *recall(struct arena *arena, const struct results *from,
				  const struct recollection_profile *beside)
{
	struct audit *to = arena_alloc(arena, sizeof *to);

	to->profile = recall_profile(arena, from, beside->profile);
	to->account = recall_account(arena, from);
	to->tool_version = from->tool_version;
	to->assessed_at = from->assessed_at;
	to->presentation.edition =
		from->edition && strcmp(from->edition, edition_name(EDITION_AUDITOR)) == 0
			? EDITION_AUDITOR
			: EDITION_INTERNAL;
	to->presentation.brand = beside->brand;
	recall_additions(arena, from, to);
	recollection_attested(arena, beside, to);
	recall_findings(arena, from, to);
	recall_permissions(arena, from, to);
	to->work = recall_work(arena, from);
	to->counts = from->counts;
	to->verdict = from->verdict;
	return to;
}

/* A verdict that does not follow from its findings is not shown. */
static int check(const struct results *from, const struct audit *to, struct error *err)
{
	struct whole whole = { .proven = false };

	for (size_t i = 0; i < from->finding_count; i++) {
		const struct results_finding *finding = &from->findings[i];
		whole_add(&whole,
			  &(struct judged){ finding->verdict, finding->mandatory, finding->waived,
					    finding->observations, finding->observation_count });
		if (finding->waived && !to->findings[i].waiver)
			return error_set(err, "says that %s is accepted, and lists no waiver of it",
					 finding->id);
	}
	if (whole.verdict != from->verdict ||
	    memcmp(&whole.counts, &from->counts, sizeof whole.counts) != 0)
		return error_set(err,
				 "says '%s', which does not follow from its findings; "
				 "see 'syncro-audit verify'",
				 overall_name(from->verdict));
	return 0;
}

int recollection_of(struct arena *arena, const char *path, const struct results *results,
		    struct yardsticks *known, const struct audit **out, struct error *err)
{
	struct recollection_profile beside = { .profile = NULL };

	if (recollection_profile(arena, path, results, known, &beside, err) != 0)
		return -1;
	const struct audit *audit = recall(arena, results, &beside);
	if (check(results, audit, err) != 0)
		return -1;
	*out = audit;
	return 0;
}

int recollection_load(struct arena *arena, const char *path, struct yardsticks *known,
		      const struct audit ***out, size_t *count, struct error *err)
{
	struct previous_list list = { .count = 0 };

	if (previous_read(arena, path, false, &list, err) != 0)
		return -1;
	const struct audit **audits = arena_array(arena, list.count, sizeof(struct audit *));
	for (size_t i = 0; i < list.count; i++)
		if (recollection_of(arena, path, list.items[i].results, known, &audits[i], err) !=
		    0)
			return error_prepend(err, "'%s'", list.items[i].name);
	*out = audits;
	*count = list.count;
	return 0;
}
