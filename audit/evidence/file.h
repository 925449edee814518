/*
 * evidence_file - the fixed names and sizes of an evidence folder, and reading its
 * files as what they may be: untrusted. No links, no devices, nothing endless.
 * Thousands of them are written, so each at once: a folder counts with its manifest alone.
 */
#ifndef EVIDENCE_FILE_H
#define EVIDENCE_FILE_H

#include "audit/core/str.h"

#define EVIDENCE_LOG "requests.jsonl"
#define EVIDENCE_RUN "run.json"
#define EVIDENCE_LOGO "logo.png"
#define EVIDENCE_SCHEMA "syncro-audit/run/1"

/* What is read of a folder from elsewhere, at most. */
#define EVIDENCE_LOG_MOST ((size_t)64 << 20)
#define EVIDENCE_RUN_MOST ((size_t)1 << 30) /* a baseline lists every customer */
#define EVIDENCE_BODY_MOST STR_BODY
#define EVIDENCE_LINES_MOST 200000

struct error;
struct place;

/* A descriptor of the folder for evidence_read_file, the caller's to close; or -1. */
int evidence_open_folder(const char *folder, struct error *err);
/* Appends a regular file to `out`, whose limit is the cap. */
int evidence_read_file(int folder, const char *name, struct str *out, struct error *err);
/* The same, into an empty `out`, if its bytes have the hash that `where` tells. */
int evidence_read_hashed(int folder, const char *name, const char *sha256, const char *where,
			 struct str *out, struct error *err);

/* One that is not there yet. */
int evidence_write_file(const struct place *folder, const char *name, const char *bytes,
			size_t length, struct error *err);

#endif
