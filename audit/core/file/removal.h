/*
 * removal - deletes a finished report folder, and nothing else: only files that its
 * manifest lists, of the size it says, the manifest itself, and the folders they stand in.
 *
 * A folder that holds anything more (a file somebody added, a link, a workbook somebody
 * wrote into) is left as it is. manifest.json goes first, so that what an interruption
 * leaves is no report. No link is followed.
 */
#ifndef CORE_FILE_REMOVAL_H
#define CORE_FILE_REMOVAL_H

struct error;

/* The folder `name` in `parent`, a descriptor. -1 and why it is left as it is, or what of
 * it is left, without its name. */
int removal_report(int parent, const char *name, struct error *err);

#endif
