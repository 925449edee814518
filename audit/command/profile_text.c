#include "audit/command/profile_text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "audit/model/vocabulary.h"
#include "audit/rules/check/check.h"

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

void profile_text_row(struct str *out, const struct profile *profile, int width)
{
	size_t count = profile->requirement_count;

	text_terminal_line(out, "%-*s  %3zu requirement%-1s  %s", width, profile->id, count,
			   plural(count), profile->title);
}

static void put_sources(struct str *out, const struct profile *profile)
{
	text_terminal_line(out, "%s", "");
	text_terminal_line(out, "Sources");
	for (size_t i = 0; i < profile->source_count; i++) {
		const struct profile_source *source = &profile->sources[i];
		text_terminal_line(out, "  %s, retrieved %s", source->title, source->retrieved);
		text_terminal_line(out, "    %s", source->url);
	}
}

static void put_steps(struct str *out, const char *indent, const char *const *steps, size_t count)
{
	for (size_t i = 0; i < count; i++)
		text_terminal_line(out, "%s%zu. %s", indent, i + 1, steps[i]);
}

static void put_jobs(struct str *out, const struct profile *profile)
{
	if (profile->job_count) {
		text_terminal_line(out, "%s", "");
		text_terminal_line(out, "Jobs");
	}
	for (size_t i = 0; i < profile->job_count; i++) {
		const struct job *job = &profile->jobs[i];
		text_terminal_line(out, "  %s: %s (%s)", job->id, job->title, job->who);
		put_steps(out, "    ", job->remediation, job->remediation_count);
	}
}

static void put_head(struct str *out, const struct profile *profile)
{
	text_terminal_line(out, "%s", profile->title);
	text_terminal_line(out, "%s", profile->description);
	text_terminal_line(out, "%s", "");
	text_terminal_line(out, "Profile       %s, version %s", profile->id, profile->version);
	text_terminal_line(out, "Vendor        %s", profile->vendor);
	text_terminal_line(out, "Integration   %s", profile->integration);
	text_terminal_line(out, "Requirements  %zu", profile->requirement_count);
	put_sources(out, profile);
	put_jobs(out, profile);
}

static void put_permissions(struct str *out, const struct catalogue *catalogue,
			    const struct check *check)
{
	if (*check->family)
		text_terminal_line(out, "            every one of the family %s:", check->family);
	for (size_t i = 0; i < check->permission_count; i++) {
		const struct permission *permission =
			&catalogue->permissions[check->permissions[i]];
		text_terminal_line(out, "            %s%s", permission->name,
				   permission->foreign ? " (not in the catalogue)" : "");
	}
	if (check->of_user)
		text_terminal_line(
			out,
			"            of the token owner, for whom being a Global Admin is enough");
	if (check->permission_count > 1 && !check->complete)
		text_terminal_line(out, "            (%s)",
				   *check->incomplete_because
					   ? check->incomplete_because
					   : "the vendor may mean more than these");
}

/* What a customer or contact has to have. */
static void put_record(struct str *out, const struct check *check)
{
	if (*check->address)
		text_terminal_line(out, "            %s", check->address);
	if (*check->sku)
		text_terminal_line(out, "            SKU %s", check->sku);
	for (size_t i = 0; i < check->value_count; i++)
		text_terminal_line(out, "            %s", check->values[i]);
	if (*check->name && !strcmp(check->kind, "product-exists"))
		text_terminal_line(out, "            %s", check->name);
	else if (*check->name)
		text_terminal_line(out, "            %s of %s%s", check->name,
				   check->on_contact ? "contacts" : "customers",
				   check->filled ? ", filled in" : "");
}

static void put_owner(struct str *out, const struct check *check)
{
	if (*check->expect)
		text_terminal_line(out, "            access type: %s", check->expect);
	if (check->global_admin)
		text_terminal_line(out, "            %s",
				   check->global_admin == TRI_YES ? "a Global Admin"
								  : "no Global Admin");
	if (check->dedicated)
		text_terminal_line(out, "            a user of the integration's own");
}

