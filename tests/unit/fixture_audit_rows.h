/*
 * fixture_audit_rows - the rows and helpers fixture_audit is made of. For
 * fixture_audit*.c only.
 */
#ifndef TESTS_FIXTURE_AUDIT_ROWS_H
#define TESTS_FIXTURE_AUDIT_ROWS_H

#include <stddef.h>

#include "tests/unit/fixture_audit.h"

/* One requirement and what became of it. */
struct fixture_row {
	const char *id, *title, *group;
	enum severity severity;
	bool mandatory;
	enum verdict verdict;
	enum reason reason;
	enum proof proof;
	const char *summary;
	const char *object, *subject, *observed, *source; /* of the one observation; NULL = none */
	enum change change;
	int waiver; /* index of the one that covers it, or -1 */
};

/* One cell of the token matrix. */
struct fixture_permission {
	const char *name, *family;
	bool needed;
	enum tri granted;
	enum proof proof;
	enum reason reason;
	enum permission_class class;
	const char *source, *note;
};

struct fixture_issue {
	int64_t customer;
	enum issue_kind kind;
	const char *detail, *requirement;
	bool waived;
};

extern const struct fixture_row fixture_rows[];
extern const size_t fixture_row_count;
extern const struct fixture_permission fixture_permissions[];
extern const size_t fixture_permission_count;
extern const struct customer fixture_customers[]; /* the last name is filled in */
extern const size_t fixture_customer_count;
extern const struct fixture_issue fixture_issues[];
extern const size_t fixture_issue_count;
extern const struct waiver fixture_waivers[];
extern const size_t fixture_waiver_count;
extern const struct attestation fixture_attestations[];
extern const size_t fixture_attestation_count;
extern const struct request fixture_requests[];
extern const size_t fixture_request_count;

const char *fixture_repeated(struct fixture_audit *f, const char *text, size_t count);
const struct requirement *fixture_asked_by(const struct fixture_audit *f, const char *id);

#endif
