/* The token goes to the account that was named, over TLS or to this machine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/net/url.h"

#define LABEL_63 "a23456789012345678901234567890123456789012345678901234567890123"

struct pair {
	const char *text;
	const char *result; /* NULL = refused */
};

static const struct pair subdomains[] = {
	{ "acme", "acme" },
	{ "ACME", "acme" },
	{ "acme-msp-2", "acme-msp-2" },
	{ "0", "0" },
	{ LABEL_63, LABEL_63 },
	{ LABEL_63 "4", NULL },
	{ "acme.syncromsp.com", "acme" },
	{ "https://acme.syncromsp.com", "acme" },
	{ "https://Acme.SyncroMSP.com/customers/17", "acme" },
	{ "", NULL },
	{ "-acme", NULL },
	{ "ac me", NULL },
	{ "ac_me", NULL },
	{ "acmé", NULL },
	{ "acme.", NULL },
	{ "acme.example.com", NULL },
	{ "acme.syncromsp.com.example.com", NULL },
	{ "a.b.syncromsp.com", NULL },
	{ ".syncromsp.com", NULL },
	{ "syncromsp.com", NULL },
	{ "acme/../x", NULL },
	{ "acme@example.com", NULL },
	{ "https://example.com/acme.syncromsp.com", NULL },
	{ "https://acme.syncromsp.com@example.com", NULL },
	{ "https://acme.syncromsp.com:8443", NULL },
	{ "ftp://acme.syncromsp.com", NULL },
};

static const struct pair bases[] = {
	{ "https://acme.syncromsp.com/api/v1", "https://acme.syncromsp.com/api/v1" },
	{ "HTTPS://ACME.example.COM/Api/", "https://acme.example.com/Api" },
	{ "https://example.com:8443", "https://example.com:8443" },
	{ "https://10.0.0.1/api/v1//", "https://10.0.0.1/api/v1" },
	{ "https://[2001:db8::1]:443/x", "https://[2001:db8::1]:443/x" },
	{ "http://127.0.0.1:8080/api/v1", "http://127.0.0.1:8080/api/v1" },
	{ "http://127.9.8.7", "http://127.9.8.7" },
	{ "http://localhost:1", "http://localhost:1" },
	{ "http://[::1]:65535/x", "http://[::1]:65535/x" },
	{ "http://example.com", NULL },
	{ "http://10.0.0.1", NULL },
	{ "http://128.0.0.1", NULL },
	{ "http://127.0.0.1.example.com", NULL },
	{ "http://127.1", NULL },
	{ "http://2130706433", NULL },
	{ "http://localhost.example.com", NULL },
	{ "http://localhost.", NULL },
	{ "http://[::2]", NULL },
	{ "http://[::ffff:127.0.0.1]", NULL },
	{ "http://[::1", NULL },
	{ "http://127.0.0.1@example.com", NULL },
	{ "http://127.0.0.1:80@example.com", NULL },
	{ "http://user:pass@127.0.0.1", NULL },
	{ "http://127.0.0.1\\@example.com", NULL },
	{ "https://example.com?x=1", NULL },
	{ "https://example.com/?api_key=1", NULL },
	{ "https://example.com/#x", NULL },
	{ "https://example.com/%2e%2e/x", NULL },
	{ "https://example.com/a/../b", NULL },
	{ "https://example.com/a/..", NULL },
	{ "https://example.com/a//b", NULL },
	{ "https://example.com:0", NULL },
	{ "https://example.com:65536", NULL },
	{ "https://example.com:", NULL },
	{ "https://", NULL },
	{ "https:///x", NULL },
	{ "https://exam ple.com", NULL },
	{ "https://example.com/\n", NULL },
	{ "ftp://example.com", NULL },
	{ "example.com", NULL },
	{ "", NULL },
};

static void subdomains_are_names_or_syncro_addresses(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(subdomains); i++) {
		const char *out = NULL;
		struct error err = { "" };
		int result = url_subdomain(arena, subdomains[i].text, &out, &err);
		if (!subdomains[i].result && (result == 0 || out || !*err.message))
			fail_msg("'%s' was taken as '%s'", subdomains[i].text, out);
		if (subdomains[i].result && (result != 0 || strcmp(out, subdomains[i].result) != 0))
			fail_msg("'%s': %s", subdomains[i].text, err.message);
	}
	arena_free(arena);
}

