#include "report/text/font.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <fontconfig/fontconfig.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/mem.h"
#include "audit/core/words.h"

/* Text first, then what is missing in it, symbols last. Chinese fonts stand behind the Latin
 * ones that have arrows and the like: theirs are thin and low beside Latin letters. */
static const char *const chain[] = {
	"Open Sans",	    "Noto Sans",	   "Noto Sans Arabic",
	"Noto Sans Hebrew", "Noto Sans Thai",	   "Noto Sans Devanagari",
	"DejaVu Sans",	    "WenQuanYi Micro Hei", "Noto Sans CJK SC",
	"Noto Sans Math",   "Noto Sans Symbols",   "Symbola",
};

#define KNOWN 128	 /* characters, of ASCII */
#define FILES_AT_ONCE 4	 /* that fontconfig has open: its rules, their folder, a part, a font */
#define FAMILIES_MOST 64 /* with those that were found for single characters */

TABLE(const int, weights, TEXT_WEIGHT_COUNT, [TEXT_REGULAR] = FC_WEIGHT_REGULAR,
      [TEXT_SEMIBOLD] = FC_WEIGHT_SEMIBOLD, [TEXT_BOLD] = FC_WEIGHT_BOLD);

struct family {
	int font[TEXT_WEIGHT_COUNT];
	FcCharSet *coverage[TEXT_WEIGHT_COUNT];
};

struct text_fonts {
	FcConfig *config;
	FcCharSet *hopeless; /* characters no installed font has */
	struct text_font **fonts;
	size_t count, capacity;
	struct family families[FAMILIES_MOST];
	size_t family_count;
	/* What most texts are made of: a font and one more, 0 where nobody has asked yet. */
	int known[TEXT_WEIGHT_COUNT][KNOWN];
};

static FcConfig *installed; /* NULL: nobody has asked yet */

static void family_release(struct family *family)
{
	for (size_t weight = 0; weight < TEXT_WEIGHT_COUNT; weight++)
		if (family->coverage[weight])
			FcCharSetDestroy(family->coverage[weight]);
	*family = (struct family){ .coverage = { NULL } };
}

void text_fonts_free(struct text_fonts *fonts)
{
	if (!fonts)
		return;
	for (size_t i = 0; i < fonts->family_count; i++)
		family_release(&fonts->families[i]);
	for (size_t i = 0; i < fonts->count; i++)
		text_font_free(fonts->fonts[i]);
	free(fonts->fonts);
	FcCharSetDestroy(fonts->hopeless);
	if (fonts->config)
		FcConfigDestroy(fonts->config);
	free(fonts);
}

void text_fonts_forget(void)
{
	if (installed)
		FcConfigDestroy(installed);
	installed = NULL;
}

/* The number of the font in this file, opened when it is new. */
static int font_at(struct text_fonts *fonts, FcPattern *pattern)
{
	FcChar8 *path = NULL, *name = NULL;
	int index = 0, weight = FC_WEIGHT_REGULAR;

	if (FcPatternGetString(pattern, FC_FILE, 0, &path) != FcResultMatch)
		return TEXT_NO_FONT;
	FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
	if (FcPatternGetString(pattern, FC_POSTSCRIPT_NAME, 0, &name) != FcResultMatch)
		name = (FcChar8 *)"Font";
	/* The upper half names an instance of a variable font; the default is drawn. */
	unsigned face = (unsigned)index & 0xFFFF;
	for (size_t i = 0; i < fonts->count; i++)
		if (fonts->fonts[i]->index == face &&
		    strcmp(fonts->fonts[i]->path, (const char *)path) == 0)
			return (int)i;
	struct text_font *font = text_font_open((const char *)path, face, (const char *)name);
	if (!font)
		return TEXT_NO_FONT;
	FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
	font->is_bold = weight > FC_WEIGHT_MEDIUM && (unsigned)index == face;
	ARRAY_RESERVE(fonts->fonts, fonts->count, fonts->capacity);
	fonts->fonts[fonts->count] = font;
	return (int)fonts->count++;
}

