#include "tests/standin/answer.h"

#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

#define GZIP_WINDOW (15 + 16)

void answer_init(struct answer *answer)
{
	*answer = (struct answer){ .status = 200,
				   .body = STR_INIT(ANSWER_LIMIT),
				   .type = "application/json; charset=utf-8" };
}

void answer_release(struct answer *answer)
{
	str_release(&answer->body);
}

void answer_set(struct answer *answer, unsigned status, const char *json)
{
	answer->status = status;
	str_clear(&answer->body);
	str_puts(&answer->body, json);
}

static void pump(z_stream *stream, const void *bytes, size_t length, int flush, struct str *out)
{
	unsigned char buffer[16384];
	int result;

	stream->next_in = bytes;
	stream->avail_in = (uInt)length;
	do {
		stream->next_out = buffer;
		stream->avail_out = sizeof buffer;
		result = deflate(stream, flush);
		str_add(out, buffer, sizeof buffer - stream->avail_out);
	} while (stream->avail_out == 0 && result == Z_OK);
}

void answer_gzip(struct answer *answer, uint64_t spaces)
{
	z_stream stream = { .next_in = NULL };
	struct str packed = STR_INIT(ANSWER_LIMIT);
	char blank[65536];

	if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) !=
	    Z_OK)
		return;
	memset(blank, ' ', sizeof blank);
	pump(&stream, str_text(&answer->body), answer->body.length, Z_NO_FLUSH, &packed);
	for (uint64_t left = spaces; left; left -= left < sizeof blank ? left : sizeof blank)
		pump(&stream, blank, left < sizeof blank ? (size_t)left : sizeof blank, Z_NO_FLUSH,
		     &packed);
	pump(&stream, "", 0, Z_FINISH, &packed);
	(void)deflateEnd(&stream);
	str_release(&answer->body);
	answer->body = packed;
	answer->encoding = "gzip";
}
