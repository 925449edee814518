/* What an accepted exception is of, as a reader knows it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "report/view/view.h"

/* As a finding calls it; NULL if none speaks of it. */
static const char *told(const struct audit *audit, const struct waiver *waiver)
{
	for (size_t i = 0; i < audit->finding_count; i++) {
		const struct finding *finding = &audit->findings[i];
		if (strcmp(finding->requirement->id, waiver->requirement) != 0)
			continue;
		for (size_t o = 0; o < finding->observation_count; o++)
			if (strcmp(finding->observations[o].object, waiver->object) == 0)
				return finding->observations[o].subject;
	}
	return NULL;
}

/* What stands behind "customer:"; NULL if the object is something else. */
static const char *behind(const char *object, const char *prefix)
{
	const size_t length = strlen(prefix);

	return strncmp(object, prefix, length) == 0 ? object + length : NULL;
}

static const char *customer_of(struct arena *arena, const struct account *account,
			       const char *number)
{
	const struct customer *customer =
		account_customer(account, (int64_t)strtoll(number, NULL, 10));

	return customer ? arena_printf(arena, "%s (%s)", view_customer_name(customer), number)
			: arena_printf(arena, "customer %s", number);
}

const char *view_waiver_object(struct arena *arena, const struct audit *audit,
			       const struct waiver *waiver)
{
	const char *subject = told(audit, waiver);
	const char *rest;

	if (subject)
		return subject;
	if ((rest = behind(waiver->object, "customer:")))
		return customer_of(arena, audit->account, rest);
	if ((rest = behind(waiver->object, "user:")))
		return arena_printf(arena, "user %s", rest);
	rest = behind(waiver->object, "permission:");
	return rest ? rest : waiver->object;
}

const char *view_waiver_note(const struct view *view, const struct finding *finding)
{
	if (!finding->waiver)
		return "";
	return arena_printf(view->arena, "accepted until %s",
			    view_day(view->arena, finding->waiver->expires_on));
}
