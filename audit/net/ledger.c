#include "audit/net/ledger.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/net/ledger_file.h"
#include "audit/net/limiter.h"
#include "audit/net/url.h"

/* As many as one run can start in a minute, and as many from others. */
#define STARTS_MOST ((size_t)200000)
/* Another run looked at the clock after this one, and had the lock first. */
#define AHEAD_MS 2000

/* As they stand in the file, one behind the other. */
struct start {
	int64_t at;
	uint64_t ticket;
};

struct ledger {
	int folder;
	int file; /* -1 = the run is alone */
	int rate;
	char host[URL_COUNTED_HOST];
	struct start *starts; /* the file's, while it is locked; room for one more */
	size_t count;
	bool odd; /* some lay ahead */
};

static void go_alone(struct ledger *ledger, const char *why)
{
	static bool said;

	if (!said)
		log_message(LOG_WARNING,
			    "--rate is kept for this run alone, others on this machine are not "
			    "counted: %s",
			    why);
	said = true;
	if (ledger->file >= 0)
		close(ledger->file);
	ledger->file = -1;
}

static void open_file(struct ledger *ledger)
{
	struct error err;

	ledger->file = ledger_file(ledger->folder, ledger->host, &err);
	if (ledger->file < 0)
		go_alone(ledger, err.message);
}

struct ledger *ledger_open(const char *base_url, int rate)
{
	struct ledger *ledger = xcalloc(1, sizeof *ledger);
	struct error err;

	*ledger = (struct ledger){ .file = -1, .rate = rate };
	url_counted_host(base_url, ledger->host);
	ledger->folder = ledger_folder(&err);
	if (ledger->folder < 0)
		go_alone(ledger, err.message);
	else
		open_file(ledger);
	return ledger;
}

void ledger_close(struct ledger *ledger)
{
	if (!ledger)
		return;
	if (ledger->file >= 0)
		close(ledger->file);
	if (ledger->folder >= 0)
		close(ledger->folder);
	free(ledger->starts);
	free(ledger);
}

static bool is_still_named(const struct ledger *ledger)
{
	struct stat status;

	return fstat(ledger->file, &status) == 0 && status.st_nlink > 0;
}

/* Someone may have removed it between the two; then there is a new one for all. */
static bool lock(struct ledger *ledger)
{
	for (int tries = 0; ledger && ledger->file >= 0 && tries < 3; tries++) {
		if (ledger_lock(ledger->file) != 0) {
			go_alone(ledger, "another process holds the ledger of them");
			return false;
		}
		if (is_still_named(ledger))
			return true;
		close(ledger->file);
		open_file(ledger);
	}
	return false;
}

static bool read_starts(struct ledger *ledger)
{
	struct stat status;
	size_t done = 0;
	ssize_t got;

	if (fstat(ledger->file, &status) != 0)
		return false;
	size_t there = (size_t)status.st_size / sizeof(struct start);
	size_t count = there < STARTS_MOST ? there : STARTS_MOST;
	const off_t from = (off_t)((there - count) * sizeof(struct start));
	free(ledger->starts);
	ledger->starts = xcalloc(count + 1, sizeof *ledger->starts);
	while ((got = pread(ledger->file, (char *)ledger->starts + done,
			    count * sizeof(struct start) - done, from + (off_t)done)) > 0)
		done += (size_t)got;
	ledger->count = done / sizeof(struct start);
	return got == 0;
}

static void drop_past(struct ledger *ledger, int64_t now)
{
	size_t kept = 0;

	for (size_t i = 0; i < ledger->count; i++) {
		struct start start = ledger->starts[i];
		if (start.at > now + AHEAD_MS) {
			ledger->odd = true;
			start.at = now;
		}
		if (start.at > now - LIMITER_WINDOW_MS)
			ledger->starts[kept++] = start;
	}
	ledger->count = kept;
}

/* What is cut off at the end is cut off last: a process that is killed before leaves starts
 * twice, and none out. */
static bool write_starts(const struct ledger *ledger)
{
	const size_t size = ledger->count * sizeof(struct start);
	size_t done = 0;

	while (done < size) {
		ssize_t put = pwrite(ledger->file, (const char *)ledger->starts + done, size - done,
				     (off_t)done);
		if (put <= 0)
			return false;
		done += (size_t)put;
	}
	return ftruncate(ledger->file, (off_t)size) == 0;
}

static int by_time(const void *a, const void *b)
{
	const struct start *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* Until so many have left the window that one has room. */
static int64_t wait_for_room(struct ledger *ledger, int64_t now)
{
	const size_t rate = (size_t)ledger->rate;

	if (ledger->count < rate)
		return 0;
	qsort(ledger->starts, ledger->count, sizeof *ledger->starts, by_time);
	return ledger->starts[ledger->count - rate].at + LIMITER_WINDOW_MS - now;
}

/* Processes have different numbers, and a number comes again after a minute at the earliest. */
static uint64_t new_ticket(void)
{
	static uint32_t last;

	return (uint64_t)getpid() << 32 | ++last;
}

static void finish(struct ledger *ledger)
{
	if (!write_starts(ledger))
		go_alone(ledger, strerror(errno));
	else
		(void)flock(ledger->file, LOCK_UN);
}

static bool begin(struct ledger *ledger, int64_t now)
{
	if (!lock(ledger))
		return false;
	if (!read_starts(ledger)) {
		go_alone(ledger, strerror(errno));
		return false;
	}
	drop_past(ledger, now);
	return true;
}

/* A minute without a word would look like a run that hangs. */
static void tell_of_odd(const struct ledger *ledger, int64_t wait)
{
	static bool said;

	if (!said && ledger->odd && wait > 0) {
		log_message(LOG_WARNING,
			    "requests wait for up to %d seconds: the ledger of requests to %s is "
			    "damaged or older than this machine's start, so what stands in it "
			    "counts as sent just now",
			    (int)(LIMITER_WINDOW_MS / 1000), ledger->host);
		said = true;
	}
}

int64_t ledger_take(struct ledger *ledger, int64_t now, uint64_t *ticket)
{
	if (!begin(ledger, now))
		return 0;
	int64_t wait = wait_for_room(ledger, now);
	if (wait == 0) {
		*ticket = new_ticket();
		ledger->starts[ledger->count++] = (struct start){ now, *ticket };
	}
	finish(ledger);
	tell_of_odd(ledger, wait);
	return wait;
}

void ledger_sent(struct ledger *ledger, uint64_t ticket, int64_t now)
{
	if (!begin(ledger, now))
		return;
	for (size_t i = 0; i < ledger->count; i++)
		if (ledger->starts[i].ticket == ticket && ledger->starts[i].at < now)
			ledger->starts[i].at = now;
	finish(ledger);
}
