/* What a reference may be, so that who clicks on it gets somewhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/core/web_address.h"

/* As long as a part of a name may be. */
#define LONGEST "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg"

static const struct {
	const char *text;
	bool fine;
} cases[] = {
	{ "https://vendor.example/help?id=1#top", true },
	{ "http://vendor.example/", true },
	{ "HTTPS://vendor.example", true },
	{ "https://vendor.example:8443?a=b", true },
	{ "https://[2001:db8::1]:443/x", true },
	{ "https://vendor.example/%7Euser/(a);b=c,d*'!$&+@~", true },
	{ "", false },
	{ "https:// www.vendor.example/", false },
	{ "https://Server Name: x", false },
	{ "http://", false },
	{ "https://[::1", false },
	{ "https://[nowhere]/", false },
	{ "https://vendor.example/%zz", false },
	{ "https://vendor.example/%2", false },
	{ "ftp://vendor.example/", false },
	{ "vendor.example/help", false },
	{ "//vendor.example/help", false },
	{ "https://user:word@vendor.example/", false },
	{ "https://vendor.example:0/", false },
	{ "https://vendor.example:65536/", false },
	{ "https://vendor.example:/", false },
	{ "https://vendor.example/a b", false },
	{ "https://vendor.example/a\nb", false },
	{ "https://vendor.example/#a#b", false },
	{ "https://vendor.example/\"onclick=", false },
	{ "https://vendor.example/\xC3\xBC", false },
	{ "https://vendor.example\\x", false },
	{ "https://-vendor.example", false },
	{ "javascript://vendor.example/", false },
	{ "https://vendor..example/", false },
	{ "https://vendor.example./x", true },
	{ "https://vendor.example..", false },
	{ "https://v" LONGEST ".example/", false },
	{ "https://" LONGEST ".example:443/" LONGEST LONGEST, true },
};

static void an_address_is_an_absolute_url_that_opens(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (web_address(cases[i].text) != cases[i].fine)
			fail_msg("'%s' %s", cases[i].text, cases[i].fine ? "is one" : "is none");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_is_an_absolute_url_that_opens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
