#include "audit/command/standard_output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/str.h"

int standard_output_check(struct error *err)
{
	const int flags = fcntl(STDOUT_FILENO, F_GETFL);

	return flags < 0 || (flags & O_ACCMODE) == O_RDONLY
		       ? error_set(err, "standard output: is not open for writing")
		       : 0;
}

int standard_output_print(const struct str *text, struct error *err)
{
	errno = 0;
	if (fputs(str_text(text), stdout) == EOF || fflush(stdout) != 0)
		return error_set(err, "standard output: %s", strerror(errno));
	return 0;
}
