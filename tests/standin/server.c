#include "tests/standin/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "tests/standin/answer.h"
#include "tests/standin/call.h"
#include "tests/standin/delivery.h"
#include "tests/standin/distortion.h"
#include "tests/standin/endpoint.h"
#include "tests/standin/fault.h"
#include "tests/standin/mtp.h"
#include "tests/standin/options.h"
#include "tests/standin/permission_set.h"
#include "tests/standin/query.h"
#include "tests/standin/rate.h"
#include "tests/standin/request_log.h"
#include "tests/standin/store.h"

#define SYNCRO_ROOT "/api/v1"
#define MTP_ROOT "/api/v2"
#define MOST_INPUT ((size_t)1 << 20)

struct server {
	const struct options *options;
	struct permission_set permissions;
	struct store store;
	struct mtp *mtp;
	struct MHD_Daemon *daemon;
	struct str certificate, key;
	volatile bool stopping;
	/* All below is guarded by the lock. */
	pthread_mutex_t lock;
	struct fault_plan plan;
	struct rate rate;
	struct request_log *log;
	int64_t started_ms;
	int64_t requests;
	int64_t connections;
	int in_flight;
	bool revoked;
	uint64_t random;
};

/* One request on its way; freed when the library has done with it. */
struct exchange {
	struct server *server;
	char *target;
	struct str input;
	bool begun, ended;
	int64_t number;
	int64_t at_ms;
	int in_flight;
	int64_t connection;
	bool too_fast, revoked;
	const struct fault *fault;
	int64_t latency_ms;
};

static void *on_target(void *context, const char *target, struct MHD_Connection *connection)
{
	struct exchange *exchange = xcalloc(1, sizeof *exchange);

	(void)connection;
	exchange->server = context;
	exchange->target = xstrdup(target);
	exchange->input = (struct str)STR_INIT(MOST_INPUT);
	return exchange;
}

static void end_exchange(void *context)
{
	struct exchange *exchange = context;
	struct server *server = exchange->server;

	(void)pthread_mutex_lock(&server->lock);
	if (exchange->begun && !exchange->ended)
		server->in_flight--;
	exchange->ended = true;
	(void)pthread_mutex_unlock(&server->lock);
}

static void on_completed(void *context, struct MHD_Connection *connection, void **per_request,
			 enum MHD_RequestTerminationCode code)
{
	struct exchange *exchange = *per_request;

	(void)context;
	(void)connection;
	(void)code;
	if (!exchange)
		return;
	end_exchange(exchange);
	str_release(&exchange->input);
	free(exchange->target);
	free(exchange);
	*per_request = NULL;
}

static void on_connection(void *context, struct MHD_Connection *connection, void **socket_context,
			  enum MHD_ConnectionNotificationCode code)
{
	struct server *server = context;

	(void)connection;
	if (code != MHD_CONNECTION_NOTIFY_STARTED)
		return;
	(void)pthread_mutex_lock(&server->lock);
	server->connections++;
	*socket_context = (void *)(uintptr_t)server->connections; /* NOLINT */
	(void)pthread_mutex_unlock(&server->lock);
}

static int64_t connection_number(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info ? (int64_t)(uintptr_t)info->socket_context : 0;
}

/* xorshift: latency that varies, the same way each time. */
static int64_t latency(struct server *server)
{
	const struct options *options = server->options;

	server->random ^= server->random << 13;
	server->random ^= server->random >> 7;
	server->random ^= server->random << 17;
	return options->latency_ms + (int64_t)(server->random % (uint64_t)(options->jitter_ms + 1));
}

