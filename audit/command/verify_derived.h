/*
 * verify_derived - the files of one report against what its evidence gives once more:
 * written anew, and compared byte for byte. For verify*.c only.
 */
#ifndef COMMAND_VERIFY_DERIVED_H
#define COMMAND_VERIFY_DERIVED_H

#include <stdbool.h>

#include "audit/command/verify_outcome.h"
#include "audit/core/file/manifest.h"
#include "report/report.h"

/*
 * Whether the file listed is what `shown`, an audit in its edition, gives; if not, where they
 * part is told, of results.json each field by name. Of a file that is not as listed that is
 * told already. What a library writes goes to a temporary file without a name.
 */
bool verify_derived(int folder, const struct manifest_file *listed, const struct report_file *file,
		    const struct audit *shown, struct verify_outcome *outcome);

/* The same of a file of an overview. */
bool verify_overview(int folder, const struct manifest_file *listed,
		     const struct report_overview_file *file, const struct overview *overview,
		     struct verify_outcome *outcome);

#endif
