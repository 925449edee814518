#include "audit/command/verify_signature.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/command/harden.h"
#include "audit/core/error.h"
#include "audit/core/file/manifest.h"
#include "audit/core/file/safe.h"
#include "audit/input/signature.h"

static bool is_there(int fd)
{
	struct stat status;

	return fstatat(fd, MANIFEST_SIGNATURE, &status, AT_SYMLINK_NOFOLLOW) == 0 ||
	       errno != ENOENT;
}

static void tell(struct verify_outcome *outcome, enum signature_state state, const char *who)
{
	static const char *const found[] = {
		[SIGNATURE_UNKNOWN_SIGNER] = "one of a key that they do not name, or not for this, "
					     "or not any more",
		[SIGNATURE_INVALID] = "none that fits " MANIFEST_NAME,
	};

	if (state == SIGNATURE_VALID) {
		outcome->signature = VERIFY_SIGNED_BY;
		(void)str_puts(&outcome->signer, who);
		verify_holds(outcome, MANIFEST_SIGNATURE ": " MANIFEST_NAME " is signed by %s",
			     who);
	} else
		verify_differs(outcome, MANIFEST_SIGNATURE, "",
			       "a valid signature of one of the signers", found[state]);
}

static int check(int fd, const char *signers, struct verify_outcome *outcome, struct error *err)
{
	struct error why = { .message = "" };
	struct str who = STR_INIT(STR_LINE);
	struct stat status;
	enum signature_state state = SIGNATURE_INVALID;
	int manifest = safe_open(fd, MANIFEST_NAME, err), result = manifest < 0 ? -1 : 0;
	int signature = safe_open(fd, MANIFEST_SIGNATURE, &why);

	if (signature < 0)
		verify_differs(outcome, MANIFEST_SIGNATURE, "", "a signature", why.message);
	else if (fstat(signature, &status) == 0 && status.st_size > (off_t)SIGNATURE_MOST)
		tell(outcome, SIGNATURE_INVALID, "");
	else if (result == 0) {
		result = signature_check(signers, manifest, signature, &harden_stop_signal, &state,
					 &who, err);
		if (result == 0)
			tell(outcome, state, str_text(&who));
	}
	if (manifest >= 0)
		close(manifest);
	if (signature >= 0)
		close(signature);
	str_release(&who);
	return result;
}

int verify_signature(int fd, const char *signers, struct verify_outcome *outcome, struct error *err)
{
	const bool there = is_there(fd);

	if (signers)
		outcome->signature = VERIFY_SIGNED_WRONG;
	if (signers && there)
		return check(fd, signers, outcome, err);
	if (signers)
		verify_differs(outcome, MANIFEST_SIGNATURE, "",
			       "a valid signature of one of the signers",
			       "nothing: nobody signed it");
	else if (there)
		outcome->signature = VERIFY_SIGNED_UNCHECKED;
	return 0;
}
