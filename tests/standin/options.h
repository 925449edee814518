/*
 * options - how the stand-in is started. "standin FOLDER [--name value]...";
 * `--options FILE` holds one such option a line. Texts live in the arena.
 */
#ifndef STANDIN_OPTIONS_H
#define STANDIN_OPTIONS_H

#include <stdint.h>

struct arena;
struct error;

struct options {
	const char *folder; /* holds evidence/ (or is it), maybe mtp.json */
	const char *token;
	const char *permissions; /* needed, all, none, @FILE or NAME,NAME */
	const char *with;	 /* NAME,NAME: added to them */
	const char *without;	 /* NAME,NAME: taken from them */
	const char *faults;	 /* file: a plan of faults */
	const char *log;	 /* file: the request log */
	const char *bodies;	 /* folder: what was answered, one file a request */
	const char *port_file;
	const char *meta;    /* LIST=full|short|none,... or one word for all */
	const char *users;   /* rows as "array" (documented) or "object" */
	const char *missing; /* which is looked at first: "permission" or "record" */
	const char *declare; /* AREA.ACTION=true|false,... or admin=...: changes /me */
	const char *tls_cert;
	const char *tls_key;
	const char *mtp_key;
	int64_t port;
	int64_t per_page; /* 0 = what the documentation shows for each list */
	int64_t latency_ms;
	int64_t jitter_ms;
	int64_t seed;
	int64_t refusal;    /* 401 or 403 where a permission is missing */
	int64_t rate_limit; /* 0 = none */
	int64_t rate_window_ms;
	int64_t revoke_after; /* 0 = never: the token dies after that many requests */
	int64_t gzip;	      /* 1 = compress where the client accepts it */
	int64_t customers;    /* 0 = those of the folder; else repeated up to so many */
};

int options_parse(struct arena *arena, int argc, char **argv, struct options *out,
		  struct error *err);

#endif
