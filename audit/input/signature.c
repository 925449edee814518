#include "audit/input/signature.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/input/child.h"

#define PROGRAM "ssh-keygen"
#define NAMESPACE "syncro-audit"
#define PRIVATE_KEY "-----BEGIN "
#define MADE_KEY "-----BEGIN SSH SIGNATURE-----"
#define SIGN_LIMIT_MS 300000 /* for a passphrase to be typed, a key to be fetched and touched */
#define LOOK_LIMIT_MS 60000
#define SIGNERS_MOST 100 /* identities of one key that are tried */

/* It has no use for them, and what it starts neither. */
static const char *const secrets[] = { "SYNCRO_API_TOKEN", "JUMPCLOUD_API_KEY", NULL };

static int take(void *context, const char *bytes, size_t length, struct error *err)
{
	struct str *out = context;

	return str_add(out, bytes, length) == 0 ? 0 : error_set(err, "prints too much");
}

static struct child of(const char *const *argv, const volatile sig_atomic_t *stop, struct str *out)
{
	return (struct child){ .argv = argv,
			       .without = secrets,
			       .input = -1,
			       .extra = -1,
			       .silent = true,
			       .limit_ms = LOOK_LIMIT_MS,
			       .stop = stop,
			       .take = out ? take : NULL,
			       .context = out };
}

/* -1 unless there is a program that ended, well or not. */
static int run(const struct child *child, int *status, struct error *err)
{
	struct error why = { .message = "" };

	if (child_run(child, status, &why) == 0 || *status >= 0)
		return 0;
	return error_set(err, PROGRAM " (of OpenSSH) %s", why.message);
}

/* ssh-keygen would refuse it, after the pull. */
static int check_private(const char *key, const struct stat *status, struct error *err)
{
	if (status->st_uid == getuid() && (status->st_mode & 077))
		return error_set(err,
				 "--sign '%s': others can read it; mend it with: chmod 600 '%s'",
				 key, key);
	return 0;
}

/* Its private half is beside it, or an agent's. */
static int check_public(const char *key, struct error *err)
{
	static const char ending[] = ".pub";
	const size_t length = strlen(key), end = sizeof ending - 1;
	const char *agent = getenv("SSH_AUTH_SOCK");
	char beside[4096];

	if (agent && *agent)
		return 0;
	(void)snprintf(beside, sizeof beside, "%.*s",
		       length > end ? (int)(length - end) : (int)length, key);
	if (length > end && strcmp(key + length - end, ending) == 0 && access(beside, R_OK) == 0)
		return 0;
	return error_set(err,
			 "--sign '%s': is a public key, and there is no agent that could hold the "
			 "private one (SSH_AUTH_SOCK)",
			 key);
}

static int look_at_key(const char *key, bool *is_private, struct error *err)
{
	char begin[sizeof PRIVATE_KEY - 1] = "";
	struct stat status;
	int fd = open(key, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0)
		return error_set(err, "--sign '%s': %s", key, strerror(errno));
	bool regular = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
	ssize_t got = regular ? read(fd, begin, sizeof begin) : -1;
	close(fd);
	if (!regular)
		return error_set(err, "--sign '%s': is not a regular file", key);
	*is_private = got == (ssize_t)sizeof begin && memcmp(begin, PRIVATE_KEY, sizeof begin) == 0;
	return *is_private ? check_private(key, &status, err) : 0;
}

int signature_ready(const struct signing *signing, struct error *err)
{
	const char *argv[] = { PROGRAM, "-l", "-f", signing->key, NULL };
	const struct child child = of(argv, signing->stop, NULL);
	bool is_private = false;
	int status = -1;

	if (look_at_key(signing->key, &is_private, err) != 0)
		return -1;
	if (run(&child, &status, err) != 0)
		return error_prepend(err, "--sign");
	if (status != 0)
		return error_set(err,
				 "--sign '%s': " PROGRAM " finds no key in it ('" PROGRAM
				 " -l -f FILE' has to show one)",
				 signing->key);
	return is_private ? 0 : check_public(signing->key, err);
}

