/*
 * todo - attestations.todo.json: what is still manual, ready to be filled in
 * and given back with --attestations; with `where` to look for each.
 */
#ifndef RULES_TODO_H
#define RULES_TODO_H

#include <stdio.h>

#include "audit/core/audit.h"

void todo_write(FILE *stream, const struct audit *audit);

#endif
