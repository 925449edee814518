/* The built-in profiles: each can be read, and asks for what its vendor documents. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"
#include "tests/unit/fixture_vendors.h"

#include <dirent.h>

#include "audit/rules/check/check.h"

#define FOLDER "templates/profiles"

static const struct profile *load(struct world *w, const char *id)
{
	world_profile(w, arena_printf(w->arena, FOLDER "/%s.json", id));
	return w->audit.profile;
}

/* The one requirement with this kind of check. */
static const struct requirement *with_check(const struct profile *profile, const char *kind)
{
	const struct requirement *found = NULL;

	for (size_t i = 0; i < profile->requirement_count; i++)
		if (strcmp(profile->requirements[i].check.kind, kind) == 0) {
			assert_null(found);
			found = &profile->requirements[i];
		}
	if (!found)
		fail_msg("%s has no %s", profile->id, kind);
	return found;
}

/* How many there are; none of them is mandatory. */
static size_t count_checks(const struct profile *profile, const char *kind)
{
	size_t count = 0;

	for (size_t i = 0; i < profile->requirement_count; i++)
		if (strcmp(profile->requirements[i].check.kind, kind) == 0) {
			assert_false(profile->requirements[i].mandatory);
			count++;
		}
	return count;
}

static const char *permissions_of(struct world *w, const struct profile *profile)
{
	bool *needed = arena_array(w->arena, w->catalogue->count, sizeof *needed);
	const char *text = "";

	for (size_t i = 0; i < profile->requirement_count; i++) {
		const struct check *check = &profile->requirements[i].check;
		for (size_t j = 0; j < check->permission_count; j++)
			needed[check->permissions[j]] = true;
	}
	for (size_t i = 0; i < w->catalogue->count; i++)
		if (needed[i])
			text = arena_printf(w->arena, "%s%s%s", text, *text ? "; " : "",
					    w->catalogue->permissions[i].name);
	return text;
}

/* What a check takes is in the table of kinds; nothing else is set. */
static void assert_fits_its_kind(const struct check *check)
{
	const struct check_kind *kind = check_kind_find(check->kind);

	assert_non_null(kind);
	assert_int_equal(check->permission_count > 0,
			 (kind->takes & (CHECK_PERMISSION | CHECK_PERMISSIONS)) != 0);
	assert_int_equal(*check->address != '\0', (kind->takes & CHECK_ADDRESS) != 0);
	assert_int_equal(*check->name != '\0', (kind->takes & CHECK_NAME) != 0);
	assert_int_equal(*check->expect != '\0', (kind->takes & CHECK_EXPECT) != 0);
	assert_int_equal(*check->role != '\0', (kind->takes & CHECK_ROLE) != 0);
	if (!(kind->takes & CHECK_DAYS))
		assert_int_equal(check->days, 0);
	if (!(kind->takes & CHECK_AT_LEAST))
		assert_int_equal(check->at_least, 0);
}

static void assert_helpful(const struct requirement *requirement)
{
	assert_string_not_equal(requirement->documented, requirement->title);
	assert_true(strlen(requirement->rationale) > 40);
	assert_memory_equal(requirement->reference, "https://", 8);
	assert_true(strncmp(requirement->where, "Syncro: ", 8) == 0 ||
		    strncmp(requirement->where, "JumpCloud MTP: ", 15) == 0 ||
		    strncmp(requirement->where, "Guardz: ", 8) == 0);
	assert_true(requirement->remediation_count >= 3);
}

/* One word for one thing, none of a program's: what the reports call it is in brackets. */
static const char *const banned[] = {
	"token's user",	      /* token owner */
	"integration's user", /* token owner */
	"the vendor",	      /* by its name */
	"carries",	      /* has */
	" mend ",	      /* fix */
	"ttest ",	      /* confirm, record */
	"waiver",	      /* exception */
	"deviation",	      /* exception */
	"unpaused",	      /* active */
	"advises",	      /* recommends */
	"beyond what",	      /* asks for */
	"token →",	      /* of a file's names */
	"expires_on",
	" --",
};

