/*
 * preload - refuses one call of the program it is loaded into (LD_PRELOAD):
 *
 *   FAULT_KIND    memory: an allocation; clock: steps the wall clock at every look;
 *                 readdir: an entry of a folder, or its end; names: every look-up of
 *                 a host's name takes a minute; else the name of a system call in the
 *                 table below
 *   FAULT_AT      which one, from 1; 0 refuses none
 *   FAULT_ON      every one from FAULT_AT on, if set
 *   FAULT_ERRNO   the error, a number (28, ENOSPC)
 *   FAULT_BELOW   only calls on files whose path has this in it
 *   FAULT_LOG     a file: "refused NAME PATH", and "counted N" at a good end
 *
 * Memory is refused below whatever the program puts in the place of malloc, by
 * standing in for __libc_malloc too. System calls are caught with a seccomp filter,
 * because libc's own streams never call the `write` that a preload could replace.
 * They are issued again with a mark in the sixth argument, which none of them uses.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <netdb.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include "audit/core/array.h"

#define MARK 0x5afec0deL
enum place { AT_FD, AT_PATH, AT_SECOND_PATH };

/* The calls a file can fail in; `place` is where the file stands in the arguments. */
static const struct call {
	const char *name;
	int number;
	enum place place;
} calls[] = {
	{ "read", SYS_read, AT_FD },
	{ "write", SYS_write, AT_FD },
	{ "close", SYS_close, AT_FD },
	{ "fstat", SYS_fstat, AT_FD },
	{ "newfstatat", SYS_newfstatat, AT_SECOND_PATH },
	{ "openat", SYS_openat, AT_SECOND_PATH },
	{ "getdents64", SYS_getdents64, AT_FD },
	{ "fsync", SYS_fsync, AT_FD },
	{ "syncfs", SYS_syncfs, AT_FD },
	{ "fchmodat", SYS_fchmodat, AT_SECOND_PATH },
	{ "mkdir", SYS_mkdir, AT_PATH },
	{ "mkdirat", SYS_mkdirat, AT_SECOND_PATH },
	{ "renameat", SYS_renameat, AT_SECOND_PATH },
	{ "lseek", SYS_lseek, AT_FD },
	{ "fcntl", SYS_fcntl, AT_FD },
};

static struct {
	bool memory, clock, readdir, names, on;
	const struct call *call;
	long at;
	int error;
	const char *below, *log;
} fault;
static atomic_long counted;

static long again(const long *a, int number)
{
	return syscall(number, a[0], a[1], a[2], a[3], a[4], MARK);
}

static void note(const char *what, const char *name, const char *path)
{
	char line[4352];

	if (!fault.log)
		return;
	/* Without stdio's streams: it may be they that are refused. */
	int length = snprintf(line, sizeof line, "%s %s %s\n", what, name, path);
	long open_args[] = { AT_FDCWD, (long)(uintptr_t)fault.log, O_WRONLY | O_CREAT | O_APPEND,
			     0600, 0 };
	long fd = again(open_args, SYS_openat);
	long write_args[] = { fd, (long)(uintptr_t)line, length, 0, 0 };
	long close_args[] = { fd, 0, 0, 0, 0 };
	(void)again(write_args, SYS_write);
	(void)again(close_args, SYS_close);
}

static bool is_the_one(void)
{
	long number = atomic_fetch_add(&counted, 1) + 1;

	return fault.at && (number == fault.at || (fault.on && number > fault.at));
}

static bool refuses_memory(void)
{
	if (!fault.memory || !is_the_one())
		return false;
	note("refused", "memory", "");
	errno = ENOMEM;
	return true;
}

/* Both names, each as POSIX finds a function: the program may bring a malloc of its own, which
 * calls the second. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

void *__libc_malloc(size_t size)
{
	static void *(*next)(size_t size);

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "__libc_malloc");
	return refuses_memory() ? NULL : next(size);
}

void *__libc_calloc(size_t count, size_t size)
{
	static void *(*next)(size_t count, size_t size);

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "__libc_calloc");
	return refuses_memory() ? NULL : next(count, size);
}

void *__libc_realloc(void *memory, size_t size)
{
	static void *(*next)(void *memory, size_t size);

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "__libc_realloc");
	return refuses_memory() ? NULL : next(memory, size);
}

void *__libc_memalign(size_t alignment, size_t size)
{
	static void *(*next)(size_t alignment, size_t size);

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "__libc_memalign");
	return refuses_memory() ? NULL : next(alignment, size);
}

void *malloc(size_t size)
{
	return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
	return __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size)
{
	return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return __libc_memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	void *memory = __libc_memalign(alignment, size);

	if (!memory)
		return ENOMEM;
	*out = memory;
	return 0;
}

/* Forwards an hour, backwards a day, and so on; the monotonic clock is left alone. */
int clock_gettime(clockid_t which, struct timespec *now)
{
	int result = (int)syscall(SYS_clock_gettime, which, now);

	if (fault.clock && which == CLOCK_REALTIME && result == 0)
		now->tv_sec += atomic_fetch_add(&counted, 1) % 2 ? 3600 : -86400;
	return result;
}

