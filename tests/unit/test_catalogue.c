/* The permission catalogue: the built-in one, and what is refused. */
#include "audit/core/array.h"
#include "tests/unit/fixture_ready.h"

static void with_quotes(char *text, size_t size, const char *json)
{
	(void)snprintf(text, size, "%s", json);
	for (char *c = text; *c; c++)
		*c = *c == '\'' ? '"' : *c;
}

static void read_text(const char *json, const char *message)
{
	struct arena *arena = arena_new();
	struct catalogue *catalogue = NULL;
	struct error err = { .message = "" };
	char text[1024];

	with_quotes(text, sizeof text, json);
	int result = catalogue_read(arena, "p.json", text, strlen(text), &catalogue, &err);
	assert_int_equal(result, *message ? -1 : 0);
	if (!strstr(err.message, message))
		fail_msg("'%s' does not hold '%s'", err.message, message);
	assert_true((catalogue == NULL) == (*message != '\0'));
	arena_free(arena);
}

static void one_permission(const char *members, const char *message)
{
	char json[900];

	(void)snprintf(json, sizeof json, "{'version':'1','permissions':[{%s}]}", members);
	read_text(json, message);
}

static void the_built_in_one_is_whole(void **state)
{
	static const char *const excess[] = {
		"Assets - List/Search",	    "Invoices - List/Search",
		"Estimates - List/Search",  "Leads - List/Search",
		"Products - List/Search",   "Payments - View List",
		"RMM Alerts - List",	    "Purchase Orders - List/Search",
		"Vendors - List",	    "Documentation - Allow Usage",
		"Contracts - List/Search",  "Parts Orders - List/Search",
		"Ticket Timers - Overview", "Global Admin",
	};
	static const char *const others[] = {
		"Products - View Cost",	     "Products - Create",
		"Products - Edit",	     "Invoices - View Details",
		"Invoices - Create",	     "Invoices - Edit",
		"Estimates - View Details",  "Estimates - Create",
		"Estimates - Edit",	     "Payments - Create",
		"Vendors - View Details",    "Vendors - New",
		"Assets - View Details",     "Contacts - Import",
		"RMM Alerts - Create",	     "RMM Alerts - Delete",
		"RMM Alerts - Clear/Manage", "Customers - Archive",
		"Warranties - List",	     "Warranties - View Details",
		"Pending Orders - View All", "Policies - List/Search",
		"Policies - Create",	     "Policies - Edit",
		"Policies - Delete",	     "Assets - Policy Change",
		"Scripts - Execute",	     "Ticket Blueprints - View List",
	};
	struct world *w = world_new();
	size_t excess_count = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(excess); i++)
		assert_true(w->catalogue->permissions[world_permission(w, excess[i])].excess);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		(void)world_permission(w, others[i]);
	for (size_t i = 0; i < w->catalogue->count; i++)
		excess_count += w->catalogue->permissions[i].excess;
	assert_int_equal(excess_count, COUNT_OF(excess));
	assert_int_equal(strlen(w->catalogue->sha256), 64);
	assert_string_equal(w->catalogue->json, world_file(w, "templates/permissions.json"));
	world_free(w);
}

