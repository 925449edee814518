/*
 * signature - a manifest signed, and its signature checked, by OpenSSH's ssh-keygen: with a key
 * in a file, in an agent or in hardware. There is no cryptography of our own, and the program
 * that signs gets neither token nor key of an API.
 */
#ifndef INPUT_SIGNATURE_H
#define INPUT_SIGNATURE_H

#include <signal.h>
#include <stdint.h>

#include "audit/core/str.h"

struct error;

#define SIGNATURE_MOST ((size_t)64 << 10) /* bytes */

/* Of --sign and --signers, in messages. NULL = --sign was not given. */
struct signing {
	const char *key; /* a private key, or the public one of a key that an agent holds */
	const volatile sig_atomic_t *stop;
};

/* Before anything is asked: ssh-keygen is there, and can make something of the key. */
int signature_ready(const struct signing *signing, struct error *err);

/* Appends the signature of what `fd` holds from its beginning; its offset moves. */
int signature_make(const struct signing *signing, int fd, struct str *out, struct error *err);

/* Whether `signers` can be read and ssh-keygen is there; before anything is checked. */
int signature_check_ready(const char *signers, const volatile sig_atomic_t *stop,
			  struct error *err);

enum signature_state {
	SIGNATURE_VALID,
	SIGNATURE_UNKNOWN_SIGNER, /* its key is none of those in `signers`, or not any more */
	SIGNATURE_INVALID,	  /* not of this manifest, or of another namespace, or none */
};

/*
 * `manifest` and `signature` are open files, read from their beginning. If it is valid, `who` is
 * the identity that `signers` (an allowed_signers file) gives its key. -1: it cannot be checked.
 */
int signature_check(const char *signers, int manifest, int signature,
		    const volatile sig_atomic_t *stop, enum signature_state *state, struct str *who,
		    struct error *err);

#endif
