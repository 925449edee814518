#include "tests/unit/fixture_draw.h"

#include "audit/core/array.h"

uint32_t draw_below(struct draw *draw, uint32_t most)
{
	draw->state ^= draw->state << 13;
	draw->state ^= draw->state >> 7;
	draw->state ^= draw->state << 17;
	return (uint32_t)(draw->state >> 33) % most;
}

static bool draw_chance(struct draw *draw, uint32_t percent)
{
	return draw_below(draw, 100) < percent;
}

static enum tri draw_tri(struct draw *draw, uint32_t percent_yes)
{
	return draw_chance(draw, percent_yes) ? TRI_YES : TRI_NO;
}

static enum reason draw_reason(struct draw *draw)
{
	static const enum reason reasons[] = {
		REASON_UNREACHABLE,  REASON_RATE_LIMITED, REASON_TIMEOUT,
		REASON_SERVER_ERROR, REASON_MALFORMED,	  REASON_UNAUTHENTICATED,
	};

	return reasons[draw_below(draw, COUNT_OF(reasons))];
}

static const char *const names[] = { "Alpha", "ALPHA", "Beta", "", "Gamma", "Delta", " beta" };
static const char *const emails[] = { "", "x@x.example", "ann@msp.example", "Bob@msp.example" };

static const char *const runs[] = { "2026-11-24", "2026-11-25", "2027-01-01" };

static void draw_customers(struct world *w, struct draw *draw)
{
	struct account *account = &w->account;

	account->customer_count = 0;
	account->schedule_count = 0;
	for (int64_t i = 1; i <= (int64_t)draw_below(draw, 9); i++) {
		struct customer *customer =
			world_customer(w, 10 + i, names[draw_below(draw, COUNT_OF(names))]);
		customer->email = emails[draw_below(draw, draw_chance(draw, 50) ? 2 : 4)];
		customer->disabled = draw_tri(draw, 20);
		for (uint32_t j = draw_below(draw, 10) ? 1 : draw_below(draw, 2); j > 0; j--) {
			struct schedule *schedule = world_schedule(
				w, (int64_t)account->schedule_count + 1, customer->id);
			schedule->paused = draw_tri(draw, 10);
			schedule->line_count = draw_chance(draw, 90);
			schedule->next_run = runs[draw_chance(draw, 15) ? draw_below(draw, 2) : 2];
			schedule->lines[0].computed = draw_chance(draw, 15);
		}
	}
}

static void draw_users(struct world *w, struct draw *draw)
{
	struct account *account = &w->account;

	for (int64_t i = 0; i < (int64_t)draw_below(draw, 5); i++)
		(void)world_user(w, 40 + i, "", draw_tri(draw, 50), "Technicians");
	account->users[1].global_admin = draw_tri(draw, 60);
	account->me.global_admin = draw_tri(draw, 30);
	account->users[0].global_admin = account->me.global_admin;
	account->users[0].listed = draw_chance(draw, 80);
	if (!account->users[0].listed && draw_chance(draw, 50)) {
		account->users[0].detailed = false;
		account->users[0].detail_status = 404;
		account->users[0].gone = true;
		account->users[0].global_admin = TRI_UNKNOWN;
		account->users[0].group_count = 0;
	}
}

static void draw_permissions(struct world *w, struct draw *draw)
{
	uint32_t lacking = draw_below(draw, 3) * 10; /* per cent */
	struct account *account = &w->account;

	for (size_t i = 0; i < account->probe_count; i++) {
		struct probe *probe = &account->probes[i];
		enum proof proof = probe->proof == PROOF_INFERRED ? PROOF_INFERRED : PROOF_PROBED;
		if (draw_chance(draw, probe->excess ? 100 - lacking : lacking))
			world_refuse(probe);
		else
			world_grant(probe, proof);
	}
	for (size_t i = 0; i < account->me.declared_count; i++)
		account->me.declared[i].granted = draw_tri(draw, 100 - lacking);
	if (draw_chance(draw, 30)) {
		struct probe *probe = world_add_probe(w, "Tickets - Edit", "PUT", "/tickets/0");
		world_break(probe, REASON_NONE);
		if (draw_chance(draw, 50))
			world_refuse(probe);
	}
	if (draw_chance(draw, 20))
		account->me.declared_count = 0;
}

