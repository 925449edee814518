/*
 * stage - what the targets that need templates stand on: the built-in catalogue and
 * profile and one evaluated sample, read once, and a file system for one input.
 * Run the targets from the project's root.
 */
#ifndef TESTS_FUZZ_STAGE_H
#define TESTS_FUZZ_STAGE_H

#include <stddef.h>

#include "audit/model/audit.h"

struct place;

const struct catalogue *stage_catalogue(void);
const struct profile *stage_profile(void);
const struct plan *stage_plan(void); /* of both, with write probes */

/* The account of samples/not-ready, evaluated without attestations and waivers.
 * Copy the struct before changing it. */
const struct audit *stage_audit(void);
/* The same after faults: lists cut short, some probes without a usable answer. */
const struct audit *stage_faulty(void);

/* An empty folder of this process, in memory where there is /dev/shm; gone when the
 * program ends well. */
const char *stage_folder(void);
const struct place *stage_place(void); /* the same, held open */
void stage_write(const char *name, const void *bytes, size_t length);
void stage_empty(void); /* removes what is in it */

#endif
