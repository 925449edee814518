#include "tests/unit/fixture_world.h"

const char *world_json(struct world *w, const char *text)
{
	char *copy = arena_strdup(w->arena, text);

	for (char *c = copy; *c; c++)
		*c = *c == '\'' ? '"' : *c;
	return copy;
}

const char *world_file(struct world *w, const char *path)
{
	struct str bytes = STR_INIT(STR_BODY);
	struct error err = { .message = "" };

	if (file_read(path, &bytes, &err) != 0)
		fail_msg("%s", err.message);
	const char *copy = arena_strdup(w->arena, str_text(&bytes));
	str_release(&bytes);
	return copy;
}

const char *world_without(struct world *w, const char *json, const char *path, const char *key)
{
	cJSON *root = cJSON_Parse(json);
	cJSON *at = root;

	assert_non_null(root);
	for (const char *step = path; *step; step += strcspn(step, "/") + 1) {
		const char *name = arena_printf(w->arena, "%.*s", (int)strcspn(step, "/"), step);
		at = cJSON_IsArray(at) ? at->child : cJSON_GetObjectItemCaseSensitive(at, name);
		assert_non_null(at);
		if (!step[strcspn(step, "/")])
			break;
	}
	assert_true(cJSON_HasObjectItem(at, key));
	cJSON_DeleteItemFromObjectCaseSensitive(at, key);
	char *printed = cJSON_PrintUnformatted(root);
	const char *copy = arena_strdup(w->arena, printed);
	cJSON_free(printed);
	cJSON_Delete(root);
	return copy;
}

void world_profile(struct world *w, const char *json)
{
	struct error err = { .message = "" };
	struct profile *profile = NULL;

	json = *json == '{' ? world_json(w, json) : world_file(w, json);
	if (profile_read(w->arena, w->catalogue, "profile.json", json, strlen(json), &profile,
			 &err) != 0)
		fail_msg("%s", err.message);
	w->audit.profile = profile;
}

void world_check(struct world *w, const char *check)
{
	world_profile(
		w,
		arena_printf(
			w->arena,
			"{'id':'x','version':'1','title':'X','vendor':'X','sources':[{'title':'S','url':'https://x.example','retrieved':'2026-01-01'}],"
			"'requirements':[{'id':'X-1','title':'T','severity':'high',"
			"'mandatory':true,'rationale':'R','reference':'',"
			"'remediation':['S'],'check':%s}]}",
			check));
}

void world_attest(struct world *w, const char *json)
{
	struct error err = { .message = "" };

	json = world_json(w, json);
	if (attestation_read(w->arena, &w->audit, "attestations.json", json, strlen(json), &err))
		fail_msg("%s", err.message);
}

void world_waive(struct world *w, const char *json)
{
	struct error err = { .message = "" };

	json = world_json(w, json);
	if (waiver_read(w->arena, &w->audit, "waivers.json", json, strlen(json), &err))
		fail_msg("%s", err.message);
}

size_t world_permission(struct world *w, const char *name)
{
	long index = catalogue_find(w->catalogue, name);

	if (index < 0)
		fail_msg("no permission '%s'", name);
	return (size_t)index;
}

struct probe *world_probe(struct world *w, const char *name)
{
	size_t permission = world_permission(w, name);

	for (size_t i = 0; i < w->account.probe_count; i++)
		if (w->account.probes[i].permission == permission)
			return &w->account.probes[i];
	return NULL;
}

struct probe *world_add_probe(struct world *w, const char *name, const char *method,
			      const char *path)
{
	struct probe *probe = &w->account.probes[w->account.probe_count++];

	*probe = (struct probe){ .permission = world_permission(w, name),
				 .method = method,
				 .path = path };
	return probe;
}

void world_grant(struct probe *probe, enum proof proof)
{
	probe->granted = TRI_YES;
	probe->proof = proof;
	probe->reason = REASON_NONE;
	probe->status = proof == PROOF_PROBED ? 200 : 404;
}

void world_refuse(struct probe *probe)
{
	probe->granted = TRI_NO;
	probe->proof = PROOF_PROBED;
	probe->reason = REASON_NONE;
	probe->status = 401;
}

void world_break(struct probe *probe, enum reason reason)
{
	probe->granted = TRI_UNKNOWN;
	probe->proof = PROOF_NONE;
	probe->reason = reason;
	probe->status = reason == REASON_SERVER_ERROR ? 503 : 0;
}

void world_drop(struct world *w, const char *name)
{
	size_t permission = world_permission(w, name), kept = 0;

	for (size_t i = 0; i < w->account.probe_count; i++)
		if (w->account.probes[i].permission != permission)
			w->account.probes[kept++] = w->account.probes[i];
	w->account.probe_count = kept;
}

void world_declare(struct world *w, const char *area, const char *action, enum tri granted)
{
	struct me *me = &w->account.me;

	for (size_t i = 0; i < me->declared_count; i++)
		if (strcmp(me->declared[i].area, area) == 0 &&
		    strcmp(me->declared[i].action, action) == 0) {
			me->declared[i].granted = granted;
			return;
		}
	me->declared[me->declared_count++] = (struct declared){ area, action, granted };
}

void world_source_breaks(struct source *source, enum reason reason)
{
	source->complete = false;
	source->reason = reason;
	source->problem = "it went wrong";
}

struct source world_source(const char *path, size_t records)
{
	return (struct source){ .path = path,
				.status = 200,
				.pages = 1,
				.records = (int64_t)records,
				.expected = -1,
				.complete = true,
				.problem = "" };
}

struct customer *world_customer(struct world *w, int64_t id, const char *name)
{
	struct customer *customer = &w->account.customers[w->account.customer_count++];

	*customer = (struct customer){
		.id = id, .business_name = name, .full_name = "", .email = "", .disabled = TRI_NO
	};
	return customer;
}

struct schedule *world_schedule(struct world *w, int64_t id, int64_t customer)
{
	struct schedule *schedule = &w->account.schedules[w->account.schedule_count++];

	*schedule = (struct schedule){ .id = id,
				       .customer_id = customer,
				       .name = "",
				       .frequency = "",
				       .next_run = "2027-01-01",
				       .paused = TRI_NO,
				       .line_count = 1,
				       .lines_known = true };
	schedule->lines = arena_array(w->arena, 1, sizeof *schedule->lines);
	schedule->lines[0] =
		(struct schedule_line){ .name = "Seats", .quantity = "1", .one_time = TRI_NO };
	return schedule;
}

struct user *world_user(struct world *w, int64_t id, const char *email, enum tri admin,
			const char *group)
{
	struct user *user = &w->account.users[w->account.user_count++];

	*user = (struct user){ .id = id,
			       .name = "Somebody",
			       .email = email,
			       .global_admin = admin,
			       .group_count = group ? 1 : 0,
			       .listed = true,
			       .detailed = true,
			       .detail_status = 200 };
	user->groups = arena_array(w->arena, WORLD_ROWS, sizeof *user->groups);
	user->groups[0] = group;
	return user;
}
