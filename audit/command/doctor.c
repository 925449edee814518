#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "audit/command/commands.h"
#include "audit/command/harden.h"
#include "audit/command/outputs.h"
#include "audit/command/standard_output.h"
#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/secret.h"
#include "audit/core/str.h"
#include "audit/evidence/evidence.h"
#include "audit/input/siblings.h"
#include "audit/input/templates.h"
#include "audit/input/token.h"
#include "audit/net/courier.h"
#include "audit/net/url.h"
#include "report/canvas/document.h"

#define BUDGET_MS 20000
#define RATE 180
#define CLOCK_OFF_S 300
#define ROOM_MB 100
#define UNAUTHORIZED 401
#define SUCCESS 200

struct doctor_options {
	struct common_options common;
	struct token_options token;
	const char *subdomain;
	const char *base_url;
	const char *out;
};

#define TEXT(field) OPTION_FIELD(OPTION_TEXT, doctor_options, field)

static const struct option_row rows[] = {
	{ "subdomain", 's', TEXT(subdomain), .argument = "NAME",
	  .help = "the Syncro account; without it nothing is sent" },
	{ "token-file", 0, TEXT(token.token_file), .is_path = token_is_path,
	  .excludes = "token-command", .argument = "FILE", .help = "as for audit" },
	{ "token-command", 0, TEXT(token.token_command), .excludes = "token-file",
	  .argument = "COMMAND", .help = "as for audit" },
	{ "base-url", 0, TEXT(base_url), .argument = "URL", .help = "as for audit" },
	{ "out", 'o', TEXT(out), .is_path = option_any_path, .argument = "FOLDER",
	  .help = "a report folder as audit would make it:\nwhether there is room beside it" },
	OPTION_CONFIG,
	OPTION_HELP,
	{ .name = NULL },
};

/* What one look found: all is well with `said`, or nothing could be looked at, because of it. */
enum finding_kind { WELL, NOT_LOOKED };

struct doctor {
	struct arena *arena;
	const struct doctor_options *options;
	struct secret token;
	bool has_libcurl, has_token;
	const char *base_url; /* NULL = nobody to ask */
	struct delivery answer;
	const char *said;
};

static int look_at_libcurl(struct doctor *doctor, struct error *err)
{
	doctor->has_libcurl = http_global_init(err) == 0;
	doctor->said = "requests can be sent";
	return doctor->has_libcurl ? WELL : -1;
}

static int look_at_libqpdf(struct doctor *doctor, struct error *err)
{
	doctor->said = "a PDF can be verified";
	return pdf_document_ready(err) == 0 ? WELL : -1;
}

static int look_at_fonts(struct doctor *doctor, struct error *err)
{
	unsigned formats = 0;

	if (outputs_parse("pdf", &formats, err) != 0 || outputs_ready(formats, err) != 0)
		return -1;
	doctor->said = "there is one for the PDF";
	return WELL;
}

static int look_at_templates(struct doctor *doctor, struct error *err)
{
	struct evidence_input file = { .text = NULL };
	const char **ids = NULL;
	size_t count = 0;

	if (templates_catalogue(doctor->arena, &file, err) != 0 ||
	    templates_profiles(doctor->arena, &ids, &count, err) != 0)
		return -1;
	doctor->said = arena_printf(doctor->arena, "%zu profiles, and %s", count, file.name);
	return WELL;
}

static int look_at_place(struct doctor *doctor, struct error *err)
{
	const char *place = siblings_parent(doctor->arena, doctor->options->out);
	struct statvfs system;
	struct stat status;

	if (access(place, W_OK | X_OK) != 0 || statvfs(place, &system) != 0)
		return error_set(err, "nothing can be written in '%s': %s", place, strerror(errno));
	const uint64_t megabytes = (uint64_t)system.f_bavail * system.f_frsize >> 20;
	if (megabytes < ROOM_MB)
		return error_set(err, "'%s' has room for %llu MB: a large account takes %d", place,
				 (unsigned long long)megabytes, ROOM_MB);
	if (stat(place, &status) == 0 && (status.st_mode & S_IWOTH) && !(status.st_mode & S_ISVTX))
		return error_set(err,
				 "everybody can change what is in '%s', as on a drive of Windows",
				 place);
	doctor->said = arena_printf(doctor->arena, "'%s' can be written to", place);
	return WELL;
}

static int look_at_proxy(struct doctor *doctor, struct error *err)
{
	static const char *const names[] = { "HTTPS_PROXY", "https_proxy", "ALL_PROXY",
					     "all_proxy" };

	(void)err;
	doctor->said = "none is set";
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			doctor->said = arena_printf(doctor->arena, "%s names one", names[i]);
	}
	return WELL;
}