/* Everything that depends on what other requests did, at the moment of arrival. */
static void arrive(struct exchange *exchange, const char *method, const char *path)
{
	struct server *server = exchange->server;
	int64_t revoke_after = server->options->revoke_after;

	(void)pthread_mutex_lock(&server->lock);
	exchange->begun = true;
	exchange->number = ++server->requests;
	exchange->at_ms = clock_monotonic_ms() - server->started_ms;
	exchange->in_flight = ++server->in_flight;
	exchange->too_fast = !rate_allows(&server->rate, exchange->at_ms);
	exchange->fault = fault_plan_next(&server->plan, method, path);
	if (!revoke_after)
		revoke_after = server->plan.revoke_after;
	if ((revoke_after && server->requests > revoke_after) ||
	    distortion_revokes(exchange->fault))
		server->revoked = true;
	exchange->revoked = server->revoked;
	exchange->latency_ms = latency(server);
	(void)pthread_mutex_unlock(&server->lock);
}

static bool begins(const char *text, const char *start)
{
	size_t length = strlen(start);

	return strncmp(text, start, length) == 0 && text[length] == '/';
}

/* As evidence names it: below the API root. */
static const char *below_root(const struct exchange *exchange)
{
	return exchange->target + (begins(exchange->target, SYNCRO_ROOT) ? strlen(SYNCRO_ROOT) : 0);
}

static void note(const struct exchange *exchange, const char *method, const struct answer *answer)
{
	char words[256];

	(void)snprintf(words, sizeof words, "%s%s%s%s", answer->mutation ? " MUTATION" : "",
		       exchange->too_fast ? " RATE" : "", exchange->fault ? " FAULT=" : "",
		       exchange->fault ? exchange->fault->kind : "");
	const struct request_line line = { .number = exchange->number,
					   .at_ms = exchange->at_ms,
					   .method = method,
					   .target = below_root(exchange),
					   .status = answer->status,
					   .in_flight = exchange->in_flight,
					   .connection = exchange->connection,
					   .note = *words ? words + 1 : "" };
	(void)pthread_mutex_lock(&exchange->server->lock);
	request_log_add(exchange->server->log, &line);
	(void)pthread_mutex_unlock(&exchange->server->lock);
}

static const char *token_of(struct MHD_Connection *connection)
{
	const char *value =
		MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Authorization");

	return value && strncmp(value, "Bearer ", 7) == 0 ? value + 7 : "";
}

static void answer_syncro(const struct exchange *exchange, const char *method, const char *token,
			  struct answer *answer)
{
	const struct server *server = exchange->server;
	const char *target = below_root(exchange);
	struct error ignored;
	char path[1024];
	struct call call = { .options = server->options,
			     .store = &server->store,
			     .method = method,
			     .target = target,
			     .path = path,
			     .id = -1 };

	if (strcmp(token, server->options->token) != 0 || exchange->revoked) {
		answer_set(answer, 401, "{\"error\":\"Unauthorized\"}");
		return;
	}
	if (!query_path(target, path, sizeof path)) {
		answer_set(answer, 414, "");
		return;
	}
	cJSON *input = exchange->input.length
			       ? json_parse(exchange->input.data, exchange->input.length, &ignored)
			       : NULL;
	call.input = input;
	distortion_bend(exchange->fault, &call);
	endpoint_answer(&call, &server->permissions, answer);
	cJSON_Delete(input);
}

static void make_answer(const struct exchange *exchange, const char *method,
			struct MHD_Connection *connection, struct answer *answer)
{
	const char *token = token_of(connection);
	const char *accepts =
		MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Accept-Encoding");

