/* A technician is told what is wrong with a certificate, not a number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <openssl/x509_vfy.h>

#include "audit/core/array.h"
#include "audit/core/json/form.h"
#include "audit/net/certificate.h"

static void openssls_numbers_have_words(void **state)
{
	static const struct {
		long result;
		const char *text; /* how it begins */
		const char *hint; /* what to do, if anything */
	} cases[] = {
		{ X509_V_OK, "its certificate is for another host name", "address" },
		{ X509_V_ERR_CERT_NOT_YET_VALID, "its certificate is not valid yet", "clock" },
		{ X509_V_ERR_CERT_HAS_EXPIRED, "its certificate has expired", "clock" },
		{ X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, "its certificate is self-signed",
		  "CURL_CA_BUNDLE" },
		{ X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, "its certificate has an unknown issuer",
		  "CURL_CA_BUNDLE" },
		{ X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
		  "its certificate has an unknown issuer", "CURL_CA_BUNDLE" },
		{ X509_V_ERR_CERT_REVOKED, "its certificate was revoked", "" },
		{ X509_V_ERR_HOSTNAME_MISMATCH, "its certificate is for another host name",
		  "address" },
		{ X509_V_ERR_INVALID_PURPOSE, "its certificate is not trusted", "" },
		{ -1, "its certificate is not trusted", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *found = certificate_fault(cases[i].result);
		assert_ptr_equal(strstr(found, cases[i].text), found);
		assert_non_null(strstr(found, cases[i].hint));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(openssls_numbers_have_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
