/*
 * fixture_world - an invented account, a profile and a catalogue, and helpers to
 * change them. fixture_ready.h fills one in.
 */
#ifndef TESTS_FIXTURE_WORLD_H
#define TESTS_FIXTURE_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/form.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/audit.h"
#include "audit/rules/catalogue.h"
#include "audit/rules/check/evaluate.h"
#include "audit/rules/profile/attestation.h"
#include "audit/rules/profile/profile.h"
#include "audit/rules/profile/waiver.h"

#define WORLD_NOW INT64_C(1795507200000) /* 2026-11-24T08:00:00Z */
#define WORLD_ROWS 64			 /* room in every array */

struct world {
	struct arena *arena;
	struct catalogue *catalogue;
	struct account account;
	struct audit audit;
};

/* JSON with ' for ", which is easier to read in C. */
const char *world_json(struct world *w, const char *text);
const char *world_file(struct world *w, const char *path);
/* The object at `path` ("a/0/b") without one of its keys, as text. */
const char *world_without(struct world *w, const char *json, const char *path, const char *key);

/* That a file is refused, and why, for want of this key at this place. */
#define assert_key_missing(result, err, path, key)                                                 \
	do {                                                                                       \
		char wanted_[128];                                                                 \
		(void)snprintf(wanted_, sizeof wanted_, "'%s%s/%s': expected ",                    \
			       *(path) ? "/" : "", (path), (key));                                 \
		assert_int_equal((result), -1);                                                    \
		if (!strstr((err).message, wanted_) || !strstr((err).message, "found nothing"))    \
			fail_msg("'%s' does not hold \"%s\"", (err).message, wanted_);             \
	} while (0)

/* The profile in force; aborts the test if it is refused. */
void world_profile(struct world *w, const char *json);
/* A profile of one mandatory requirement, X-1, with this check. */
void world_check(struct world *w, const char *check);
void world_attest(struct world *w, const char *json);
void world_waive(struct world *w, const char *json);
size_t world_permission(struct world *w, const char *name);
/* The first probe of a permission; NULL if there is none. */
struct probe *world_probe(struct world *w, const char *name);
struct probe *world_add_probe(struct world *w, const char *name, const char *method,
			      const char *path);
void world_grant(struct probe *probe, enum proof proof);
void world_refuse(struct probe *probe);
void world_break(struct probe *probe, enum reason reason);
void world_drop(struct world *w, const char *name);
void world_declare(struct world *w, const char *area, const char *action, enum tri granted);
void world_source_breaks(struct source *source, enum reason reason);
struct source world_source(const char *path, size_t records);
struct customer *world_customer(struct world *w, int64_t id, const char *name);
struct schedule *world_schedule(struct world *w, int64_t id, int64_t customer);
struct user *world_user(struct world *w, int64_t id, const char *email, enum tri admin,
			const char *group);

#endif
