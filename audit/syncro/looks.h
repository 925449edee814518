/*
 * looks - what a profile needed beside the lists and the permissions, and what came of it.
 */
#ifndef SYNCRO_LOOKS_H
#define SYNCRO_LOOKS_H

#include "audit/syncro/intake.h"

/* Those of the plan, in its order, with why one of them shows nothing. */
void looks_assemble(struct intake *intake, struct account *account);

#endif
