#include "audit/rules/check/customer_total.h"

#include <inttypes.h>

#include "audit/core/mem.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/finding.h"
#include "audit/rules/standing.h"

static bool counts(const struct attested_total *total, const struct source *source)
{
	return total && source->overstated && standing_counts(total->standing) &&
	       total->total == source->records;
}

void customer_total_apply(struct evaluation *e)
{
	struct attested_total *total = e->audit->customers_attested;
	const struct source *read = &e->account->sources[SOURCE_CUSTOMERS];
	const bool attested = counts(total, read);

	if (total)
		total->used = attested;
	if (attested == read->attested)
		return;
	/* What was pulled stays as it is, for other profiles and other moments. */
	struct account *account = arena_copy(e->arena, e->account, sizeof *account);
	struct source *source = &account->sources[SOURCE_CUSTOMERS];
	source->attested = attested;
	source->complete = attested;
	source->reason = attested ? REASON_NONE : REASON_TRUNCATED;
	source->problem = arena_printf(
		e->arena, "%" PRId64 " of %" PRId64 " records were found%s", source->records,
		source->expected, attested ? ", and a person attested that these are all" : "");
	e->account = account;
	e->audit->account = account;
}

void customer_total_note(struct evaluation *e, struct finding *finding)
{
	const struct source *source = &e->account->sources[SOURCE_CUSTOMERS];
	const struct attested_total *total = e->audit->customers_attested;

	if (!source->attested)
		return;
	if (finding->proof > PROOF_ATTESTED)
		finding->proof = PROOF_ATTESTED;
	finding_add(e->arena, finding,
		    arena_printf(e->arena,
				 "Syncro's API announces %" PRId64 " customers and gives %" PRId64
				 "; that these are all rests on the word of %s, who attested on "
				 "%s that Syncro itself shows %" PRId64 ".",
				 source->expected, source->records, total->attested_by,
				 total->attested_on, total->total));
}
