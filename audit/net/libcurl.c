#include "audit/net/libcurl.h"

#include <curl/curl.h>
#include <stdarg.h>

#include "audit/core/array.h"
#include "audit/core/library.h"

#define FUNCTIONS(VALUE, VOID, VARIADIC)                                                           \
	VALUE(curl_global_init_mem, CURLcode,                                                      \
	      (long flags, curl_malloc_callback m, curl_free_callback f, curl_realloc_callback r,  \
	       curl_strdup_callback s, curl_calloc_callback c),                                    \
	      (flags, m, f, r, s, c))                                                              \
	VOID(curl_global_cleanup, void, (void), ())                                                \
	VALUE(curl_easy_init, CURL *, (void), ())                                                  \
	VOID(curl_easy_cleanup, void, (CURL * curl), (curl))                                       \
	VARIADIC(curl_easy_setopt, CURLcode, (CURL * curl, CURLoption option, ...), ())            \
	VARIADIC(curl_easy_getinfo, CURLcode, (CURL * curl, CURLINFO info, ...), ())               \
	VALUE(curl_easy_header, CURLHcode,                                                         \
	      (CURL * easy, const char *name, size_t index, unsigned origin, int request,          \
	       struct curl_header **hout),                                                         \
	      (easy, name, index, origin, request, hout))                                          \
	VALUE(curl_easy_strerror, const char *, (CURLcode code), (code))                           \
	VALUE(curl_multi_init, CURLM *, (void), ())                                                \
	VALUE(curl_multi_cleanup, CURLMcode, (CURLM * multi), (multi))                             \
	VARIADIC(curl_multi_setopt, CURLMcode, (CURLM * multi, CURLMoption option, ...), ())       \
	VALUE(curl_multi_add_handle, CURLMcode, (CURLM * multi, CURL * curl), (multi, curl))       \
	VALUE(curl_multi_remove_handle, CURLMcode, (CURLM * multi, CURL * curl), (multi, curl))    \
	VALUE(curl_multi_poll, CURLMcode,                                                          \
	      (CURLM * multi, struct curl_waitfd * extra_fds, unsigned extra_nfds, int timeout_ms, \
	       int *ret),                                                                          \
	      (multi, extra_fds, extra_nfds, timeout_ms, ret))                                     \
	VALUE(curl_multi_perform, CURLMcode, (CURLM * multi, int *running), (multi, running))      \
	VALUE(curl_multi_info_read, CURLMsg *, (CURLM * multi, int *msgs_in_queue),                \
	      (multi, msgs_in_queue))                                                              \
	VALUE(curl_getdate, time_t, (const char *p, const time_t *unused), (p, unused))

static struct {
	FUNCTIONS(LIBRARY_MEMBER, LIBRARY_MEMBER, LIBRARY_MEMBER)
} loaded;

static const struct library_function functions[] = { FUNCTIONS(LIBRARY_FUNCTION, LIBRARY_FUNCTION,
							       LIBRARY_FUNCTION) };

#define BELOW(name, type, parameters, arguments)
FUNCTIONS(LIBRARY_VALUE, LIBRARY_VOID, BELOW)

/* The argument is of the type that libcurl reads, which it tells by the range that the option's
 * number is in; the caller's was held against it by the header's macro. */
#define SET(function, handle, option, rest)                                                        \
	((option) < CURLOPTTYPE_OBJECTPOINT ? (function)(handle, option, va_arg(rest, long))       \
	 : (option) < CURLOPTTYPE_OFF_T || (option) >= CURLOPTTYPE_BLOB                            \
		 ? (function)(handle, option, va_arg(rest, void *))                                \
		 : (function)(handle, option, va_arg(rest, curl_off_t)))

CURLcode(curl_easy_setopt)(CURL *curl, CURLoption option, ...)
{
	va_list rest;

	va_start(rest, option);
	/* NOLINTNEXTLINE(bugprone-branch-clone): what is read differs in its type */
	const CURLcode code = SET(loaded.curl_easy_setopt, curl, option, rest);
	va_end(rest);
	return code;
}

CURLMcode(curl_multi_setopt)(CURLM *multi, CURLMoption option, ...)
{
	va_list rest;

	va_start(rest, option);
	/* NOLINTNEXTLINE(bugprone-branch-clone): what is read differs in its type */
	const CURLMcode code = SET(loaded.curl_multi_setopt, multi, option, rest);
	va_end(rest);
	return code;
}

CURLcode(curl_easy_getinfo)(CURL *curl, CURLINFO info, ...)
{
	va_list rest;

	va_start(rest, info);
	const CURLcode code = (loaded.curl_easy_getinfo)(curl, info, va_arg(rest, void *));
	va_end(rest);
	return code;
}

LIBRARY_NOTE("requests", LIBCURL);

int libcurl_load(struct error *err)
{
	static struct library library = { .soname = LIBCURL,
					  .without = "no request can be sent",
					  .functions = functions,
					  .count = COUNT_OF(functions) };

	return library_load(&library, err);
}
