/*
 * fixture_course - audits of the invented account on many days, to be changed.
 */
#ifndef TESTS_FIXTURE_COURSE_H
#define TESTS_FIXTURE_COURSE_H

#include "audit/model/history.h"
#include "tests/unit/fixture_audit.h"

#define COURSE_MOST 40 /* audits; that many days after the first is the account's own audit */

struct course {
	struct fixture_audit *f;
	struct history_audit items[COURSE_MOST];
	struct history_list list;
};

struct course *course_new(void);
void course_free(struct course *course);

/* Of an audit so many days after the first, named "folder-N"; what it found may be changed. */
struct history_audit *course_add(struct course *course, int day);
/* Another verdict; the counts follow. */
void course_set(struct history_audit *audit, size_t finding, enum verdict verdict);
/* Of the account's profile; the test fails if the list is refused. */
const struct history *course_history(struct course *course);

#endif
