/*
 * sources - how well each part of the account could be read, and why not
 * better: struct source out of an intake.
 */
#ifndef SYNCRO_SOURCES_H
#define SYNCRO_SOURCES_H

#include "audit/model/account.h"
#include "audit/syncro/intake.h"

struct source sources_me(const struct intake *intake);
/* `records` is the number of distinct rows. */
struct source sources_list(const struct intake *intake, enum list list, size_t records);
/* After the users are there, with their details, and the source of their list. */
struct source sources_details(const struct intake *intake, const struct account *account);

/* Why one user's detail is missing; REASON_NONE if it is there. */
enum reason sources_detail_reason(const struct intake *intake, const struct intake_detail *detail);

#endif
