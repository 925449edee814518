/*
 * fixture_draw - accounts drawn from a seed, and ways to damage them. The drawn
 * server never lies: what it says in two places agrees, and a fault is known
 * to be one (a source is not complete, a probe has a reason).
 */
#ifndef TESTS_FIXTURE_DRAW_H
#define TESTS_FIXTURE_DRAW_H

#include "tests/unit/fixture_mtp.h"

struct draw {
	uint64_t state;
};

/* A way to damage an account, and how often it is worth trying. */
struct damage {
	const char *name;
	void (*apply)(struct draw *draw, struct account *account);
	int rounds;
};

extern const struct damage draw_damages[];
extern const size_t draw_damage_count;
/* Files of attestations, as world_attest takes them. */
extern const char *const draw_attestations[];
extern const size_t draw_attestation_count;

/* At least 0, less than `most`. */
uint32_t draw_below(struct draw *draw, uint32_t most);
/* The same for the same seed. */
struct world *draw_world(uint64_t seed);

/* The account again, to be damaged. */
struct account *copy_account(struct arena *arena, const struct account *account);
void damage_probe(struct draw *draw, struct account *account);

#endif
