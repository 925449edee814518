/*
 * look - which request a check needs beside the lists and the permissions, and what it showed.
 */
#ifndef RULES_LOOK_H
#define RULES_LOOK_H

#include "audit/model/account.h"

struct arena;

/* "/settings", "/products?sku=AV-1"; NULL = it needs none. */
const char *look_path(struct arena *arena, const struct check *check);

/* The part of the answer that the check is about. */
enum look_part look_part(const struct check *check);

/* NULL = it was not asked for. */
const struct look *look_find(const struct account *account, const char *path);

#endif
