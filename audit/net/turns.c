#include "audit/net/turns.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "audit/core/mem.h"
#include "audit/net/url.h"

/* A run looks every 100 ms, and may be busy with an answer. */
#define ABSENT_MS ((int64_t)400)

struct place {
	pid_t process; /* 0 = free */
	char host[URL_COUNTED_HOST];
	bool wants;
	int64_t asked_at;
	int64_t not_before;
	uint64_t served; /* the number of its last start among all of them */
};

struct turns {
	pthread_mutex_t lock;
	uint64_t starts;
	size_t size; /* of the memory */
	size_t count;
	struct place places[];
};

static int make_lock(pthread_mutex_t *lock)
{
	pthread_mutexattr_t attributes;
	int result = pthread_mutexattr_init(&attributes);

	if (result != 0)
		return -1;
	if (pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) != 0 ||
	    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST) != 0 ||
	    pthread_mutex_init(lock, &attributes) != 0)
		result = -1;
	(void)pthread_mutexattr_destroy(&attributes);
	return result;
}

struct turns *turns_new(size_t most)
{
	const size_t size = sizeof(struct turns) + most * sizeof(struct place);
	struct turns *turns =
		mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (turns == MAP_FAILED)
		return NULL;
	turns->size = size;
	turns->count = most;
	if (make_lock(&turns->lock) == 0)
		return turns;
	turns_free(turns);
	return NULL;
}

void turns_free(struct turns *turns)
{
	if (turns)
		(void)munmap(turns, turns->size);
}

/* Every change is one of single fields: what a process that died in it left is still of use. */
static void lock(struct turns *turns)
{
	if (pthread_mutex_lock(&turns->lock) == EOWNERDEAD)
		(void)pthread_mutex_consistent(&turns->lock);
}

static void unlock(struct turns *turns)
{
	(void)pthread_mutex_unlock(&turns->lock);
}

static int first_free(const struct turns *turns)
{
	for (size_t i = 0; i < turns->count; i++)
		if (!turns->places[i].process)
			return (int)i;
	return TURNS_ALONE;
}

int turns_join(struct turns *turns, const char *base_url)
{
	if (!turns)
		return TURNS_ALONE;
	lock(turns);
	const int place = first_free(turns);
	if (place != TURNS_ALONE) {
		struct place *own = &turns->places[place];
		*own = (struct place){ .process = getpid(), .served = turns->starts };
		url_counted_host(base_url, own->host);
	}
	unlock(turns);
	return place;
}

void turns_leave(struct turns *turns, int place)
{
	if (!turns || place == TURNS_ALONE)
		return;
	lock(turns);
	turns->places[place].process = 0;
	unlock(turns);
}

void turns_forget(struct turns *turns, pid_t process)
{
	if (!turns)
		return;
	lock(turns);
	for (size_t i = 0; i < turns->count; i++)
		if (turns->places[i].process == process)
			turns->places[i].process = 0;
	unlock(turns);
}

static bool same_host(const struct place *a, const struct place *b)
{
	return a->process && b->process && strcmp(a->host, b->host) == 0;
}

/* While nobody can start, nobody need ask. */
static bool is_present(const struct place *place, int64_t now)
{
	const int64_t since =
		place->asked_at > place->not_before ? place->asked_at : place->not_before;

	return place->wants && now - since <= ABSENT_MS;
}

static bool is_next(const struct turns *turns, const struct place *own, int64_t now)
{
	for (size_t i = 0; i < turns->count; i++) {
		const struct place *other = &turns->places[i];
		if (other == own || !same_host(other, own) || !is_present(other, now))
			continue;
		if (other->served < own->served || (other->served == own->served && other < own))
			return false;
	}
	return true;
}

int64_t turns_wait_ms(struct turns *turns, int place, int64_t now)
{
	int64_t wait = 0;

	if (!turns || place == TURNS_ALONE)
		return 0;
	lock(turns);
	struct place *own = &turns->places[place];
	own->wants = true;
	own->asked_at = now;
	if (own->not_before > now)
		wait = own->not_before - now;
	else if (!is_next(turns, own, now))
		wait = TURNS_STEP_MS;
	unlock(turns);
	return wait;
}

void turns_started(struct turns *turns, int place)
{
	if (!turns || place == TURNS_ALONE)
		return;
	lock(turns);
	turns->places[place].wants = false;
	turns->places[place].served = ++turns->starts;
	unlock(turns);
}

void turns_put_off(struct turns *turns, int place, int64_t until)
{
	if (!turns || place == TURNS_ALONE)
		return;
	lock(turns);
	for (size_t i = 0; i < turns->count; i++) {
		struct place *other = &turns->places[i];
		if (same_host(other, &turns->places[place]) && other->not_before < until)
			other->not_before = until;
	}
	unlock(turns);
}
