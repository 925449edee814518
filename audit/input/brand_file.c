#include "audit/input/brand_file.h"

#include <string.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/json/form.h"
#include "audit/core/json/json.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/core/text.h"
#include "audit/evidence/evidence.h"
#include "audit/input/verbatim.h"
#include "report/look/logo.h"
#include "report/look/palette.h"

#define CHARACTERS_MOST 300

static const struct input_field root_fields[] = {
	{ "$schema", INPUT_STRING, false },    { "organisation", INPUT_TEXT, false },
	{ "prepared_for", INPUT_TEXT, false }, { "title", INPUT_TEXT, false },
	{ "period", INPUT_TEXT, false },       { "assessor", INPUT_TEXT, false },
	{ "reviewer", INPUT_TEXT, false },     { "confidentiality", INPUT_TEXT, false },
	{ "footer", INPUT_TEXT, false },       { "contact", INPUT_OBJECT, false },
	{ "logo", INPUT_TEXT, false },	       { "logo_alt", INPUT_TEXT, false },
	{ "colours", INPUT_OBJECT, false },
};

static const struct input_field contact_fields[] = {
	{ "email", INPUT_TEXT, false },
	{ "phone", INPUT_TEXT, false },
	{ "web", INPUT_TEXT, false },
};

static const struct input_field colour_fields[] = {
	{ "primary", INPUT_TEXT, false },
	{ "accent", INPUT_TEXT, false },
};

/* What brand_file_read works on. */
struct reading {
	struct arena *arena;
	struct input in;
	struct brand *brand;
};

/* --- The copies ------------------------------------------------------------- */

static const char *beside(struct arena *arena, const char *file, const char *name)
{
	const char *slash = strrchr(file, '/');

	if (!slash || name[0] == '/')
		return name;
	return arena_printf(arena, "%.*s/%s", (int)(slash - file), file, name);
}

static int load_logo(struct arena *arena, const char *brand, const char *name,
		     struct evidence_logo *logo, struct error *err)
{
	struct str bytes = STR_INIT(BRAND_LOGO_MOST);
	int result = file_read(beside(arena, brand, name), &bytes, err);

	if (result == 0)
		*logo = (struct evidence_logo){ .name = text_clean(arena, name),
						.bytes = arena_copy(arena, str_text(&bytes),
								    bytes.length),
						.size = bytes.length };
	else
		error_prepend(err, "%s: at '/logo': expected a PNG file", brand);
	str_release(&bytes);
	return result;
}

int brand_file_load(struct arena *arena, const char *path, struct evidence_input *brand,
		    struct evidence_logo *logo, struct error *err)
{
	struct evidence_input found = { .text = NULL };
	struct evidence_logo picture = { .bytes = NULL };
	struct error ignored;
	int result = 0;

	if (verbatim_read(arena, "brand", path, &found, err) != 0)
		return -1;
	cJSON *root = json_parse(found.text, strlen(found.text), &ignored);
	const cJSON *name = input_member(root, "logo", INPUT_TEXT);
	if (name)
		result = load_logo(arena, path, name->valuestring, &picture, err);
	cJSON_Delete(root);
	if (result != 0)
		return -1;
	*brand = found;
	*logo = picture;
	return 0;
}

/* --- What they say ----------------------------------------------------------- */

static const char *read_text(struct reading *reading, const cJSON *object, const char *at,
			     const char *key)
{
	const cJSON *item = input_member(object, key, INPUT_TEXT);
	const char *text = json_text(reading->arena, item);
	const size_t characters = text_characters(text, strlen(text));

	if (characters > CHARACTERS_MOST)
		input_problem(&reading->in, input_at(&reading->in, at, key),
			      "a text of at most %d characters, found %zu", CHARACTERS_MOST,
			      characters);
	return text;
}