	if (exchange->too_fast) {
		answer_set(answer, 429, "{\"error\":\"Too many requests\"}");
		(void)snprintf(answer->retry_after, sizeof answer->retry_after, "60");
		return;
	}
	if (begins(exchange->target, MTP_ROOT))
		mtp_answer(exchange->server->mtp, method, exchange->target + strlen(MTP_ROOT),
			   MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "x-api-key"),
			   answer);
	else if (begins(exchange->target, SYNCRO_ROOT))
		answer_syncro(exchange, method, token, answer);
	else
		answer_set(answer, 404, "");
	distortion_apply(exchange->fault, token, answer);
	if (!answer->encoding)
		request_log_body(exchange->server->options->bodies, exchange->number,
				 str_text(&answer->body), answer->body.length);
	if (exchange->server->options->gzip && accepts && strstr(accepts, "gzip") &&
	    !answer->encoding)
		answer_gzip(answer, 0);
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
				  const char *method, const char *version, const char *upload,
				  size_t *upload_size, void **per_request)
{
	struct exchange *exchange = *per_request;
	struct server *server = context;
	struct answer answer;

	(void)url;
	(void)version;
	if (!exchange->begun) {
		exchange->connection = connection_number(connection);
		arrive(exchange, method, below_root(exchange));
		return MHD_YES;
	}
	if (*upload_size) {
		str_add(&exchange->input, upload, *upload_size);
		*upload_size = 0;
		return MHD_YES;
	}
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	delivery_pause(info->connect_fd, exchange->latency_ms, &server->stopping);
	answer_init(&answer);
	make_answer(exchange, method, connection, &answer);
	note(exchange, method, &answer);
	enum MHD_Result result =
		delivery_send(connection, &answer, &server->stopping, end_exchange, exchange);
	answer_release(&answer);
	return result;
}

static int start_daemon(struct server *server, struct error *err)
{
	const struct options *options = server->options;
	const struct sockaddr_in address = { .sin_family = AF_INET,
					     .sin_port = htons((uint16_t)options->port),
					     .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION |
			 (options->tls_cert ? MHD_USE_TLS : 0);
	struct MHD_OptionItem tls[] = { { MHD_OPTION_HTTPS_MEM_CERT, 0, server->certificate.data },
					{ MHD_OPTION_HTTPS_MEM_KEY, 0, server->key.data },
					{ MHD_OPTION_END, 0, NULL } };

	server->daemon = MHD_start_daemon(
		flags, (uint16_t)options->port, NULL, NULL, on_request, server,
		MHD_OPTION_SOCK_ADDR, (const struct sockaddr *)&address,
		MHD_OPTION_URI_LOG_CALLBACK, on_target, server, MHD_OPTION_NOTIFY_COMPLETED,
		on_completed, server, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
		MHD_OPTION_ARRAY, options->tls_cert ? tls : &tls[2], MHD_OPTION_END);
	if (!server->daemon)
		return error_set(err, "cannot listen on port %d: %s", (int)options->port,
				 strerror(errno));
	return 0;
}

static int load(struct arena *arena, struct server *server, struct error *err)
{
	const struct options *options = server->options;

	if (permission_set_make(arena, options, &server->permissions, err) != 0 ||
	    store_load(arena, options, &server->store, err) != 0 ||
	    mtp_load(options, &server->mtp, err) != 0 ||
	    fault_plan_load(arena, options->faults, &server->plan, err) != 0 ||
	    request_log_open(&server->log, options->log, err) != 0)
		return -1;
	if (options->tls_cert && (file_read(options->tls_cert, &server->certificate, err) != 0 ||
				  file_read(options->tls_key, &server->key, err) != 0))
		return -1;
	return 0;
}

int server_start(struct arena *arena, const struct options *options, struct server **out,
		 struct error *err)
{
	struct server *server = xcalloc(1, sizeof *server);

	server->options = options;
	server->certificate = (struct str)STR_INIT(STR_BODY);
	server->key = (struct str)STR_INIT(STR_BODY);
	server->started_ms = clock_monotonic_ms();
	server->random = 88172645463325252u ^ (uint64_t)options->seed;
	(void)pthread_mutex_init(&server->lock, NULL);
	rate_init(&server->rate, options->rate_limit, options->rate_window_ms);
	if (load(arena, server, err) != 0 || start_daemon(server, err) != 0) {
		server_stop(server);
		return -1;
	}
	*out = server;
	return 0;
}

uint16_t server_port(const struct server *server)
{
	return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void server_stop(struct server *server)
{
	server->stopping = true;
	if (server->daemon)
		MHD_stop_daemon(server->daemon);
	request_log_free(server->log);
	fault_plan_release(&server->plan);
	mtp_free(server->mtp);
	store_release(&server->store);
	rate_release(&server->rate);
	str_release(&server->certificate);
	str_release(&server->key);
	(void)pthread_mutex_destroy(&server->lock);
	free(server);
}
