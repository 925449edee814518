#include "tests/standin/delivery.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "tests/standin/answer.h"

#define SLICE_MS 20
#define MORE_THAN_SENT 64

/* A body on its way; belongs to the response. */
struct stream {
	int socket;
	enum delivery how;
	int64_t pace_ms;
	const volatile bool *stopping;
	void (*ended)(void *context);
	void *context;
	size_t length;
	char bytes[];
};

static int socket_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

	return info ? info->connect_fd : -1;
}

void delivery_pause(int socket, int64_t ms, const volatile bool *stopping)
{
	struct pollfd watched = { .fd = socket, .events = POLLRDHUP };
	int64_t until = clock_monotonic_ms() + ms;

	for (int64_t left = ms; left > 0 && !*stopping; left = until - clock_monotonic_ms()) {
		int slice = (int)(left < SLICE_MS ? left : SLICE_MS);
		if (poll(&watched, 1, slice) > 0)
			return;
	}
}

static ssize_t filler(uint64_t position, char *buffer, size_t most)
{
	static const char row[] = "{\"id\":1,\"name\":\"again and again\"},";

	for (size_t i = 0; i < most; i++)
		buffer[i] = row[(position + i) % (sizeof row - 1)];
	return (ssize_t)most;
}

static ssize_t next_bytes(void *context, uint64_t position, char *buffer, size_t most)
{
	struct stream *stream = context;
	size_t end = stream->length;

	if (stream->how == DELIVERY_CUT || stream->how == DELIVERY_STALL_BODY)
		end /= 2;
	if (*stream->stopping)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	if (position < end) {
		size_t part = stream->how == DELIVERY_DRIP ? 1 : end - (size_t)position;
		if (stream->how == DELIVERY_DRIP)
			delivery_pause(stream->socket, stream->pace_ms, stream->stopping);
		part = part < most ? part : most;
		memcpy(buffer, stream->bytes + position, part);
		return (ssize_t)part;
	}
	if (stream->how == DELIVERY_ENDLESS)
		return filler(position - end, buffer, most);
	if (stream->how == DELIVERY_STALL_BODY)
		delivery_pause(stream->socket, stream->pace_ms, stream->stopping);
	stream->ended(stream->context);
	return MHD_CONTENT_READER_END_WITH_ERROR;
}

static struct MHD_Response *streamed(const struct stream *like, const struct answer *answer)
{
	/* An endless list has to begin as one. */
	const char *head = "{\"customers\":[";
	const char *bytes = like->how == DELIVERY_ENDLESS ? head : str_text(&answer->body);
	size_t length = like->how == DELIVERY_ENDLESS ? strlen(head) : answer->body.length;
	struct stream *stream = xmalloc(sizeof *stream + length);
	uint64_t told = length;

	*stream = *like;
	stream->length = length;
	memcpy(stream->bytes, bytes, length);
	if (like->how == DELIVERY_CUT)
		told += MORE_THAN_SENT;
	else if (like->how == DELIVERY_ENDLESS)
		told = MHD_SIZE_UNKNOWN;
	return MHD_create_response_from_callback(told, 4096, next_bytes, stream, free);
}

static void write_all(int socket, const char *bytes, size_t length)
{
	while (length) {
		ssize_t sent = send(socket, bytes, length, MSG_NOSIGNAL);
		if (sent <= 0)
			return;
		bytes += sent;
		length -= (size_t)sent;
	}
}

/* Past the library, since it would not say such things. Plain HTTP only. */
static void send_raw(int socket, const struct answer *answer)
{
	char head[256];

	if (answer->delivery == DELIVERY_GARBAGE) {
		static const char garbage[] = "\x16\x03\x01 this is no HTTP\r\n\r\n";
		write_all(socket, garbage, sizeof garbage - 1);
		return;
	}
	int length = snprintf(head, sizeof head,
			      "HTTP/1.1 %u OK\r\nContent-Type: application/json\r\n"
			      "Content-Length: %zu\r\n\r\n",
			      answer->status, answer->body.length / 2);
	write_all(socket, head, (size_t)length);
	write_all(socket, str_text(&answer->body), answer->body.length);
}

static void reset(int socket)
{
	/* The library would close it politely; dissolving the association resets it. */
	const struct sockaddr nobody = { .sa_family = AF_UNSPEC };

	(void)connect(socket, &nobody, sizeof nobody);
}

/* Deliveries without a response of the library: the connection closes after them. */
static bool sent_raw(int socket, const struct answer *answer, const volatile bool *stopping)
{
	switch (answer->delivery) {
	case DELIVERY_STALL:
		delivery_pause(socket, answer->pace_ms, stopping);
		return true;
	case DELIVERY_CLOSE:
		return true;
	case DELIVERY_RESET:
		reset(socket);
		return true;
	case DELIVERY_GARBAGE:
	case DELIVERY_LONG:
		send_raw(socket, answer);
		return true;
	case DELIVERY_WHOLE:
	case DELIVERY_CUT:
	case DELIVERY_DRIP:
	case DELIVERY_ENDLESS:
	case DELIVERY_STALL_BODY:
		break;
	}
	return false;
}

static void add_headers(struct MHD_Response *response, const struct answer *answer)
{
	(void)MHD_add_response_header(response, "Content-Type", answer->type);
	if (answer->encoding)
		(void)MHD_add_response_header(response, "Content-Encoding", answer->encoding);
	if (*answer->retry_after)
		(void)MHD_add_response_header(response, "Retry-After", answer->retry_after);
	if (*answer->location)
		(void)MHD_add_response_header(response, "Location", answer->location);
}

enum MHD_Result delivery_send(struct MHD_Connection *connection, const struct answer *answer,
			      const volatile bool *stopping, void (*ended)(void *context),
			      void *context)
{
	const struct stream like = { .socket = socket_of(connection),
				     .how = answer->delivery,
				     .pace_ms = answer->pace_ms,
				     .stopping = stopping,
				     .ended = ended,
				     .context = context };
	struct MHD_Response *response;

	if (sent_raw(like.socket, answer, stopping)) {
		ended(context);
		return MHD_NO;
	}
	if (answer->delivery == DELIVERY_WHOLE) {
		response = MHD_create_response_from_buffer(answer->body.length, answer->body.data,
							   MHD_RESPMEM_MUST_COPY);
		/* The client may be done with it before the library says that we are. */
		ended(context);
	} else {
		response = streamed(&like, answer);
	}
	if (!response)
		return MHD_NO;
	add_headers(response, answer);
	enum MHD_Result result = MHD_queue_response(connection, answer->status, response);
	MHD_destroy_response(response);
	return result;
}
