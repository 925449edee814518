#include "audit/net/ledger_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "audit/core/array.h"
#include "audit/core/error.h"

#define HOST_SHOWN 200 /* hosts that begin alike for so long share one */
#define UNUSED_S (24L * 60 * 60)
#define LONGEST_NAP_MS 512 /* after 1, 2, 4 ...: a second in all */

static void name_of(char *out, size_t size, const char *host)
{
	(void)snprintf(out, size, "syncro-audit-%u-%.*s", (unsigned)geteuid(), HOST_SHOWN, host);
}

/* Others may make files beside ours (/tmp), but not take one of ours away. */
static bool is_fit(int folder)
{
	struct stat status;

	if (fstat(folder, &status) != 0)
		return false;
	if (status.st_uid == geteuid() && !(status.st_mode & (S_IWGRP | S_IWOTH)))
		return true;
	return status.st_uid == 0 && status.st_mode & S_ISVTX;
}

static bool is_ours(const struct stat *status)
{
	return S_ISREG(status->st_mode) && status->st_uid == geteuid() &&
	       !(status->st_mode & (S_IRWXG | S_IRWXO)) && status->st_nlink == 1;
}

static void forget(int folder, const char *name)
{
	int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat status;

	if (file < 0)
		return;
	if (fstat(file, &status) == 0 && is_ours(&status) &&
	    time(NULL) - status.st_mtime > UNUSED_S && flock(file, LOCK_EX | LOCK_NB) == 0)
		(void)unlinkat(folder, name, 0);
	close(file);
}

static void forget_unused(int folder)
{
	char own[64];
	int second = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = second < 0 ? NULL : fdopendir(second);
	const struct dirent *entry;

	name_of(own, sizeof own, "");
	while (stream && (entry = readdir(stream)))
		if (strncmp(entry->d_name, own, strlen(own)) == 0)
			forget(folder, entry->d_name);
	if (stream)
		(void)closedir(stream);
	else if (second >= 0)
		close(second);
}

int ledger_folder(struct error *err)
{
	char of_session[32];
	const char *places[] = { getenv("XDG_RUNTIME_DIR"), of_session, "/run", "/tmp" };

	/* What a timer starts may know nothing of the session that goes on beside it. */
	(void)snprintf(of_session, sizeof of_session, "/run/user/%u", (unsigned)geteuid());
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		if (!places[i] || places[i][0] != '/')
			continue;
		int folder = open(places[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (folder >= 0 && is_fit(folder)) {
			forget_unused(folder);
			return folder;
		}
		if (folder >= 0)
			close(folder);
	}
	return error_set(err, "there is no place for a ledger of them");
}

int ledger_file(int folder, const char *host, struct error *err)
{
	char name[HOST_SHOWN + 64];
	struct stat status;

	name_of(name, sizeof name, host);
	int file = openat(folder, name,
			  O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600);
	if (file < 0)
		return error_set(err, "'%s': %s", name,
				 errno == ELOOP ? "is a symbolic link" : strerror(errno));
	if (fstat(file, &status) == 0 && is_ours(&status))
		return file;
	close(file);
	return error_set(err, "'%s': is not a file of this user alone", name);
}

int ledger_lock(int file)
{
	for (int nap_ms = 1; flock(file, LOCK_EX | LOCK_NB) != 0; nap_ms *= 2) {
		const struct timespec nap = { .tv_nsec = nap_ms * 1000000L };
		if (nap_ms > LONGEST_NAP_MS)
			return -1;
		(void)nanosleep(&nap, NULL);
	}
	return 0;
}
