#include "tests/standin/spoil.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audit/core/array.h"
#include "audit/core/str.h"
#include "tests/standin/answer.h"
#include "tests/standin/fault.h"

#define SPOIL(name)                                                                                \
	void spoil_##name(const struct fault *fault, const char *token, struct answer *answer)
#define UNUSED_FAULT (void)fault, (void)token
#define BRACKETS 100000

/* The body with what `put` says at `at` in place of the `length` bytes there. */
static void replace(struct answer *answer, size_t at, size_t length, const char *put)
{
	struct str body = STR_INIT(ANSWER_LIMIT);

	str_add(&body, str_text(&answer->body), at);
	str_puts(&body, put);
	str_puts(&body, str_text(&answer->body) + at + length);
	str_release(&answer->body);
	answer->body = body;
}

/* Where the first member's value begins; 0 if there is none. */
static size_t first_value(const struct answer *answer)
{
	const char *text = str_text(&answer->body);
	const char *colon = strchr(text, ':');

	return colon ? (size_t)(colon - text) + 1 : 0;
}

/* Where the first text that is a value begins, behind its quote; 0 if there is none. */
static size_t first_text(const struct answer *answer)
{
	const char *text = str_text(&answer->body);
	const char *found = strstr(text, ":\"");
	const char *pair = strstr(text, ",\"");
	const char *list = strstr(text, "[[");

	if (list && pair)
		found = pair; /* users are pairs of id and name */
	return found ? (size_t)(found - text) + 2 : 0;
}

static void put_in_text(struct answer *answer, const char *put)
{
	size_t at = first_text(answer);

	if (at)
		replace(answer, at, 0, put);
}

static void set_first_id(struct answer *answer, const char *put)
{
	const char *text = str_text(&answer->body);
	const char *found = strstr(text, "id\":");
	size_t at = found ? (size_t)(found - text) + 4 : 0;

	if (strstr(text, "[["))
		at = (size_t)(strstr(text, "[[") - text) + 2;
	if (at)
		replace(answer, at, strspn(text + at, "0123456789"), put);
}

static void set_retry_after(const struct fault *fault, struct answer *answer)
{
	if (strncmp(fault->retry_after, "date+", 5) != 0) {
		(void)snprintf(answer->retry_after, sizeof answer->retry_after, "%s",
			       fault->retry_after);
		return;
	}
	time_t when = time(NULL) + strtol(fault->retry_after + 5, NULL, 10);
	struct tm parts;
	(void)strftime(answer->retry_after, sizeof answer->retry_after, "%a, %d %b %Y %H:%M:%S GMT",
		       gmtime_r(&when, &parts));
}

SPOIL(status)
{
	static const struct {
		unsigned status;
		const char *body;
	} bodies[] = {
		{ 401, ANSWER_REFUSED },
		{ 403, ANSWER_REFUSED },
		{ 404, "" },
		{ 429, "{\"error\":\"Too many requests\"}" },
		{ 500,
		  "<html><body><h1>We're sorry, but something went wrong.</h1></body></html>" },
	};

	(void)token;
	answer_set(answer, fault->status, "Bad gateway\n");
	for (size_t i = 0; i < COUNT_OF(bodies); i++)
		if (bodies[i].status == fault->status)
			answer_set(answer, fault->status, bodies[i].body);
	if (fault->body)
		answer_set(answer, fault->status, fault->body);
	if (str_text(&answer->body)[0] != '{')
		answer->type = "text/html";
	set_retry_after(fault, answer);
}

SPOIL(redirect)
{
	(void)token;
	answer_set(answer, 302, "<html><body>You are being redirected.</body></html>");
	answer->type = "text/html";
	(void)snprintf(answer->location, sizeof answer->location, "%s", fault->location);
}

SPOIL(revoke)
{
	UNUSED_FAULT;
	answer_set(answer, 401, "{\"error\":\"Unauthorized\"}");
}

SPOIL(html)
{
	UNUSED_FAULT;
	answer_set(answer, 200, "<!DOCTYPE html><html><body>Please log in</body></html>");
	answer->type = "text/html";
}

SPOIL(empty)
{
	UNUSED_FAULT;
	answer_set(answer, 200, "");
}

SPOIL(null)
{
	UNUSED_FAULT;
	answer_set(answer, 200, "null");
}

/* Everything from the first value to the end of the body. */
static void set_first_member(struct answer *answer, const char *put)
{
	size_t at = first_value(answer);

	if (at)
		replace(answer, at, answer->body.length - at, put);
}

SPOIL(null_list)
{
	UNUSED_FAULT;
	set_first_member(answer, "null}");
}

SPOIL(wrong_type)
{
	UNUSED_FAULT;
	set_first_member(answer, "\"seven\"}");
}

/* Texts hold no quotes that matter here: an escaped one only ends it early. */
SPOIL(null_fields)
{
	struct str body = STR_INIT(ANSWER_LIMIT);
	const char *at = str_text(&answer->body);

	UNUSED_FAULT;
	for (const char *found; (found = strstr(at, ":\"")) != NULL;) {
		str_add(&body, at, (size_t)(found - at));
		str_puts(&body, ":null");
		at = found + 2;
		while (*at && *at != '"')
			at += *at == '\\' && at[1] ? 2 : 1;
		at += *at == '"';
	}
	str_puts(&body, at);
	str_release(&answer->body);
	answer->body = body;
}

