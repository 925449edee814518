/*
 * mtp - the side of JumpCloud's Multi-Tenant Portal, from a file mtp.json in the
 * folder that is served:
 *
 *   { "provider_id": "p1", "administrators": [...], "integrations": [...],
 *     "syncro": {"i1": {...}}, "mappings": {"i1": [...]} }
 */
#ifndef STANDIN_MTP_H
#define STANDIN_MTP_H

struct answer;
struct error;
struct mtp;
struct options;

/* *out is NULL where there is no such file. */
int mtp_load(const struct options *options, struct mtp **out, struct error *err);
void mtp_free(struct mtp *mtp);

/* `target` begins behind "/api/v2"; `key` is the x-api-key sent, or NULL. */
void mtp_answer(const struct mtp *mtp, const char *method, const char *target, const char *key,
		struct answer *answer);

#endif
