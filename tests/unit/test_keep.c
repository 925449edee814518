/* Of an answer only what the rules read is kept, and it still means the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/json/json.h"
#include "audit/syncro/keep.h"

static const struct {
	enum api api;
	const char *path, *came, *kept;
} cases[] = {
	{ API_SYNCRO, "/me",
	  "{'user_token':'S3CRET','user_id':1,'user_name':'A','user_email':'a@x','admin':false,"
	  "'subdomain':'acme','can_use_app':true,'permissions':{'ticket':{'read':true,'x':{'y':1}},"
	  "'chat':{'read':'yes'}},'phone':'555'}",
	  "{'user_id':1,'user_name':'A','user_email':'a@x','admin':false,'subdomain':'acme',"
	  "'permissions':{'ticket':{'read':true,'x':{}},'chat':{'read':'yes'}}}" },
	{ API_SYNCRO, "/users?page=1",
	  "{'users':[[1,'Joe','555'],{'id':2,'name':'Ann','phone':'555'},7],'secret':1}",
	  "{'users':[[1,'Joe'],{'id':2,'name':'Ann'},7]}" },
	{ API_SYNCRO, "/users/2",
	  "{'user':{'id':2,'email':'a@x','group':[{'name':'G','color':'red'},'H'],'color':'blue'}}",
	  "{'user':{'id':2,'email':'a@x','group':[{'name':'G'},'H']}}" },
	{ API_SYNCRO, "/customers?include_disabled=true&page=1",
	  "{'customers':[{'id':5,'business_name':'B','email':{'odd':1},'phone':'555','notes':'pw: x',"
	  "'address':'Street 1','properties':{'Door code':'1234','Empty':'','Blank':' ','None of it':['',' ',null],'Some':['','x'],'Box':false,'Ticked':true,'Word':'Off','Zero':0,'Boxes':[false,'0'],'Code':'007','None':null,"
	  "'Deep':{'a':1}},'contacts':[{'id':1,'email':'c@x','mobile':'5','notes':'n',"
	  "'properties':{'P':1}},3],'invoice_cc_emails':['a@x',{'b':1}]}],"
	  "'meta':{'total_pages':1,'total_entries':1,'page':1,'secret':'x'}}",
	  "{'customers':[{'id':5,'business_name':'B','email':{},"
	  "'properties':{'Door code':true,'Empty':false,'Blank':false,'None of it':false,'Some':true,'Box':false,'Ticked':true,'Word':0,'Zero':0,'Boxes':0,'Code':true,'None':false,'Deep':true},"
	  "'contacts':[{'id':1,'email':'c@x','properties':{'P':true}},0],"
	  "'invoice_cc_emails':['a@x',{}]}],'meta':{'total_pages':1,'total_entries':1,'page':1}}" },
	{ API_SYNCRO, "/schedules?page=1",
	  "{'schedules':[{'id':3,'customer_id':5,'subtotal':'9','paused':false,"
	  "'lines':[{'id':1,'name':'Seats','quantity':'9','one_time_charge':false,'cost_cents':4}]}]}",
	  "{'schedules':[{'id':3,'customer_id':5,'paused':false,"
	  "'lines':[{'id':1,'name':'Seats','quantity':'9','one_time_charge':false}]}]}" },
	{ API_SYNCRO, "/tickets?page=1",
	  "{'tickets':[{'id':9,'subject':'My password is x'}],'meta':{'total_entries':1}}",
	  "{'tickets':[{'id':9}],'meta':{'total_entries':1}}" },
	{ API_SYNCRO, "/canned_responses/settings",
	  "{'canned_response_categories':[{'id':1,'name':'n'}],'subjects':['s'],'can_manage':true}",
	  "{'canned_response_categories':[{'id':1}],'subjects':[''],'can_manage':true}" },
	{ API_SYNCRO, "/customers/5", "{'customer':{'id':5,'notes':'pw'}}",
	  "{'customer':{'id':5}}" },
	{ API_SYNCRO, "/new_ticket_forms/7", "{'new_ticket_form':{'content':'Call me','x':1}}",
	  "{'new_ticket_form':{'content':''}}" },
	/* What tells an error tells it still, and nothing else becomes one. */
	{ API_SYNCRO, "/customers/5", "{'message':'Not found'}", "{'message':'Not found'}" },
	{ API_SYNCRO, "/customers/5", "{'message':'m','note':'n','customer':{'id':5}}",
	  "{'customer':{'id':5}}" },
	{ API_SYNCRO, "/customers/5", "{'errors':{'base':['x']},'note':'n'}",
	  "{'errors':{'base':['x']}}" },
	{ API_SYNCRO, "/customers",
	  "{'success':false,'message':['Email is not an email'],'x':['pw']}",
	  "{'success':false,'message':['Email is not an email'],'x':['']}" },
	{ API_SYNCRO, "/customers/5", "{'success':false,'note':'n'}", "{'success':false}" },
	{ API_SYNCRO, "/customers/5",
	  "{'authorized':false,'customer':{'id':5,'allowed':false,'x':1}}",
	  "{'authorized':false,'customer':{'id':5,'allowed':false}}" },
	{ API_SYNCRO, "/customers/5", "{'note':'n','other':'o'}", "{'note':''}" },
	{ API_SYNCRO, "/leads", "[{'id':1,'name':'n'},[1,2,3],'x']", "[{'id':1},[],'']" },
	/* What stands in place of a record, or of the custom fields, may be anybody's. */
	{ API_SYNCRO, "/customers?include_disabled=true&page=1",
	  "{'customers':[['pw',5],'pw',5,{'phone':5},{'id':1,'properties':'pw','contacts':'pw'},"
	  "{'id':2,'properties':['pw'],'contacts':['pw',['pw'],{'phone':5}]},"
	  "{'id':3,'properties':5,'contacts':[{'id':1,'properties':['pw']}]}],'meta':'pw'}",
	  "{'customers':[[],'',0,{'phone':0},{'id':1,'properties':'','contacts':''},"
	  "{'id':2,'properties':[],'contacts':['',[],{'phone':0}]},"
	  "{'id':3,'properties':0,'contacts':[{'id':1,'properties':[]}]}],'meta':''}" },
	{ API_SYNCRO, "/schedules?page=1",
	  "{'schedules':[{'id':1,'lines':['pw',['pw'],{'cost':5}]}]}",
	  "{'schedules':[{'id':1,'lines':['',[],{'cost':0}]}]}" },
	{ API_SYNCRO, "/users/2", "{'user':{'id':2,'group':'G','phone':5}}",
	  "{'user':{'id':2,'group':'G'}}" },
	{ API_SYNCRO, "/leads", "{'message':[['pw'],{'x':1}]}", "{'message':[[],{}]}" },
	/* A record that tells an error in itself tells it still. */
	{ API_SYNCRO, "/customers/latest", "{'customer':{'error':'Not authorized','note':'n'}}",
	  "{'customer':{'error':'Not authorized'}}" },
	{ API_SYNCRO, "/new_ticket_forms", "{'new_ticket_forms':[{'errors':['no'],'note':'n'}]}",
	  "{'new_ticket_forms':[{'errors':['no']}]}" },
	{ API_SYNCRO, "/leads", "'text'", "'text'" },
	{ API_MTP, "/providers/p1/administrators?limit=100&skip=0",
	  "{'results':[{'_id':'1','email':'a@x','phone':'5','roleName':'R'}],'totalCount':1}",
	  "{'results':[{'_id':'1','email':'a@x','roleName':'R'}],'totalCount':1}" },
	{ API_MTP, "/integrations/syncro/i1/mappings?limit=100&skip=0",
	  "{'records':[{'company':{'id':5,'name':'C','notes':'n'},'organization':{'id':'o'}}]}",
	  "{'records':[{'company':{'id':5,'name':'C'},'organization':{'id':'o'}}]}" },
};

