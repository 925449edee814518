#include "tests/unit/fixture_sample.h"

#include <stdio.h>
#include <stdlib.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/evidence/evidence.h"
#include "audit/input/inputs.h"
#include "audit/pull/replay.h"
#include "audit/rules/check/evaluate.h"
#include "audit/rules/plan.h"

static void must(int result, const struct error *err)
{
	if (result == 0)
		return;
	(void)fprintf(stderr, "fixture: %s\n", err->message);
	abort();
}

struct audit *fixture_sample(struct arena *arena, const char *sample)
{
	const char *folder = arena_printf(arena, "samples/%s/evidence", sample);
	const struct inputs_options options = {
		.profiles = { { "templates/profiles/jumpcloud-mtp.json" }, 1 }
	};
	struct error err = { .message = "" };
	struct evidence_run *run = NULL;
	struct account *account = NULL;
	struct inputs inputs;
	struct audit **audits = NULL;

	must(evidence_load_run(arena, folder, &run, &err), &err);
	must(inputs_load(arena, &options, run, &inputs, &err), &err);
	must(inputs_audits(arena, &inputs, NULL, &audits, &err), &err);
	struct audit *audit = audits[0];
	const struct plan *plan = plan_make(arena, audit->catalogue, &audit->profile, 1, false);
	must(replay_account(arena, folder, run, plan, &account, &err), &err);
	audit->account = account;
	audit->assessed_at = run->assessed_at;
	evaluate(arena, audit);
	inputs_report_id(&inputs, audit);
	return audit;
}

struct audit *fixture_sample_of_size(struct arena *arena, size_t count)
{
	struct audit *audit = fixture_sample(arena, "ready");
	struct account *account = arena_copy(arena, audit->account, sizeof *account);

	account->customers = arena_array(arena, count, sizeof *account->customers);
	account->customer_count = count;
	for (size_t i = 0; i < count; i++)
		account->customers[i] = (struct customer){
			.id = (int64_t)i + 1,
			.business_name = i % 2 ? "" : arena_printf(arena, "Customer %zu", i),
			.full_name = arena_printf(arena, "Person %zu", i),
			.email = arena_printf(arena, "person%zu@customer.example", i),
			.disabled = TRI_NO,
		};
	account->sources[SOURCE_CUSTOMERS].records = (int64_t)count;
	audit->account = account;
	evaluate(arena, audit);
	return audit;
}