static void draw_mtp(struct world *w, struct draw *draw)
{
	static const char *const roles[] = { "Administrator", "administrator with billing" };
	struct mtp *mtp = world_mtp(w);

	for (uint32_t i = 0; i <= draw_below(draw, 3); i++)
		world_mtp_admin(mtp, roles[draw_below(draw, 2)])->suspended = draw_tri(draw, 30);
	for (int64_t id = 10; id <= 14; id++)
		if (draw_chance(draw, 40))
			(void)world_mtp_company(mtp, id, names[draw_below(draw, COUNT_OF(names))]);
}

const char *const draw_attestations[] = {
	"{}",
	WORLD_ATTESTED,
	"{" WORLD_TOKEN "}",
	"{'token':{'name':'T','expires_on':'2026-12-01','permissions':['Invoices - Delete'],"
	"'complete':true," WORLD_SIGNED "}}",
	"{'attestations':[{'requirement':'JC-4.2','verdict':'pass','statement':'S'," WORLD_SIGNED
	"},{'requirement':'JC-3.4','verdict':'fail','statement':'S'," WORLD_SIGNED
	"},{'requirement':'JC-3.1','verdict':'pass','statement':'S'," WORLD_SIGNED
	"},{'requirement':'JC-5.1','verdict':'pass','statement':'S'," WORLD_SIGNED "}]}",
	"{'security_groups':[{'name':'Integrations','access_type':'All Customers','permissions':["
	"'Tickets - Create'],'complete':true," WORLD_SIGNED "}]}",
};
const size_t draw_attestation_count = COUNT_OF(draw_attestations);

struct world *draw_world(uint64_t seed)
{
	struct draw draw = { seed * UINT64_C(0x9E3779B97F4A7C15) + 1 };
	struct world *w = world_new();

	draw_customers(w, &draw);
	draw_users(w, &draw);
	draw_permissions(w, &draw);
	if (draw_chance(&draw, 60))
		draw_mtp(w, &draw);
	world_attest(w, draw_attestations[seed % draw_attestation_count]);
	return w;
}

#define COPY(arena, account, items, count)                                                         \
	((account)->items = arena_copy((arena), (account)->items,                                  \
				       (account)->count * sizeof *(account)->items))

struct account *copy_account(struct arena *arena, const struct account *account)
{
	struct account *copy = arena_copy(arena, account, sizeof *account);

	COPY(arena, copy, users, user_count);
	COPY(arena, copy, customers, customer_count);
	COPY(arena, copy, schedules, schedule_count);
	COPY(arena, copy, probes, probe_count);
	COPY(arena, copy, me.declared, me.declared_count);
	if (copy->mtp) {
		struct mtp *mtp = arena_copy(arena, copy->mtp, sizeof *mtp);
		COPY(arena, mtp, admins, admin_count);
		COPY(arena, mtp, companies, company_count);
		copy->mtp = mtp;
	}
	return copy;
}

/* Rows are lost, and the list is known to be short. */
static void lose_rows(struct draw *draw, void *rows, size_t *count, size_t size)
{
	while (*count > 0 && draw_chance(draw, 60)) {
		size_t victim = draw_below(draw, (uint32_t)*count);
		char *bytes = rows;
		memmove(bytes + victim * size, bytes + (victim + 1) * size,
			(*count - victim - 1) * size);
		(*count)--;
	}
}

static void damage_me(struct draw *draw, struct account *account)
{
	account->me.known = false;
	account->probe_count = 0;
	world_source_breaks(&account->sources[SOURCE_ME], draw_reason(draw));
}

static void damage_me_flag(struct draw *draw, struct account *account)
{
	(void)draw;
	account->me.global_admin = TRI_UNKNOWN;
}

static void damage_declared(struct draw *draw, struct account *account)
{
	if (account->me.declared_count)
		account->me.declared[draw_below(draw, (uint32_t)account->me.declared_count)]
			.granted = TRI_UNKNOWN;
}

static void damage_users(struct draw *draw, struct account *account)
{
	world_source_breaks(&account->sources[SOURCE_USERS], draw_reason(draw));
	lose_rows(draw, account->users, &account->user_count, sizeof *account->users);
}

