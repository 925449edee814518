#include "audit/net/http_end.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/net/certificate.h"
#include "audit/net/proxy.h"

#define NO_CONNECTION_IN_TIME                                                                      \
	"no connection in time: is there a network, does a firewall drop what is "                 \
	"sent, is a proxy needed (HTTPS_PROXY)?"

#define NO_NAME_IN_TIME                                                                            \
	"no name server said in time where the host is: is there a network, is a proxy "           \
	"needed (HTTPS_PROXY)?"

#define BAD_PROXY                                                                                  \
	"the proxy's address cannot be used: is HTTPS_PROXY right, as in "                         \
	"http://USER:PASSWORD@HOST:PORT, with @ / # ? : % in a password written as %40 %2F "       \
	"%23 %3F %3A %25?"

static const struct {
	CURLcode code;
	enum http_end end;
	const char *text;
} endings[] = {
	{ CURLE_COULDNT_RESOLVE_HOST, HTTP_NO_CONNECTION,
	  "the host's name cannot be resolved: is the subdomain right, is there a network?" },
	{ CURLE_COULDNT_RESOLVE_PROXY, HTTP_NO_CONNECTION,
	  "the proxy's name cannot be resolved; is HTTPS_PROXY right?" },
	{ CURLE_COULDNT_CONNECT, HTTP_NO_CONNECTION,
	  "no connection to the host, or to the proxy before it" },
	{ CURLE_OPERATION_TIMEDOUT, HTTP_TIMED_OUT, "no answer in time" },
	{ CURLE_PARTIAL_FILE, HTTP_NO_CONNECTION, "the answer broke off" },
	{ CURLE_GOT_NOTHING, HTTP_NO_CONNECTION, "the connection was closed without an answer" },
	{ CURLE_ABORTED_BY_CALLBACK, HTTP_NO_CONNECTION,
	  "the connection was lost, and the rate allowed no second try at once" },
	{ CURLE_SEND_ERROR, HTTP_NO_CONNECTION, "the connection was lost while sending" },
	{ CURLE_RECV_ERROR, HTTP_NO_CONNECTION, "the connection was lost while receiving" },
	{ CURLE_WEIRD_SERVER_REPLY, HTTP_NO_CONNECTION, "the answer is not HTTP" },
	{ CURLE_UNSUPPORTED_PROTOCOL, HTTP_NO_CONNECTION, "the answer is not HTTP" },
	{ CURLE_HTTP2, HTTP_NO_CONNECTION, "the HTTP/2 connection failed" },
	{ CURLE_HTTP2_STREAM, HTTP_NO_CONNECTION, "the HTTP/2 stream was reset" },
	{ CURLE_PROXY, HTTP_NO_CONNECTION, "the proxy refused the connection" },
	{ CURLE_SSL_CONNECT_ERROR, HTTP_UNTRUSTED,
	  "no TLS connection could be agreed on (TLS 1.2 or newer is needed)" },
	{ CURLE_PEER_FAILED_VERIFICATION, HTTP_UNTRUSTED, "its certificate is not trusted" },
	{ CURLE_SSL_CACERT_BADFILE, HTTP_UNTRUSTED,
	  "the file of trusted certificates cannot be read" },
	{ CURLE_SSL_CIPHER, HTTP_UNTRUSTED, "no TLS cipher in common" },
	{ CURLE_SSL_ISSUER_ERROR, HTTP_UNTRUSTED, "its certificate has an unknown issuer" },
	{ CURLE_SSL_INVALIDCERTSTATUS, HTTP_UNTRUSTED, "its certificate was revoked" },
	{ CURLE_WRITE_ERROR, HTTP_UNREADABLE, "the answer is larger than is accepted" },
	{ CURLE_BAD_CONTENT_ENCODING, HTTP_UNREADABLE, "the answer cannot be decompressed" },
};

__attribute__((format(printf, 2, 3))) static void say(struct http_reply *reply, const char *format,
						      ...)
{
	va_list args;

	va_start(args, format);
	(void)vsnprintf(reply->sentence, sizeof reply->sentence, format, args);
	va_end(args);
}

static bool was_resolved(CURL *easy)
{
	curl_off_t took_us = 0;

	(void)curl_easy_getinfo(easy, CURLINFO_NAMELOOKUP_TIME_T, &took_us);
	return took_us > 0;
}

/* As libcurl looks for one; whether it is used for this host is not asked. */
static bool has_proxy(void)
{
	static const char *const names[] = { "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy",
					     "http_proxy" };

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return true;
	}
	return false;
}

/* What libcurl says of a proxy holds its address as it was given, name and password with it,
 * or what it took for the host in it. */
static const char *harmless(CURLcode code, const char *words)
{
	return has_proxy() && code != CURLE_PEER_FAILED_VERIFICATION ? "" : words;
}

/* Where a code stands for several things, the one it was. */
static const char *narrowed(CURL *easy, CURLcode code, bool connected, const char *text,
			    const char *words)
{
	if (strstr(words, "Unsupported proxy"))
		return BAD_PROXY;
	if (code != CURLE_OPERATION_TIMEDOUT || connected)
		return text;
	return was_resolved(easy) ? NO_CONNECTION_IN_TIME : NO_NAME_IN_TIME;
}

/* Adds what only libcurl knows: the proxy's answer, the system's error, its words. */
static void explain(CURL *easy, CURLcode code, const char *text, const char *words, bool connected,
		    struct http_reply *reply)
{
	long proxy_status = 0, system_error = 0, certificate = -1;

	text = narrowed(easy, code, connected, text, words);
	words = harmless(code, words);
	(void)curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
	(void)curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &system_error);
	(void)curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &certificate);
	if (proxy_status >= 300)
		say(reply, "the proxy refused the connection with status %ld: %s", proxy_status,
		    proxy_fault(proxy_status));
	else if (code == CURLE_PEER_FAILED_VERIFICATION)
		say(reply, "%s (%s)", certificate_fault(certificate), words);
	else if (code == CURLE_COULDNT_CONNECT && system_error)
		say(reply, "%s: %s%s%s%s", text, strerror((int)system_error), words[0] ? " (" : "",
		    words, words[0] ? ")" : "");
	else if (words[0] && code != CURLE_WRITE_ERROR)
		say(reply, "%s (%s)", text, words);
	else
		say(reply, "%s", text);
}

void http_end_tell(CURL *easy, CURLcode code, const char *words, bool connected,
		   struct http_reply *reply)
{
	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		if (endings[i].code != code)
			continue;
		reply->end = endings[i].end;
		explain(easy, code, endings[i].text, words, connected, reply);
		return;
	}
	reply->end = HTTP_IMPOSSIBLE;
	explain(easy, code, curl_easy_strerror(code), words, connected, reply);
}
