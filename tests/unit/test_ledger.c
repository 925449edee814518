/* All runs of a user on a machine together keep to the rate, whatever became of the file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/net/ledger.h"
#include "audit/net/limiter.h"
#include "tests/unit/fixture_folder.h"
#include "tests/unit/fixture_range.h"

#define BASE "http://127.0.0.1:8080/api/v1"
#define NOON ((int64_t)1000000)

static int make(void **state)
{
	int result = fixture_folder_make(state);
	const struct fixture_folder *folder = *state;

	return result != 0 ? result : setenv("XDG_RUNTIME_DIR", folder->path, 1);
}

static const char *file_of(struct fixture_folder *folder, const char *host)
{
	return fixture_folder_file(folder, arena_printf(folder->arena, "syncro-audit-%u-%s",
							(unsigned)geteuid(), host));
}

static const char *own_file(struct fixture_folder *folder)
{
	return file_of(folder, "127.0.0.1:8080");
}

static int64_t take(struct ledger *ledger, int64_t now)
{
	uint64_t ticket;

	return ledger_take(ledger, now, &ticket);
}

/* One that is alone counts nothing. */
static bool is_alone(struct ledger *ledger)
{
	return take(ledger, NOON) == 0 && take(ledger, NOON) == 0;
}

static void runs_side_by_side_share_the_rate(void **state)
{
	struct ledger *one = ledger_open(BASE, 3), *other = ledger_open(BASE, 3);

	(void)state;
	assert_int_equal(take(one, NOON), 0);
	assert_int_equal(take(other, NOON + 10), 0);
	assert_int_equal(take(one, NOON + 20), 0);
	assert_int_equal(take(other, NOON + 30), LIMITER_WINDOW_MS - 30);
	assert_int_equal(take(one, NOON + 30), LIMITER_WINDOW_MS - 30);
	assert_int_equal(take(other, NOON + LIMITER_WINDOW_MS), 0);
	assert_int_equal(take(one, NOON + LIMITER_WINDOW_MS), 10);
	ledger_close(one);
	ledger_close(other);
}

static void a_run_right_after_another_counts_its_starts(void **state)
{
	struct ledger *ledger = ledger_open(BASE, 2);

	(void)state;
	(void)take(ledger, NOON);
	(void)take(ledger, NOON);
	ledger_close(ledger);
	ledger = ledger_open(BASE, 2);
	assert_int_equal(take(ledger, NOON + 5), LIMITER_WINDOW_MS - 5);
	ledger_close(ledger);
	/* Who may start more sees those too, and who may start fewer waits for more of them. */
	ledger = ledger_open(BASE, 3);
	assert_int_equal(take(ledger, NOON + 1000), 0);
	ledger_close(ledger);
	ledger = ledger_open(BASE, 1);
	assert_int_equal(take(ledger, NOON + 1000), LIMITER_WINDOW_MS);
	ledger_close(ledger);
}

