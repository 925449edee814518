#include "audit/net/http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/net/http_end.h"
#include "audit/net/http_header.h"
#include "audit/net/libcurl.h"
#include "audit/net/retry_after.h"
#include "audit/net/status_line.h"
#include "audit/net/url.h"
#include "audit/net/wipe.h"

#define CONNECT_TIMEOUT_MS 10000L
#define HEADER_MOST 8192

enum { HEADER_TOKEN, HEADER_ACCEPT, HEADER_TYPE, HEADER_EXPECT, HEADER_COUNT };

struct transfer {
	struct http *http;
	CURL *easy;
	bool busy;
	bool too_large;
	long status;	/* as the answer's own first line has it, 0 = none */
	bool connected; /* a connection of its own came about, and has ended */
	void *tag;
	struct str body;
	char message[CURL_ERROR_SIZE]; /* libcurl's own words */
};

struct http {
	CURLM *multi;
	struct http_options options;
	struct transfer *transfers;
	size_t count;
	/* Not made by curl_slist_append, so that the token in them can be wiped. */
	struct curl_slist headers[HEADER_COUNT];
	struct curl_slist read_headers[HEADER_ACCEPT + 1];
	char *authorization;
};

int http_ready(struct error *err)
{
	return libcurl_load(err);
}

int http_global_init(struct error *err)
{
	if (libcurl_load(err) != 0)
		return -1;
	const CURLcode code = curl_global_init_mem(CURL_GLOBAL_DEFAULT, xmalloc, wipe_free,
						   wipe_realloc, xstrdup, xcalloc);
	return code == CURLE_OK
		       ? 0
		       : error_set(err, "libcurl cannot be set up: %s", curl_easy_strerror(code));
}

void http_global_release(void)
{
	curl_global_cleanup();
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *transfer = context;

	if (str_add(&transfer->body, bytes, size * count) != 0) {
		transfer->too_large = true;
		return 0;
	}
	return size * count;
}

/* The last of them counts: those of a proxy and of 100 Continue come before. */
static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *transfer = context;

	if (is_status_line(bytes, size * count))
		transfer->status = status_line_number(bytes, size * count);
	return size * count;
}

/* Called when the connection stands and the request is about to go out. */
static int about_to_send(void *context, char *local_ip, char *remote_ip, int local_port,
			 int remote_port)
{
	struct transfer *transfer = context;

	(void)local_ip, (void)remote_ip, (void)local_port, (void)remote_port;
	if (transfer->http->options.may_send &&
	    !transfer->http->options.may_send(transfer->http->options.context, transfer->tag))
		return CURL_PREREQFUNC_ABORT;
	return CURL_PREREQFUNC_OK;
}

/* Newer versions of libcurl know nothing of a connection whose TLS never began. */
static int close_socket(void *context, curl_socket_t socket)
{
	struct transfer *transfer = context;
	struct sockaddr_storage far_end;
	socklen_t size = sizeof far_end;

	if (getpeername(socket, (struct sockaddr *)&far_end, &size) == 0)
		transfer->connected = true;
	return close(socket);
}

static void set_trust(CURL *easy)
{
	/* As the curl tool does: for companies whose proxy opens TLS. */
	const char *bundle = getenv("CURL_CA_BUNDLE");
	const char *file = bundle && *bundle ? bundle : getenv("SSL_CERT_FILE");
	const char *folder = getenv("SSL_CERT_DIR");

	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	if (file && *file)
		curl_easy_setopt(easy, CURLOPT_CAINFO, file);
	if (folder && *folder)
		curl_easy_setopt(easy, CURLOPT_CAPATH, folder);
}

static void set_limits(CURL *easy, const struct http_options *options)
{
	bool plain = strncmp(options->base_url, "http://", 7) == 0;

	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_TIMEOUT_MS);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	/* Else the end of a transfer waits for the thread that waits for a name server. */
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 1L);
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
	/* A proxy for everything else must not get to see a loopback's token. */
	if (url_is_loopback(options->base_url))
		curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
}

