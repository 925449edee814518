#include "audit/net/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "audit/core/clock.h"
#include "audit/core/hash.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/net/limiter.h"

#define SYNCRO "syncromsp.com"
#define MOST 100000 /* starts; what --rate allows at the most */
#define LOCK_STEP_MS 5
#define NAME_MOST 4096

/* What stands in the file, with one more place for a start of now. */
struct page {
	int64_t *starts;
	size_t count;
};

static void shut(struct ledger *ledger)
{
	if (ledger->fd >= 0)
		close(ledger->fd);
	ledger->fd = -1;
}

static void go_alone(struct ledger *ledger, const char *why)
{
	log_message(LOG_WARNING,
		    "the budget of --rate is not shared with other runs on this machine: %s", why);
	shut(ledger);
}

/* All accounts of Syncro's hosts count together. */
static void hash_host(const char *base_url, char hex[HASH_HEX])
{
	const char *scheme = strstr(base_url, "://");
	const char *host = scheme ? scheme + 3 : base_url;
	size_t length = strcspn(host, "/");
	const size_t suffix = sizeof "." SYNCRO - 1;

	if (length > suffix && strncmp(host + length - suffix, "." SYNCRO, suffix) == 0) {
		host = SYNCRO;
		length = strlen(SYNCRO);
	}
	hash_bytes(host, length, hex);
}

static const char *folder(void)
{
	const char *own = getenv("XDG_RUNTIME_DIR");

	if (own && *own == '/')
		return own;
	return access("/run", W_OK) == 0 ? "/run" : "/tmp";
}

static const char *fault_of(int fd)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return strerror(errno);
	if (!S_ISREG(status.st_mode) || status.st_nlink != 1)
		return "its ledger is not a file of its own";
	if (status.st_uid != geteuid() || (status.st_mode & (S_IRWXG | S_IRWXO)))
		return "its ledger is open to somebody else";
	return NULL;
}

void ledger_open(struct ledger *ledger, const char *base_url, int rate)
{
	struct str path = STR_INIT(NAME_MOST);
	char hex[HASH_HEX];

	*ledger = (struct ledger){ .fd = -1, .rate = rate, .not_before = INT64_MIN };
	if (rate <= 0)
		return;
	hash_host(base_url, hex);
	str_printf(&path, "%s/syncro-audit-%ld-%.16s.starts", folder(), (long)geteuid(), hex);
	/* A FIFO in its place must not be waited for. */
	ledger->fd = open(str_text(&path), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK,
			  S_IRUSR | S_IWUSR);
	const char *fault = ledger->fd < 0 ? strerror(errno) : fault_of(ledger->fd);
	if (fault)
		go_alone(ledger, fault);
	str_release(&path);
}

