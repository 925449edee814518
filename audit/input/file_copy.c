#include "audit/input/file_copy.h"

#include <string.h>

#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "audit/evidence/evidence.h"

int file_copy_read(struct arena *arena, const char *what, const char *path,
		   struct evidence_input *out, struct error *err)
{
	struct str bytes = STR_INIT(STR_BODY);
	int result = file_read(path, &bytes, err);

	if (result != 0)
		error_prepend(err, "%s", what);
	/* A NUL byte would hide what follows it from the copy. */
	else if (bytes.length && memchr(bytes.data, '\0', bytes.length))
		result = error_set(err, "%s: '%s': holds a NUL byte", what, path);
	else if (!text_is_utf8(str_text(&bytes), bytes.length))
		result = error_set(err, "%s: '%s': is not valid UTF-8", what, path);
	if (result == 0) {
		out->name = text_clean(arena, path);
		out->text = arena_strdup(arena, str_text(&bytes));
	}
	str_release(&bytes);
	return result;
}
