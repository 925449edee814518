/*
 * waiver - reads a waiver file into audit->waivers. Strict. Standing is decided
 * by evaluate, which knows the clock.
 */
#ifndef RULES_PROFILE_WAIVER_H
#define RULES_PROFILE_WAIVER_H

#include <stddef.h>

#include "audit/model/audit.h"

struct arena;
struct error;

int waiver_read(struct arena *arena, struct audit *audit, const char *file, const char *bytes,
		size_t length, struct error *err);

#endif