/* How far a face is from what is wanted; below 0: not to be used. */
static int distance(FcPattern *pattern, int wanted)
{
	int weight = FC_WEIGHT_REGULAR, width = FC_WIDTH_NORMAL, slant = FC_SLANT_ROMAN, index = 0;
	FcBool variable = FcFalse, colour = FcFalse;

	FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable);
	FcPatternGetBool(pattern, FC_COLOR, 0, &colour);
	FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
	if (variable || colour || slant != FC_SLANT_ROMAN)
		return -1;
	FcPatternGetInteger(pattern, FC_WEIGHT, 0, &weight);
	FcPatternGetInteger(pattern, FC_WIDTH, 0, &width);
	FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
	if (index > 0xFFFF)
		weight = FC_WEIGHT_REGULAR;
	return abs(weight - wanted) + 10 * abs(width - FC_WIDTH_NORMAL);
}

static const char *string_of(FcPattern *pattern, const char *object)
{
	FcChar8 *text = NULL;

	return FcPatternGetString(pattern, object, 0, &text) == FcResultMatch ? (const char *)text
									      : "";
}

/* Families made for many scripts look alike: those are preferred. */
static bool is_better(FcPattern *a, int a_distance, FcPattern *b, int b_distance)
{
	bool a_noto = strncmp(string_of(a, FC_FAMILY), "Noto Sans", 9) == 0;
	bool b_noto = strncmp(string_of(b, FC_FAMILY), "Noto Sans", 9) == 0;

	if (a_noto != b_noto)
		return a_noto;
	if (a_distance != b_distance)
		return a_distance < b_distance;
	/* fontconfig's own order depends on the order of folders. */
	return strcmp(string_of(a, FC_FILE), string_of(b, FC_FILE)) < 0;
}

/* The best font of a set that can be opened. */
static int best(struct text_fonts *fonts, FcFontSet *set, int wanted, FcPattern **chosen)
{
	bool *tried = xcalloc((size_t)set->nfont, sizeof *tried);
	int font = TEXT_NO_FONT;

	for (;;) {
		int at = -1;
		for (int i = 0; i < set->nfont; i++) {
			int far = distance(set->fonts[i], wanted);
			if (tried[i] || far < 0)
				continue;
			if (at < 0 || is_better(set->fonts[i], far, set->fonts[at],
						distance(set->fonts[at], wanted)))
				at = i;
		}
		if (at < 0)
			break;
		tried[at] = true;
		font = font_at(fonts, set->fonts[at]);
		if (font != TEXT_NO_FONT) {
			*chosen = set->fonts[at];
			break;
		}
	}
	free(tried);
	return font;
}

/* Installed faces of a family, or with a character. */
static FcFontSet *list_faces(const struct text_fonts *fonts, const char *family, uint32_t c)
{
	FcPattern *pattern = FcPatternCreate();
	FcObjectSet *objects =
		FcObjectSetBuild(FC_FAMILY, FC_FILE, FC_INDEX, FC_WEIGHT, FC_WIDTH, FC_SLANT,
				 FC_VARIABLE, FC_COLOR, FC_CHARSET, FC_POSTSCRIPT_NAME, (char *)0);

	FcPatternAddBool(pattern, FC_OUTLINE, FcTrue);
	if (family) {
		FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
	} else {
		FcCharSet *characters = FcCharSetCreate();
		FcCharSetAddChar(characters, c);
		FcPatternAddCharSet(pattern, FC_CHARSET, characters);
		FcCharSetDestroy(characters);
	}
	FcFontSet *set = FcFontList(fonts->config, pattern, objects);
	FcObjectSetDestroy(objects);
	FcPatternDestroy(pattern);
	return set;
}

/* Adds what `set` offers as the last family of the chain; whether there was anything. */
static bool add_family(struct text_fonts *fonts, FcFontSet *set)
{
	struct family *family = &fonts->families[fonts->family_count];
	FcPattern *chosen = NULL;

	if (fonts->family_count == FAMILIES_MOST || !set)
		return false;
	for (size_t weight = 0; weight < TEXT_WEIGHT_COUNT; weight++) {
		FcCharSet *coverage = NULL;
		int font = best(fonts, set, weights[weight], &chosen);
		if (font == TEXT_NO_FONT ||
		    FcPatternGetCharSet(chosen, FC_CHARSET, 0, &coverage) != FcResultMatch)
			break;
		family->font[weight] = font;
		family->coverage[weight] = FcCharSetCopy(coverage);
	}
	if (!family->coverage[TEXT_WEIGHT_COUNT - 1]) {
		family_release(family);
		return false;
	}
	fonts->family_count++;
	return true;
}

