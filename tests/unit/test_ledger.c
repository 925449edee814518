/* All runs of a user on a machine keep to the rate together; none waits for a ledger for ever. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/clock.h"
#include "audit/core/hash.h"
#include "audit/core/log.h"
#include "audit/net/ledger.h"
#include "audit/net/limiter.h"

#define BASE "http://127.0.0.1:8080/api/v1"
#define HERE "127.0.0.1:8080"

static char place[64];
static char file[192];

static int begin(void **state)
{
	char hex[HASH_HEX];

	(void)state;
	(void)snprintf(place, sizeof place, "/tmp/test-ledger-XXXXXX");
	if (!mkdtemp(place))
		return -1;
	hash_bytes(HERE, strlen(HERE), hex);
	(void)snprintf(file, sizeof file, "%s/syncro-audit-%ld-%.16s.starts", place,
		       (long)geteuid(), hex);
	log_set_level(LOG_ERROR);
	return setenv("XDG_RUNTIME_DIR", place, 1);
}

static int end(void **state)
{
	char command[96];

	(void)state;
	(void)snprintf(command, sizeof command, "rm -rf '%s'", place);
	return system(command);
}

static void put(const void *bytes, size_t length, mode_t mode)
{
	FILE *stream = fopen(file, "w");

	assert_non_null(stream);
	assert_int_equal(fwrite(bytes, 1, length, stream), length);
	assert_int_equal(fclose(stream), 0);
	assert_int_equal(chmod(file, mode), 0);
}

static void take(struct ledger *ledger, int64_t now)
{
	assert_int_equal(ledger_wait_ms(ledger, now), 0);
	ledger_start(ledger, now);
}

static void runs_share_one_budget(void **state)
{
	struct ledger a, b;
	const int64_t now = clock_monotonic_ms();

	(void)state;
	ledger_open(&a, BASE, 3);
	ledger_open(&b, BASE, 3);
	take(&a, now);
	take(&b, now + 1);
	take(&a, now + 2);
	assert_int_equal(ledger_wait_ms(&b, now + 3), LIMITER_WINDOW_MS - 3);
	assert_int_equal(ledger_wait_ms(&a, now + 3), LIMITER_WINDOW_MS - 3);
	take(&b, now + LIMITER_WINDOW_MS); /* the place of one, not of two */
	assert_int_equal(ledger_wait_ms(&a, now + LIMITER_WINDOW_MS), 1);
	ledger_close(&a);
	ledger_close(&b);
}

static void a_run_right_after_another_finds_its_starts(void **state)
{
	struct ledger first, next;
	const int64_t now = clock_monotonic_ms();
	int64_t start;

	(void)state;
	ledger_open(&first, BASE, 1);
	assert_int_equal(ledger_wait_ms(&first, now), 0);
	start = ledger_start(&first, now);
	ledger_sent(&first, start, now + 700); /* a connection had to be made */
	ledger_close(&first);
	ledger_open(&next, BASE, 1);
	assert_int_equal(ledger_wait_ms(&next, now + 1000), LIMITER_WINDOW_MS - 300);
	ledger_close(&next);
}

static void what_is_reserved_and_not_used_is_given_back(void **state)
{
	struct ledger first, next;
	const int64_t now = clock_monotonic_ms();

	(void)state;
	ledger_open(&first, BASE, 1);
	assert_int_equal(ledger_wait_ms(&first, now), 0);
	assert_int_equal(ledger_wait_ms(&first, now + 1), 0); /* asked twice, counted once */
	assert_int_equal(ledger_wait_ms(&first, now + LIMITER_WINDOW_MS), 0);
	ledger_close(&first);
	ledger_open(&next, BASE, 1);
	assert_int_equal(ledger_wait_ms(&next, now + LIMITER_WINDOW_MS), 0);
	ledger_close(&next);
}

