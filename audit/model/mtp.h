/*
 * mtp - what was pulled from the vendor's Multi-Tenant Portal (MTP): facts, and
 * how each was come by. Filled by audit/syncro, read-only for everybody else.
 *
 * All memory belongs to the account's arena. Texts are cleaned and never NULL.
 * Rows are unique; companies sorted by customer, the others as they came.
 */
#ifndef MODEL_MTP_H
#define MODEL_MTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/model/source.h"

struct mtp_admin {
	const char *id;
	const char *name; /* first and last name, or "" */
	const char *email;
	const char *role;
	enum tri suspended;
};

/* An integration with Syncro, whatever account it speaks to. */
struct mtp_integration {
	const char *id;
	const char *subdomain; /* as the MTP says; "" = its details were not read */
	bool ours;	       /* the subdomain is the account's */
};

/* One of Syncro's customers that an organization of the MTP is mapped to. */
struct mtp_company {
	int64_t customer_id;
	const char *name;	  /* Syncro's customer, as the MTP remembers it */
	const char *organization; /* the MTP's name for it, or "" */
};

struct mtp {
	const char *provider;
	const char *base_url; /* "https://console.jumpcloud.com/api/v2" */
	struct source admins_source;
	struct source integrations_source;
	struct source details_source;  /* of all integrations with Syncro */
	struct source mappings_source; /* of those that are ours */
	struct mtp_admin *admins;
	size_t admin_count;
	struct mtp_integration *integrations;
	size_t integration_count;
	struct mtp_company *companies;
	size_t company_count;
};

#endif
