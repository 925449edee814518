/*
 * json_difference - where two JSON trees differ, each place by name: "findings JC-2.1
 * mandatory". An item of a list goes by its id, name or the like, else by its number;
 * one that is missing, or too many, does not make its followers differ.
 */
#ifndef CORE_JSON_DIFFERENCE_H
#define CORE_JSON_DIFFERENCE_H

#include <cjson/cJSON.h>
#include <stddef.h>

/* A value that one side lacks is NULL. */
typedef void json_tell(void *context, const char *what, const char *expected, const char *found);

/* Trees of json_parse. Returns how many differences were told. */
size_t json_differences(const cJSON *expected, const cJSON *found, json_tell *tell, void *context);

#endif
