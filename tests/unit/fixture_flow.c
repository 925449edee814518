#include "tests/unit/fixture_flow.h"

#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"

const struct flow_frame fixture_flow_frame = {
	.width = 220, .height = 320, .left = 10, .right = 10, .top = 10, .bottom = 10
};
const struct flow_style fixture_flow_body = { .size = 10 };

static uint32_t state;

static bool is_start(char byte)
{
	return ((unsigned char)byte & 0xC0) != 0x80;
}

static double width(void *context, const struct flow_style *style, const char *text, size_t length)
{
	size_t characters = 0;

	(void)context;
	for (size_t i = 0; i < length; i++)
		characters += is_start(text[i]);
	return (double)characters * style->size / 2;
}

/* A word that is too long is torn between characters. */
static size_t line(void *context, const struct flow_style *style, const char *text, size_t length,
		   double most)
{
	const double one = style->size / 2;
	double used = 0;
	size_t end = 0, space = 0;

	(void)context;
	for (; end < length; end++) {
		used += is_start(text[end]) ? one : 0;
		if (end && is_start(text[end]) && text[end] != ' ' && used > most + 0.001)
			break;
		if (text[end] == ' ')
			space = end + 1;
	}
	return end < length && space ? space : end;
}

static bool right_to_left(void *context, const char *text, size_t length)
{
	(void)context;
	return length && (text[0] == '<' || (unsigned char)text[0] == 0xD7);
}

const struct flow_measure fixture_flow_measure = { .width = width,
						   .line = line,
						   .right_to_left = right_to_left };

void fixture_flow_seed(uint32_t seed)
{
	state = seed;
}

uint32_t fixture_flow_draw(uint32_t below)
{
	state = state * 1664525 + 1013904223;
	return (state >> 8) % below;
}

char *fixture_flow_words(struct arena *arena, int *number, uint32_t count)
{
	struct str text = STR_INIT(STR_BODY);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t more = fixture_flow_draw(fixture_flow_draw(12) == 0 ? 60 : 6);
		str_printf(&text, "%sw%d", i ? " " : "", (*number)++);
		for (; more; more--)
			str_putc(&text, 'x');
	}
	char *copy = arena_strdup(arena, str_text(&text));
	str_release(&text);
	return copy;
}

struct flow_block *fixture_flow_paragraph(struct flow *flow, const char *text, bool breaks)
{
	struct flow_block *block = flow_block(flow);
	const struct flow_text how = { .width = flow_width(flow),
				       .style = fixture_flow_body,
				       .breaks = breaks };

	block->space_before = 6;
	block->height = flow_text(flow, block, &how, text);
	return block;
}

struct flow_block *fixture_flow_solid(struct flow *flow, double height, const char *name)
{
	struct flow_block *block = flow_block(flow);
	const struct flow_item word = { .kind = FLOW_TEXT,
					.y = flow_baseline(&fixture_flow_body),
					.w = 50,
					.h = flow_line_height(&fixture_flow_body),
					.style = fixture_flow_body,
					.text = name,
					.length = strlen(name) };

	block->height = height;
	flow_add(block, &word);
	return block;
}

bool fixture_flow_is(const struct flow_placed *placed, const char *name)
{
	return placed->item.kind == FLOW_TEXT && placed->item.length == strlen(name) &&
	       memcmp(placed->item.text, name, strlen(name)) == 0;
}