static void each_host_has_its_own(void **state)
{
	static const struct {
		const char *base_url;
		bool counts;
	} cases[] = {
		{ "https://acme.syncromsp.com/api/v1", true },
		{ "https://other.syncromsp.com/api/v1", false }, /* Syncro's limit is per address */
		{ BASE, true },
		{ "http://127.0.0.1:8080/elsewhere", false },
		{ "http://127.0.0.1:8081/api/v1", true },
		{ "https://[::1]:8080", true },
		{ "https://proxy.example/syncro", true },
		{ "https://proxy.example:443/", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct ledger *ledger = ledger_open(cases[i].base_url, 1);
		print_message("%s\n", cases[i].base_url);
		assert_int_equal(take(ledger, NOON) == 0, cases[i].counts);
		ledger_close(ledger);
	}
}

/* Three runs start as soon as they may; where a connection is made first, the bytes go out later.
 */
static void no_window_of_a_minute_holds_more(void **state)
{
	enum { STARTS = 400, RATE = 7, RUNS = 3 };
	static int64_t starts[STARTS];
	struct ledger *runs[RUNS];
	uint32_t seed = 1;
	int64_t now = 0, free_at[RUNS] = { 0 };
	int count = 0;

	(void)state;
	for (int i = 0; i < RUNS; i++)
		runs[i] = ledger_open(BASE, RATE);
	while (count < STARTS) {
		uint64_t ticket = 0;
		seed = seed * 1103515245 + 12345;
		now += (seed >> 8) % 900;
		int run = (int)(seed >> 24) % RUNS;
		if (free_at[run] > now)
			continue;
		free_at[run] = now + ledger_take(runs[run], now, &ticket);
		if (free_at[run] > now)
			continue;
		now += seed >> 29 == 0 ? 3000 : 0;
		ledger_sent(runs[run], ticket, now);
		starts[count++] = now;
	}
	for (int i = RATE; i < STARTS; i++)
		assert_true(starts[i] - starts[i - RATE] > 60000);
	for (int i = 0; i < RUNS; i++)
		ledger_close(runs[i]);
}

/* Of a boot before this one, or a clock that was set back: a minute, not for ever. */
static void a_start_that_lies_ahead_counts_as_one_of_now(void **state)
{
	struct ledger *ledger = ledger_open(BASE, 1);

	(void)state;
	assert_int_equal(take(ledger, NOON * 1000), 0);
	assert_int_equal(take(ledger, NOON), LIMITER_WINDOW_MS);
	assert_int_equal(take(ledger, NOON + 1), LIMITER_WINDOW_MS - 1);
	assert_int_equal(take(ledger, NOON + LIMITER_WINDOW_MS), 0);
	ledger_close(ledger);
}

static void write_bytes(const char *path, const void *bytes, size_t size)
{
	FILE *stream = fopen(path, "we");

	assert_non_null(stream);
	assert_int_equal(fwrite(bytes, 1, size, stream), size);
	assert_int_equal(fclose(stream), 0);
	assert_int_equal(chmod(path, 0600), 0);
}

static void a_damaged_one_makes_nobody_wait_for_more_than_a_minute(void **state)
{
	struct fixture_folder *folder = *state;
	const char *path = own_file(folder);
	unsigned char bytes[4099];
	uint32_t seed = 3;

	for (size_t size = 0; size < sizeof bytes; size += 1 + size / 3) {
		for (size_t i = 0; i < size; i++)
			bytes[i] = (unsigned char)((seed = seed * 1103515245 + 12345) >> 24);
		write_bytes(path, bytes, size);
		struct ledger *ledger = ledger_open(BASE, 2);
		int64_t wait = take(ledger, NOON);
		assert_within(wait, 0, LIMITER_WINDOW_MS + 2000);
		assert_true(wait == 0 || take(ledger, NOON + wait) == 0);
		ledger_close(ledger);
	}
}

static void an_endless_one_is_made_short(void **state)
{
	struct fixture_folder *folder = *state;
	struct ledger *ledger = ledger_open(BASE, 2);
	struct stat status;

	assert_int_equal(truncate(own_file(folder), (off_t)1 << 40), 0);
	assert_int_equal(take(ledger, NOON), 0);
	assert_int_equal(stat(own_file(folder), &status), 0);
	assert_within(status.st_size, 1, 100);
	assert_int_equal(take(ledger, NOON), 0);
	assert_int_equal(take(ledger, NOON), LIMITER_WINDOW_MS);
	ledger_close(ledger);
}

static void nothing_that_is_not_ours_alone_is_written_to(void **state)
{
	struct fixture_folder *folder = *state;
	const char *path = own_file(folder), *target = fixture_folder_file(folder, "target");
	struct str text = STR_INIT(STR_LINE);

	fixture_folder_write(folder, "target", "precious");
	assert_int_equal(chmod(target, 0600), 0);
	for (int how = 0; how < 5; how++) {
		(void)remove(path);
		if (how == 0)
			assert_int_equal(symlink(target, path), 0);
		else if (how == 1)
			assert_int_equal(link(target, path), 0);
		else if (how == 2)
			assert_int_equal(mkfifo(path, 0600), 0);
		else if (how == 3)
			assert_int_equal(mkdir(path, 0700), 0);
		else
			write_bytes(path, "", 0), assert_int_equal(chmod(path, 0644), 0);
		struct ledger *ledger = ledger_open(BASE, 1);
		assert_true(is_alone(ledger));
		ledger_close(ledger);
	}
	fixture_folder_read(folder, "target", &text);
	assert_string_equal(str_text(&text), "precious");
	str_release(&text);
}

static void one_of_somebody_else_is_not_used(void **state)
{
	struct fixture_folder *folder = *state;

	if (geteuid() != 0)
		skip();
	write_bytes(own_file(folder), "", 0);
	assert_int_equal(chown(own_file(folder), 12345, 12345), 0);
	struct ledger *ledger = ledger_open(BASE, 1);
	assert_true(is_alone(ledger));
	ledger_close(ledger);
}

/* As a process that was stopped, or one that does nothing else. */
static void a_lock_that_stays_holds_nobody(void **state)
{
	struct fixture_folder *folder = *state;
	struct ledger *ledger = ledger_open(BASE, 1);
	int file = open(own_file(folder), O_RDWR | O_CLOEXEC);

	assert_int_equal(flock(file, LOCK_EX), 0);
	assert_true(is_alone(ledger));
	close(file);
	ledger_close(ledger);
}

static void a_full_disk_holds_nobody(void **state)
{
	struct rlimit before, none;
	struct ledger *ledger = ledger_open(BASE, 1);

	(void)state;
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	none = (struct rlimit){ 0, before.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	assert_true(is_alone(ledger));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	ledger_close(ledger);
}

static void one_that_is_taken_away_is_made_anew_for_all(void **state)
{
	struct fixture_folder *folder = *state;
	struct ledger *one = ledger_open(BASE, 2), *other = ledger_open(BASE, 2);

	assert_int_equal(unlink(own_file(folder)), 0);
	assert_int_equal(take(one, NOON), 0);
	assert_int_equal(take(other, NOON), 0);
	assert_int_equal(take(one, NOON), LIMITER_WINDOW_MS);
	ledger_close(one);
	ledger_close(other);
}

static void those_that_nobody_used_for_a_day_are_forgotten(void **state)
{
	struct fixture_folder *folder = *state;
	const struct timespec before[] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };
	const char *stale = file_of(folder, "old.example:443"),
		   *recent = file_of(folder, "new.example:443"),
		   *foreign = fixture_folder_file(folder, "notes");

	write_bytes(stale, "", 0);
	write_bytes(recent, "", 0);
	write_bytes(foreign, "", 0);
	assert_int_equal(utimensat(AT_FDCWD, stale, before, 0), 0);
	assert_int_equal(utimensat(AT_FDCWD, foreign, before, 0), 0);
	ledger_close(ledger_open(BASE, 1));
	assert_int_not_equal(access(stale, F_OK), 0);
	assert_int_equal(access(recent, F_OK), 0);
	assert_int_equal(access(foreign, F_OK), 0);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make, fixture_folder_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(runs_side_by_side_share_the_rate),
		CASE(a_run_right_after_another_counts_its_starts),
		CASE(each_host_has_its_own),
		CASE(no_window_of_a_minute_holds_more),
		CASE(a_start_that_lies_ahead_counts_as_one_of_now),
		CASE(a_damaged_one_makes_nobody_wait_for_more_than_a_minute),
		CASE(an_endless_one_is_made_short),
		CASE(nothing_that_is_not_ours_alone_is_written_to),
		CASE(one_of_somebody_else_is_not_used),
		CASE(a_lock_that_stays_holds_nobody),
		CASE(a_full_disk_holds_nobody),
		CASE(one_that_is_taken_away_is_made_anew_for_all),
		CASE(those_that_nobody_used_for_a_day_are_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