static void probes_are_read_as_written(void **state)
{
	struct world *w = world_new();
	const struct permission *detail =
		&w->catalogue->permissions[world_permission(w, "Customers - View Detail")];
	const struct permission *create =
		&w->catalogue->permissions[world_permission(w, "Tickets - Create")];
	const struct permission *list =
		&w->catalogue->permissions[world_permission(w, "Recurring Invoices - List")];
	const struct permission *admin =
		&w->catalogue->permissions[world_permission(w, "Global Admin")];

	(void)state;
	assert_string_equal(detail->family, "Customers");
	assert_string_equal(detail->declared_area, "customer");
	assert_string_equal(detail->declared_action, "read");
	assert_int_equal(detail->probe_count, 2);
	assert_string_equal(detail->probes[0].path, "/customers/{customer}");
	assert_string_equal(detail->probes[1].path, "/contacts?page=1");
	assert_int_equal(detail->probes[0].answer.kind, SHAPE_RECORD);
	assert_string_equal(detail->probes[0].answer.key, "");
	assert_int_equal(detail->probes[1].answer.kind, SHAPE_LIST);
	assert_string_equal(detail->probes[1].answer.key, "contacts");
	assert_int_equal(create->probes[0].answer.kind, SHAPE_OBJECT);
	assert_string_equal(create->probes[0].answer.key, "new_ticket_form");
	assert_true(create->probes[0].not_found_grants && !create->probes[0].write);
	assert_true(create->probes[1].invalid_count == 1 && create->probes[1].write);
	assert_string_equal(create->probes[1].method, "POST");
	assert_string_equal(create->probes[1].body, "{}");
	assert_int_equal(list->probes[0].list, LIST_SCHEDULES);
	assert_string_equal(list->probes[0].path, "/schedules");
	assert_string_equal(list->declared_area, "");
	assert_string_equal(admin->declared_area, "admin");
	assert_string_equal(admin->declared_action, "");
	world_free(w);
}

/* Never DELETE, never a record that exists, never a body for a GET. */
static void write_probes_are_harmless(void **state)
{
	struct world *w = world_new();

	(void)state;
	for (size_t i = 0; i < w->catalogue->count; i++)
		for (size_t j = 0; j < w->catalogue->permissions[i].probe_count; j++) {
			const struct probe_spec *probe = &w->catalogue->permissions[i].probes[j];
			assert_int_equal(probe->write, strcmp(probe->method, "GET") != 0);
			assert_int_equal(probe->write, *probe->body != '\0');
			if (strcmp(probe->method, "PUT") == 0)
				assert_string_equal(strrchr(probe->path, '/'), "/0");
		}
	world_free(w);
	one_permission("'name':'A','family':'A','probes':[{'method':'DELETE','path':'/a/0'}]",
		       "at '/permissions/0/probes/0/method': expected one of GET, POST, PUT");
	one_permission(
		"'name':'A','family':'A','probes':[{'method':'PUT','path':'/a/1','body':{}}]",
		"at '/permissions/0/probes/0/path': expected a path that ends with /0");
	one_permission("'name':'A','family':'A','probes':[{'method':'PUT','path':'/','body':{}}]",
		       "expected a path that ends with /0");
	one_permission("'name':'A','family':'A','probes':[{'method':'POST','path':'/a'}]",
		       "at '/permissions/0/probes/0/body': expected an object for a POST");
	one_permission("'name':'A','family':'A','probes':[{'method':'POST','path':'/a/{customer}',"
		       "'body':{}}]",
		       "expected a path without a placeholder or a query for a POST");
	one_permission("'name':'A','family':'A','probes':[{'method':'GET','path':'/a','body':{}}]",
		       "at '/permissions/0/probes/0/body': expected no body for a GET");
}

#define ANSWER(answer)                                                                             \
	"'name':'A','family':'F','probes':[{'method':'GET','path':'/a','answer':" answer "}]"
#define ONE_FORM "at '/permissions/0/probes/0/answer': expected a key, and whether a list"