/* Where a value ends: at the comma or bracket that closes it. */
static size_t value_length(const char *text)
{
	size_t i = 0;
	int depth = 0;

	for (; text[i]; i++) {
		if (depth == 0 && strchr(",]}", text[i]))
			break;
		if (text[i] == '"')
			for (i++; text[i] && text[i] != '"'; i++)
				i += text[i] == '\\' && text[i + 1];
		else if (strchr("[{", text[i]))
			depth++;
		else if (strchr("]}", text[i]))
			depth--;
		if (!text[i])
			break;
	}
	return i;
}

SPOIL(field)
{
	struct str body = STR_INIT(ANSWER_LIMIT);
	const char *at = str_text(&answer->body);
	char key[128];

	(void)token;
	int length = snprintf(key, sizeof key, "\"%s\":", fault->name ? fault->name : "");
	for (const char *found; (found = strstr(at, key)) != NULL;) {
		found += length;
		str_add(&body, at, (size_t)(found - at));
		str_puts(&body, fault->body ? fault->body : "null");
		at = found + value_length(found);
	}
	str_puts(&body, at);
	str_release(&answer->body);
	answer->body = body;
}

SPOIL(bad_json)
{
	UNUSED_FAULT;
	replace(answer, answer->body.length / 2, answer->body.length - answer->body.length / 2, "");
}

SPOIL(trailing)
{
	UNUSED_FAULT;
	str_puts(&answer->body, "{\"customers\":[]}");
}

SPOIL(dup_key)
{
	const char *text = str_text(&answer->body);
	const char *end = strchr(text, ':');
	struct str member = STR_INIT(STR_LINE);

	UNUSED_FAULT;
	if (!end || end - text > 64)
		return;
	str_printf(&member, ",%.*s:[]", (int)(end - text - 1), text + 1);
	replace(answer, answer->body.length - 1, 0, str_text(&member));
	str_release(&member);
}

SPOIL(nul_escape)
{
	UNUSED_FAULT;
	put_in_text(answer, "\\u0000");
}

SPOIL(bad_utf8)
{
	UNUSED_FAULT;
	put_in_text(answer, "\xff\xc0\x80");
}

SPOIL(surrogate)
{
	UNUSED_FAULT;
	put_in_text(answer, "\\ud800");
}

SPOIL(controls)
{
	UNUSED_FAULT;
	put_in_text(answer, "\\u001b[31m\\u202e\\u0007\\u009b2J");
}

SPOIL(string_ids)
{
	struct str body = STR_INIT(ANSWER_LIMIT);
	const char *text = str_text(&answer->body);

	UNUSED_FAULT;
	for (size_t i = 0; text[i]; i++) {
		bool id = (i >= 4 && strncmp(text + i - 4, "id\":", 4) == 0) ||
			  (i >= 2 && text[i - 1] == '[' && strchr("[,", text[i - 2]));
		size_t digits = id ? strspn(text + i, "0123456789") : 0;

		if (digits)
			str_printf(&body, "\"%.*s\"", (int)digits, text + i);
		else
			str_putc(&body, text[i]);
		i += digits ? digits - 1 : 0;
	}
	str_release(&answer->body);
	answer->body = body;
}

SPOIL(huge_id)
{
	UNUSED_FAULT;
	set_first_id(answer, "9007199254740993");
}

SPOIL(huge_number)
{
	UNUSED_FAULT;
	set_first_id(answer, "1e999");
}

SPOIL(deep)
{
	UNUSED_FAULT;
	answer_set(answer, 200, "{\"customers\":");
	for (int i = 0; i < BRACKETS; i++)
		str_putc(&answer->body, '[');
	for (int i = 0; i < BRACKETS; i++)
		str_putc(&answer->body, ']');
	str_puts(&answer->body, "}");
}

SPOIL(unknown_fields)
{
	UNUSED_FAULT;
	if (str_text(&answer->body)[0] == '{')
		replace(answer, answer->body.length - 1, 0,
			",\"beta\":{\"a\":[1,null,{}]},\"flags\":[true]");
}

SPOIL(error_beside)
{
	UNUSED_FAULT;
	if (str_text(&answer->body)[0] == '{' && answer->body.length > 2)
		replace(answer, answer->body.length - 1, 0, ",\"errors\":[\"not authorized\"]");
}

SPOIL(echo_token)
{
	struct str put = STR_INIT(STR_LINE);

	(void)fault;
	str_printf(&put, ",\"%s\":1,\"debug\":[\"Authorization: Bearer %s\"]", token, token);
	if (str_text(&answer->body)[0] == '{')
		replace(answer, answer->body.length - 1, 0, str_text(&put));
	str_clear(&put);
	str_printf(&put, "%s ", token);
	put_in_text(answer, str_text(&put));
	str_release(&put);
}

SPOIL(gzip_bomb)
{
	(void)token;
	answer_gzip(answer, (uint64_t)fault->mib << 20);
}