static CURL *new_easy(struct transfer *transfer, const struct http_options *options)
{
	CURL *easy = curl_easy_init();

	if (!easy)
		return NULL;
	curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->message);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, options->user_agent);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, about_to_send);
	curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
	curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, transfer);
	set_trust(easy);
	set_limits(easy, options);
	return easy;
}

static void link_headers(struct curl_slist *list, size_t count)
{
	for (size_t i = 0; i + 1 < count; i++)
		list[i].next = &list[i + 1];
}

static void make_headers(struct http *http, const char *name, const struct secret *token)
{
	static char accept[] = "Accept: application/json";
	static char type[] = "Content-Type: application/json";
	static char expect[] = "Expect:";
	size_t size = strlen(name) + token->length + 1;

	http->authorization = xcalloc(1, size);
	(void)snprintf(http->authorization, size, "%s%s", name, token->value ? token->value : "");
	http->headers[HEADER_TOKEN].data = http->authorization;
	http->headers[HEADER_ACCEPT].data = accept;
	http->headers[HEADER_TYPE].data = type;
	http->headers[HEADER_EXPECT].data = expect;
	http->read_headers[HEADER_TOKEN].data = http->authorization;
	http->read_headers[HEADER_ACCEPT].data = accept;
	link_headers(http->headers, HEADER_COUNT);
	link_headers(http->read_headers, HEADER_ACCEPT + 1);
}

struct http *http_new(const struct http_options *options)
{
	struct http *http = xcalloc(1, sizeof *http);
	long most = options->concurrency > 0 ? options->concurrency : 1;

	http->options = *options;
	http->count = (size_t)most;
	http->transfers = xcalloc(http->count, sizeof *http->transfers);
	make_headers(http, options->token_header, options->token);
	http->multi = curl_multi_init();
	bool fine = http->multi;
	for (size_t i = 0; i < http->count; i++) {
		struct transfer *transfer = &http->transfers[i];
		transfer->http = http;
		transfer->body = (struct str)STR_INIT(HTTP_BODY_MOST);
		transfer->easy = new_easy(transfer, options);
		fine = fine && transfer->easy;
	}
	if (!fine) {
		http_free(http);
		return NULL;
	}
	curl_multi_setopt(http->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, most);
	curl_multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, most);
	return http;
}

void http_free(struct http *http)
{
	if (!http)
		return;
	for (size_t i = 0; i < http->count; i++) {
		struct transfer *transfer = &http->transfers[i];
		if (transfer->busy)
			curl_multi_remove_handle(http->multi, transfer->easy);
		curl_easy_cleanup(transfer->easy);
		str_release(&transfer->body);
	}
	curl_multi_cleanup(http->multi);
	explicit_bzero(http->authorization, strlen(http->authorization));
	free(http->authorization);
	free(http->transfers);
	free(http);
}

static void set_method(struct transfer *transfer, const struct http_request *request)
{
	CURL *easy = transfer->easy;
	struct http *http = transfer->http;

	/* On a new connection libcurl does not send once more by itself. */
	curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, *request->body ? 1L : 0L);
	curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, NULL);
	if (strcmp(request->method, "GET") == 0) {
		curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
		curl_easy_setopt(easy, CURLOPT_HTTPHEADER, http->read_headers);
		return;
	}
	curl_easy_setopt(easy, CURLOPT_POST, 1L);
	curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)strlen(request->body));
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, http->headers);
}

static struct transfer *idle_transfer(struct http *http)
{
	for (size_t i = 0; i < http->count; i++)
		if (!http->transfers[i].busy)
			return &http->transfers[i];
	return NULL;
}