static int look_at_token(struct doctor *doctor, struct error *err)
{
	if (token_read(&doctor->options->token, &harden_stop_signal, &doctor->token, err) != 0)
		return -1;
	doctor->has_token = true;
	doctor->said = arena_printf(doctor->arena, "%zu characters, and nobody else can read it",
				    doctor->token.length);
	return WELL;
}

static void ask(struct doctor *doctor)
{
	const struct http_options options = { .base_url = doctor->base_url,
					      .user_agent = "syncro-audit/" VERSION,
					      .token = &doctor->token,
					      .token_header = HTTP_BEARER,
					      .concurrency = 1 };
	const struct errand errand = { .method = "GET", .path = "/me", .body = "" };
	struct courier *courier =
		courier_new(&options, RATE, NULL, clock_monotonic_ms() + BUDGET_MS);
	bool taken = false;

	while (courier && !harden_stop_signal && !courier_deliver(courier, &doctor->answer)) {
		taken = taken || courier_take(courier, &errand);
		courier_turn(courier, 100);
	}
	courier_free(courier);
}

static int look_at_account(struct doctor *doctor, struct error *err)
{
	const struct doctor_options *options = doctor->options;
	const char *subdomain = NULL;
	const struct delivery *answer = &doctor->answer;

	doctor->said = !doctor->has_libcurl  ? "no libcurl"
		       : !options->subdomain ? "no --subdomain"
					     : "no token";
	if (!doctor->has_libcurl || !options->subdomain || !doctor->has_token)
		return NOT_LOOKED;
	if (url_subdomain(doctor->arena, options->subdomain, &subdomain, err) != 0 ||
	    url_base(doctor->arena, options->base_url, subdomain, &doctor->base_url, err) != 0)
		return -1;
	ask(doctor);
	if (!answer->whole)
		return error_set(err, "GET /me: %s",
				 answer->sentence[0] ? answer->sentence : "no answer");
	if (answer->status == UNAUTHORIZED)
		return error_set(err, "GET /me: Syncro does not accept the token: has it expired, "
				      "is it another account's?");
	if (answer->status != SUCCESS)
		return error_set(err, "GET /me: answered with status %d: is the subdomain right?",
				 answer->status);
	doctor->said = "GET /me was answered, over a connection that can be trusted";
	return WELL;
}

static int look_at_clock(struct doctor *doctor, struct error *err)
{
	const int64_t ahead = clock_wall_ms() / 1000 - doctor->answer.date;

	doctor->said = "no server told its time";
	if (!doctor->answer.date)
		return NOT_LOOKED;
	if (ahead > CLOCK_OFF_S || ahead < -CLOCK_OFF_S)
		return error_set(
			err,
			"this machine's clock is %lld seconds %s the server's: waivers and "
			"confirmations would end on another day",
			llabs((long long)ahead), ahead > 0 ? "ahead of" : "behind");
	doctor->said = "as the server's";
	return WELL;
}

static const struct {
	const char *name;
	int (*look)(struct doctor *doctor, struct error *err);
} looks[] = {
	{ "libcurl", look_at_libcurl }, { "libqpdf", look_at_libqpdf },
	{ "fonts", look_at_fonts },	{ "templates", look_at_templates },
	{ "place", look_at_place },	{ "proxy", look_at_proxy },
	{ "token", look_at_token },	{ "account", look_at_account },
	{ "clock", look_at_clock },
};

static int run(struct invocation *invocation, struct error *err)
{
	struct doctor doctor = { .arena = invocation->arena,
				 .options = invocation->options.values };
	struct str out = STR_INIT(STR_BODY);
	struct error found;

	if (standard_output_check(err) != 0)
		return -1;
	for (size_t i = 0; i < COUNT_OF(looks); i++) {
		const int kind = looks[i].look(&doctor, &found);
		if (kind < 0)
			invocation->status = EXIT_NOT_READY;
		(void)str_printf(&out, "%-5s %-10s %s\n",
				 kind < 0	      ? "WRONG"
				 : kind == NOT_LOOKED ? "-"
						      : "ok",
				 looks[i].name, kind < 0 ? found.message : doctor.said);
	}
	if (doctor.has_libcurl)
		http_global_release();
	str_release(&doctor.answer.body);
	secret_release(&doctor.token);
	int result = standard_output_print(&out, err);
	str_release(&out);
	return result;
}

const struct command doctor_command = {
	.name = "doctor",
	.operand = "",
	.summary = "what is wrong with this machine before the first run",
	.details =
		"Looks at two libraries, fonts, templates, where reports are going to be, the\n"
		"proxy, the token and who can read it, and, with --subdomain, sends one GET /me:\n"
		"the host's name, its certificate, the token, and the clock. Status 0: nothing\n"
		"is wrong; 1: something is, and is named.\n\n",
	.rows = rows,
	.size = sizeof(struct doctor_options),
	.run = run,
};
