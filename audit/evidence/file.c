#include "audit/evidence/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "audit/core/error.h"
#include "audit/core/file/untrusted.h"
#include "audit/core/hash.h"

int evidence_open_folder(const char *folder, struct error *err)
{
	struct stat status;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0)
		return fd;
	int number = errno;
	bool link = lstat(folder, &status) == 0 && S_ISLNK(status.st_mode);
	return error_set(err, "evidence folder '%s': %s", folder,
			 link ? "is a symbolic link" : strerror(number));
}

int evidence_read_file(int folder, const char *name, struct str *out, struct error *err)
{
	return untrusted_read(folder, name, out, err) == 0
		       ? 0
		       : error_prepend(err, "evidence file '%s'", name);
}

int evidence_read_hashed(int folder, const char *name, const char *sha256, const char *where,
			 struct str *out, struct error *err)
{
	char found[HASH_HEX];

	if (evidence_read_file(folder, name, out, err) != 0)
		return -1;
	hash_bytes(str_text(out), out->length, found);
	if (strcmp(found, sha256) == 0)
		return 0;
	return error_set(err,
			 "evidence file '%s': its SHA-256 is not the one in %s: it was changed "
			 "after it was written",
			 name, where);
}
