#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/command/handover_parts.h"
#include "audit/command/harden.h"
#include "audit/command/output.h"
#include "audit/command/outputs.h"
#include "audit/command/replay.h"
#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/file/place.h"
#include "audit/core/file/safe.h"
#include "audit/core/log.h"
#include "audit/core/mem.h"
#include "report/sheet/sheet.h"

struct writing {
	const struct handover *handover;
	struct place customers;	     /* the folder of the sheets */
	const char *below;	     /* what stands before their names in the index */
	struct sheet_entry *entries; /* from xmalloc */
	size_t count, capacity;
	size_t missing; /* glyphs */
};

/* "acme-jumpcloud-mtp-2026-11-24" */
static const char *stem_of(struct arena *arena, const struct audit *audit)
{
	char date[CLOCK_TEXT];

	clock_date(date, audit->assessed_at);
	return arena_printf(arena, "%s-%s-%s", audit->account->subdomain, audit->profile->id, date);
}

int handover_read(struct handover *handover, struct arena *arena, enum edition edition,
		  struct audit ***audits, struct error *err)
{
	if (replay_again(arena, handover->evidence, handover->recorded, handover->brand, edition,
			 audits, &handover->audit_count, err) == 0)
		return 0;
	return error_prepend(err, "'%s'", handover->evidence);
}

/* Evaluated for itself, so that it is what a replay in that edition gives. */
static int write_auditors(struct handover *handover, const struct place *folder, struct error *err)
{
	static const char *const formats[] = { "pdf", "xlsx" };
	struct arena *arena = arena_new();
	struct audit **audits = NULL;
	int result = handover_read(handover, arena, EDITION_AUDITOR, &audits, err);

	for (size_t i = 0; i < handover->audit_count * COUNT_OF(formats) && result == 0; i++) {
		const struct audit *audit = audits[i / COUNT_OF(formats)];
		const char *format = formats[i % COUNT_OF(formats)];
		result = outputs_write_one(
			folder, arena_printf(arena, "%s.%s", stem_of(arena, audit), format), format,
			audit, err);
	}
	arena_free(arena);
	return result;
}

static int hash_file(const struct place *folder, const char *name, char sha256[HASH_HEX],
		     struct error *err)
{
	struct stat status;
	int fd = safe_open(folder->fd, name, err), result = -1;

	if (fd >= 0 && fstat(fd, &status) == 0)
		result = safe_hash(fd, status.st_size, sha256);
	if (fd >= 0)
		close(fd);
	return result == 0 ? 0 : error_set(err, "'%s/%s': cannot be read back", folder->path, name);
}

static int write_sheet(struct writing *writing, struct sheet_maker *maker,
		       const struct customer *customer, struct error *err)
{
	struct arena *arena = writing->handover->arena;
	const struct sheet *sheet = sheet_of(maker, customer);
	struct outfile file = OUTFILE_INIT;
	size_t missing = 0;
	struct sheet_entry entry = { .id = customer->id,
				     .name = customer_name(customer),
				     .outcome = sheet_outcome(sheet) };

	if (writing->handover->only_findings && entry.outcome == OVERALL_READY)
		return 0;
	const char *name = sheet_file_name(arena, customer);
	if (outfile_reserve(&file, &writing->customers, name, err) != 0)
		return -1;
	/* What is missing is told of all of them together. */
	const int result = sheet_write(maker, sheet, file.temporary, &missing, err);
	if (output_finish(&file, name, result, 0, NULL, err) != 0 ||
	    hash_file(&writing->customers, name, entry.sha256, err) != 0)
		return -1;
	entry.file = arena_printf(arena, "%s%s", writing->below, name);
	writing->missing += missing;
	ARRAY_RESERVE(writing->entries, writing->count, writing->capacity);
	writing->entries[writing->count++] = entry;
	return 0;
}

static bool is_meant(const struct handover *handover, const struct customer *customer)
{
	bool meant = handover->customer_count == 0;

	for (size_t i = 0; i < handover->customer_count; i++)
		meant = meant || handover->customers[i] == customer;
	return meant && customer->disabled == TRI_NO;
}

static int write_sheets(struct writing *writing, struct sheet_maker *maker,
			const struct account *account, struct error *err)
{
	for (size_t i = 0; i < account->customer_count && !harden_stop_signal; i++)
		if (is_meant(writing->handover, &account->customers[i]) &&
		    write_sheet(writing, maker, &account->customers[i], err) != 0)
			return -1;
	return 0;
}

/* Of one profile; of several, each that asks for something of customers has its own folder. */
static int write_customers(struct writing *writing, const struct audit *audit,
			   const struct place *customers, struct error *err)
{
	const bool several = writing->handover->audit_count > 1;
	struct sheet_maker *maker = sheet_maker_new(audit, err);
	int result = 0;

	if (!maker)
		return -1;
	writing->customers = *customers;
	writing->below = "customers/";
	if (several && sheet_maker_asks(maker)) {
		writing->below =
			arena_printf(writing->handover->arena, "customers/%s/", audit->profile->id);
		result = place_add(&writing->customers, customers, audit->profile->id, err);
	}
	if (result == 0 && (!several || sheet_maker_asks(maker))) {
		result = write_sheets(writing, maker, audit->account, err);
		if (several)
			place_close(&writing->customers);
	}
	sheet_maker_free(maker);
	return result;
}

static int write_csv(const void *what, const struct outfile *to, size_t *missing, struct error *err)
{
	const struct writing *writing = what;

	(void)missing;
	(void)err;
	sheet_index_csv(to->stream, writing->handover->audits[0], writing->entries, writing->count);
	return 0;
}

static int write_xlsx(const void *what, const struct outfile *to, size_t *missing,
		      struct error *err)
{
	const struct writing *writing = what;

	(void)missing;
	return sheet_index_xlsx(to->temporary, writing->handover->audits[0], writing->entries,
				writing->count, err);
}

static int write_index(const struct writing *writing, const struct place *folder, struct error *err)
{
	const struct output csv = { HANDOVER_INDEX, false, write_csv, writing };
	const struct output xlsx = { "index.xlsx", true, write_xlsx, writing };

	return output_write(&csv, folder, NULL, err) == 0 ? output_write(&xlsx, folder, NULL, err)
							  : -1;
}

int handover_write(struct handover *handover, const struct place *folder, struct error *err)
{
	struct writing writing = { .handover = handover };
	struct place customers = { .path = NULL };
	int result = place_add(&customers, folder, "customers", err);

	if (result == 0)
		result = write_auditors(handover, folder, err);
	for (size_t i = 0; i < handover->audit_count && result == 0 && !harden_stop_signal; i++)
		result = write_customers(&writing, handover->audits[i], &customers, err);
	if (result == 0 && !harden_stop_signal)
		result = write_index(&writing, folder, err);
	if (writing.missing)
		log_message(LOG_WARNING,
			    "no installed font has %zu characters of the sheets; they are shown "
			    "as a box",
			    writing.missing);
	place_close(&customers);
	free(writing.entries);
	return result;
}
