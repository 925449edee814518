/*
 * profile - what a vendor documents as prerequisites, and the catalogue of
 * Syncro's permissions that it speaks of. Read from templates/ by audit/rules;
 * plain data here, so that the collector and the report can see it.
 *
 * All memory belongs to the arena it was read into. Texts are never NULL.
 */
#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/core/hash.h"
#include "audit/core/tri.h"
#include "audit/model/source.h"
#include "audit/model/vocabulary.h"

/* What is documented to come with a 2xx. */
enum shape_kind {
	SHAPE_UNTOLD, /* evidence that is older than the shapes: some object, or a list */
	SHAPE_LIST,   /* an array under the key */
	SHAPE_OBJECT, /* an object with something in it under the key */
	SHAPE_RECORD, /* the record, itself or under some key; the one that the path names */
};

struct shape {
	enum shape_kind kind;
	const char *key; /* "contacts"; "" = none */
	const char
		*flag; /* "can_manage": what says whether the right is there; "" = that it came */
};

/* One request that shows whether a permission is there. */
struct probe_spec {
	enum list list;		    /* page 1 of that list shows it: no request of its own */
	const char *method;	    /* "GET", or "POST" and "PUT" for write probes */
	const char *path;	    /* may hold {customer} or {ticket}: the id of a listed one */
	const char *body;	    /* JSON of a write probe, "" for GET */
	struct shape answer;	    /* not of a list */
	bool not_found_grants;	    /* a record's 404 means granted, inferred */
	const char **invalid_texts; /* a 422 that says one of them means granted, inferred */
	size_t invalid_count;
	bool write; /* sent with --write-probes only */
};

/* What of a permission no page documents. */
enum inferred {
	INFERRED_NOTHING,
	INFERRED_PLACE, /* where it stands on the token page */
	INFERRED_NAME,	/* its very name, and so its place */
	INFERRED_COUNT,
};

struct permission {
	const char *name;	     /* "Customers - List/Search" */
	const char *family;	     /* "Customers" */
	const char *declared_area;   /* its place in /me's map: "customer", "read"; */
	const char *declared_action; /* both "" if it has none, "admin","" for /me's admin */
	struct probe_spec *probes;   /* in order of preference: a later one is sent */
	size_t probe_count;	     /* only if an earlier one cannot be filled in */
	bool excess;		     /* probed when the profile does not need it */
	enum inferred inferred;
	bool foreign; /* a profile alone names it: the file does not know it */
};

struct catalogue {
	const char *version;
	struct permission *permissions; /* in the token page's order, as far as it is known */
	size_t count;
	size_t capacity;  /* room for more that profiles name */
	const char *json; /* the file as read, for the evidence folder */
	char sha256[HASH_HEX];
};

struct profile_source {
	const char *title;
	const char *url;
	const char *retrieved; /* YYYY-MM-DD */
};

/* Whose interface does not show what a person has to confirm. */
enum not_shown_by {
	NOT_SHOWN_BY_UNTOLD, /* the profile does not say */
	NOT_SHOWN_BY_SYNCRO,
	NOT_SHOWN_BY_VENDOR,
	NOT_SHOWN_BY_TOOL, /* it could be asked for, and this program does not */
	NOT_SHOWN_BY_COUNT,
};

/* What of Syncro's settings a check looks at. */
enum setting {
	SETTING_NONE,
	SETTING_TICKET_STATUS,
	SETTING_PROBLEM_TYPE,
	SETTING_PRIORITY,
	SETTING_COUNT,
};

/* Parameters of a check; which ones a kind takes is in audit/rules/check.h. */
struct check {
	const char *kind;    /* "permission-family" */
	size_t *permissions; /* indices into the catalogue */
	size_t permission_count;
	const char *family; /* all of whose permissions these are; "" = they are named one by one */
	bool of_user;	    /* asked of the token's user, not of the token */
	bool global_admin_suffices;	/* the older word for that */
	bool complete;			/* the list of members is known to be all */
	const char *incomplete_because; /* a sentence: why it is not known to be; or "" */
	enum not_shown_by not_shown_by; /* of an attestation */
	int64_t at_least;
	int64_t at_most;
	int64_t days;
	bool open_ended; /* no expiry at all is asked for, instead of days */
	const char *role;
	const char *expect;    /* the access type of a security group */
	enum tri global_admin; /* what the token's user has to be; unknown = either */
	bool dedicated;	       /* it is nobody's but the integration's */
	bool on_contact;       /* of a contact, not of a customer */
	bool filled;	       /* in every customer or contact */
	const char *name;      /* of a custom field or a product; "" */
	const char *sku;       /* of a product; "" */
	const char *address;   /* an e-mail address */
	enum setting setting;
	const char **values; /* that the setting must have */
	size_t value_count;
};

/* One piece of work that fulfils several requirements. */
struct job {
	const char *id;		  /* "reissue-token" */
	const char *title;	  /* imperative: "Replace the token" */
	const char *who;	  /* "Syncro administrator" */
	const char **remediation; /* numbered steps; none: those of its requirements */
	size_t remediation_count;
};

struct requirement {
	const char *id;
	const char *title;     /* true when it is met: "Syncro accepts the API token" */
	const char *action;    /* imperative: "Create a token that Syncro accepts" */
	const struct job *job; /* NULL: a piece of work of its own */
	const char *group;     /* heading it stands under: "Token permissions" */
	enum severity severity;
	bool mandatory;
	const char *documented;	  /* what the vendor's page asks for, in our words */
	const char *rationale;	  /* why it matters */
	const char *reference;	  /* a URL, or "" */
	const char *where;	  /* where a person looks: "Admin > API > API Tokens" */
	const char **remediation; /* numbered steps, at least one */
	size_t remediation_count;
	struct check check;
};

struct profile {
	const char *id;
	const char *version;
	const char *title;
	const char *vendor;
	const char *integration; /* the product connected: "JumpCloud Multi-Tenant Portal" */
	const char *description; /* one sentence for the cover and `profile list` */
	struct profile_source *sources;
	size_t source_count;
	struct job *jobs;
	size_t job_count;
	struct requirement *requirements;
	size_t requirement_count;
	const char *json; /* the file as read, for the evidence folder */
	char sha256[HASH_HEX];
};

/*
 * What to ask Syncro beyond /me, the users, customers and schedules: derived
 * from profiles and catalogue by rules/plan, carried out by syncro/collect.
 */
struct plan_probe {
	size_t permission; /* index into the catalogue */
	bool excess;	   /* not needed by any profile; its body is never stored */
};

struct plan {
	const struct catalogue *catalogue;
	struct plan_probe *probes; /* needed ones first, then excess ones */
	size_t count;
	const char **looks; /* paths to GET once, for checks that need them */
	size_t look_count;
	bool write_probes;
};

#endif