static void read_texts(struct reading *reading)
{
	struct brand *brand = reading->brand;
	const cJSON *root = reading->in.root;
	const cJSON *contact = json_get(root, "contact");
	const struct {
		const cJSON *object;
		const char *at, *key;
		const char **text;
	} texts[] = {
		{ root, "", "organisation", &brand->organisation },
		{ root, "", "prepared_for", &brand->prepared_for },
		{ root, "", "title", &brand->title },
		{ root, "", "period", &brand->period },
		{ root, "", "assessor", &brand->assessor },
		{ root, "", "reviewer", &brand->reviewer },
		{ root, "", "confidentiality", &brand->confidentiality },
		{ root, "", "footer", &brand->footer },
		{ root, "", "logo_alt", &brand->logo.alt },
		{ contact, "/contact", "email", &brand->email },
		{ contact, "/contact", "phone", &brand->phone },
		{ contact, "/contact", "web", &brand->web },
	};

	(void)input_object(&reading->in, root, "", root_fields, COUNT_OF(root_fields));
	if (cJSON_IsObject(contact))
		(void)input_object(&reading->in, contact, "/contact", contact_fields,
				   COUNT_OF(contact_fields));
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		*texts[i].text = read_text(reading, texts[i].object, texts[i].at, texts[i].key);
}

static bool parse_colour(const char *text, uint32_t *out)
{
	uint32_t value = 0;

	if (text[0] != '#' || strspn(text + 1, "0123456789abcdefABCDEF") != 6 || strlen(text) != 7)
		return false;
	for (const char *p = text + 1; *p; p++)
		value = value << 4 | (uint32_t)(*p <= '9' ? *p - '0' : (*p | 0x20) - 'a' + 10);
	*out = value;
	return true;
}

static void read_colour(struct reading *reading, const char *key, enum palette_role role,
			struct brand_colour *out)
{
	const cJSON *item = input_member(json_get(reading->in.root, "colours"), key, INPUT_TEXT);
	const char *at = input_at(&reading->in, "/colours", key);
	const char *text = json_text(reading->arena, item);
	struct palette_fault fault;

	if (!item)
		return;
	if (!parse_colour(text, &out->value)) {
		input_problem(&reading->in, at, "a colour as #rrggbb, found \"%.*s\"",
			      text_cut(text, 60), text);
		return;
	}
	out->given = true;
	if (palette_fault(role, out->value, &fault))
		input_problem(&reading->in, at,
			      "a contrast of at least %.1f:1 as %s (#%06x), found %.2f:1 for %s; "
			      "#%06x would do",
			      PALETTE_CONTRAST, fault.pair, (unsigned)fault.other, fault.ratio,
			      text, (unsigned)fault.instead);
}

static void read_colours(struct reading *reading)
{
	const cJSON *colours = json_get(reading->in.root, "colours");

	if (!cJSON_IsObject(colours))
		return;
	(void)input_object(&reading->in, colours, "/colours", colour_fields,
			   COUNT_OF(colour_fields));
	read_colour(reading, "primary", PALETTE_PRIMARY, &reading->brand->primary);
	read_colour(reading, "accent", PALETTE_ACCENT, &reading->brand->accent);
}

static void read_logo(struct reading *reading, const struct evidence_logo *copy)
{
	struct brand_logo *logo = &reading->brand->logo;
	const cJSON *name = input_member(reading->in.root, "logo", INPUT_TEXT);
	struct logo picture = LOGO_INIT;
	struct error cause;

	if (!name) {
		if (*logo->alt)
			input_problem(&reading->in, "/logo_alt", "a logo that it describes");
		return;
	}
	logo->bytes = copy->bytes;
	logo->size = copy->size;
	if (!logo->bytes)
		input_problem(&reading->in, "/logo",
			      "its copy in the evidence, found none (give the brand again)");
	else if (logo_decode(&picture, logo->bytes, logo->size, &cause) != 0)
		input_problem(&reading->in, "/logo", "%s: '%s'", cause.message,
			      text_clean(reading->arena, name->valuestring));
	logo_release(&picture);
	if (!*logo->alt)
		logo->alt = *reading->brand->organisation
				    ? arena_printf(reading->arena, "Logo of %s",
						   reading->brand->organisation)
				    : "Logo";
}

int brand_file_read(struct arena *arena, const struct evidence_input *brand,
		    const struct evidence_logo *logo, const struct brand **out, struct error *err)
{
	struct reading reading = { .arena = arena };

	if (input_open(&reading.in, brand->name, brand->text, strlen(brand->text), err) != 0)
		return -1;
	reading.brand = arena_alloc(arena, sizeof *reading.brand);
	read_texts(&reading);
	read_colours(&reading);
	read_logo(&reading, logo);
	if (input_close(&reading.in, err) != 0)
		return -1;
	*out = reading.brand;
	return 0;
}
