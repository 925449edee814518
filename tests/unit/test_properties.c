/*
 * What must hold for every account: no fault ever becomes a pass or a fail, an
 * attestation never outweighs evidence, a waiver never changes a verdict.
 * Accounts are drawn from a seed, so that a failure can be had again.
 */
#include <inttypes.h>

#include "audit/core/array.h"
#include "tests/unit/fixture_draw.h"

#define SEEDS 60
#define REQUIREMENTS 27
#define JUDGING 21 /* the others only warn */

static struct audit evaluated(struct arena *arena, const struct world *w,
			      const struct account *account)
{
	struct audit audit = w->audit;

	audit.account = account;
	evaluate(arena, &audit);
	return audit;
}

/* No pass, and no fail, that was not there: and nothing stops applying. */
static void expect_no_better(const struct audit *before, const struct audit *after, uint64_t seed,
			     const char *what)
{
	for (size_t i = 0; i < before->finding_count; i++) {
		enum verdict old = before->findings[i].verdict, new = after->findings[i].verdict;
		if (new != old &&new != VERDICT_UNKNOWN &&new != VERDICT_MANUAL)
			fail_msg("seed %" PRIu64 ", %s: %s went from %s to %s: %s", seed, what,
				 before->findings[i].requirement->id, verdict_name(old),
				 verdict_name(new), after->findings[i].summary);
	}
	if (after->verdict == OVERALL_READY && before->verdict != OVERALL_READY)
		fail_msg("seed %" PRIu64 ", %s: became ready", seed, what);
}

static void damage_never_creates_a_pass_or_a_fail(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct world *w = draw_world(seed);
		const struct audit before = evaluated(w->arena, w, &w->account);
		struct draw draw = { seed };
		for (size_t i = 0; i < draw_damage_count; i++)
			for (int round = 0; round < draw_damages[i].rounds; round++) {
				struct arena *arena = arena_new();
				struct account *account = copy_account(arena, &w->account);
				draw_damages[i].apply(&draw, account);
				const struct audit after = evaluated(arena, w, account);
				expect_no_better(&before, &after, seed, draw_damages[i].name);
				arena_free(arena);
			}
		world_free(w);
	}
}

static void two_faults_are_no_better_than_one(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct world *w = draw_world(seed);
		const struct audit before = evaluated(w->arena, w, &w->account);
		struct draw draw = { seed + 1000 };
		for (int round = 0; round < 20; round++) {
			struct arena *arena = arena_new();
			struct account *account = copy_account(arena, &w->account);
			for (int fault = 0; fault < 2; fault++)
				if (account->probe_count)
					draw_damages[draw_below(&draw, (uint32_t)draw_damage_count)]
						.apply(&draw, account);
			const struct audit after = evaluated(arena, w, account);
			expect_no_better(&before, &after, seed, "two faults");
			arena_free(arena);
		}
		world_free(w);
	}
}

static struct attested_permissions *
without_permission(struct arena *arena, const struct attested_permissions *token, size_t index)
{
	struct attested_permissions *less = arena_copy(arena, token, sizeof *less);

	less->permissions = arena_array(arena, token->permission_count, sizeof(size_t));
	less->permission_count = 0;
	for (size_t i = 0; i < token->permission_count; i++)
		if (token->permissions[i] != index)
			less->permissions[less->permission_count++] = token->permissions[i];
	return less;
}

static void undeclare(struct account *account, const struct permission *permission)
{
	for (size_t i = 0; i < account->me.declared_count; i++) {
		struct declared *cell = &account->me.declared[i];
		if (strcmp(cell->area, permission->declared_area) == 0 &&
		    strcmp(cell->action, permission->declared_action) == 0)
			cell->granted = TRI_NO;
	}
}

/* As Syncro would answer without it. */
static void remove_permission(struct account *account, struct audit *audit, size_t index,
			      struct arena *arena)
{
	const struct permission *permission = &audit->catalogue->permissions[index];
	enum list list = permission->probe_count ? permission->probes[0].list : LIST_NONE;

	for (size_t i = 0; i < account->probe_count; i++)
		if (account->probes[i].permission == index)
			world_refuse(&account->probes[i]);
	undeclare(account, permission);
	if (list == LIST_CUSTOMERS) {
		account->customer_count = 0;
		world_source_breaks(&account->sources[SOURCE_CUSTOMERS], REASON_NO_PERMISSION);
	} else if (list == LIST_SCHEDULES) {
		account->schedule_count = 0;
		world_source_breaks(&account->sources[SOURCE_SCHEDULES], REASON_NO_PERMISSION);
	}
	if (audit->token)
		audit->token = without_permission(arena, audit->token, index);
}

