#include "report/format/finding_text.h"

#include "audit/core/str.h"
#include "audit/model/remedy.h"

void finding_text_state(struct str *out, const struct finding *finding)
{
	str_printf(out, "%s%s", verdict_name(finding->verdict), finding->waiver ? ", waived" : "");
}

void finding_text_observation(struct str *out, const struct observation *observation)
{
	str_printf(out, "expected: %s; found: %s (%s", observation->expected, observation->observed,
		   verdict_name(observation->verdict));
	if (observation->reason != REASON_NONE)
		str_printf(out, ", %s", reason_name(observation->reason));
	str_printf(out, ", %s", proof_name(observation->proof));
	if (*observation->source)
		str_printf(out, ", %s", observation->source);
	str_putc(out, ')');
}

void finding_text_waiver(struct str *out, const struct waiver *waiver)
{
	str_printf(out, "accepted until %s by %s (owner %s): %s", waiver->expires_on,
		   waiver->approved_by, waiver->owner, waiver->reason);
}

void finding_text_summary(struct str *out, const struct finding *finding)
{
	str_puts(out, finding->summary);
	if (finding->reason != REASON_NONE)
		str_printf(out, " (%s: %s)", reason_name(finding->reason),
			   reason_text(finding->reason));
}

static void put_step(struct str *out, size_t i, const char *step)
{
	str_printf(out, "%zu. %s\n", i + 1, step);
}

void finding_text_steps(struct str *out, const struct account *account,
			const struct finding *finding)
{
	const char *step;

	for (size_t i = 0; (step = remedy_step(account, finding, i)); i++)
		put_step(out, i, step);
}

void finding_text_remediation(struct str *out, const struct requirement *requirement)
{
	for (size_t i = 0; i < requirement->remediation_count; i++)
		put_step(out, i, requirement->remediation[i]);
}
