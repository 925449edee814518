#include "audit/syncro/evidence_file.h"

#include "audit/core/error.h"
#include "audit/core/untrusted.h"

int evidence_open_folder(const char *folder, struct error *err)
{
	int fd = untrusted_folder(folder, err);

	return fd < 0 ? error_prepend(err, "evidence folder '%s'", folder) : fd;
}

int evidence_read_file(int folder, const char *name, struct str *out, struct error *err)
{
	return untrusted_read(folder, name, out, err) == 0
		       ? 0
		       : error_prepend(err, "evidence file '%s'", name);
}