static void accounts_of_syncro_count_together_and_other_hosts_apart(void **state)
{
	struct ledger a, b, c;
	const int64_t now = clock_monotonic_ms();

	(void)state;
	ledger_open(&a, "https://acme.syncromsp.com/api/v1", 1);
	ledger_open(&b, "https://other.syncromsp.com/api/v1", 1);
	ledger_open(&c, "https://notsyncromsp.com/api/v1", 1);
	take(&a, now);
	assert_int_equal(ledger_wait_ms(&b, now), LIMITER_WINDOW_MS);
	assert_int_equal(ledger_wait_ms(&c, now), 0);
	ledger_close(&a);
	ledger_close(&b);
	ledger_close(&c);
}

static void no_limit_has_no_ledger(void **state)
{
	struct ledger ledger;

	(void)state;
	ledger_open(&ledger, BASE, 0);
	assert_int_equal(ledger.fd, -1);
	assert_int_equal(access(file, F_OK), -1);
	ledger_close(&ledger);
}

/* Times of another start of the machine, and bytes that are no time, count as starts of now. */
static void damage_costs_a_window_at_the_most(void **state)
{
	static const unsigned char junk[20] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
						0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
						0xff, 0x7f, 1,	  2,	3,    4 };
	struct ledger ledger;
	const int64_t now = clock_monotonic_ms();

	(void)state;
	put(junk, sizeof junk, 0600);
	ledger_open(&ledger, BASE, 4);
	take(&ledger, now); /* the three are counted */
	assert_int_equal(ledger_wait_ms(&ledger, now), LIMITER_WINDOW_MS);
	assert_int_equal(ledger_wait_ms(&ledger, now + LIMITER_WINDOW_MS), 0);
	ledger_close(&ledger);
}

static void assert_alone(void)
{
	struct ledger ledger;
	const int64_t now = clock_monotonic_ms();

	ledger_open(&ledger, BASE, 1);
	assert_int_equal(ledger_wait_ms(&ledger, now), 0);
	ledger_start(&ledger, now);
	assert_int_equal(ledger.fd, -1);
	ledger_close(&ledger);
}

static void goes_on_alone_without_a_place_of_its_own(void **state)
{
	(void)state;
	put("", 0, 0644); /* others may read it */
	assert_alone();
	assert_int_equal(unlink(file), 0);
	assert_int_equal(symlink("elsewhere", file), 0);
	assert_alone();
	assert_int_equal(unlink(file), 0);
	assert_int_equal(mkfifo(file, 0600), 0);
	assert_alone();
	assert_int_equal(unlink(file), 0);
	assert_int_equal(mkdir(file, 0700), 0);
	assert_alone();
	assert_int_equal(setenv("XDG_RUNTIME_DIR", "/nowhere", 1), 0);
	assert_alone();
}

static void goes_on_alone_when_it_is_oversized(void **state)
{
	(void)state;
	put("", 0, 0600);
	assert_int_equal(truncate(file, (off_t)1 << 40), 0);
	assert_alone();
}

static void does_not_wait_for_a_lock_for_ever(void **state)
{
	const int64_t began = clock_monotonic_ms();
	int fd;

	(void)state;
	put("", 0, 0600);
	fd = open(file, O_RDWR | O_CLOEXEC);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	assert_alone();
	assert_true(clock_monotonic_ms() - began < 3 * LEDGER_PATIENCE_MS);
	close(fd);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(runs_share_one_budget),
		CASE(a_run_right_after_another_finds_its_starts),
		CASE(what_is_reserved_and_not_used_is_given_back),
		CASE(accounts_of_syncro_count_together_and_other_hosts_apart),
		CASE(no_limit_has_no_ledger),
		CASE(damage_costs_a_window_at_the_most),
		CASE(goes_on_alone_without_a_place_of_its_own),
		CASE(goes_on_alone_when_it_is_oversized),
		CASE(does_not_wait_for_a_lock_for_ever),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
