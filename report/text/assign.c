/* Which bytes a glyph shows, so that text can be taken out of a drawing again. */
#include "report/text/internal.h"

/* Characters one glyph may tell; poppler cuts what is longer. */
#define GLYPH_MOST 8

/* Glyphs [first, last] of one cluster, and its characters [from, to). */
struct cluster {
	const struct text_chars *chars;
	struct text_glyph *glyphs;
	size_t first, last;
	size_t from, to;
	bool backward;	/* drawn from right to left */
	size_t spacing; /* glyphs that take room */
};

static void show(struct text_glyph *glyph, const struct text_chars *chars, size_t from, size_t to)
{
	const struct text_char *last = &chars->chars[to - 1];

	glyph->text = chars->chars[from].text;
	glyph->length = last->text + last->length - glyph->text;
}

/* Characters that stand for themselves, with the marks on them. */
static size_t count_units(const struct cluster *cluster)
{
	size_t count = 1;

	for (size_t i = cluster->from + 1; i < cluster->to; i++)
		count += !text_is_mark(cluster->chars->chars[i].c);
	return count;
}

/* The end of the next share: a unit where there are as many as glyphs, else one character,
 * the last share all that is left. */
static size_t share_end(const struct cluster *cluster, size_t from, size_t left, bool by_unit)
{
	size_t to = from + 1;

	if (left == 1)
		return cluster->to;
	while (by_unit && text_is_mark(cluster->chars->chars[to].c))
		to++;
	return to;
}

/*
 * In the order they are read, whatever their place in the font's mind: a vowel drawn
 * before its consonant shows the consonant's character then, and what is read is right.
 */
static void distribute(const struct cluster *cluster)
{
	bool by_unit = count_units(cluster) == cluster->spacing;
	size_t left = cluster->spacing, from = cluster->from;

	for (size_t i = 0; i <= cluster->last - cluster->first && left; i++) {
		struct text_glyph *glyph = &cluster->glyphs[cluster->backward ? cluster->last - i
									      : cluster->first + i];
		if (!glyph->advance)
			continue;
		size_t to = share_end(cluster, from, left, by_unit);
		show(glyph, cluster->chars, from, to);
		from = to;
		left--;
	}
}

/* All of it by one glyph: the one that takes room, so that readers leave no gap. */
static void carry(const struct cluster *cluster)
{
	size_t carrier = cluster->first;

	for (size_t i = cluster->first; i <= cluster->last; i++)
		if (cluster->glyphs[i].advance)
			carrier = i;
	show(&cluster->glyphs[carrier], cluster->chars, cluster->from, cluster->to);
}

static void span(const struct cluster *cluster)
{
	struct text_glyph *first = &cluster->glyphs[cluster->first];

	show(first, cluster->chars, cluster->from, cluster->to);
	first->span = (uint32_t)(cluster->last - cluster->first + 1);
}

/*
 * Several characters on a glyph are read in their order, as a rule. Right to left some
 * readers (poppler) take them for the order they are drawn in; and a character may be
 * drawn in several places. There it is left to the drawing to tell them one by one.
 */
static void assign_cluster(struct cluster *cluster)
{
	const size_t count = cluster->to - cluster->from;

	for (size_t i = cluster->first; i <= cluster->last; i++)
		cluster->spacing += cluster->glyphs[i].advance != 0;
	bool is_turned = cluster->backward && cluster->spacing && count > 1;
	if (is_turned || count > GLYPH_MOST || (cluster->spacing > 1 && count < cluster->spacing))
		span(cluster);
	else if (cluster->spacing <= 1)
		carry(cluster);
	else
		distribute(cluster);
}

void text_assign(const struct text_chars *chars, const struct text_item *item,
		 struct text_glyph *glyphs, const uint32_t *cluster, size_t count)
{
	bool backward = item->level & 1;

	for (size_t first = 0, next = 0; first < count; first = next) {
		for (next = first + 1; next < count && cluster[next] == cluster[first]; next++)
			;
		for (size_t i = first; i < next; i++)
			glyphs[i].backward = backward;
		size_t to = item->to;
		if (backward && first)
			to = cluster[first - 1];
		else if (!backward && next < count)
			to = cluster[next];
		assign_cluster(&(struct cluster){ .chars = chars,
						  .glyphs = glyphs,
						  .first = first,
						  .last = next - 1,
						  .from = cluster[first],
						  .to = to,
						  .backward = backward });
	}
}
