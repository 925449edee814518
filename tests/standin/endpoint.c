#include "tests/standin/endpoint.h"

#include <string.h>

#include "audit/core/array.h"
#include "tests/standin/answer.h"
#include "tests/standin/call.h"
#include "tests/standin/options.h"
#include "tests/standin/page.h"
#include "tests/standin/permission_set.h"
#include "tests/standin/query.h"
#include "tests/standin/record.h"
#include "tests/standin/write.h"

/* A row nobody asked for: its word must be in no output of an audit. */
#define STRANGER "{\"id\":1,\"name\":\"STANDIN-SECRET-EXCESS-ROW\"}"

#define LIST(where, needs, word, style, size)                                                      \
	{                                                                                          \
		.method = "GET", .path = (where), .permission = (needs), .serve = page_serve,      \
		.list = (where), .key = (word), .meta = (style), .per_page = (size)                \
	}
#define EXCESS(where, needs, word, style)                                                          \
	{                                                                                          \
		.method = "GET", .path = (where), .permission = (needs), .serve = page_serve,      \
		.list = (where), .key = (word), .meta = (style), .per_page = 25,                   \
		.fallback = STRANGER                                                               \
	}
#define RECORD(where, needs, rows, word)                                                           \
	{                                                                                          \
		.method = "GET", .path = (where), .permission = (needs), .serve = record_serve,    \
		.list = (rows), .key = (word)                                                      \
	}
#define DOCUMENT(where, needs, otherwise)                                                          \
	{                                                                                          \
		.method = "GET", .path = (where), .permission = (needs), .serve = record_document, \
		.fallback = (otherwise)                                                            \
	}
#define WRITE(how, where, needs, function, rows)                                                   \
	{                                                                                          \
		.method = (how), .path = (where), .permission = (needs), .serve = (function),      \
		.list = (rows)                                                                     \
	}

static const struct endpoint endpoints[] = {
	DOCUMENT("/me", NULL, NULL),
	LIST("/users", NULL, "users", META_NONE, 100),
	RECORD("/users/{id}", NULL, NULL, "user"),
	LIST("/customers", "Customers - List/Search", "customers", META_FULL, 100),
	{ .method = "GET",
	  .path = "/customers/latest",
	  .permission = "Customers - Edit",
	  .serve = record_latest,
	  .list = "/customers",
	  .key = "customer" },
	RECORD("/customers/{id}", "Customers - View Detail", "/customers", "customer"),
	LIST("/contacts", "Customers - View Detail", "contacts", META_FULL, 50),
	LIST("/schedules", "Recurring Invoices - List", "schedules", META_NONE, 25),
	RECORD("/schedules/{id}", "Recurring Invoices - List", "/schedules", "schedule"),
	LIST("/tickets", "Tickets - List/Search", "tickets", META_SHORT, 25),
	DOCUMENT("/tickets/settings", NULL,
		 "{\"ticket_status_list\":[\"New\",\"Resolved\"],\"ticket_types\":[]}"),
	RECORD("/tickets/{id}", "Tickets - View Details", "/tickets", "ticket"),
	LIST("/new_ticket_forms", "Ticket Workflows - Manage", "new_ticket_forms", META_NONE, 50),
	RECORD("/new_ticket_forms/{id}", "Tickets - Create", "/new_ticket_forms",
	       "new_ticket_form"),
	DOCUMENT("/canned_responses/settings", "Ticket Canned Responses - Manage",
		 "{\"canned_response_categories\":[],\"subjects\":[],\"can_manage\":true}"),
	DOCUMENT("/settings", NULL,
		 "{\"locale\":{\"iso_code\":\"en\",\"time_zone\":\"America/New_York\"},\"ticket\":{"
		 "\"problem_types\":[\"Remote Support\",\"Other\"],\"priorities\":[\"\",\"1 High\","
		 "\"2 Normal\"]},\"business_hours\":[{\"day\":\"STANDIN-SECRET-HOURS\"}]}"),
	EXCESS("/customer_assets", "Assets - List/Search", "assets", META_FULL),
	EXCESS("/invoices", "Invoices - List/Search", "invoices", META_SHORT),
	EXCESS("/estimates", "Estimates - List/Search", "estimates", META_SHORT),
	EXCESS("/leads", "Leads - List/Search", "leads", META_FULL),
	EXCESS("/products", "Products - List/Search", "products", META_NONE),
	EXCESS("/payments", "Payments - View List", "payments", META_SHORT),
	EXCESS("/purchase_orders", "Purchase Orders - List/Search", "purchase_orders", META_NONE),
	EXCESS("/rmm_alerts", "RMM Alerts - List", "rmm_alerts", META_SHORT),
	EXCESS("/vendors", "Vendors - List", "vendors", META_NONE),
	EXCESS("/wiki_pages", "Documentation - Allow Usage", "wiki_pages", META_NONE),
	EXCESS("/contracts", "Contracts - List/Search", "contracts", META_FULL),
	EXCESS("/items", "Parts Orders - List/Search", "items", META_SHORT),
	EXCESS("/ticket_timers", "Ticket Timers - Overview", "ticket_timers", META_SHORT),
	EXCESS("/appointment_types", "Global Admin", "appointment_types", META_NONE),
	EXCESS("/portal_users", "Global Admin", "portal_users", META_FULL),
	EXCESS("/line_items", "Global Admin", "line_items", META_FULL),
	WRITE("POST", "/customers", "Customers - Create", write_customer, NULL),
	WRITE("PUT", "/customers/{id}", "Customers - Edit", write_record, "/customers"),
	WRITE("DELETE", "/customers/{id}", "Customers - Delete", write_record, "/customers"),
	WRITE("POST", "/tickets", "Tickets - Create", write_ticket, NULL),
	WRITE("PUT", "/tickets/{id}", "Tickets - Edit", write_record, "/tickets"),
	WRITE("DELETE", "/tickets/{id}", "Tickets - Delete", write_record, "/tickets"),
	WRITE("POST", "/schedules", "Recurring Invoices - New", write_schedule, NULL),
	WRITE("PUT", "/schedules/{id}", "Recurring Invoices - Edit", write_record, "/schedules"),
	WRITE("DELETE", "/schedules/{id}", "Recurring Invoices - Delete", write_record,
	      "/schedules"),
};

const struct endpoint *endpoint_find(struct call *call)
{
	for (size_t i = 0; i < COUNT_OF(endpoints); i++)
		if (strcmp(endpoints[i].method, call->method) == 0 &&
		    query_fits(call->path, endpoints[i].path, &call->id))
			return &endpoints[i];
	return NULL;
}

/* Some frameworks look for the record before they look at the rights. */
static bool record_is_missing(const struct call *call)
{
	return strstr(call->endpoint->path, "{id}") && !record_exists(call);
}

void endpoint_answer(struct call *call, const struct permission_set *permissions,
		     struct answer *answer)
{
	call->endpoint = endpoint_find(call);
	if (!call->endpoint) {
		/* A write nobody documents might have changed something. */
		answer->mutation = strcmp(call->method, "GET") != 0;
		answer_set(answer, answer->mutation ? 200 : 404, "{\"message\":\"Not found\"}");
	} else if (strcmp(call->options->missing, "record") == 0 && record_is_missing(call)) {
		answer_set(answer, 404, "{\"message\":\"Not found\"}");
	} else if (!permission_set_holds(permissions, call->endpoint->permission)) {
		answer_set(answer, (unsigned)call->options->refusal, ANSWER_REFUSED);
	} else {
		call->endpoint->serve(call, answer);
	}
}
