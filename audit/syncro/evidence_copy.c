#include <string.h>

#include "audit/core/error.h"
#include "audit/core/file.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/syncro/evidence.h"

static int copy_file(struct arena *arena, const char *from, const char *to, const char *name,
		     struct error *err)
{
	struct str bytes = STR_INIT(STR_BODY * 4);
	struct outfile out = OUTFILE_INIT;
	int result = -1;

	if (file_read(arena_printf(arena, "%s/%s", from, name), &bytes, err) == 0 &&
	    outfile_open(&out, to, name, err) == 0) {
		(void)fwrite(str_text(&bytes), 1, bytes.length, out.stream);
		result = outfile_commit(&out, err);
	}
	outfile_discard(&out);
	str_release(&bytes);
	return result;
}

int evidence_copy(const char *from, const char *to, const struct account *account,
		  struct error *err)
{
	struct arena *arena = arena_new();
	int result = copy_file(arena, from, to, "requests.jsonl", err);

	for (size_t i = 0; i < account->request_count && result == 0; i++)
		if (*account->requests[i].body)
			result = copy_file(arena, from, to, account->requests[i].body, err);
	arena_free(arena);
	return result;
}
