/* What the report says of how the account was read is so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/view/view.h"
#include "tests/unit/fixture_audit.h"

static void says(size_t writes, size_t accepted, const char *sentence)
{
	struct fixture_audit *f = fixture_audit_new();

	f->account.writes = writes;
	f->account.writes_accepted = accepted;
	struct view *view = view_new(&f->audit);
	assert_non_null(strstr(view->method[0], sentence));
	view_free(view);
	fixture_audit_free(f);
}

static void it_is_told_whether_anything_but_reads_was_sent(void **state)
{
	(void)state;
	says(0, 0, " Only read requests were sent. ");
	says(1, 0,
	     " Beside read requests, 1 trial write was sent, with content that Syncro documents as "
	     "refused; none was accepted. ");
	says(5, 1,
	     " Beside read requests, 5 trial writes were sent, with content that Syncro documents "
	     "as refused; 1 was accepted: look for what may have been made by it. ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_told_whether_anything_but_reads_was_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
