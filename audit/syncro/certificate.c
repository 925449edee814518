#include "audit/syncro/certificate.h"

#include <stddef.h>

/* The numbers are those of X509_V_ERR_... in <openssl/x509_vfy.h>. */
static const struct {
	long result;
	const char *text;
} faults[] = {
	{ 0, "its certificate is for another host name" },
	/* What libcurl 7.88 leaves there when it is the name that does not match. */
	{ 1, "its certificate is for another host name" },
	{ 9, "its certificate is not valid yet" },
	{ 10, "its certificate has expired" },
	{ 18, "its certificate is self-signed" },
	{ 19, "its certificate has an unknown issuer" },
	{ 20, "its certificate has an unknown issuer" },
	{ 21, "its certificate has an unknown issuer" },
	{ 23, "its certificate was revoked" },
	{ 62, "its certificate is for another host name" },
};

const char *certificate_fault(long result)
{
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		if (faults[i].result == result)
			return faults[i].text;
	return "its certificate is not trusted";
}
