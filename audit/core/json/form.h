/*
 * input - JSON files written by people (profile, permission catalogue,
 * attestations, waivers, brand, configuration), read strictly: every mistake is
 * noted with its place as a JSON Pointer and with what was expected.
 *
 *	struct input in;
 *	if (input_open(&in, "waivers.json", bytes, length, err)) ...
 *	input_object(&in, in.root, "", fields, COUNT_OF(fields));
 *	...
 *	return input_close(&in, err);    (0, or -1 with the first mistake told)
 *
 * Pointers of nested places are made with input_at (arena memory of the input).
 */
#ifndef CORE_JSON_FORM_H
#define CORE_JSON_FORM_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;

enum input_type {
	INPUT_ANY,
	INPUT_STRING, /* may be empty */
	INPUT_TEXT,   /* a string in which something can be seen */
	INPUT_WORDS,  /* what somebody says, or who: with a letter or a digit of any script */
	INPUT_DATE,   /* YYYY-MM-DD */
	INPUT_DATE_OR_NULL,
	INPUT_PAST_DATE, /* of something done: not later than tomorrow, by the real clock */
	INPUT_BOOLEAN,
	INPUT_INTEGER, /* 0 to 2^53 */
	INPUT_ARRAY,
	INPUT_OBJECT,
};

struct input_field {
	const char *key;
	enum input_type type;
	bool required;
};

struct input_problem {
	const char *pointer;  /* "" is the whole file */
	const char *expected; /* "a date as YYYY-MM-DD, found \"soon\"" */
};

struct input {
	const char *file; /* as the user named it; borrowed */
	struct arena *arena;
	cJSON *root;
	struct input_problem *problems;
	size_t problem_count;
	size_t problem_capacity;
};

int input_open(struct input *in, const char *file, const char *bytes, size_t length,
	       struct error *err);

/* Keys must be among `fields`, required ones there, each of its type. False,
 * with the mistakes noted, if not; a wrong member never hides the others. */
bool input_object(struct input *in, const cJSON *item, const char *pointer,
		  const struct input_field *fields, size_t count);
/* True and the item only if the member is there and of that type. */
const cJSON *input_member(const cJSON *object, const char *key, enum input_type type);

/* Index of the string `item` in `names`, or -1 with a mistake noted that lists them. */
int input_choice(struct input *in, const cJSON *item, const char *pointer, const char *const *names,
		 size_t count);

const char *input_at(struct input *in, const char *pointer, const char *key);
const char *input_at_index(struct input *in, const char *pointer, size_t index);
void input_problem(struct input *in, const char *pointer, const char *expected, ...)
	__attribute__((format(printf, 3, 4)));

/* Releases everything; -1 and "FILE: at POINTER: expected ..." (and how many
 * more) if there was a mistake. */
int input_close(struct input *in, struct error *err);

#endif
