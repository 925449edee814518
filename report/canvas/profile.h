/*
 * canvas_profile - the colour profile that a document names. By Little CMS, and nobody
 * else's file.
 */
#ifndef REPORT_CANVAS_PROFILE_H
#define REPORT_CANVAS_PROFILE_H

#include <stdbool.h>

struct str;

/* Appends an ICC profile of sRGB (IEC 61966-2-1); always the same bytes. */
bool canvas_profile_srgb(struct str *out);

#endif