static void removing_a_needed_permission_never_creates_a_pass(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct world *w = draw_world(seed);
		const struct audit before = evaluated(w->arena, w, &w->account);
		for (size_t i = 0; i < before.permission_count; i++) {
			if (!before.permissions[i].needed)
				continue;
			struct arena *arena = arena_new();
			struct account *account = copy_account(arena, &w->account);
			struct audit after = w->audit;
			after.account = account;
			remove_permission(account, &after,
					  (size_t)(before.permissions[i].permission -
						   w->catalogue->permissions),
					  arena);
			evaluate(arena, &after);
			for (size_t j = 0; j < before.finding_count; j++)
				if (after.findings[j].verdict == VERDICT_PASS &&
				    before.findings[j].verdict != VERDICT_PASS)
					fail_msg("seed %" PRIu64 " without %s: %s passes", seed,
						 before.permissions[i].permission->name,
						 before.findings[j].requirement->id);
			arena_free(arena);
		}
		world_free(w);
	}
}

/* What is probed or declared, or unknown through a fault, stays as it was. */
static void expect_evidence_stands(const struct audit *without, const struct audit *with)
{
	for (size_t i = 0; i < with->permission_count; i++) {
		const struct permission_state *was = &without->permissions[i];
		if (was->needed && (was->proof >= PROOF_DECLARED || was->reason))
			assert_int_equal(with->permissions[i].granted, was->granted);
	}
}

/* A manual finding may be decided; more excess and refusals may come to light. */
static void expect_only_manual_decided(const struct audit *without, const struct audit *with,
				       uint64_t seed)
{
	for (size_t i = 0; i < with->finding_count; i++) {
		enum verdict old = without->findings[i].verdict, new = with->findings[i].verdict;
		if (new != old && old != VERDICT_MANUAL &&new != VERDICT_FAIL)
			fail_msg("seed %" PRIu64 ": %s went from %s to %s", seed,
				 with->findings[i].requirement->id, verdict_name(old),
				 verdict_name(new));
	}
}

static void attestations_never_override_a_refused_probe_or_an_unknown(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct world *w = draw_world(seed);
		struct draw draw = { seed };
		world_attest(w, "{}");
		damage_probe(&draw, &w->account);
		const struct audit without = evaluated(w->arena, w, &w->account);
		for (size_t i = 0; i < draw_attestation_count; i++) {
			world_attest(w, draw_attestations[i]);
			const struct audit with = evaluated(w->arena, w, &w->account);
			expect_evidence_stands(&without, &with);
			expect_only_manual_decided(&without, &with, seed);
		}
		world_free(w);
	}
}

#define WAIVER(id, object)                                                                         \
	"{'requirement':'" id "','object':'" object                                                \
	"','reason':'R','owner':'O','approved_by':'A',"                                            \
	"'created_on':'2026-01-02','expires_on':'2027-12-31'}"

static void waivers_never_change_a_verdict(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct world *w = draw_world(seed);
		const struct audit without = evaluated(w->arena, w, &w->account);
		world_waive(
			w,
			"{'waivers':[" WAIVER("JC-1.1", "") "," WAIVER("JC-3.1", "") "," WAIVER("JC-4.1", "") "," WAIVER(
				"JC-4.3",
				"permission:Tickets - Edit") "," WAIVER("JC-5.1",
									"") "," WAIVER("JC-5.2",
										       "customer"
										       ":11") "," WAIVER("JC-5.3",
													 "") "," WAIVER("JC-6.3",
															"") "]}");
		const struct audit with = evaluated(w->arena, w, &w->account);
		assert_int_equal(with.finding_count, without.finding_count);
		for (size_t i = 0; i < with.finding_count; i++) {
			const struct finding *finding = &with.findings[i];
			assert_int_equal(finding->verdict, without.findings[i].verdict);
			assert_int_equal(finding->reason, without.findings[i].reason);
			assert_string_equal(finding->summary, without.findings[i].summary);
			if (finding->waiver)
				assert_true(finding->verdict == VERDICT_FAIL ||
					    finding->verdict == VERDICT_MANUAL);
		}
		assert_memory_equal(with.counts.of, without.counts.of, sizeof with.counts.of);
		world_free(w);
	}
}

static void add_observations(struct str *out, const struct finding *finding)
{
	for (size_t i = 0; i < finding->observation_count; i++) {
		const struct observation *o = &finding->observations[i];
		str_printf(out, "  %s|%s|%s|%s|%s|%d|%d|%d\n", o->object, o->subject, o->expected,
			   o->observed, o->source, o->verdict, o->proof, o->reason);
	}
}

/* Everything an evaluation leaves behind, as text. */
static const char *dump(struct arena *arena, const struct audit *audit)
{
	struct str out = STR_INIT(STR_BODY);

	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *f = &audit->findings[i];
		str_printf(&out, "%s %d %d %d %s\n", f->requirement->id, f->verdict, f->reason,
			   f->proof, f->summary);
		add_observations(&out, f);
	}
	for (size_t i = 0; i < audit->permission_count; i++) {
		const struct permission_state *s = &audit->permissions[i];
		str_printf(&out, "%s %d %d %d %d %d %s %s\n", s->permission->name, s->needed,
			   s->granted, s->proof, s->reason, s->class, s->source, s->note);
	}
	for (size_t i = 0; i < audit->issue_count; i++)
		str_printf(&out, "%" PRId64 " %d %s\n", audit->issues[i].customer->id,
			   audit->issues[i].kind, audit->issues[i].detail);
	for (size_t i = 0; i < audit->group_count; i++)
		str_printf(&out, "%s %zu %s\n", audit->groups[i].name,
			   audit->groups[i].member_count, audit->groups[i].access_type);
	str_printf(&out, "%d %zu\n", audit->verdict, audit->counts.waived);
	const char *text = arena_strdup(arena, str_text(&out));
	str_release(&out);
	return text;
}

