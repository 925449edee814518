#include "tests/standin/fault.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "tests/standin/distortion.h"
#include "tests/standin/query.h"

static const struct setting {
	const char *name;
	bool number;
	size_t offset;
} settings[] = {
	{ "retry-after", false, offsetof(struct fault, retry_after) },
	{ "body", false, offsetof(struct fault, body) },
	{ "name", false, offsetof(struct fault, name) },
	{ "ms", true, offsetof(struct fault, ms) },
	{ "mib", true, offsetof(struct fault, mib) },
	{ "after", true, offsetof(struct fault, after) },
	{ "every", true, offsetof(struct fault, every) },
	{ "times", true, offsetof(struct fault, times) },
};

static int number_of(const char *text, int64_t *out)
{
	char *end = NULL;

	errno = 0;
	long long value = strtoll(text, &end, 10);
	if (errno || end == text || *end || value < 0)
		return -1;
	*out = value;
	return 0;
}

static int set(struct fault *fault, const char *word, struct error *err)
{
	for (size_t i = 0; i < COUNT_OF(settings); i++) {
		size_t length = strlen(settings[i].name);
		char *field = (char *)fault + settings[i].offset;

		if (strncmp(word, settings[i].name, length) != 0 || word[length] != '=')
			continue;
		if (!settings[i].number) {
			*(const char **)field = word + length + 1;
			return 0;
		}
		if (number_of(word + length + 1, (int64_t *)field) == 0)
			return 0;
	}
	return error_set(err, "'%s' is no setting of a fault", word);
}

static int set_kind(struct fault *fault, const char *word, struct error *err)
{
	int64_t status = 0;

	fault->kind = word;
	if (strncmp(word, "redirect=", 9) == 0) {
		fault->kind = "redirect";
		fault->location = word + 9;
	} else if (number_of(word, &status) == 0 && status >= 100 && status <= 599) {
		fault->kind = "status";
		fault->status = (unsigned)status;
	} else if (!distortion_known(word) || strcmp(word, "status") == 0) {
		return error_set(err, "'%s' is no kind of fault", word);
	}
	return 0;
}

/* One word before the arrow. */
static int add_condition(struct fault *fault, const char *word, struct error *err)
{
	if (!fault->method)
		fault->method = word;
	else if (!fault->path)
		fault->path = word;
	else if (fault->parameter_count < FAULT_CONDITIONS && strchr(word, '='))
		fault->parameters[fault->parameter_count++] = word;
	else
		return error_set(err, "'%s': expected name=value", word);
	return 0;
}

static int parse_line(char *line, struct fault_plan *plan, struct error *err)
{
	struct fault fault = { .retry_after = "", .location = "", .times = -1, .mib = 256 };
	char *rest = NULL;
	bool arrow = false;

	for (char *word = strtok_r(line, " \t\r", &rest); word;
	     word = strtok_r(NULL, " \t\r", &rest)) {
		int result = 0;

		if (strncmp(word, "revoke-after=", 13) == 0 && !fault.method)
			return number_of(word + 13, &plan->revoke_after);
		if (strcmp(word, "->") == 0 || strcmp(word, "→") == 0)
			arrow = true;
		else if (!arrow)
			result = add_condition(&fault, word, err);
		else if (!fault.kind)
			result = set_kind(&fault, word, err);
		else
			result = set(&fault, word, err);
		if (result != 0)
			return -1;
	}
	if (!fault.path || !fault.kind)
		return error_set(err, "expected METHOD PATH -> KIND");
	ARRAY_RESERVE(plan->faults, plan->count, plan->capacity);
	plan->faults[plan->count++] = fault;
	return 0;
}

static int parse(struct arena *arena, const char *text, struct fault_plan *plan, struct error *err)
{
	char *copy = arena_strdup(arena, text), *rest = NULL;

	for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		line += strspn(line, " \t\r");
		if (!*line || *line == '#')
			continue;
		const char *said = arena_strdup(arena, line);
		if (parse_line(line, plan, err) != 0)
			return error_prepend(err, "fault '%s'", said);
	}
	return 0;
}

int fault_plan_load(struct arena *arena, const char *path, struct fault_plan *out,
		    struct error *err)
{
	struct str text = STR_INIT(STR_BODY);
	struct fault_plan plan = { .faults = NULL };
	int result = path ? file_read(path, &text, err) : 0;

	if (result == 0)
		result = parse(arena, str_text(&text), &plan, err);
	str_release(&text);
	if (result == 0)
		*out = plan;
	else
		fault_plan_release(&plan);
	return result;
}

void fault_plan_release(struct fault_plan *plan)
{
	free(plan->faults);
	*plan = (struct fault_plan){ .faults = NULL };
}

static bool carries(const char *target, const char *parameter)
{
	char name[QUERY_VALUE], value[QUERY_VALUE];
	size_t length = strcspn(parameter, "=");

	if (length >= sizeof name)
		return false;
	memcpy(name, parameter, length);
	name[length] = '\0';
	return query_value(target, name, value) && strcmp(value, parameter + length + 1) == 0;
}

static bool fits(const struct fault *fault, const char *method, const char *target)
{
	char path[1024];

	if (strcmp(fault->method, "*") != 0 && strcmp(fault->method, method) != 0)
		return false;
	if (!query_path(target, path, sizeof path))
		return false;
	if (strcmp(fault->path, "*") != 0 && !query_fits(path, fault->path, NULL))
		return false;
	for (size_t i = 0; i < fault->parameter_count; i++)
		if (!carries(target, fault->parameters[i]))
			return false;
	return true;
}

/* Whether it is due for the request that fits it as the `nth`, counted from 0. */
static bool is_due(const struct fault *fault, int64_t nth)
{
	const int64_t every = fault->every ? fault->every : 1;
	const int64_t since = nth - fault->after;

	if (since < 0 || since % every != every - 1)
		return false;
	return fault->times < 0 || since / every < fault->times;
}

const struct fault *fault_plan_next(struct fault_plan *plan, const char *method, const char *target)
{
	for (size_t i = 0; i < plan->count; i++) {
		struct fault *fault = &plan->faults[i];

		if (fits(fault, method, target) && is_due(fault, fault->seen++))
			return fault;
	}
	return NULL;
}
