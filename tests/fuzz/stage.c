#include "tests/fuzz/stage.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/place.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/rules/check/evaluate.h"
#include "audit/rules/plan.h"
#include "tests/fuzz/property.h"
#include "tests/unit/fixture_sample.h"

static struct audit sample, faulty;
static const struct plan *plan;
static struct arena *arena;
static char folder[256];

static void close_stage(void)
{
	arena_free(arena);
}

static void cut_short(struct source *source)
{
	source->complete = false;
	source->reason = REASON_TRUNCATED;
	source->problem = "page 2 was answered with status 500";
}

static void make_faulty(void)
{
	struct account *account = arena_copy(arena, sample.account, sizeof *account);

	faulty = sample;
	faulty.account = account;
	cut_short(&account->sources[SOURCE_CUSTOMERS]);
	cut_short(&account->sources[SOURCE_SCHEDULES]);
	account->probes =
		arena_copy(arena, account->probes, account->probe_count * sizeof *account->probes);
	for (size_t i = 0; i < account->probe_count; i += 3) {
		account->probes[i].granted = TRI_UNKNOWN;
		account->probes[i].proof = PROOF_NONE;
		account->probes[i].reason = REASON_TIMEOUT;
	}
	evaluate(arena, &faulty);
	HOLDS(faulty.counts.of[VERDICT_UNKNOWN] > 0);
}

static void open_stage(void)
{
	if (arena)
		return;
	mem_init();
	log_set_level(LOG_ERROR);
	arena = arena_new();
	(void)atexit(close_stage);
	sample = *fixture_sample(arena, "not-ready");
	sample.attestation_count = 0;
	sample.token = NULL;
	sample.group_attested_count = 0;
	sample.waiver_count = 0;
	evaluate(arena, &sample);
	make_faulty();
	plan = plan_make(arena, sample.catalogue, &sample.profile, 1, true);
}

const struct audit *stage_audit(void)
{
	open_stage();
	return &sample;
}

const struct audit *stage_faulty(void)
{
	open_stage();
	return &faulty;
}

const struct catalogue *stage_catalogue(void)
{
	return stage_audit()->catalogue;
}

const struct profile *stage_profile(void)
{
	return stage_audit()->profile;
}

const struct plan *stage_plan(void)
{
	open_stage();
	return plan;
}

static void remove_folder(void)
{
	stage_empty();
	(void)rmdir(folder);
}

const char *stage_folder(void)
{
	const char *temporary = getenv("TMPDIR");

	if (*folder)
		return folder;
	if (!temporary)
		temporary = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	(void)snprintf(folder, sizeof folder, "%.200s/fuzz.XXXXXX", temporary);
	HOLDS(mkdtemp(folder) != NULL);
	(void)atexit(remove_folder);
	return folder;
}

const struct place *stage_place(void)
{
	static struct place place;
	struct error err = { .message = "" };

	HOLDS(place.path || place_open(&place, stage_folder(), &err) == 0);
	return &place;
}

void stage_write(const char *name, const void *bytes, size_t length)
{
	int at = open(stage_folder(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int fd = openat(at, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);

	HOLDS(fd >= 0 && write(fd, bytes, length) == (ssize_t)length);
	(void)close(fd);
	(void)close(at);
}

void stage_empty(void)
{
	DIR *stream = opendir(stage_folder());
	const struct dirent *entry;

	while (stream && (entry = readdir(stream)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
		    unlinkat(dirfd(stream), entry->d_name, 0) != 0)
			(void)unlinkat(dirfd(stream), entry->d_name, AT_REMOVEDIR);
	if (stream)
		(void)closedir(stream);
}
