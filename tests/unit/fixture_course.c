#include "tests/unit/fixture_course.h"

#include <stdint.h>
#include <stdlib.h>

#include "audit/compare/history.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/results/results.h"
#include "tests/unit/fixture_compared.h"

#define DAY INT64_C(86400000)

struct course *course_new(void)
{
	struct course *course = xcalloc(1, sizeof *course);

	course->f = fixture_audit_new();
	course->list.items = course->items;
	return course;
}

void course_free(struct course *course)
{
	fixture_audit_free(course->f);
	free(course);
}

struct history_audit *course_add(struct course *course, int day)
{
	struct results *results = fixture_results(course->f);
	struct history_audit *audit = &course->items[course->list.count++];
	struct error err = { .message = "" };

	results->assessed_at = course->f->audit.assessed_at + (day - COURSE_MOST) * DAY;
	results->report_id = arena_printf(course->f->arena, "report-%d", day);
	if (history_reduce(course->f->arena, results, "", audit, &err) != 0)
		abort();
	audit->name = arena_printf(course->f->arena, "folder-%d", day);
	return audit;
}

void course_set(struct history_audit *audit, size_t finding, enum verdict verdict)
{
	audit->counts.of[audit->findings[finding].verdict]--;
	audit->counts.of[verdict]++;
	audit->findings[finding].verdict = verdict;
}

const struct history *course_history(struct course *course)
{
	struct error err = { .message = "" };

	if (history_order(&course->list, &err) != 0)
		abort();
	return history_of(course->f->arena, &course->list, course->f->profile.id);
}
