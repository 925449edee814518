#include "tests/standin/record.h"

#include <stddef.h>

#include "tests/standin/answer.h"
#include "tests/standin/call.h"
#include "tests/standin/endpoint.h"
#include "tests/standin/store.h"

static const struct store_row *row_of(const struct call *call)
{
	if (!call->endpoint->list)
		return NULL;
	return store_row(store_list(call->store, call->endpoint->list), call->id);
}

bool record_exists(const struct call *call)
{
	return store_document(call->store, call->path) || row_of(call);
}

static void wrap(const struct call *call, const struct store_row *row, struct answer *answer)
{
	answer_set(answer, 200, "");
	str_printf(&answer->body, "{\"%s\":%s}", call->endpoint->key, row->json);
}

/* A record that is not there is answered in JSON; a path that is not, with an empty 404. */
void record_serve(const struct call *call, struct answer *answer)
{
	const char *document = store_document(call->store, call->path);
	const struct store_row *row = row_of(call);

	if (document)
		answer_set(answer, 200, document);
	else if (row)
		wrap(call, row, answer);
	else
		answer_set(answer, 404, "{\"message\":\"Not found\"}");
}

void record_latest(const struct call *call, struct answer *answer)
{
	const struct store_list *list = store_list(call->store, call->endpoint->list);

	if (list && list->count)
		wrap(call, &list->rows[list->count - 1], answer);
	else
		answer_set(answer, 404, "{\"message\":\"Not found\"}");
}

void record_document(const struct call *call, struct answer *answer)
{
	const char *document = store_document(call->store, call->path);

	if (!document)
		document = call->endpoint->fallback;
	answer_set(answer, document ? 200 : 404,
		   document ? document : "{\"message\":\"Not found\"}");
}
