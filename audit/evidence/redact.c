#include "audit/evidence/redact.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "audit/core/array.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"

#define PORTAL_KEY "portal_key"
#define PRINTED_EXACTLY 1e15 /* cJSON 1.7.15 drops digits of larger numbers */
#define PRINTED_MOSTLY 65536 /* bytes of an answer */

/* The first four stand in Syncro's answers; the others are what an integration's
 * details in the MTP could hold. */
static const char *const secret_keys[] = { "user_token",   PORTAL_KEY,	   "online_profile_url",
					   "pdf_url",	   "apiKey",	   "api_key",
					   "apiToken",	   "api_token",	   "accessToken",
					   "access_token", "clientSecret", "client_secret",
					   "password",	   "secret" };

static bool is_secret_key(const char *key)
{
	for (size_t i = 0; i < COUNT_OF(secret_keys); i++)
		if (strcasecmp(key, secret_keys[i]) == 0)
			return true;
	return false;
}

static bool tells_secret(const char *text, const struct secret *token)
{
	return strcasestr(text, PORTAL_KEY) || strcasestr(text, "user_token=") ||
	       secret_in(token, text, strlen(text));
}

/* A key may be called portal_key, but it may not be a link that holds one. */
static bool key_tells_secret(const char *key, const struct secret *token)
{
	return !is_secret_key(key) && tells_secret(key, token);
}

static bool number_tells_secret(const cJSON *item, const struct secret *token)
{
	bool number = false;

	for (const struct secret *secret = token; secret; secret = secret->next)
		number = number || (secret->length &&
				    !secret->value[strspn(secret->value, "0123456789.eE+-")]);
	if (!number)
		return false;
	char *printed = cJSON_PrintUnformatted(item);
	bool found = printed && secret_in(token, printed, strlen(printed));

	cJSON_free(printed);
	return found;
}

static bool value_tells_secret(const cJSON *item, const struct secret *token)
{
	if (item->string && is_secret_key(item->string))
		return !cJSON_IsNull(item);
	if (cJSON_IsString(item))
		return tells_secret(item->valuestring, token);
	return cJSON_IsNumber(item) && number_tells_secret(item, token);
}

static void wipe(char *text)
{
	if (text)
		explicit_bzero(text, strlen(text));
}

/* Turns any item into a string in place, keeping its key and its neighbours. */
static void replace(cJSON *item)
{
	cJSON_Delete(item->child);
	item->child = NULL;
	wipe(item->valuestring);
	cJSON_free(item->valuestring);
	item->valuestring = json_strdup(REDACTED);
	item->type = cJSON_String | (item->type & cJSON_StringIsConst);
}

/* What is made of a tree; numbers whose digits cJSON would drop stand raw in it meanwhile. */
struct redaction {
	const struct secret *token;
	cJSON **raw;
	size_t raw_count, raw_capacity;
};

/* cJSON is content with fifteen digits where they are nearly the number. */
static bool is_printed_exactly(double value)
{
	char digits[40];

	if (fabs(value) < PRINTED_EXACTLY && value == floor(value))
		return true;
	(void)snprintf(digits, sizeof digits, "%.15g", value);
	return fabs(value) < PRINTED_EXACTLY && strtod(digits, NULL) == value;
}

/* An id that is too large to be one must not be rounded into another one, and what is no
 * number for JSON is null from here on. */
static void keep_digits(struct redaction *redaction, cJSON *item)
{
	char digits[40];

	if (!cJSON_IsNumber(item))
		return;
	if (!isfinite(item->valuedouble)) {
		item->type = cJSON_NULL | (item->type & cJSON_StringIsConst);
		return;
	}
	if (is_printed_exactly(item->valuedouble)) {
		/* cJSON 1.7.18 prints no sign of a zero. */
		if (item->valuedouble == 0)
			item->valuedouble = 0;
		return;
	}
	(void)snprintf(digits, sizeof digits, "%.17g", item->valuedouble);
	item->valuestring = json_strdup(digits);
	item->type = cJSON_Raw | (item->type & cJSON_StringIsConst);
	ARRAY_RESERVE(redaction->raw, redaction->raw_count, redaction->raw_capacity);
	redaction->raw[redaction->raw_count++] = item;
}

static void make_numbers_again(struct redaction *redaction)
{
	for (size_t i = 0; i < redaction->raw_count; i++) {
		cJSON *item = redaction->raw[i];
		cJSON_free(item->valuestring);
		item->valuestring = NULL;
		item->type = cJSON_Number | (item->type & cJSON_StringIsConst);
	}
	free(redaction->raw);
}

/* The next item worth a look inside `parent`; members that tell a secret by
 * their name are dropped on the way. */
static cJSON *skip_secret_keys(cJSON *parent, cJSON *item, const struct secret *token)
{
	while (item && item->string && key_tells_secret(item->string, token)) {
		cJSON *next = item->next;
		cJSON *dropped = cJSON_DetachItemViaPointer(parent, item);
		wipe(dropped->string);
		cJSON_Delete(dropped);
		item = next;
	}
	return item;
}

static void redact_tree(struct redaction *redaction, cJSON *tree)
{
	const struct secret *token = redaction->token;
	cJSON *parents[JSON_DEPTH + 2];
	cJSON *nexts[JSON_DEPTH + 2];
	size_t depth = 0;
	cJSON *parent = NULL;
	cJSON *item = tree;

	while (item) {
		if (value_tells_secret(item, token))
			replace(item);
		keep_digits(redaction, item);
		cJSON *child = skip_secret_keys(item, item->child, token);
		if (child && depth < JSON_DEPTH + 2) {
			parents[depth] = parent;
			nexts[depth++] = item->next;
			parent = item;
			item = child;
			continue;
		}
		item = skip_secret_keys(parent, item->next, token);
		while (!item && depth > 0) {
			item = nexts[--depth];
			parent = parents[depth];
			item = skip_secret_keys(parent, item, token);
		}
	}
}

int redact_print(cJSON *tree, const struct secret *token, struct str *out)
{
	struct redaction redaction = { .token = token };

	redact_tree(&redaction, tree);
	char *printed = cJSON_PrintBuffered(tree, PRINTED_MOSTLY, false);
	size_t length = printed ? strlen(printed) : 0;
	int result = -1;

	if (printed && !secret_in(token, printed, length))
		result = str_add(out, printed, length);
	wipe(printed);
	cJSON_free(printed);
	make_numbers_again(&redaction);
	return result;
}
