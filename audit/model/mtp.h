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

/* What is read of it: the path and the derivation of each stand in audit/jumpcloud. */
enum mtp_kind {
	MTP_OTHER,	  /* none of them */
	MTP_ADMINS,	  /* of the provider */
	MTP_INTEGRATIONS, /* of the provider */
	MTP_DETAIL,	  /* of all integrations with Syncro */
	MTP_MAPPINGS,	  /* of those that are ours */
	MTP_KIND_COUNT
};

/* Those that there are, from the first: for (kind = MTP_FIRST; kind < MTP_KIND_COUNT; kind++) */
#define MTP_FIRST (MTP_OTHER + 1)

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
	const char *base_url;		       /* "https://console.jumpcloud.com/api/v2" */
	struct source sources[MTP_KIND_COUNT]; /* [MTP_OTHER] is none */
	struct mtp_admin *admins;
	size_t admin_count;
	struct mtp_integration *integrations;
	size_t integration_count;
	struct mtp_company *companies;
	size_t company_count;
};

/* For who reads a report: "portal's administrators". */
const char *mtp_label(enum mtp_kind kind);

#endif