static void assert_plain(const char *id, const char *text)
{
	for (size_t i = 0; i < COUNT_OF(banned); i++)
		if (strstr(text, banned[i]))
			fail_msg("%s says '%s': %s", id, banned[i], text);
}

static void assert_steps(const char *id, const char *const *steps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		assert_plain(id, steps[i]);
		assert_int_equal(steps[i][strlen(steps[i]) - 1], '.');
	}
}

/* "Replace the token": an instruction, no sentence, and not made of the title. */
static void assert_instruction(const char *text)
{
	assert_true(text[0] >= 'A' && text[0] <= 'Z');
	assert_int_not_equal(text[strlen(text) - 1], '.');
	assert_null(strstr(text, "Make sure: "));
	assert_true(strlen(text) <= 90);
}

static void assert_well_said(const struct requirement *requirement)
{
	const char *const texts[] = { requirement->title, requirement->action,
				      requirement->documented, requirement->rationale,
				      requirement->where };

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		assert_plain(requirement->id, texts[i]);
	assert_steps(requirement->id, requirement->remediation, requirement->remediation_count);
	assert_instruction(requirement->action);
	assert_string_not_equal(requirement->action, requirement->title);
}

static void assert_jobs(const struct profile *profile)
{
	for (size_t i = 0; i < profile->job_count; i++) {
		const struct job *job = &profile->jobs[i];
		assert_instruction(job->title);
		assert_true(*job->who);
		assert_steps(job->id, job->remediation, job->remediation_count);
	}
}

/* What one new token settles is one piece of work, with its own steps. */
static void assert_one_token(const struct profile *profile)
{
	static const char *const kinds[] = { "user-exists",	  "token-expiry",
					     "permission-family", "permission",
					     "least-privilege",	  "no-excess-permissions" };

	for (size_t i = 0; i < profile->requirement_count; i++) {
		const struct requirement *requirement = &profile->requirements[i];
		bool of_token = false;
		for (size_t k = 0; k < COUNT_OF(kinds); k++)
			of_token = of_token || strcmp(requirement->check.kind, kinds[k]) == 0;
		/* In JumpCloud's the user is replaced with the token. */
		of_token = of_token && (!requirement->check.of_user ||
					requirement->check.global_admin_suffices);
		bool named = requirement->job && strcmp(requirement->job->id, "reissue-token") == 0;
		assert_int_equal(named, of_token);
		if (named)
			assert_true(requirement->job->remediation_count >= 5);
	}
}

static void every_file_can_be_read_and_helps(void **state)
{
	struct world *w = world_new();
	DIR *folder = opendir(FOLDER);
	const struct dirent *entry;
	size_t count = 0;

	(void)state;
	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		const char *dot = strrchr(entry->d_name, '.');
		if (!dot || strcmp(dot, ".json") != 0)
			continue;
		const char *id =
			arena_printf(w->arena, "%.*s", (int)(dot - entry->d_name), entry->d_name);
		const struct profile *profile = load(w, id);
		assert_string_equal(profile->id, id);
		assert_true(profile->source_count >= 1);
		for (size_t i = 0; i < profile->source_count; i++)
			assert_true(strcmp(profile->sources[i].retrieved, "2026-11-24") >= 0);
		for (size_t i = 0; i < profile->requirement_count; i++) {
			assert_fits_its_kind(&profile->requirements[i].check);
			assert_helpful(&profile->requirements[i]);
			assert_well_said(&profile->requirements[i]);
		}
		assert_jobs(profile);
		assert_one_token(profile);
		count++;
	}
	(void)closedir(folder);
	assert_int_equal(count, vendor_count + 1);
	world_free(w);
}

static void each_asks_for_what_its_vendor_lists(void **state)
{
	struct world *w = world_new();

	(void)state;
	for (size_t i = 0; i < vendor_count; i++) {
		const struct profile *profile = load(w, vendors[i].id);
		assert_string_equal(permissions_of(w, profile), vendors[i].permissions);
		for (size_t j = 0; j < profile->requirement_count; j++)
			assert_memory_equal(profile->requirements[j].id, vendors[i].prefix, 3);
	}
	world_free(w);
}