void http_start(struct http *http, const struct http_request *request)
{
	struct transfer *transfer = idle_transfer(http);
	struct str url = STR_INIT(HEADER_MOST);

	if (!transfer)
		return;
	transfer->busy = true;
	transfer->too_large = false;
	transfer->status = 0;
	transfer->connected = false;
	transfer->tag = request->tag;
	transfer->message[0] = '\0';
	str_printf(&url, "%s%s", http->options.base_url, request->path);
	curl_easy_setopt(transfer->easy, CURLOPT_URL, str_text(&url));
	curl_easy_setopt(transfer->easy, CURLOPT_TIMEOUT_MS,
			 request->timeout_ms > 1 ? (long)request->timeout_ms : 1L);
	set_method(transfer, request);
	curl_multi_add_handle(http->multi, transfer->easy);
	str_release(&url);
}

void http_wait(struct http *http, int64_t wait_ms)
{
	int running = 0;

	(void)curl_multi_poll(http->multi, NULL, 0, (int)wait_ms, NULL);
	(void)curl_multi_perform(http->multi, &running);
}

static void tell_end(struct transfer *transfer, CURLcode code, struct http_reply *reply)
{
	long port = 0;

	(void)curl_easy_getinfo(transfer->easy, CURLINFO_LOCAL_PORT, &port);
	http_end_tell(transfer->easy, code, transfer->message, transfer->connected || port > 0,
		      reply);
}

static void describe(struct transfer *transfer, CURLcode code, struct http_reply *reply)
{
	long status = 0;

	(void)curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
	/* libcurl takes a number of any kind behind "HTTP/2" for a status, or 200 for none. */
	if (status != 0 && status != transfer->status) {
		tell_end(transfer, CURLE_WEIRD_SERVER_REPLY, reply);
		return;
	}
	reply->status = (int)status;
	reply->retry_after_ms = retry_after_ms(http_header(transfer->easy, "Retry-After"),
					       http_header(transfer->easy, "Date"), time(NULL));
	reply->challenge = http_header_challenge(transfer->easy);
	reply->date = http_header_date(transfer->easy);
	if (code == CURLE_OK && status > 0)
		reply->end = HTTP_ANSWERED;
	else
		tell_end(transfer, code, reply);
}

static struct transfer *transfer_of(CURL *easy)
{
	char *context = NULL;

	(void)curl_easy_getinfo(easy, CURLINFO_PRIVATE, &context);
	return (struct transfer *)(void *)context;
}

static void hand_over(struct transfer *transfer, struct http_reply *reply)
{
	reply->tag = transfer->tag;
	reply->body = transfer->body;
	transfer->body = (struct str)STR_INIT(HTTP_BODY_MOST);
	transfer->busy = false;
}

/* libcurl 8.14 loses the name that a handle asked for when it asks for another. */
static void renew(struct transfer *transfer)
{
	CURL *easy = new_easy(transfer, &transfer->http->options);

	if (!easy)
		return;
	curl_easy_cleanup(transfer->easy);
	transfer->easy = easy;
}

bool http_finished(struct http *http, struct http_reply *reply)
{
	int left = 0;
	CURLMsg *message = curl_multi_info_read(http->multi, &left);

	while (message && message->msg != CURLMSG_DONE)
		message = curl_multi_info_read(http->multi, &left);
	if (!message)
		return false;
	struct transfer *transfer = transfer_of(message->easy_handle);
	*reply = (struct http_reply){ .end = HTTP_NO_CONNECTION };
	const CURLcode code = message->data.result;
	describe(transfer, code, reply);
	curl_multi_remove_handle(http->multi, transfer->easy);
	if (code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY)
		renew(transfer);
	hand_over(transfer, reply);
	return true;
}

void http_cancel(struct http *http, const void *tag, struct http_reply *reply)
{
	*reply = (struct http_reply){ .end = HTTP_TIMED_OUT };
	for (size_t i = 0; i < http->count; i++) {
		struct transfer *transfer = &http->transfers[i];
		if (!transfer->busy || transfer->tag != tag)
			continue;
		curl_multi_remove_handle(http->multi, transfer->easy);
		tell_end(transfer, CURLE_OPERATION_TIMEDOUT, reply);
		str_release(&transfer->body);
		transfer->busy = false;
	}
}