static cJSON *parsed(const char *text)
{
	struct error err = { "" };
	char *json = strdup(text);

	for (char *c = json; *c; c++)
		*c = *c == '\'' ? '"' : *c;
	cJSON *tree = json_parse(json, strlen(json), &err);
	if (!tree)
		fail_msg("%s: %s", json, err.message);
	free(json);
	return tree;
}

static void what_nobody_reads_is_not_kept(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		cJSON *tree = parsed(cases[i].came);
		cJSON *expected = parsed(cases[i].kept);
		keep_fields(tree, cases[i].api, "GET", cases[i].path);
		char *text = cJSON_PrintUnformatted(tree),
		     *wanted = cJSON_PrintUnformatted(expected);
		assert_string_equal(text, wanted);
		cJSON_free(text);
		cJSON_free(wanted);
		cJSON_Delete(tree);
		cJSON_Delete(expected);
	}
}

static void what_was_kept_stays_as_it_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		cJSON *tree = parsed(cases[i].kept);
		char *before = cJSON_PrintUnformatted(tree);
		keep_fields(tree, cases[i].api, "GET", cases[i].path);
		char *after = cJSON_PrintUnformatted(tree);
		/* Whether a custom field is filled is told by a flag, which is something. */
		if (!strstr(before, "properties"))
			assert_string_equal(before, after);
		cJSON_free(before);
		cJSON_free(after);
		cJSON_Delete(tree);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_nobody_reads_is_not_kept),
		cmocka_unit_test(what_was_kept_stays_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
