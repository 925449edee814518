/* What is to be done: the action of a requirement, and the jobs that group them. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

#define PROFILE(jobs, members)                                                                     \
	"{'id':'x','version':'1','title':'T','vendor':'V','sources':[{'title':'S','url':"          \
	"'https://x.example','retrieved':'2026-01-01'}]," jobs                                     \
	"'requirements':[{'id':'A'," members                                                       \
	"'title':'Syncro accepts the API token','severity':'low','mandatory':true,"                \
	"'rationale':'R','reference':'','remediation':['S'],'check':{'kind':'token-valid'}}]}"
#define JOB "'id':'reissue-token','title':'Replace the token','who':'Syncro administrator'"
#define JOBS(more) "'jobs':[{" JOB more "}],"
#define CHECK(check)                                                                               \
	"{'id':'x','version':'1','title':'T','vendor':'V','sources':[{'title':'S','url':"          \
	"'https://x.example','retrieved':'2026-01-01'}],'requirements':[{'id':'A','title':'T',"    \
	"'severity':'low','mandatory':true,'rationale':'R','reference':'','remediation':['S'],"    \
	"'check':" check "}]}"

static const struct profile *read_profile(struct world *w, const char *json)
{
	world_profile(w, json);
	return w->audit.profile;
}

static void an_action_is_what_the_profile_says(void **state)
{
	struct world *w = world_new();

	(void)state;
	const struct profile *profile =
		read_profile(w, PROFILE("", "'action':'Create a token that Syncro accepts',"));
	assert_string_equal(profile->requirements[0].action, "Create a token that Syncro accepts");
	assert_null(profile->requirements[0].job);
	assert_int_equal(profile->job_count, 0);
	world_free(w);
}

/* The title alone reads as a fact: "Syncro accepts the API token". */
static void without_one_it_is_made_of_the_title(void **state)
{
	struct world *w = world_new();

	(void)state;
	const struct profile *profile = read_profile(w, PROFILE("", ""));
	assert_string_equal(profile->requirements[0].action,
			    "Make sure: Syncro accepts the API token");
	world_free(w);
}

static void a_job_is_found_by_its_id(void **state)
{
	struct world *w = world_new();

	(void)state;
	const struct profile *profile =
		read_profile(w, PROFILE(JOBS(",'remediation':['Make a user.','Make a token.']"),
					"'job':'reissue-token',"));
	const struct job *job = profile->requirements[0].job;
	assert_ptr_equal(job, &profile->jobs[0]);
	assert_string_equal(job->id, "reissue-token");
	assert_string_equal(job->title, "Replace the token");
	assert_string_equal(job->who, "Syncro administrator");
	assert_int_equal(job->remediation_count, 2);
	assert_string_equal(job->remediation[1], "Make a token.");
	world_free(w);
}

static void a_job_without_steps_has_those_of_its_requirements(void **state)
{
	struct world *w = world_new();

	(void)state;
	const struct profile *profile =
		read_profile(w, PROFILE(JOBS(""), "'job':'reissue-token',"));
	assert_int_equal(profile->requirements[0].job->remediation_count, 0);
	world_free(w);
}

static void what_a_check_says_of_its_limits_is_read(void **state)
{
	static const struct {
		const char *word;
		enum not_shown_by by;
	} cases[] = { { "syncro", NOT_SHOWN_BY_SYNCRO },
		      { "vendor", NOT_SHOWN_BY_VENDOR },
		      { "tool", NOT_SHOWN_BY_TOOL } };
	struct world *w = world_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *json =
			arena_printf(w->arena, CHECK("{'kind':'attestation','not_shown_by':'%s'}"),
				     cases[i].word);
		assert_int_equal(read_profile(w, json)->requirements[0].check.not_shown_by,
				 cases[i].by);
	}
	const struct check *check =
		&read_profile(w, CHECK("{'kind':'attestation'}"))->requirements[0].check;
	assert_int_equal(check->not_shown_by, NOT_SHOWN_BY_UNTOLD);
	assert_string_equal(check->incomplete_because, "");
	check = &read_profile(w, CHECK("{'kind':'permission-family','permissions':['Tickets - "
				       "Edit'],'incomplete_because':'The page says all.'}"))
			 ->requirements[0]
			 .check;
	assert_string_equal(check->incomplete_because, "The page says all.");
	world_free(w);
}