static void the_same_evidence_gives_the_same_result(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct world *w = draw_world(seed), *again = draw_world(seed);
		world_evaluate(w);
		const char *first = dump(w->arena, &w->audit);
		world_evaluate(w);
		assert_string_equal(first, dump(w->arena, &w->audit));
		world_evaluate(again);
		assert_string_equal(first, dump(again->arena, &again->audit));
		world_free(again);
		world_free(w);
	}
}

static void lose_everything(struct account *account, enum reason reason)
{
	for (enum source_id id = SOURCE_USERS; id < SOURCE_COUNT; id++) {
		account->sources[id].pages = account->sources[id].records = 0;
		world_source_breaks(&account->sources[id], reason);
	}
	account->user_count = account->customer_count = account->schedule_count = 0;
	for (size_t i = 0; i < account->probe_count; i++) {
		account->probes[i].granted = TRI_UNKNOWN;
		account->probes[i].reason = reason;
	}
}

/* "0 customers", "at least 0". */
static bool counts_nothing(const char *text)
{
	for (const char *at = strchr(text, '0'); at; at = strchr(at + 1, '0'))
		if ((at == text || at[-1] == ' ') && (at[1] == ' ' || at[1] == '\0'))
			return true;
	return false;
}

static void expect_no_count(const struct finding *finding)
{
	if (counts_nothing(finding->summary))
		fail_msg("%s counts what was not read: %s", finding->requirement->id,
			 finding->summary);
	for (size_t i = 0; i < finding->observation_count; i++)
		if (counts_nothing(finding->observations[i].observed))
			fail_msg("%s counts what was not read: %s", finding->requirement->id,
				 finding->observations[i].observed);
}

/* Of a list that gave nothing there is no number, whatever is asked of it. */
static void nothing_is_counted_that_was_not_read(void **state)
{
	static const char *const more[] = {
		"{'kind':'customers-have-email'}",
		"{'kind':'email-exists','address':'a@v.example'}",
		"{'kind':'custom-field','on':'customer','name':'N'}",
		"{'kind':'custom-field','on':'contact','name':'N','filled':true}",
		"{'kind':'account-setting','setting':'priority','values':['N']}",
		"{'kind':'product-exists','name':'N'}",
		"{'kind':'group-access-type','expect':'All Customers'}",
		"{'kind':'token-owner','global_admin':false,'dedicated':true}",
		"{'kind':'permission-family','family':'Assets'}",
	};
	static const enum reason reasons[] = { REASON_SERVER_ERROR, REASON_NO_PERMISSION,
					       REASON_TIMEOUT, REASON_NOT_REQUESTED };

	(void)state;
	for (size_t r = 0; r < COUNT_OF(reasons); r++)
		for (size_t kind = 0; kind <= COUNT_OF(more); kind++) {
			struct world *w = world_new();
			if (kind < COUNT_OF(more))
				world_check(w, more[kind]);
			lose_everything(&w->account, reasons[r]);
			world_evaluate(w);
			for (size_t i = 0; i < w->audit.finding_count; i++)
				expect_no_count(&w->audit.findings[i]);
			world_free(w);
		}
}

/* The accounts drawn must be of all sorts, or the rest shows nothing. */
static void the_accounts_are_of_all_sorts(void **state)
{
	size_t seen[REQUIREMENTS][VERDICT_COUNT] = { { 0 } };

	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct world *w = draw_world(seed);
		world_evaluate(w);
		for (size_t i = 0; i < w->audit.finding_count; i++)
			seen[i][w->audit.findings[i].verdict]++;
		world_free(w);
	}
	for (size_t i = 0; i < JUDGING; i++) {
		assert_true(i == 1 || seen[i][VERDICT_PASS] > 0);
		assert_true(i <= 1 || seen[i][VERDICT_FAIL] > 0);
	}
	for (size_t i = JUDGING; i < REQUIREMENTS; i++) {
		assert_true(seen[i][VERDICT_INFORMATIONAL] > 0);
		assert_true(seen[i][VERDICT_NOTAPPLICABLE] > 0);
		assert_int_equal(
			seen[i][VERDICT_PASS] + seen[i][VERDICT_FAIL] + seen[i][VERDICT_MANUAL], 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_accounts_are_of_all_sorts),
		cmocka_unit_test(damage_never_creates_a_pass_or_a_fail),
		cmocka_unit_test(two_faults_are_no_better_than_one),
		cmocka_unit_test(removing_a_needed_permission_never_creates_a_pass),
		cmocka_unit_test(attestations_never_override_a_refused_probe_or_an_unknown),
		cmocka_unit_test(waivers_never_change_a_verdict),
		cmocka_unit_test(the_same_evidence_gives_the_same_result),
		cmocka_unit_test(nothing_is_counted_that_was_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