static void base_urls_never_send_the_token_in_the_clear(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bases); i++) {
		const char *out = NULL;
		struct error err = { "" };
		int result = url_base(arena, bases[i].text, "acme", &out, &err);
		if (!bases[i].result && (result == 0 || out || !*err.message))
			fail_msg("'%s' was taken as '%s'", bases[i].text, out);
		if (bases[i].result && (result != 0 || strcmp(out, bases[i].result) != 0))
			fail_msg("'%s': %s", bases[i].text, out ? out : err.message);
	}
	arena_free(arena);
}

static void without_a_base_url_it_is_syncros_own(void **state)
{
	struct arena *arena = arena_new();
	struct error err;
	const char *out = NULL;

	(void)state;
	assert_int_equal(url_base(arena, NULL, "acme", &out, &err), 0);
	assert_string_equal(out, "https://acme.syncromsp.com/api/v1");
	arena_free(arena);
}

static void loopback_is_this_machine_only(void **state)
{
	(void)state;
	assert_true(url_is_loopback("http://127.0.0.1:1/x"));
	assert_true(url_is_loopback("https://localhost/x"));
	assert_true(url_is_loopback("http://[0:0::1]"));
	assert_false(url_is_loopback("https://acme.syncromsp.com/api/v1"));
	assert_false(url_is_loopback("https://127.0.0.1.example.com"));
	assert_false(url_is_loopback("nonsense"));
}

static void a_limit_counts_for_a_host_and_for_all_of_syncros(void **state)
{
	static const char *const cases[][2] = {
		{ "https://acme.syncromsp.com/api/v1", "syncromsp.com" },
		{ "https://ACME-2.syncromsp.com:443", "syncromsp.com" },
		{ "https://syncromsp.com.example/api/v1", "syncromsp.com.example:443" },
		{ "https://proxy.example/syncro", "proxy.example:443" },
		{ "http://127.0.0.1", "127.0.0.1:80" },
		{ "http://[::1]:8080/api", "::1:8080" },
	};
	char host[URL_COUNTED_HOST];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		url_counted_host(cases[i][0], host);
		assert_string_equal(host, cases[i][1]);
	}
}

/* A password, or a token that was put into it. */
static void a_secret_in_a_url_is_not_repeated(void **state)
{
	static const struct {
		const char *text, *shown;
	} cases[] = {
		{ "https://user:sEcret-7@acme.example/", "'...'" },
		{ "https://user:sEcret-7", "'...'" },
		{ "https://user:12/sEcret-7@acme.example/", "'...'" },
		{ "sEcret-7", "'...'" },
		{ "sEcret-7://acme.example", "'...'" },
		{ "acme.example/sEcret-7", "'...'" },
		{ "https://acme.example/?api_key=sEcret-7", "'https://acme.example/...'" },
		{ "https://acme.example?api_key=sEcret-7", "'https://acme.example/...'" },
		{ "https://acme.example#sEcret-7", "'https://acme.example/...'" },
		{ "https://acme.example/sEcret-7/../x", "'https://acme.example/...'" },
		{ "http://acme.example:80/sEcret-7", "'http://acme.example:80/...'" },
		{ "ftp://acme.example", "'ftp://acme.example'" },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct error err = { .message = "" };
		const char *out = NULL;
		assert_int_equal(url_base(arena, cases[i].text, "acme", &out, &err), -1);
		if (strstr(err.message, "sEcret") || !strstr(err.message, cases[i].shown))
			fail_msg("'%s': %s", cases[i].text, err.message);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_secret_in_a_url_is_not_repeated),
		cmocka_unit_test(subdomains_are_names_or_syncro_addresses),
		cmocka_unit_test(base_urls_never_send_the_token_in_the_clear),
		cmocka_unit_test(without_a_base_url_it_is_syncros_own),
		cmocka_unit_test(loopback_is_this_machine_only),
		cmocka_unit_test(a_limit_counts_for_a_host_and_for_all_of_syncros),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
