/*
 * ledger_file - where the ledger of a host stands, and that it is this user's own file. For
 * ledger.c only.
 */
#ifndef NET_LEDGER_FILE_H
#define NET_LEDGER_FILE_H

struct error;

/* The folder for them all, or -1: $XDG_RUNTIME_DIR, else one below /run, else /tmp; one that
 * nobody else can change a file of ours in. Forgets ledgers there that nobody used for a day. */
int ledger_folder(struct error *err);
/* The file in it, made if it is not there; -1 and why if it is not ours alone. */
int ledger_file(int folder, const char *host, struct error *err);
/* Waits a second at the most; closing the file unlocks it. -1: someone else holds it. */
int ledger_lock(int file);

#endif