static const char *const mistakes[][2] = {
	{ PROFILE("", "'action':'',"),
	  "at '/requirements/0/action': expected a string that is not empty" },
	{ PROFILE("", "'job':'reissue-token',"),
	  "at '/requirements/0/job': expected the id of one of the jobs of this profile, found "
	  "\"reissue-token\"" },
	{ PROFILE(JOBS(""), ""),
	  "at '/jobs/0': expected a job that a requirement names, found 'reissue-token', which "
	  "none does" },
	{ PROFILE("'jobs':[{" JOB "},{" JOB "}],", "'job':'reissue-token',"),
	  "at '/jobs/1/id': expected an id of its own, found 'reissue-token' again" },
	{ PROFILE("'jobs':[{'id':'a','title':'T'}],", "'job':'a',"),
	  "at '/jobs/0/who': expected a string that is not empty, found nothing" },
	{ PROFILE(JOBS(",'remediation':[]"), "'job':'reissue-token',"),
	  "at '/jobs/0/remediation': expected at least one step, found none" },
	{ PROFILE(JOBS(",'remediation':[' ']"), "'job':'reissue-token',"),
	  "at '/jobs/0/remediation/0': expected a step" },
	{ PROFILE(JOBS(",'due':'soon'"), "'job':'reissue-token',"),
	  "at '/jobs/0/due': expected no such key here; known are id, title, who, remediation" },
	{ PROFILE("'jobs':{},", ""), "at '/jobs': expected an array" },
	{ CHECK("{'kind':'attestation','not_shown_by':'nobody'}"),
	  "at '/requirements/0/check/not_shown_by': expected one of syncro, vendor, tool" },
	{ CHECK("{'kind':'token-valid','not_shown_by':'tool'}"),
	  "at '/requirements/0/check/not_shown_by': expected no such key here" },
	{ CHECK("{'kind':'permission-family','permissions':['Tickets - Edit'],'complete':true,"
		"'incomplete_because':'Who knows.'}"),
	  "at '/requirements/0/check/incomplete_because': expected complete or "
	  "incomplete_because, found both" },
};

static void refuses(struct world *w, const char *json, const char *message)
{
	struct error err = { .message = "" };
	struct profile *profile = NULL;
	const char *text = world_json(w, json);

	assert_int_equal(
		profile_read(w->arena, w->catalogue, "x.json", text, strlen(text), &profile, &err),
		-1);
	if (!strstr(err.message, message))
		fail_msg("'%s' does not hold '%s'", err.message, message);
}

static void mistakes_are_told_with_their_place(void **state)
{
	struct world *w = world_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(mistakes); i++)
		refuses(w, mistakes[i][0], mistakes[i][1]);
	world_free(w);
}

static void an_id_is_lower_case_words_with_hyphens(void **state)
{
	static const char *const wrong[] = { "Reissue",	       "reissue_token", "reissue.token",
					     "reissue--token", "-reissue",	"reissue-",
					     "re issue" };
	struct world *w = world_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		refuses(w,
			arena_printf(w->arena,
				     PROFILE("'jobs':[{'id':'%s','title':'T','who':'W'}],",
					     "'job':'%s',"),
				     wrong[i], wrong[i]),
			"at '/jobs/0/id': expected lower-case words with hyphens as in "
			"\"reissue-token\"");
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_action_is_what_the_profile_says),
		cmocka_unit_test(without_one_it_is_made_of_the_title),
		cmocka_unit_test(a_job_is_found_by_its_id),
		cmocka_unit_test(a_job_without_steps_has_those_of_its_requirements),
		cmocka_unit_test(what_a_check_says_of_its_limits_is_read),
		cmocka_unit_test(mistakes_are_told_with_their_place),
		cmocka_unit_test(an_id_is_lower_case_words_with_hyphens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
