/*
 * todo - attestations.todo.json: what is still manual, or met a fault of Syncro's that a
 * person's word may stand in for, or the number of customers, ready to be filled in and given back
 * with
 * --attestations; with `where` to look for each.
 */
#ifndef RULES_PROFILE_TODO_H
#define RULES_PROFILE_TODO_H

#include <stdio.h>

#include "audit/model/audit.h"

void todo_write(FILE *stream, const struct audit *audit);

#endif
