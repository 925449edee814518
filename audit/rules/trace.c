#include "audit/rules/trace.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/permission.h"

#define BETWEEN ", "

struct trace {
	const struct account *account;
	const char **names; /* of the requests, in the order of the log */
	bool *hit;	    /* by the observation at hand */
};

/* The id of a user that /users/{id} stands for; 0 = any. */
static int64_t user_meant(const struct trace *trace, const char *object)
{
	static const char user[] = "user:", permission[] = "permission:";

	if (strncmp(object, user, sizeof user - 1) == 0)
		return strtoll(object + sizeof user - 1, NULL, 10);
	if (strncmp(object, permission, sizeof permission - 1) == 0)
		return trace->account->me.user_id;
	return 0;
}

/* Syncro's ids are numbers: /customers/latest is no customer. */
static bool is_id(const struct request *request, const char *segment, size_t length)
{
	static const char digits[] = "0123456789";

	return length > 0 && (request->api != API_SYNCRO || strspn(segment, digits) == length);
}

/* Whether the path, without its query, is the pattern: "/users/{id}", of `length`. */
static bool matches(const struct request *request, const char *pattern, size_t length)
{
	const char *path = request->path, *end = pattern + length;

	while (pattern < end && *pattern != '?') {
		size_t segment = strcspn(path, "/?");
		if (*pattern == '{') {
			if (!is_id(request, path, segment))
				return false;
			path += segment;
			while (pattern < end && *pattern++ != '}')
				continue;
		} else if (*pattern++ != *path++)
			return false;
	}
	return *path == '\0' || *path == '?';
}

static bool is_other_user(const struct request *request, const char *pattern, size_t length,
			  int64_t user)
{
	static const char details[] = SOURCE_DETAILS_PATH;
	const size_t before = strcspn(details, "{");

	return user && length == sizeof details - 1 && strncmp(pattern, details, length) == 0 &&
	       strtoll(request->path + before, NULL, 10) != user;
}

/* One item of a source, "GET /users/{id}"; false = it is no request. */
static bool mark_item(const struct trace *trace, const char *item, size_t length, int64_t user)
{
	const size_t method = strcspn(item, " ");

	if (method + 1 >= length || item[method + 1] != '/')
		return false;
	const char *pattern = item + method + 1;
	length -= method + 1;
	for (size_t i = 0; i < trace->account->request_count; i++) {
		const struct request *request = &trace->account->requests[i];
		if (strlen(request->method) == method &&
		    strncmp(request->method, item, method) == 0 &&
		    matches(request, pattern, length) &&
		    !is_other_user(request, pattern, length, user))
			trace->hit[i] = true;
	}
	return true;
}

/* In a person's word, which begins otherwise, nothing is taken for a request. */
static void mark_source(const struct trace *trace, const char *source, int64_t user)
{
	for (const char *item = source; *item;) {
		const char *stop = strstr(item, BETWEEN);
		size_t length = stop ? (size_t)(stop - item) : strlen(item);
		if (!mark_item(trace, item, length, user))
			return;
		item += length + (stop ? sizeof BETWEEN - 1 : 0);
	}
}

static void mark_each_area(const struct trace *trace, const struct evaluation *e)
{
	for (size_t i = 0; i < e->audit->catalogue->count; i++) {
		const struct right *right = &e->rights[i];
		if (!right->needed && right->asked && right->token.granted == TRI_NO)
			mark_source(trace, right->token.source, trace->account->me.user_id);
	}
}

static void collect(const struct trace *trace, struct arena *arena, struct observation *observation)
{
	size_t count = 0;

	for (size_t i = 0; i < trace->account->request_count; i++)
		count += trace->hit[i];
	observation->evidence = arena_array(arena, count, sizeof *observation->evidence);
	observation->evidence_count = 0;
	for (size_t i = 0; i < trace->account->request_count; i++)
		if (trace->hit[i])
			observation->evidence[observation->evidence_count++] = trace->names[i];
}

static void trace_one(const struct trace *trace, const struct evaluation *e,
		      struct observation *observation)
{
	memset(trace->hit, 0, trace->account->request_count * sizeof *trace->hit);
	if (strcmp(observation->source, TRACE_EACH_AREA) == 0)
		mark_each_area(trace, e);
	else
		mark_source(trace, observation->source, user_meant(trace, observation->object));
	collect(trace, e->arena, observation);
}

void trace_evidence(struct evaluation *e)
{
	const size_t count = e->account->request_count;
	struct trace trace = {
		.account = e->account,
		.names = xcalloc(count + 1, sizeof *trace.names),
		.hit = xcalloc(count + 1, sizeof *trace.hit),
	};

	for (size_t i = 0; i < count; i++)
		trace.names[i] = request_number(e->arena, i + 1);
	for (size_t i = 0; i < e->audit->finding_count; i++)
		for (size_t j = 0; j < e->audit->findings[i].observation_count; j++)
			trace_one(&trace, e, &e->audit->findings[i].observations[j]);
	free(trace.names);
	free(trace.hit);
}
