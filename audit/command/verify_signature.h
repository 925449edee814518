/*
 * verify_signature - whether a report folder's manifest is signed, and by whom. For verify*.c
 * only.
 */
#ifndef COMMAND_VERIFY_SIGNATURE_H
#define COMMAND_VERIFY_SIGNATURE_H

#include "audit/command/verify_outcome.h"

struct error;

/*
 * `fd` is the folder's; `signers` the file of who may sign, or NULL: then a signature is told,
 * and not checked. Without --signers nothing is amiss; with it whatever is not a valid signature
 * of one of them is a difference. -1: ssh-keygen did not tell.
 */
int verify_signature(int fd, const char *signers, struct verify_outcome *outcome,
		     struct error *err);

#endif