/* A dead process holds no lock; a stopped one may, and is not waited for. */
static bool lock(struct ledger *ledger)
{
	const struct timespec step = { .tv_nsec = LOCK_STEP_MS * 1000000L };

	for (int waited = 0; waited < LEDGER_PATIENCE_MS; waited += LOCK_STEP_MS) {
		if (flock(ledger->fd, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (errno != EWOULDBLOCK && errno != EINTR)
			break;
		(void)nanosleep(&step, NULL);
	}
	go_alone(ledger, "its ledger is locked by a process that does not go on");
	return false;
}

static int by_time(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The starts that still count, the earliest first. */
static bool read_page(struct ledger *ledger, int64_t now, struct page *page)
{
	const off_t size = lseek(ledger->fd, 0, SEEK_END);
	size_t bytes = size > 0 ? (size_t)size : 0, kept = 0;

	*page = (struct page){ .starts = NULL };
	if (size < 0 || bytes / sizeof(int64_t) > 2 * (size_t)MOST) {
		go_alone(ledger, "its ledger is damaged");
		return false;
	}
	/* Half a time is one too. */
	page->count = (bytes + sizeof(int64_t) - 1) / sizeof(int64_t);
	page->starts = xcalloc(page->count + 1, sizeof *page->starts);
	if (bytes && pread(ledger->fd, page->starts, bytes, 0) != (ssize_t)bytes) {
		free(page->starts);
		go_alone(ledger, "its ledger cannot be read");
		return false;
	}
	if (bytes % sizeof(int64_t))
		page->starts[page->count - 1] = now;
	for (size_t i = 0; i < page->count; i++) {
		int64_t start = page->starts[i];
		if (start > now || start < 0)
			start = now;
		if (now - start < LIMITER_WINDOW_MS)
			page->starts[kept++] = start;
	}
	page->count = kept;
	if (kept)
		qsort(page->starts, kept, sizeof *page->starts, by_time);
	return true;
}

static void write_page(struct ledger *ledger, struct page *page)
{
	const size_t bytes = page->count * sizeof *page->starts;

	if (pwrite(ledger->fd, page->starts, bytes, 0) != (ssize_t)bytes ||
	    ftruncate(ledger->fd, (off_t)bytes) != 0)
		go_alone(ledger, "its ledger cannot be written");
}

static void turn_page(struct ledger *ledger, struct page *page)
{
	free(page->starts);
	if (ledger->fd >= 0)
		(void)flock(ledger->fd, LOCK_UN);
}

/* One that is no longer there has had its window; then it counts anew. */
static void move(struct page *page, int64_t from, int64_t to)
{
	size_t i = 0;

	while (i < page->count && page->starts[i] != from)
		i++;
	page->starts[i] = to;
	if (i == page->count)
		page->count++;
}

static void give_back(struct page *page, int64_t start)
{
	for (size_t i = 0; i < page->count; i++) {
		if (page->starts[i] != start)
			continue;
		page->starts[i] = page->starts[--page->count];
		return;
	}
}

static bool begin(struct ledger *ledger, int64_t now, struct page *page)
{
	return ledger->fd >= 0 && lock(ledger) && read_page(ledger, now, page);
}

int64_t ledger_wait_ms(struct ledger *ledger, int64_t now)
{
	const size_t rate = ledger->rate > 0 ? (size_t)ledger->rate : 0;
	struct page page;

	/* Before its window is over, a reservation is made anew. */
	if (ledger->reserved && now - ledger->reserved_at < LIMITER_WINDOW_MS / 2)
		return 0;
	if (ledger->fd >= 0 && ledger->not_before > now)
		return ledger->not_before - now;
	if (!begin(ledger, now, &page))
		return 0;
	if (ledger->reserved)
		give_back(&page, ledger->reserved_at);
	ledger->reserved = false;
	if (page.count >= rate) {
		ledger->not_before = page.starts[page.count - rate] + LIMITER_WINDOW_MS;
	} else {
		page.starts[page.count++] = now;
		write_page(ledger, &page);
		ledger->reserved = true;
		ledger->reserved_at = now;
	}
	turn_page(ledger, &page);
	return ledger->reserved ? 0 : ledger->not_before - now;
}

int64_t ledger_start(struct ledger *ledger, int64_t now)
{
	struct page page;

	if (ledger->reserved) {
		ledger->reserved = false;
		return ledger->reserved_at;
	}
	if (begin(ledger, now, &page)) {
		page.starts[page.count++] = now;
		write_page(ledger, &page);
		turn_page(ledger, &page);
	}
	return now;
}

void ledger_sent(struct ledger *ledger, int64_t start, int64_t now)
{
	struct page page;

	if (now <= start || !begin(ledger, now, &page))
		return;
	move(&page, start, now);
	write_page(ledger, &page);
	turn_page(ledger, &page);
}

void ledger_close(struct ledger *ledger)
{
	struct page page;

	if (ledger->reserved && begin(ledger, clock_monotonic_ms(), &page)) {
		give_back(&page, ledger->reserved_at);
		write_page(ledger, &page);
		turn_page(ledger, &page);
	}
	shut(ledger);
}
