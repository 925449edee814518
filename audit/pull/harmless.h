/*
 * harmless - whether a request of the catalogue could be sent without changing anything: a GET, or
 * a write that Syncro documents as refused (refusal.h). Pure.
 */
#ifndef PULL_HARMLESS_H
#define PULL_HARMLESS_H

#include <stdbool.h>

struct error;
struct plan;
struct probe_spec;

bool harmless_probe(const struct probe_spec *spec);

/* Refuses a plan with a request that is not harmless; to be called before anything is
 * sent, for the agenda would leave it out without a word. */
int harmless_check(const struct plan *plan, struct error *err);

#endif
