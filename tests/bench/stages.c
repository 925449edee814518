/*
 * stages - a replay, one stage after the other, each measured by itself.
 *
 * usage: stages FOLDER OUT
 *
 * FOLDER holds evidence/; OUT must not exist and becomes a report folder. Prints a line a stage:
 *
 *	NAME USER_US SYSTEM_US WALL_US PEAK_KIB GROWN_KIB WRITTEN_BYTES FAULTS
 *
 * PEAK is the process's most resident memory within the stage, GROWN what that is more than
 * before it, WRITTEN what was handed to write(). Under callgrind each stage is a dump of its own.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <valgrind/callgrind.h>

#include "audit/command/assessment.h"
#include "audit/command/commands.h"
#include "audit/command/outputs.h"
#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/input/recorded.h"
#include "audit/pull/replay.h"

struct bench {
	const char *evidence, *out;
	struct evidence_run *recorded;
	struct options options;
	struct assessment assessment;
	struct folder folder;
};

struct usage {
	int64_t user_us, system_us, wall_us, resident_kib, peak_kib, written, faults;
};

/* A number of /proc/self/FILE, from the line that begins with `name`. */
static int64_t proc_number(const char *file, const char *name)
{
	FILE *stream = fopen(file, "re");
	char line[256];
	int64_t number = 0;

	while (stream && fgets(line, sizeof line, stream))
		if (strncmp(line, name, strlen(name)) == 0)
			number = strtoll(line + strlen(name), NULL, 10);
	if (stream)
		(void)fclose(stream);
	return number;
}

/* From now on the peak is that of what follows. */
static void forget_peak(void)
{
	FILE *stream = fopen("/proc/self/clear_refs", "we");

	if (!stream)
		return;
	(void)fputs("5", stream);
	(void)fclose(stream);
}

static int64_t microseconds(const struct timeval *time)
{
	return (int64_t)time->tv_sec * 1000000 + time->tv_usec;
}

static struct usage usage_now(void)
{
	struct rusage self;
	struct timespec now;

	(void)getrusage(RUSAGE_SELF, &self);
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (struct usage){
		.user_us = microseconds(&self.ru_utime),
		.system_us = microseconds(&self.ru_stime),
		.wall_us = (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000,
		.resident_kib = proc_number("/proc/self/status", "VmRSS:"),
		.peak_kib = proc_number("/proc/self/status", "VmHWM:"),
		.written = proc_number("/proc/self/io", "wchar:"),
		.faults = self.ru_minflt,
	};
}

static int load(struct bench *bench, struct error *err)
{
	struct assessment *it = &bench->assessment;

	if (evidence_load_run(it->arena, bench->evidence, &bench->recorded, err) != 0)
		return -1;
	bench->options = options_usual(it->arena, replay_command.rows, replay_command.size);
	it->given = &bench->options;
	it->options = bench->options.values;
	it->recorded = bench->recorded;
	it->record = (struct evidence_run){ .subdomain = bench->recorded->subdomain,
					    .base_url = bench->recorded->base_url };
	if (recorded_take(it->arena, bench->recorded, &bench->options, err) != 0)
		return -1;
	return assessment_prepare(it, err);
}

static int take_in(struct bench *bench, struct error *err)
{
	struct assessment *it = &bench->assessment;

	return replay_account(it->arena, bench->evidence, bench->recorded, it->plan, &it->account,
			      err);
}

static int copy(struct bench *bench, struct error *err)
{
	if (folder_reserve(&bench->folder, bench->out, true, err) != 0)
		return -1;
	return evidence_copy(bench->evidence, &bench->folder.evidence, bench->assessment.account,
			     err);
}

static int evaluate(struct bench *bench, struct error *err)
{
	int64_t clock = bench->recorded->assessed_at;

	if (clock_report_ms(&clock, clock, err) != 0)
		return -1;
	return assessment_evaluate(&bench->assessment, clock, err);
}

static int write_one(struct bench *bench, const char *name, const char *format, struct error *err)
{
	return outputs_write_one(&bench->folder.place, name, format, bench->assessment.audits[0],
				 err);
}

static int write_json(struct bench *bench, struct error *err)
{
	return write_one(bench, "results.json", "json", err);
}

static int write_workbook(struct bench *bench, struct error *err)
{
	return write_one(bench, "report.xlsx", "xlsx", err);
}

static int write_pdf(struct bench *bench, struct error *err)
{
	return write_one(bench, "report.pdf", "pdf", err);
}

/* What makes the folder a report: each file read once more, for the manifest. */
static int commit(struct bench *bench, struct error *err)
{
	return folder_commit(&bench->folder, bench->assessment.audits[0]->report_id, err);
}

static const struct stage {
	const char *name;
	int (*run)(struct bench *bench, struct error *err);
} stages[] = {
	{ "load", load },	  { "parse", take_in },	     { "copy", copy },
	{ "evaluate", evaluate }, { "results", write_json }, { "workbook", write_workbook },
	{ "pdf", write_pdf },	  { "manifest", commit },
};

static int run(const struct stage *stage, struct bench *bench, struct error *err)
{
	forget_peak();
	const struct usage before = usage_now();
	CALLGRIND_ZERO_STATS;
	int result = stage->run(bench, err);
	CALLGRIND_DUMP_STATS_AT(stage->name);
	const struct usage after = usage_now();

	if (result == 0)
		(void)printf("%s %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
			     " %" PRId64 " %" PRId64 "\n",
			     stage->name, after.user_us - before.user_us,
			     after.system_us - before.system_us, after.wall_us - before.wall_us,
			     after.peak_kib, after.peak_kib - before.resident_kib,
			     after.written - before.written, after.faults - before.faults);
	return result;
}

int main(int argc, char **argv)
{
	struct bench bench = { .out = argc == 3 ? argv[2] : NULL };
	struct error err = { .message = "usage: stages FOLDER OUT" };
	int result = argc == 3 ? 0 : -1;

	mem_init();
	log_set_level(LOG_ERROR);
	bench.assessment.arena = arena_new();
	if (result == 0)
		bench.evidence = arena_printf(bench.assessment.arena, "%s/evidence", argv[1]);
	for (size_t i = 0; i < COUNT_OF(stages) && result == 0; i++)
		result = run(&stages[i], &bench, &err);
	if (result != 0)
		(void)fprintf(stderr, "stages: %s\n", err.message);
	folder_release(&bench.folder);
	arena_free(bench.assessment.arena);
	return result == 0 ? 0 : 2;
}
