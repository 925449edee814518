#include "audit/net/certificate.h"

#include <stddef.h>

#include "audit/core/array.h"

#define OTHER_NAME "its certificate is for another host name; is the address right?"
#define NO_ISSUER                                                                                  \
	"its certificate has an unknown issuer; where a proxy opens TLS, put the file with its "   \
	"CA certificate into CURL_CA_BUNDLE"

/* The numbers are those of X509_V_ERR_... in <openssl/x509_vfy.h>. */
static const struct {
	long result;
	const char *text;
} faults[] = {
	{ 0, OTHER_NAME },
	/* What libcurl 7.88 leaves there when it is the name that does not match. */
	{ 1, OTHER_NAME },
	{ 9, "its certificate is not valid yet; is the clock of this machine right?" },
	{ 10, "its certificate has expired; if the clock of this machine is right, tell the "
	      "host's owner" },
	{ 18, "its certificate is self-signed; if that is meant, put it into the file that "
	      "CURL_CA_BUNDLE names" },
	{ 19, NO_ISSUER },
	{ 20, NO_ISSUER },
	{ 21, NO_ISSUER },
	{ 23, "its certificate was revoked" },
	{ 62, OTHER_NAME },
};

const char *certificate_fault(long result)
{
	for (size_t i = 0; i < COUNT_OF(faults); i++)
		if (faults[i].result == result)
			return faults[i].text;
	return "its certificate is not trusted";
}