static bool add_family_with(struct text_fonts *fonts, const char *name, uint32_t c)
{
	FcFontSet *set = list_faces(fonts, name, c);
	bool found = add_family(fonts, set);

	if (set)
		FcFontSetDestroy(set);
	return found;
}

/* fontconfig takes what it cannot open for something that is not there. */
static bool can_open_files(void)
{
	int files[FILES_AT_ONCE];
	size_t count = 0;

	while (count < FILES_AT_ONCE && (files[count] = open("/", O_PATH | O_CLOEXEC)) >= 0)
		count++;
	const int reason = errno;
	for (size_t i = 0; i < count; i++)
		close(files[i]);
	errno = reason;
	return count == FILES_AT_ONCE;
}

/* Read once: its rules take longer than pages of text, and the fonts stay what they are. */
static FcConfig *config_installed(void)
{
	if (!installed) {
		installed = FcInitLoadConfigAndFonts();
		(void)atexit(text_fonts_forget);
	}
	return installed ? FcConfigReference(installed) : NULL;
}

struct text_fonts *text_fonts_new(struct error *err)
{
	if (!can_open_files()) {
		error_set(err, "the fonts cannot be looked for: %s", strerror(errno));
		return NULL;
	}
	struct text_fonts *fonts = xcalloc(1, sizeof *fonts);
	fonts->config = config_installed();
	fonts->hopeless = FcCharSetCreate();
	for (size_t i = 0; fonts->config && i < COUNT_OF(chain); i++)
		add_family_with(fonts, chain[i], 0);
	/* Any font that writes letters is better than none. */
	if (fonts->config && !fonts->family_count)
		add_family_with(fonts, NULL, 'A');
	if (!fonts->family_count) {
		error_set(err, "no font is installed that a PDF can be written with: "
			       "install the package 'fonts-open-sans' or 'fonts-dejavu-core'");
		text_fonts_free(fonts);
		return NULL;
	}
	return fonts;
}

const struct text_font *text_fonts_get(const struct text_fonts *fonts, int font)
{
	return fonts->fonts[font];
}

int text_fonts_main(const struct text_fonts *fonts, enum text_weight weight)
{
	return fonts->families[0].font[weight];
}

static bool has_all(const struct family *family, enum text_weight weight,
		    const uint32_t *characters, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!FcCharSetHasChar(family->coverage[weight], characters[i]))
			return false;
	return true;
}

static int find(const struct text_fonts *fonts, enum text_weight weight, const uint32_t *characters,
		size_t count)
{
	for (size_t i = 0; i < fonts->family_count; i++)
		if (has_all(&fonts->families[i], weight, characters, count))
			return fonts->families[i].font[weight];
	return TEXT_NO_FONT;
}

static int choose(struct text_fonts *fonts, enum text_weight weight, const uint32_t *characters,
		  size_t count)
{
	int font = find(fonts, weight, characters, count);

	if (font == TEXT_NO_FONT && count > 1)
		font = find(fonts, weight, characters, 1);
	if (font != TEXT_NO_FONT || FcCharSetHasChar(fonts->hopeless, characters[0]))
		return font;
	if (add_family_with(fonts, NULL, characters[0]))
		font = find(fonts, weight, characters, 1);
	if (font == TEXT_NO_FONT)
		FcCharSetAddChar(fonts->hopeless, characters[0]);
	return font;
}

int text_fonts_choose(struct text_fonts *fonts, enum text_weight weight, const uint32_t *characters,
		      size_t count)
{
	if (count != 1 || characters[0] >= KNOWN)
		return choose(fonts, weight, characters, count);
	int *known = &fonts->known[weight][characters[0]];
	if (!*known)
		*known = choose(fonts, weight, characters, 1) + 1;
	return *known - 1;
}