/* By libc, not by the system call: that reads many entries at once. */
struct dirent *readdir(DIR *stream)
{
	static struct dirent *(*next)(DIR * stream);
	char link[64], path[4096];

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "readdir");
	if (!fault.readdir)
		return next(stream);
	(void)snprintf(link, sizeof link, "/proc/self/fd/%d", dirfd(stream));
	ssize_t length = readlink(link, path, sizeof path - 1);
	path[length < 0 ? 0 : length] = '\0';
	if ((fault.below && !strstr(path, fault.below)) || !is_the_one())
		return next(stream);
	note("refused", "readdir", path);
	errno = fault.error;
	return NULL;
}

/* As where the name server does not answer. */
int getaddrinfo(const char *name, const char *service, const struct addrinfo *wanted,
		struct addrinfo **out)
{
	static int (*next)(const char *, const char *, const struct addrinfo *, struct addrinfo **);

	if (!next)
		*(void **)&next = dlsym(RTLD_NEXT, "getaddrinfo");
	if (!fault.names || !is_the_one())
		return next(name, service, wanted, out);
	note("refused", "names", name ? name : "");
	(void)sleep(60);
	return EAI_AGAIN;
}

static void path_of(const struct call *call, const long *a, char *out, size_t size)
{
	char link[64];
	const char *path = (const char *)(uintptr_t)a[call->place == AT_SECOND_PATH ? 1 : 0];

	bool named = call->place != AT_FD && *path;
	int folder = (int)a[0], start = 0;
	/* A path by a descriptor, which is how libraries are told of a folder that is held open. */
	bool held = named && sscanf(path, "/proc/self/fd/%d/%n", &folder, &start) == 1 && start > 0;

	if (named && !held && (call->place == AT_PATH || *path == '/' || (int)a[0] == AT_FDCWD)) {
		(void)snprintf(out, size, "%s", path);
		return;
	}
	(void)snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
	ssize_t length = readlink(link, out, size - 1);
	length = length < 0 ? 0 : length;
	out[length] = '\0';
	if (named)
		(void)snprintf(out + length, size - (size_t)length, "/%s", path + start);
}

static void on_system_call(int number, siginfo_t *info, void *context)
{
	greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
	const long a[] = { registers[REG_RDI], registers[REG_RSI], registers[REG_RDX],
			   registers[REG_R10], registers[REG_R8] };
	char path[4096];
	int saved = errno;
	long result;

	(void)number;
	path_of(fault.call, a, path, sizeof path);
	if ((!fault.below || strstr(path, fault.below)) && is_the_one()) {
		note("refused", fault.call->name, path);
		/* A close that fails has closed all the same. */
		if (info->si_syscall == SYS_close)
			(void)again(a, info->si_syscall);
		registers[REG_RAX] = -fault.error;
	} else {
		result = again(a, info->si_syscall);
		registers[REG_RAX] = result == -1 ? -errno : result;
	}
	errno = saved;
}

static void catch_calls(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)fault.call->number, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[5])),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)MARK, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = { COUNT_OF(filter), filter };
	struct sigaction action = { .sa_sigaction = on_system_call,
				    .sa_flags = SA_SIGINFO | SA_NODEFER };

	if (sigaction(SIGSYS, &action, NULL) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		_exit(99);
}

static const char *setting(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

__attribute__((constructor)) static void begin(void)
{
	const char *kind = setting("FAULT_KIND");

	if (!kind)
		return;
	fault.at = setting("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
	fault.on = setting("FAULT_ON") != NULL;
	fault.error = setting("FAULT_ERRNO") ? (int)atol(getenv("FAULT_ERRNO")) : ENOSPC;
	fault.below = setting("FAULT_BELOW");
	fault.log = setting("FAULT_LOG");
	for (size_t i = 0; i < COUNT_OF(calls); i++)
		if (strcmp(calls[i].name, kind) == 0)
			fault.call = &calls[i];
	if (fault.call)
		catch_calls();
	fault.clock = strcmp(kind, "clock") == 0;
	fault.memory = strcmp(kind, "memory") == 0;
	fault.readdir = strcmp(kind, "readdir") == 0;
	fault.names = strcmp(kind, "names") == 0;
}

__attribute__((destructor)) static void end(void)
{
	char number[32];
	bool told = fault.memory || fault.clock || fault.readdir || fault.names || fault.call;

	fault.memory = false;
	(void)snprintf(number, sizeof number, "%ld", atomic_load(&counted));
	if (told)
		note("counted", number, "");
}
