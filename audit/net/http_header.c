#include "audit/net/http_header.h"

#include <strings.h>
#include <time.h>

const char *http_header(CURL *easy, const char *name)
{
	struct curl_header *header = NULL;

	if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
		return NULL;
	return header->value;
}

bool http_header_challenge(CURL *easy)
{
	const char *challenge = http_header(easy, "WWW-Authenticate");

	return challenge && (strncasecmp(challenge, "Token", 5) == 0 ||
			     strncasecmp(challenge, "Bearer", 6) == 0);
}

int64_t http_header_date(CURL *easy)
{
	const char *date = http_header(easy, "Date");
	const time_t seconds = date ? curl_getdate(date, NULL) : 0;

	return seconds > 0 ? seconds : 0;
}
