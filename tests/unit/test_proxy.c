/* What a proxy's refusal means, and what to do about it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/net/proxy.h"

static void each_refusal_says_what_to_do(void **state)
{
	static const struct {
		long status;
		const char *word;
	} cases[] = {
		{ 407, "USER:PASSWORD" },  { 403, "NO_PROXY" },	      { 401, "password" },
		{ 500, "reach the host" }, { 502, "reach the host" }, { 599, "reach the host" },
		{ 302, "HTTPS_PROXY" },	   { 404, "HTTPS_PROXY" },    { 600, "HTTPS_PROXY" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_non_null(strstr(proxy_fault(cases[i].status), cases[i].word));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(each_refusal_says_what_to_do) };

	return cmocka_run_group_tests_name("proxy", tests, NULL, NULL);
}