static void each_has_the_requirements_that_all_share(void **state)
{
	struct world *w = world_new();

	(void)state;
	for (size_t i = 0; i < vendor_count; i++) {
		const struct profile *profile = load(w, vendors[i].id);
		assert_true(with_check(profile, "token-valid")->mandatory);
		assert_true(with_check(profile, "user-exists")->mandatory);
		assert_false(with_check(profile, "token-expiry")->mandatory);
		assert_int_equal(with_check(profile, "token-expiry")->check.days,
				 vendors[i].open_ended ? 0 : 30);
		assert_int_equal(with_check(profile, "token-expiry")->check.open_ended,
				 vendors[i].open_ended);
		assert_int_equal(count_checks(profile, "least-privilege"),
				 !(vendors[i].but & BUT_NO_LEAST));
		assert_int_equal(count_checks(profile, "no-excess-permissions"),
				 !(vendors[i].but & BUT_NO_EXCESS));
		assert_int_equal(with_check(profile, "customers-readable")->mandatory,
				 vendors[i].needs_customers);
	}
	world_free(w);
}

static const char *family_of(struct world *w, size_t permission)
{
	return w->catalogue->permissions[permission].family;
}

static void assert_one_family(struct world *w, const struct profile *profile,
			      const struct requirement *requirement, unsigned but)
{
	const struct check *check = &requirement->check;
	const char *family = family_of(w, check->permissions[0]);
	size_t named = 0;

	for (size_t i = 0; i < check->permission_count; i++)
		assert_string_equal(family_of(w, check->permissions[i]), family);
	for (size_t i = 0; i < profile->requirement_count; i++) {
		const struct check *other = &profile->requirements[i].check;
		named += other->permission_count && other->of_user == check->of_user &&
			 strcmp(family_of(w, other->permissions[0]), family) == 0;
	}
	assert_int_equal(named, 1);
	if (!(but & BUT_PARTS))
		assert_int_equal(requirement->mandatory, !(but & BUT_RECOMMENDED));
	/* A list that leaves something open says why. */
	assert_int_equal(check->complete, !*check->incomplete_because);
}

static void each_family_has_one_requirement(void **state)
{
	struct world *w = world_new();

	(void)state;
	for (size_t i = 0; i < vendor_count; i++) {
		const struct profile *profile = load(w, vendors[i].id);
		for (size_t j = 0; j < profile->requirement_count; j++)
			if (profile->requirements[j].check.permission_count)
				assert_one_family(w, profile, &profile->requirements[j],
						  vendors[i].but);
	}
	world_free(w);
}

/* A page is cut, names a family or a preset: what a reader does not know is said. */
static void what_a_page_leaves_open_is_said(void **state)
{
	static const struct {
		const char *id, *requirement, *says;
	} open[] = {
		{ "support-fusion", "SF-2.3", "ends within its list of permissions" },
		{ "zomentum", "ZM-2.1", "without naming them" },
		{ "n8n-syncrormm", "N8-2.1", "also updates assets" },
		{ "cyberhoot", "CH-2.1", "names only this one" },
		{ "cloudblue", "CB-2.2", "names no Products permissions one by one" },
	};
	struct world *w = world_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(open); i++) {
		const struct profile *profile = load(w, open[i].id);
		bool said = false;
		for (size_t j = 0; j < profile->requirement_count; j++)
			said |= strcmp(profile->requirements[j].id, open[i].requirement) == 0 &&
				strstr(profile->requirements[j].check.incomplete_because,
				       open[i].says);
		assert_true(said);
	}
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_file_can_be_read_and_helps),
		cmocka_unit_test(each_asks_for_what_its_vendor_lists),
		cmocka_unit_test(each_has_the_requirements_that_all_share),
		cmocka_unit_test(each_family_has_one_requirement),
		cmocka_unit_test(what_a_page_leaves_open_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
