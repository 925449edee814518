#include "tests/unit/fixture_mtp.h"

struct mtp *world_mtp(struct world *w)
{
	struct mtp *mtp = arena_alloc(w->arena, sizeof *mtp);

	*mtp = (struct mtp){
		.provider = "p1",
		.base_url = "https://mtp.example/api/v2",
		.sources[MTP_ADMINS] = world_source("/providers/{id}/administrators", 0),
		.sources[MTP_INTEGRATIONS] = world_source("/providers/{id}/integrations", 1),
		.sources[MTP_DETAIL] = world_source("/integrations/syncro/{id}", 1),
		.sources[MTP_MAPPINGS] = world_source("/integrations/syncro/{id}/mappings", 0),
		.admins = arena_array(w->arena, WORLD_ROWS, sizeof *mtp->admins),
		.companies = arena_array(w->arena, WORLD_ROWS, sizeof *mtp->companies),
	};
	w->account.mtp = mtp;
	return mtp;
}

struct mtp_admin *world_mtp_admin(struct mtp *mtp, const char *role)
{
	struct mtp_admin *admin = &mtp->admins[mtp->admin_count++];

	*admin = (struct mtp_admin){ .id = mtp->admin_count == 1 ? "a1" : "a2",
				     .name = "Ann",
				     .email = "ann@msp.example",
				     .role = role,
				     .suspended = TRI_NO };
	return admin;
}

struct mtp_company *world_mtp_company(struct mtp *mtp, int64_t customer_id, const char *name)
{
	struct mtp_company *company = &mtp->companies[mtp->company_count++];

	*company = (struct mtp_company){ .customer_id = customer_id,
					 .name = name,
					 .organization = "" };
	return company;
}
