#include "tests/standin/write.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/json/json.h"
#include "tests/standin/answer.h"
#include "tests/standin/call.h"
#include "tests/standin/endpoint.h"
#include "tests/standin/record.h"

static void accept(struct answer *answer)
{
	answer->mutation = true;
	answer_set(answer, 200, "{\"success\":true}");
}

static bool given(const struct call *call, const char *key)
{
	const cJSON *item = json_get(call->input, key);

	return item && !cJSON_IsNull(item) && !(cJSON_IsString(item) && !*item->valuestring);
}

/* The only customer known to be refused is one whose e-mail is none. */
void write_customer(const struct call *call, struct answer *answer)
{
	const char *email = cJSON_GetStringValue(json_get(call->input, "email"));

	if (email && *email && !strchr(email, '@'))
		answer_set(answer, 422,
			   "{\"success\":false,\"message\":[\"Email is not an email\"],"
			   "\"params\":{}}");
	else
		accept(answer);
}

void write_ticket(const struct call *call, struct answer *answer)
{
	if (given(call, "customer_id"))
		accept(answer);
	else
		answer_set(answer, 422, "{\"error\":\"Customer required field\"}");
}

void write_schedule(const struct call *call, struct answer *answer)
{
	static const struct {
		const char *key, *message;
	} fields[] = {
		{ "frequency", "Frequency Must be a valid selection\",\"Frequency can't be blank" },
		{ "next_run", "Next run can't be blank" },
		{ "name", "Name can't be blank" },
		{ "customer_id", "Customer can't be blank" },
	};
	const char *between = "";

	answer_set(answer, 422, "{\"error\":[");
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		if (given(call, fields[i].key))
			continue;
		str_printf(&answer->body, "%s\"%s\"", between, fields[i].message);
		between = ",";
	}
	str_puts(&answer->body, "]}");
	if (!*between)
		accept(answer);
}

/* A record that is there: only a field emptied that must not be is refused. */
void write_record(const struct call *call, struct answer *answer)
{
	static const struct {
		const char *list, *key, *body;
	} refusals[] = {
		{ "/tickets", "subject",
		  "{\"success\":false,\"message\":[\"Subject can't be blank\"]}" },
		{ "/schedules", "next_run", "{\"error\":[\"Next run can't be blank\"]}" },
	};

	if (!record_exists(call)) {
		answer_set(answer, 404, "{\"message\":\"Not found\"}");
		return;
	}
	for (size_t i = 0; i < COUNT_OF(refusals); i++) {
		if (strcmp(call->method, "PUT") == 0 &&
		    strcmp(call->endpoint->list, refusals[i].list) == 0 &&
		    json_get(call->input, refusals[i].key) && !given(call, refusals[i].key)) {
			answer_set(answer, 422, refusals[i].body);
			return;
		}
	}
	accept(answer);
}