static void a_request_tells_what_is_answered(void **state)
{
	(void)state;
	one_permission(ANSWER("{'key':'a','list':true}"), "");
	one_permission(ANSWER("{'key':'a','list':false}"), "");
	one_permission(ANSWER("{'key':'a'}"), "");
	one_permission(ANSWER("{'record':true}"), "");
	one_permission(ANSWER("{}"), ONE_FORM);
	one_permission(ANSWER("{'list':true}"), ONE_FORM);
	one_permission(ANSWER("{'record':false}"), ONE_FORM);
	one_permission(ANSWER("{'key':'a','record':true}"), ONE_FORM);
	one_permission(ANSWER("{'key':'a','record':false}"), ONE_FORM);
	one_permission(ANSWER("{'list':false,'record':true}"), ONE_FORM);
	one_permission(ANSWER("[]"), "at '/permissions/0/probes/0/answer': expected an object");
	one_permission(ANSWER("{'key':''}"), "answer/key': expected a string that is not empty");
	one_permission(ANSWER("{'key':'a','array':true}"), "answer/array': expected no");
	one_permission("'name':'A','family':'F','probes':[{'list':'users','answer':{'key':'a'}}]",
		       "at '/permissions/0/probes/0/answer': expected no");
	one_permission("'name':'A','family':'F','probes':[{'list':'users'},"
		       "{'method':'GET','path':'/a'}]",
		       "at '/permissions/0/probes/1/answer': expected an object, found nothing");
	one_permission("'name':'A','family':'F','probes':["
		       "{'method':'PUT','path':'/a/0','body':{}}]",
		       "at '/permissions/0/probes/0/answer': expected an object, found nothing");
}

/* Where vendors' lists agree: nobody has to jump about on the token page. */
static void it_is_in_the_order_of_the_token_page(void **state)
{
	static const char *const families[] = {
		"Assets",
		"Contacts",
		"Customers",
		"Products",
		"Estimates",
		"Invoices",
		"Payments",
		"Line Item",
		"Tickets",
		"Ticket Comments",
		"Ticket Canned Responses",
		"Ticket Custom Fields",
		"Ticket SLA",
		"Ticket Workflows",
		"Ticket Worksheets",
		"Ticket Timers",
		"Recurring Invoices",
		"RMM Alerts",
	};
	struct world *w = world_new();
	size_t family = 0;

	(void)state;
	for (size_t i = 0; i < w->catalogue->count && family < COUNT_OF(families); i++) {
		const char *next = w->catalogue->permissions[i + 1].family;
		assert_string_equal(w->catalogue->permissions[i].family, families[family]);
		family += strcmp(next, families[family]) != 0;
	}
	assert_int_equal(family, COUNT_OF(families));
	assert_true(world_permission(w, "Assets - View Details") <
		    world_permission(w, "Assets - List/Search"));
	assert_true(world_permission(w, "RMM Alerts - Delete") <
		    world_permission(w, "RMM Alerts - Clear/Manage"));
	world_free(w);
}

static enum inferred inferred_of(struct world *w, const char *name)
{
	return w->catalogue->permissions[world_permission(w, name)].inferred;
}

static void what_no_page_documents_is_marked(void **state)
{
	struct world *w = world_new();

	(void)state;
	assert_int_equal(inferred_of(w, "Customers - Delete"), INFERRED_NOTHING);
	assert_int_equal(inferred_of(w, "Estimates - Create"), INFERRED_PLACE);
	assert_int_equal(inferred_of(w, "Pending Orders - View All"), INFERRED_PLACE);
	assert_int_equal(inferred_of(w, "Assets - Delete"), INFERRED_NAME);
	world_free(w);
	one_permission("'name':'A','family':'F','inferred':'place'", "");
	one_permission("'name':'A','family':'F','inferred':'all'",
		       "at '/permissions/0/inferred': expected");
}

/* Evidence of 0.1.0 holds a catalogue without shapes, and can be replayed for ever. */
static void the_copy_in_evidence_may_be_older_than_the_shapes(void **state)
{
	struct arena *arena = arena_new();
	struct catalogue *catalogue = NULL;
	struct error err = { .message = "" };
	char text[512];

	(void)state;
	with_quotes(text, sizeof text,
		    "{'version':'1','permissions':[{'name':'A','family':'F','probes':["
		    "{'method':'GET','path':'/a'},"
		    "{'method':'GET','path':'/b','answer':{'key':'b','list':true}}]}]}");
	assert_int_equal(catalogue_read(arena, "p", text, strlen(text), &catalogue, &err), -1);
	assert_null(catalogue);
	assert_int_equal(catalogue_read_recorded(arena, "p", text, strlen(text), &catalogue, &err),
			 0);
	assert_int_equal(catalogue->permissions[0].probes[0].answer.kind, SHAPE_UNTOLD);
	assert_string_equal(catalogue->permissions[0].probes[0].answer.key, "");
	assert_int_equal(catalogue->permissions[0].probes[1].answer.kind, SHAPE_LIST);
	with_quotes(text, sizeof text,
		    "{'version':'1','permissions':[{'name':'A','family':'F','probes':["
		    "{'method':'GET','path':'/a','answer':{'key':'a','array':true}}]}]}");
	assert_int_equal(catalogue_read_recorded(arena, "p", text, strlen(text), &catalogue, &err),
			 -1);
	arena_free(arena);
}

