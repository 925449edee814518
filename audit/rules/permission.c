#include "audit/rules/permission.h"

#include <string.h>

#include "audit/core/mem.h"
#include "audit/rules/evaluation.h"
#include "audit/rules/stand_in.h"
#include "audit/rules/token_right.h"

/* "GET /customers": without the query. */
static const char *request_text(struct arena *arena, const char *method, const char *path)
{
	return arena_printf(arena, "%s %.*s", method, (int)strcspn(path, "?"), path);
}

static struct answer silent(void)
{
	return (struct answer){ .source = "", .note = "" };
}

static struct answer fault(enum reason reason, const char *source, const char *note)
{
	return (struct answer){ .reason = reason, .source = source, .note = note };
}

/* What the probes of one permission came to. */
struct tally {
	const struct probe *refused;
	const struct probe *granted; /* the one with the strongest proof */
	const struct probe *broken;
};

/*
 * A probe that was not made, or a write probe answered in a documented way that
 * says nothing of the permission (a 404 for a record that cannot exist): that is
 * no fault. A GET answered like that is one.
 */
static bool says_nothing(const struct probe *probe)
{
	if (probe->granted != TRI_UNKNOWN)
		return false;
	return probe->reason == REASON_NOT_REQUESTED ||
	       (probe->reason == REASON_NONE && strcmp(probe->method, "GET") != 0);
}

/* A refusal of a token that is no longer accepted says nothing of permissions. */
static enum reason fault_of(const struct probe *probe)
{
	if (probe->granted == TRI_NO)
		return REASON_UNAUTHENTICATED;
	return probe->reason ? probe->reason : REASON_MALFORMED;
}

/* Of two faults the one that no person's word may stand in for is told. */
static bool hides_less(const struct probe *probe, const struct probe *broken)
{
	return !broken ||
	       (stand_in_is_possible(fault_of(broken)) && !stand_in_is_possible(fault_of(probe)));
}

static void count_probe(struct tally *tally, const struct probe *probe, bool revoked)
{
	if (says_nothing(probe))
		return;
	if (probe->granted == TRI_NO && !revoked)
		tally->refused = probe;
	else if (probe->granted == TRI_YES) {
		if (!tally->granted || probe->proof > tally->granted->proof)
			tally->granted = probe;
	} else if (hides_less(probe, tally->broken))
		tally->broken = probe;
}

static struct tally count_probes(const struct evaluation *e, size_t permission)
{
	const struct account *account = e->account;
	struct tally tally = { .refused = NULL };

	for (size_t i = 0; i < account->probe_count; i++)
		if (account->probes[i].permission == permission)
			count_probe(&tally, &account->probes[i], account->me.revoked);
	return tally;
}

static const char *request_of(const struct evaluation *e, const struct probe *probe)
{
	return request_text(e->arena, probe->method, probe->path);
}

static struct answer refusal(const struct evaluation *e, const struct tally *tally)
{
	return (struct answer){
		.granted = TRI_NO,
		.proof = PROOF_PROBED,
		.source = request_of(e, tally->refused),
		.note = tally->granted ? "Two requests contradict each other; the refusal counts."
				       : "",
	};
}

static struct answer grant(const struct evaluation *e, const struct probe *probe)
{
	bool inferred = probe->proof != PROOF_PROBED;

	return (struct answer){
		.granted = TRI_YES,
		.proof = inferred ? PROOF_INFERRED : PROOF_PROBED,
		.source = request_of(e, probe),
		.note = inferred ? PERMISSION_IMPLIED : "",
	};
}

static struct answer broken(const struct evaluation *e, const struct probe *probe)
{
	const char *note = probe->granted == TRI_NO
				   ? "The token stopped being accepted during the run, so the "
				     "refusal proves nothing."
				   : "";

	return fault(fault_of(probe), request_of(e, probe), note);
}

/* The lists that are always read, whether or not a probe was noted for them. */
static const struct source *source_of(const struct account *account, enum list list)
{
	enum source_id id = source_of_list(list);

	return id < SOURCE_COUNT ? &account->sources[id] : NULL;
}

static struct answer ask_source(const struct evaluation *e, const struct source *source,
				const char *path)
{
	const char *request = request_text(e->arena, "GET", path);
	enum reason reason = evaluation_gap(e, source);

	if (source->complete ||
	    (source->records > 0 && reason != REASON_UNAUTHENTICATED && !source->refused))
		return (struct answer){
			.granted = TRI_YES, .proof = PROOF_PROBED, .source = request, .note = ""
		};
	if (reason == REASON_NO_PERMISSION)
		return (struct answer){
			.granted = TRI_NO, .proof = PROOF_PROBED, .source = request, .note = ""
		};
	/* Refused after a page that was answered: a token revoked meanwhile. */
	if (source->refused)
		reason = REASON_UNAUTHENTICATED;
	return fault(reason ? reason : REASON_NOT_REQUESTED, request, "");
}

static long permission_of_list(const struct catalogue *catalogue, enum list list)
{
	for (size_t i = 0; i < catalogue->count; i++)
		for (size_t j = 0; j < catalogue->permissions[i].probe_count; j++)
			if (catalogue->permissions[i].probes[j].list == list)
				return (long)i;
	return -1;
}

/* A ticket can only be asked for when the list showed one. */
static struct answer no_ticket(const struct evaluation *e, const struct probe_spec *spec)
{
	const char *request = request_text(e->arena, spec->method, spec->path);
	long list = permission_of_list(e->audit->catalogue, LIST_TICKETS);
	struct tally tally = { .refused = NULL };