int signature_make(const struct signing *signing, int fd, struct str *out, struct error *err)
{
	const char *argv[] = { PROGRAM,	     "-q", "-Y",      "sign", "-f",
			       signing->key, "-n", NAMESPACE, NULL };
	struct child child = of(argv, signing->stop, out);
	struct error why = { .message = "" };

	child.input = fd;
	child.silent = false; /* it says there what it needs, and what is wrong */
	child.limit_ms = SIGN_LIMIT_MS;
	if (lseek(fd, 0, SEEK_SET) != 0)
		return error_set(err, "--sign: %s", strerror(errno));
	if (child_run(&child, NULL, &why) != 0)
		return error_set(err, "--sign '%s': " PROGRAM " %s", signing->key, why.message);
	if (strncmp(str_text(out), MADE_KEY, sizeof MADE_KEY - 1) == 0)
		return 0;
	return error_set(err, "--sign '%s': " PROGRAM " made no signature", signing->key);
}

int signature_check_ready(const char *signers, const volatile sig_atomic_t *stop, struct error *err)
{
	const char *argv[] = { PROGRAM,	  "-Y", "check-novalidate", "-n",
			       NAMESPACE, "-s", "/dev/null",	    NULL };
	const struct child child = of(argv, stop, NULL);
	struct stat status;
	int ended = -1, fd = open(signers, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0)
		return error_set(err, "--signers '%s': %s", signers, strerror(errno));
	bool regular = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
	close(fd);
	if (!regular)
		return error_set(err, "--signers '%s': is not a regular file", signers);
	return run(&child, &ended, err) == 0 ? 0 : error_prepend(err, "--signers");
}

struct checking {
	const char *signers;
	int manifest, signature;
	const volatile sig_atomic_t *stop;
};

/* Each reads both from the beginning. */
static int ask(const struct checking *checking, const char *const *argv, struct str *out,
	       bool *good, struct error *err)
{
	struct child child = of(argv, checking->stop, out);
	int status = -1;

	child.input = checking->manifest;
	child.extra = checking->signature;
	if (lseek(checking->manifest, 0, SEEK_SET) != 0 ||
	    lseek(checking->signature, 0, SEEK_SET) != 0)
		return error_set(err, "%s", strerror(errno));
	if (run(&child, &status, err) != 0)
		return -1;
	*good = status == 0;
	return 0;
}

static int is_sound(const struct checking *checking, bool *good, struct error *err)
{
	const char *argv[] = { PROGRAM,	  "-Y", "check-novalidate", "-n",
			       NAMESPACE, "-s", CHILD_EXTRA_PATH,   NULL };

	return ask(checking, argv, NULL, good, err);
}

static int is_by(const struct checking *checking, const char *who, bool *good, struct error *err)
{
	const char *argv[] = { PROGRAM, "-Y", "verify",	 "-f", checking->signers, "-I",
			       who,	"-n", NAMESPACE, "-s", CHILD_EXTRA_PATH,  NULL };

	return ask(checking, argv, NULL, good, err);
}

/* The first that may sign a report, of the identities that one line of the signers gives. */
static int find_signer(const struct checking *checking, char *identities, bool *good,
		       struct str *who, struct error *err)
{
	char *rest = identities, *line;
	int result = 0;

	for (size_t i = 0; i < SIGNERS_MOST && !*good && result == 0; i++) {
		line = strsep(&rest, "\n");
		if (!line)
			break;
		if (*line)
			result = is_by(checking, line, good, err);
		if (*good)
			(void)str_puts(who, line);
	}
	return result;
}

int signature_check(const char *signers, int manifest, int signature,
		    const volatile sig_atomic_t *stop, enum signature_state *state, struct str *who,
		    struct error *err)
{
	const struct checking checking = { signers, manifest, signature, stop };
	const char *argv[] = { PROGRAM,		 "-Y", "find-principals", "-s",
			       CHILD_EXTRA_PATH, "-f", signers,		  NULL };
	struct str identities = STR_INIT(STR_BODY);
	bool good = false;
	int result = is_sound(&checking, &good, err);

	*state = SIGNATURE_INVALID;
	if (result == 0 && good) {
		*state = SIGNATURE_UNKNOWN_SIGNER;
		result = ask(&checking, argv, &identities, &good, err);
		if (result == 0 && good) {
			good = false;
			(void)str_putc(&identities, '\n');
			result = find_signer(&checking, identities.data, &good, who, err);
			if (good)
				*state = SIGNATURE_VALID;
		}
	}
	str_release(&identities);
	return result;
}
