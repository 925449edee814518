#include "audit/input/work_copy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/json/writer.h"
#include "audit/core/mem.h"
#include "audit/core/text.h"
#include "audit/evidence/evidence.h"
#include "audit/model/work.h"

#define SCHEMA "syncro-audit/work/1"

/* The texts of a row, in the order of the file. */
static const struct {
	const char *key;
	size_t offset;
} texts[] = {
	{ "requirement", offsetof(struct work_row, requirement) },
	{ "job", offsetof(struct work_row, job) },
	{ "action", offsetof(struct work_row, action) },
	{ "result", offsetof(struct work_row, result) },
	{ "severity", offsetof(struct work_row, severity) },
	{ "owner", offsetof(struct work_row, owner) },
	{ "due", offsetof(struct work_row, due) },
	{ "response", offsetof(struct work_row, response) },
	{ "note", offsetof(struct work_row, note) },
	{ "fixed_on", offsetof(struct work_row, fixed_on) },
};

static const char **text_at(struct work_row *row, size_t i)
{
	return (const char **)(void *)((char *)row + texts[i].offset);
}

static void write_copy(FILE *stream, const struct work *work)
{
	struct json_writer w;

	json_writer_init(&w, stream, true);
	json_object(&w, NULL);
	json_string(&w, "schema", SCHEMA);
	json_string(&w, "account", work->account);
	json_string(&w, "profile", work->profile);
	json_string(&w, "report_id", work->report_id);
	json_string(&w, "assessed_on", work->assessed_on);
	json_array(&w, "rows");
	for (size_t i = 0; i < work->count; i++) {
		struct work_row row = work->rows[i];
		json_object(&w, NULL);
		for (size_t k = 0; k < COUNT_OF(texts); k++)
			json_string(&w, texts[k].key, *text_at(&row, k));
		json_string(&w, "state", work_state_label(row.state));
		json_end(&w);
	}
	json_end(&w);
	json_end(&w);
}

const char *work_copy_text(struct arena *arena, const struct work *work)
{
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);

	if (stream) {
		write_copy(stream, work);
		(void)fclose(stream);
	}
	const char *copy = arena_strdup(arena, text ? text : "");
	free(text);
	return copy;
}

static void read_row(struct input *in, struct arena *arena, const cJSON *item, const char *pointer,
		     struct work_row *out)
{
	static const char *const days[] = { "due", "fixed_on" };
	struct input_field fields[COUNT_OF(texts) + 1] = { { "state", INPUT_STRING, true } };

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		fields[i + 1] = (struct input_field){ texts[i].key, INPUT_STRING, true };
	fields[1].type = INPUT_TEXT;
	if (!input_object(in, item, pointer, fields, COUNT_OF(fields)))
		return;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		*text_at(out, i) = text_clean(arena, json_get(item, texts[i].key)->valuestring);
	for (size_t i = 0; i < COUNT_OF(days); i++)
		if (*json_get(item, days[i])->valuestring &&
		    !input_member(item, days[i], INPUT_DATE))
			input_problem(in, input_at(in, pointer, days[i]),
				      "a date as YYYY-MM-DD, or nothing");
	const int state = work_state_of(json_get(item, "state")->valuestring);
	if (state < 0)
		input_problem(in, input_at(in, pointer, "state"), "one of the states of work.xlsx");
	else
		out->state = (enum work_state)state;
	if ((state == WORK_FIXED) != (*out->fixed_on != '\0'))
		input_problem(in, input_at(in, pointer, "fixed_on"),
			      "a date if the state is Fixed, and else nothing");
}

static void read_rows(struct input *in, struct arena *arena, const cJSON *list, struct work *work)
{
	const cJSON *item;

	work->rows = arena_array(arena, (size_t)cJSON_GetArraySize(list), sizeof *work->rows);
	cJSON_ArrayForEach(item, list)
	{
		struct work_row row = { .requirement = "" };
		const char *pointer = input_at_index(in, "/rows", work->count);
		read_row(in, arena, item, pointer, &row);
		if (work_find(work, row.requirement))
			input_problem(in, pointer, "each requirement once");
		work->rows[work->count++] = row;
	}
}

int work_copy_read(struct arena *arena, const struct evidence_input *copy, const struct work **out,
		   struct error *err)
{
	static const struct input_field fields[] = {
		{ "schema", INPUT_TEXT, true },	       { "account", INPUT_STRING, true },
		{ "profile", INPUT_STRING, true },     { "report_id", INPUT_STRING, true },
		{ "assessed_on", INPUT_STRING, true }, { "rows", INPUT_ARRAY, true },
	};
	static const char *const schemas[] = { SCHEMA };
	struct work *work = arena_alloc(arena, sizeof *work);
	struct input in;

	if (input_open(&in, copy->name, copy->text, strlen(copy->text), err) != 0)
		return -1;
	if (input_object(&in, in.root, "", fields, COUNT_OF(fields)) &&
	    input_choice(&in, json_get(in.root, "schema"), "/schema", schemas, 1) == 0) {
		work->account = text_clean(arena, json_get(in.root, "account")->valuestring);
		work->profile = text_clean(arena, json_get(in.root, "profile")->valuestring);
		work->report_id = text_clean(arena, json_get(in.root, "report_id")->valuestring);
		work->assessed_on =
			text_clean(arena, json_get(in.root, "assessed_on")->valuestring);
		read_rows(&in, arena, json_get(in.root, "rows"), work);
	}
	*out = work;
	return input_close(&in, err);
}
