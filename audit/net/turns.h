/*
 * turns - whose turn it is to start a request, among processes that share the rate to one host:
 * the accounts of a fleet. Who waited longest since its last start goes next, so that one that
 * has thousands to ask holds up none that has thirty.
 *
 * Whoever wants to start asks again and again; one whose turn it is and who does not ask is
 * passed over. The turns lie in memory that the processes share; a process that dies in the
 * middle of them leaves them usable.
 */
#ifndef NET_TURNS_H
#define NET_TURNS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define TURNS_ALONE (-1)
/* How long one waits before it asks again whether it is its turn. */
#define TURNS_STEP_MS ((int64_t)10)

struct turns;

/* Before the processes are made, with room for `most` that take part at once. NULL: the system has
 * no memory to share. */
struct turns *turns_new(size_t most);
void turns_free(struct turns *turns); /* NULL is fine; for this process */

/* The caller takes part from now on, about the host of `base_url`: its place. TURNS_ALONE, which
 * is fine below: `turns` is NULL or full. */
int turns_join(struct turns *turns, const char *base_url);
void turns_leave(struct turns *turns, int place);
/* The places of a process that has ended. */
void turns_forget(struct turns *turns, pid_t process);

/* 0 = it is its turn, which it has to answer by one of the two below; else the ms until it should
 * ask again. */
int64_t turns_wait_ms(struct turns *turns, int place, int64_t now);
void turns_started(struct turns *turns, int place);
/* Nobody can start anything at that host before `until`: the rate, or a 429. */
void turns_put_off(struct turns *turns, int place, int64_t until);

#endif