static void damage_detail(struct draw *draw, struct account *account)
{
	if (!account->user_count)
		return;
	struct user *user = &account->users[draw_below(draw, (uint32_t)account->user_count)];
	user->detailed = false;
	user->gone = false;
	user->detail_status = draw_chance(draw, 50) ? 503 : 0;
	user->detail_reason = draw_reason(draw);
	user->global_admin = TRI_UNKNOWN;
	user->email = "";
	user->group_count = 0;
	world_source_breaks(&account->sources[SOURCE_DETAILS], user->detail_reason);
}

static void damage_customers(struct draw *draw, struct account *account)
{
	world_source_breaks(&account->sources[SOURCE_CUSTOMERS],
			    draw_chance(draw, 30) ? REASON_NO_PERMISSION : draw_reason(draw));
	lose_rows(draw, account->customers, &account->customer_count, sizeof *account->customers);
}

static void damage_customer(struct draw *draw, struct account *account)
{
	if (account->customer_count)
		account->customers[draw_below(draw, (uint32_t)account->customer_count)].disabled =
			TRI_UNKNOWN;
}

static void damage_schedules(struct draw *draw, struct account *account)
{
	world_source_breaks(&account->sources[SOURCE_SCHEDULES],
			    draw_chance(draw, 30) ? REASON_NO_PERMISSION : draw_reason(draw));
	lose_rows(draw, account->schedules, &account->schedule_count, sizeof *account->schedules);
}

static void damage_schedule(struct draw *draw, struct account *account)
{
	if (!account->schedule_count)
		return;
	struct schedule *schedule =
		&account->schedules[draw_below(draw, (uint32_t)account->schedule_count)];
	if (draw_chance(draw, 30))
		schedule->next_run = "soon";
	else if (draw_chance(draw, 50))
		schedule->paused = TRI_UNKNOWN;
	else
		schedule->lines_known = false;
}

void damage_probe(struct draw *draw, struct account *account)
{
	world_break(&account->probes[draw_below(draw, (uint32_t)account->probe_count)],
		    draw_reason(draw));
}

static void damage_all_probes(struct draw *draw, struct account *account)
{
	for (size_t i = 0; i < account->probe_count; i++)
		world_break(&account->probes[i], draw_reason(draw));
}

static void damage_by_revocation(struct draw *draw, struct account *account)
{
	(void)draw;
	account->me.revoked = true;
}

/* Not a refusal, nor nobody there: that is "not checked", and a person's to attest. */
static void damage_mtp(struct draw *draw, struct account *account)
{
	struct mtp *mtp = (struct mtp *)account->mtp; /* copy_account made it */
	const uint32_t which = draw_below(draw, 4);

	if (!mtp)
		return;
	if (which == 0) {
		world_source_breaks(&mtp->sources[MTP_ADMINS], draw_reason(draw));
		mtp->sources[MTP_ADMINS].status = 200;
		lose_rows(draw, mtp->admins, &mtp->admin_count, sizeof *mtp->admins);
		return;
	}
	world_source_breaks(which == 1	 ? &mtp->sources[MTP_INTEGRATIONS]
			    : which == 2 ? &mtp->sources[MTP_DETAIL]
					 : &mtp->sources[MTP_MAPPINGS],
			    draw_reason(draw));
	lose_rows(draw, mtp->companies, &mtp->company_count, sizeof *mtp->companies);
}

static void damage_mtp_admin(struct draw *draw, struct account *account)
{
	struct mtp *mtp = (struct mtp *)account->mtp;

	if (mtp && mtp->admin_count)
		mtp->admins[draw_below(draw, (uint32_t)mtp->admin_count)].suspended = TRI_UNKNOWN;
}

const struct damage draw_damages[] = {
	{ "/me", damage_me, 1 },
	{ "/me's admin", damage_me_flag, 1 },
	{ "/me's permissions", damage_declared, 6 },
	{ "users", damage_users, 4 },
	{ "a user", damage_detail, 6 },
	{ "customers", damage_customers, 4 },
	{ "a customer", damage_customer, 6 },
	{ "schedules", damage_schedules, 4 },
	{ "a schedule", damage_schedule, 6 },
	{ "a probe", damage_probe, 25 },
	{ "all probes", damage_all_probes, 1 },
	{ "the token", damage_by_revocation, 1 },
	{ "the MTP", damage_mtp, 8 },
	{ "an administrator of the MTP", damage_mtp_admin, 3 },
};
const size_t draw_damage_count = COUNT_OF(draw_damages);
