#include <unistd.h>

#include "audit/evidence/evidence.h"
#include "audit/evidence/file.h"

static int copy_file(int from, const struct place *to, const char *name, struct error *err)
{
	struct str bytes = STR_INIT(EVIDENCE_LOG_MOST);
	int result = evidence_read_file(from, name, &bytes, err);

	if (result == 0)
		result = evidence_write_file(to, name, str_text(&bytes), bytes.length, err);
	str_release(&bytes);
	return result;
}

int evidence_copy(const char *from, const struct place *to, const struct account *account,
		  struct error *err)
{
	int folder = evidence_open_folder(from, err);
	int result = folder < 0 ? -1 : copy_file(folder, to, EVIDENCE_LOG, err);

	for (size_t i = 0; i < account->request_count && result == 0; i++)
		if (*account->requests[i].body)
			result = copy_file(folder, to, account->requests[i].body, err);
	if (folder >= 0)
		close(folder);
	return result;
}
