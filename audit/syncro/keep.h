/*
 * keep - of an answer, what the rules read and nothing more: what is stored as evidence
 * holds ids, names, e-mail addresses, flags, dates and the lines of recurring invoices.
 * Of custom fields only the names stay, and whether they are filled (0: a box that is not
 * ticked, or a text that reads like one). Notes, phones, street addresses and fields that nobody
 * knows never reach the disk.
 *
 * What an answer amounts to (answer.h) is the same before and after.
 */
#ifndef SYNCRO_KEEP_H
#define SYNCRO_KEEP_H

#include <cjson/cJSON.h>

#include "audit/model/profile.h"

void keep_fields(cJSON *body, enum api api, const char *method, const char *path);

#endif