/* Only what the kind takes: elsewhere the numbers mean nothing. */
static void put_check(struct str *out, const struct catalogue *catalogue, const struct check *check)
{
	const struct check_kind *kind = check_kind_find(check->kind);
	unsigned takes = kind ? kind->takes : 0;

	text_terminal_line(out, "          Check: %s", check->kind);
	if (check->open_ended)
		text_terminal_line(out, "            without an end");
	else if (takes & CHECK_DAYS)
		text_terminal_line(out, "            for %" PRId64 " days", check->days);
	if (takes & CHECK_AT_LEAST)
		text_terminal_line(out, "            at least %" PRId64, check->at_least);
	if ((takes & CHECK_AT_MOST) && check->at_most != INT64_MAX)
		text_terminal_line(out, "            at most %" PRId64, check->at_most);
	if (takes & CHECK_ROLE)
		text_terminal_line(out, "            role: %s", check->role);
	put_record(out, check);
	put_owner(out, check);
	put_permissions(out, catalogue, check);
}

static void put_requirement(struct str *out, const struct catalogue *catalogue,
			    const struct requirement *requirement)
{
	text_terminal_line(out, "  %-7s %s", requirement->id, requirement->title);
	text_terminal_line(out, "          Severity: %s, %s", severity_name(requirement->severity),
			   requirement->mandatory ? "mandatory" : "not mandatory");
	text_terminal_line(out, "          Action: %s", requirement->action);
	if (requirement->job)
		text_terminal_line(out, "          Job: %s", requirement->job->id);
	if (strcmp(requirement->documented, requirement->title) != 0)
		text_terminal_line(out, "          Documented: %s", requirement->documented);
	put_check(out, catalogue, &requirement->check);
}

static bool is_first_of_group(const struct profile *profile, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (strcmp(profile->requirements[i].group, profile->requirements[index].group) == 0)
			return false;
	return true;
}

static void put_group(struct str *out, const struct catalogue *catalogue,
		      const struct profile *profile, const char *group)
{
	text_terminal_line(out, "%s", "");
	text_terminal_line(out, "%s", group);
	for (size_t i = 0; i < profile->requirement_count; i++)
		if (strcmp(profile->requirements[i].group, group) == 0)
			put_requirement(out, catalogue, &profile->requirements[i]);
}

void profile_text_show(struct str *out, const struct catalogue *catalogue,
		       const struct profile *profile)
{
	put_head(out, profile);
	for (size_t i = 0; i < profile->requirement_count; i++)
		if (is_first_of_group(profile, i))
			put_group(out, catalogue, profile, profile->requirements[i].group);
}

void profile_text_lint(struct str *out, const char *file, const struct profile_lint *lint)
{
	for (size_t i = 0; i < lint->count; i++)
		text_terminal_line(out, "%s: at '%s': expected %s", file, lint->mistakes[i].pointer,
				   lint->mistakes[i].expected);
	for (size_t i = 0; i < lint->warning_count; i++)
		text_terminal_line(out, "%s: warning: at '%s': expected %s", file,
				   lint->warnings[i].pointer, lint->warnings[i].expected);
	if (lint->count == 0)
		text_terminal_line(out, "%s: no mistakes", file);
}

static void put_set(struct str *out, const struct catalogue *catalogue,
		    const struct permission_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		text_terminal_line(out, "  %s", catalogue->permissions[set->permissions[i]].name);
}

static void put_only(struct str *out, const struct catalogue *catalogue, const char *name,
		     const struct permission_set *set)
{
	text_terminal_line(out, "Needed by %s only: %zu permission%s", name, set->count,
			   plural(set->count));
	put_set(out, catalogue, set);
	text_terminal_line(out, "%s", "");
}

void profile_text_diff(struct str *out, const struct catalogue *catalogue, char *const names[2],
		       const struct profile_diff *diff)
{
	put_only(out, catalogue, names[0], &diff->only_a);
	put_only(out, catalogue, names[1], &diff->only_b);
	text_terminal_line(out, "Needed by both: %zu permission%s", diff->both.count,
			   plural(diff->both.count));
	put_set(out, catalogue, &diff->both);
}
