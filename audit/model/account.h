/*
 * account - what was pulled from Syncro: the facts, and how each was come by.
 * Filled by audit/syncro (from the wire or from an evidence folder, with the
 * same result), read-only for everybody else.
 *
 * All memory belongs to the account's arena. Texts are cleaned and never NULL.
 * Rows are unique and sorted by id.
 */
#ifndef MODEL_ACCOUNT_H
#define MODEL_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/core/clock.h"
#include "audit/model/mtp.h"
#include "audit/model/profile.h"
#include "audit/model/source.h"
#include "audit/model/vocabulary.h"

struct arena;

/* One request as it is logged in evidence/requests.jsonl, one line each. */
struct request {
	const char *method;
	const char *path;   /* below the API root: "/customers?include_disabled=true&page=2" */
	int status;	    /* of the last answer; 0 = none came */
	int64_t bytes;	    /* of the body as stored, else as received */
	const char *sha256; /* of the body as stored; "" = not stored */
	int64_t started_at; /* first try, wall clock, ms */
	int64_t took_ms;    /* until the last answer was there */
	int attempts;	    /* 0 = not sent */
	enum outcome outcome;
	const char *body;	     /* file name in evidence/; "" = not stored */
	enum api api;		     /* whose path it is */
	const char *sha256_received; /* of the body as it came; "" = none came, or not told */
	const char *said; /* what it says went wrong, if it is no 2xx; "" = nothing, or not told */
};

/* The number of a request, its place in the log counted from 1: "E-017". The stored body's
 * name begins with the same: "0017-users-101.json". */
const char *request_number(struct arena *arena, size_t place);
size_t request_place(const char *number);

/* One cell of /me's permissions map. */
struct declared {
	const char *area;   /* "customer" */
	const char *action; /* "read" */
	enum tri granted;
};

struct me {
	bool known;    /* /me answered with a user */
	bool rejected; /* /me answered 401: the token is not accepted */
	bool revoked;  /* accepted at first, refused at the end of the run */
	int64_t user_id;
	const char *user_name;
	const char *user_email;
	const char *subdomain; /* as /me says */
	enum tri global_admin;
	bool admin_odd; /* `admin` is there, but neither true nor false */
	enum tri two_factor_required;
	struct declared *declared;
	size_t declared_count;
};

struct user {
	int64_t id;
	const char *name;
	const char *email; /* "" until the detail was read, or if null */
	enum tri global_admin;
	const char **groups;
	size_t group_count;
	bool listed;	   /* stands in the user list */
	bool detailed;	   /* GET /users/{id} answered with this user */
	int detail_status; /* of GET /users/{id}; 0 = no answer */
	enum reason detail_reason;
	bool gone; /* GET /users/{id} answered that there is no such user */
};

/* A field beside `email` that holds addresses, as it stands: "contacts[0].email". */
struct customer_address {
	const char *field;
	const char *text;
};

/* What of a row could not be understood: what needs it stays open for that record. Eight bits. */
enum odd {
	ODD_NAME = 1,
	ODD_EMAIL = 2,
	ODD_STATE = 4,
	ODD_CUSTOMER = 8,
	ODD_LINES = 16,
	ODD_RUN = 32
};

/* A custom field that a customer or one of its contacts has. */
struct custom_field {
	const char *name;
	bool of_contact;
	enum tri filled : 8; /* unknown: what stands there may be a checkbox that is not ticked */
	uint32_t contact;    /* from 1; 0 = the customer's own */
};

/* Small, for there may be a million; nothing that is counted is more than an answer has bytes. */
struct customer {
	int64_t id;
	const char *business_name;
	const char *full_name;
	const char *email;
	const struct customer_address *addresses; /* others, in the order of the row */
	const struct custom_field *fields;	  /* the customer's, then each contact's */
	uint32_t address_count;
	uint32_t field_count;
	uint32_t contact_count;
	bool fields_known; /* the row tells the customer's custom fields */
	bool contact_fields_known;
	enum tri disabled : 8;
	uint8_t odd; /* of enum odd */
};

/* What a customer goes by: the business name, else the full name; may be blank. */
const char *customer_name(const struct customer *customer);

