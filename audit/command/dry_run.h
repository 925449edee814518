/*
 * dry_run - what --dry-run prints: the requests that would be sent, one line each.
 */
#ifndef COMMAND_DRY_RUN_H
#define COMMAND_DRY_RUN_H

struct error;
struct plan;

/* `mtp_provider` may be NULL. On standard output; -1 if it could not be written. */
int dry_run_print(const struct plan *plan, const char *mtp_provider, struct error *err);

#endif