	if (list >= 0)
		tally = count_probes(e, (size_t)list);
	/* Refused or empty, it leaves the decision to what is declared or attested. */
	if (tally.refused || tally.granted || e->account->no_ticket)
		return silent();
	return fault(tally.broken && tally.broken->reason ? tally.broken->reason
							  : REASON_NOT_REQUESTED,
		     request, "Not tested: the ticket list was not read.");
}

static struct answer no_customer(const struct evaluation *e, const struct probe_spec *spec)
{
	enum reason reason = evaluation_gap(e, &e->account->sources[SOURCE_CUSTOMERS]);

	if (e->account->customer_count > 0)
		reason = REASON_NOT_REQUESTED;
	if (reason == REASON_NONE || reason == REASON_NO_PERMISSION)
		return silent();
	return fault(reason, request_text(e->arena, spec->method, spec->path),
		     "Not tested: there was no customer to test with.");
}

/* Why a request that shows the permission has no answer on record. */
static struct answer not_asked(const struct evaluation *e, const struct probe_spec *spec)
{
	const struct source *source = source_of(e->account, spec->list);

	if (source)
		return ask_source(e, source, spec->path);
	if (strstr(spec->path, "{ticket}"))
		return no_ticket(e, spec);
	if (strstr(spec->path, "{customer}"))
		return no_customer(e, spec);
	return fault(REASON_NOT_REQUESTED, request_text(e->arena, spec->method, spec->path),
		     "The request that tests it was not sent.");
}

static bool is_always_read(const struct evaluation *e, const struct permission *permission)
{
	return permission->probe_count && source_of(e->account, permission->probes[0].list);
}

static struct answer never_asked(const struct evaluation *e, const struct permission *permission)
{
	struct answer last = silent();

	/* In order of preference: one that could have been sent settles it. */
	for (size_t i = 0; i < permission->probe_count; i++) {
		if (permission->probes[i].write)
			continue;
		last = not_asked(e, &permission->probes[i]);
		if (last.granted != TRI_UNKNOWN)
			return last;
	}
	return last;
}

static struct answer ask_probes(const struct evaluation *e, size_t index, struct right *right)
{
	const struct permission *permission = &e->audit->catalogue->permissions[index];
	struct tally tally = count_probes(e, index);

	right->asked = tally.refused || tally.granted || tally.broken;
	if (e->blocked)
		return fault(e->blocked, "GET /me", "Nothing more could be requested.");
	if (tally.refused)
		return refusal(e, &tally);
	/* What is only inferred does not outweigh another request that went wrong. */
	if (tally.granted && (tally.granted->proof == PROOF_PROBED || !tally.broken))
		return grant(e, tally.granted);
	if (tally.broken)
		return broken(e, tally.broken);
	if (!right->needed && !permission->excess && !is_always_read(e, permission))
		return silent();
	struct answer answer = never_asked(e, permission);
	right->asked = answer.granted != TRI_UNKNOWN || answer.reason != REASON_NONE;
	return answer;
}

struct answer permission_declared(const struct evaluation *e, const struct permission *permission)
{
	const struct me *me = &e->account->me;
	struct answer answer = { .source = "GET /me", .note = PERMISSION_REPORTED };

	if (!me->known || !*permission->declared_area)
		return silent();
	if (strcmp(permission->declared_area, "admin") == 0) {
		answer.granted = me->global_admin;
		answer.note = "Reported by Syncro for the token owner.";
		answer.proof = answer.granted ? PROOF_DECLARED : PROOF_NONE;
		return answer;
	}
	for (size_t i = 0; i < me->declared_count; i++) {
		const struct declared *cell = &me->declared[i];
		if (strcmp(cell->area, permission->declared_area) != 0 ||
		    strcmp(cell->action, permission->declared_action) != 0)
			continue;
		if (cell->granted == TRI_UNKNOWN)
			return fault(
				REASON_MALFORMED, "GET /me",
				"Syncro reports it with a value that is neither true nor false.");
		answer.granted = cell->granted;
		answer.proof = PROOF_DECLARED;
		return answer;
	}
	return silent();
}

/* A run may have many profiles, and the catalogue has many permissions: one walk for each. */
static void mark_needed(struct evaluation *e, const struct profile *profile, bool own)
{
	for (size_t i = 0; i < profile->requirement_count; i++) {
		const struct check *check = &profile->requirements[i].check;
		for (size_t j = 0; j < check->permission_count; j++) {
			struct right *right = &e->rights[check->permissions[j]];
			right->needed = right->needed || own;
			right->elsewhere = !right->needed;
		}
	}
}

static void find_needed(struct evaluation *e)
{
	mark_needed(e, e->audit->profile, true);
	for (size_t i = 0; i < e->audit->run_count; i++)
		mark_needed(e, e->audit->run[i], false);
}

void permission_resolve(struct evaluation *e)
{
	const struct catalogue *catalogue = e->audit->catalogue;

	e->rights = arena_array(e->arena, catalogue->count, sizeof *e->rights);
	find_needed(e);
	for (size_t i = 0; i < catalogue->count; i++) {
		struct right *right = &e->rights[i];
		struct answer declared = permission_declared(e, &catalogue->permissions[i]);
		right->probed = ask_probes(e, i, right);
		right->token = token_right(e, i, &declared);
	}
}