struct schedule_line {
	const char *name;
	const char *quantity;
	bool computed; /* recurring_type_id is set: Syncro counts it itself */
	enum tri one_time;
};

struct schedule {
	int64_t id;
	int64_t customer_id; /* 0 = null, or ODD_CUSTOMER */
	const char *name;
	const char *frequency;
	const char *next_run; /* as Syncro writes it */
	struct schedule_line *lines;
	uint32_t line_count;
	bool lines_known; /* `lines` was an array */
	enum tri paused : 8;
	uint8_t odd; /* of enum odd */
};

/* The day of its next run as it stands there, YYYY-MM-DD; false: it is not known. */
bool schedule_next_day(const struct schedule *schedule, char day[CLOCK_TEXT]);

/* Where a field was found that could not be understood. */
struct odd_field {
	enum list list;
	int64_t id;
	int64_t page;
	size_t row;	   /* on that page, counted from 1 */
	const char *field; /* the first of the row: "contacts[2].email" */
};

/* What one answer says of one permission. */
struct probe {
	size_t permission; /* index into the catalogue */
	bool excess;
	const char *method;
	const char *path; /* "/customers/{id}": without the number */
	int status;
	enum tri granted; /* unknown: no usable answer, see reason */
	enum proof proof; /* probed or inferred when granted is known */
	enum reason reason;
};

/* What a look can show: names that stand in an answer. */
enum look_part {
	LOOK_TICKET_STATUS,
	LOOK_PROBLEM_TYPE,
	LOOK_PRIORITY,
	LOOK_PRODUCT_NAME, /* of products that are not disabled */
	LOOK_PRODUCT_SKU,
	LOOK_PARTS
};

struct look_names {
	bool told; /* the answer holds that list, and all of it is understood */
	const char **names;
	size_t count;
};

/* A request beside the lists and the permissions, made because a profile needs it. */
struct look {
	const char *path; /* as asked: "/settings", "/products?sku=AV-1" */
	int status;
	enum reason reason; /* why it shows nothing; REASON_NONE = it was answered */
	struct look_names parts[LOOK_PARTS];
	size_t rows; /* of products, the disabled ones too */
	bool whole;  /* there are no further pages */
};

struct account {
	const char *subdomain; /* as asked for */
	const char *base_url;  /* "https://acme.syncromsp.com/api/v1" */
	int64_t started_at;    /* wall clock, ms */
	int64_t finished_at;
	struct me me;
	struct source sources[SOURCE_COUNT];
	struct user *users;
	size_t user_count;
	struct customer *customers;
	size_t customer_count;
	struct schedule *schedules;
	size_t schedule_count;
	struct odd_field *odd_fields; /* by list, page and row */
	size_t odd_field_count;
	struct probe *probes;
	size_t probe_count;
	bool no_ticket; /* the list shows none, or was refused: there is none to test with */
	struct look *looks;
	size_t look_count;
	const struct mtp *mtp;	  /* the vendor's side; NULL = not asked for */
	struct request *requests; /* in the order of the log */
	size_t request_count;
	int64_t sent; /* tries, the retried ones too */
	int64_t retried;
	int64_t failed;		/* requests without a usable answer in the end */
	size_t writes;		/* requests sent that are no GET, */
	size_t writes_accepted; /* and those of them that Syncro did not refuse */
};

/* Whether that row is the token owner's, and whether it is no user's any more: Syncro has no
 * record of that number, and a list that was read to its end does not name it. */
bool account_is_owner(const struct account *account, const struct user *user);
bool account_is_gone(const struct account *account, const struct user *user);
/* The very first answer was of something else than an account: most often another subdomain's. */
bool account_is_elsewhere(const struct account *account);
/* The row as every file shows it: of an owner without a record it tells what GET /me tells, and
 * of one who is gone whether the token acts as a Global Admin; where GET /me and the owner's
 * record contradict each other, nobody knows. */
struct user account_user_shown(const struct account *account, size_t index);
/* Whether the user's own record says so, and GET /me nothing else. */
bool account_is_global_admin(const struct account *account, size_t index);

/* By id; NULL if there is none. */
const struct user *account_user(const struct account *account, int64_t id);
const struct customer *account_customer(const struct account *account, int64_t id);

#endif