static void mistakes_are_told_with_their_place(void **state)
{
	(void)state;
	read_text("{'version':'1','permissions':[]}", "");
	read_text("[]", "p.json: at '': expected an object, found an array");
	read_text("{", "p.json: is not JSON");
	read_text("{'version':'1','permissions':[7]}", "at '/permissions/0': expected an object");
	read_text("{'permissions':[]}", "at '/version': expected a string that is not empty");
	read_text("{'version':'1'}", "at '/permissions': expected an array, found nothing");
	one_permission("'name':'A','family':'F'", "");
	one_permission("'family':'F'", "at '/permissions/0/name': expected a string");
	one_permission("'name':'A'", "at '/permissions/0/family': expected a string that is not");
	one_permission("'name':'A','family':'F','more':1", "at '/permissions/0/more': expected no");
	one_permission("'name':'A','family':'F','declared':'x'", "at '/permissions/0/declared'");
	one_permission("'name':'A','family':'F','declared':'x.y'", "");
	one_permission("'name':'A','family':'F','excess':true",
		       "at '/permissions/0/probes': expected a request");
	one_permission("'name':'A','family':'F','probes':[{'list':'wishes'}]",
		       "at '/permissions/0/probes/0/list': expected one of users, customers");
	one_permission("'name':'A','family':'F','probes':[{'list':7}]",
		       "at '/permissions/0/probes/0/list': expected a string");
	one_permission("'name':'A','family':'F','probes':[{'method':'GET'}]",
		       "at '/permissions/0/probes/0/path': expected a string");
	one_permission("'name':'A','family':'F','probes':[{'method':'GET','path':'a'}]",
		       "at '/permissions/0/probes/0/path': expected a path that begins with /");
	one_permission("'name':'Tickets - Edit','family':'F'},{'name':'tickets edit','family':'F'",
		       "at '/permissions/1/name': expected a name of its own, found one that reads "
		       "like 'Tickets - Edit'");
}

static void finds_by_any_spelling(void **state)
{
	struct world *w = world_new();

	(void)state;
	assert_int_equal(catalogue_find(w->catalogue, "Customer – De-Duplicate"),
			 catalogue_find(w->catalogue, "Customers - De Duplicate"));
	assert_int_equal(catalogue_find(w->catalogue, "Organizations - View Details"),
			 catalogue_find(w->catalogue, "Customers - View Detail"));
	assert_int_equal(catalogue_find(w->catalogue, "Customers - Teleport"), -1);
	assert_int_equal(catalogue_find(w->catalogue, ""), -1);
	assert_int_equal(catalogue_find(w->catalogue, " - "), -1);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_built_in_one_is_whole),
		cmocka_unit_test(probes_are_read_as_written),
		cmocka_unit_test(write_probes_are_harmless),
		cmocka_unit_test(a_request_tells_what_is_answered),
		cmocka_unit_test(it_is_in_the_order_of_the_token_page),
		cmocka_unit_test(what_no_page_documents_is_marked),
		cmocka_unit_test(the_copy_in_evidence_may_be_older_than_the_shapes),
		cmocka_unit_test(mistakes_are_told_with_their_place),
		cmocka_unit_test(finds_by_any_spelling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
