/* How to reach who made the report: a line of the cover, linked where it can be. */
#include <ctype.h>
#include <string.h>

#include "report/pdf/internal.h"

#include "audit/core/array.h"

static const char separator[] = "·";

static bool is_made_of(const char *text, const char *others)
{
	for (const char *p = text; *p; p++)
		if ((unsigned char)*p >= 0x80 ||
		    (!isalnum((unsigned char)*p) && !strchr(others, *p)))
			return false;
	return *text != '\0';
}

/* What is not plainly an address stays text: nothing is guessed, nothing encoded. */
static const char *mail_target(struct compose *compose, const char *email)
{
	const char *at = strchr(email, '@');

	if (!at || at == email || !at[1] || strchr(at + 1, '@') || !is_made_of(email, "@.+-_"))
		return NULL;
	return compose_printf(compose, "mailto:%s", email);
}

static const char *web_target(struct compose *compose, const char *web)
{
	if (!strchr(web, '.') || !is_made_of(web, "-._~:/?#[]@!$&'()*+,;=%"))
		return NULL;
	if (strncmp(web, "https://", 8) == 0 || strncmp(web, "http://", 7) == 0)
		return web;
	return strstr(web, "://") ? NULL : compose_printf(compose, "https://%s", web);
}

struct line {
	struct flow_block *block;
	int node;
	double x, y, height;
};

static const char *about_of(struct compose *compose, const char *text, const char *target)
{
	const bool is_mail = strncmp(target, "mailto:", 7) == 0;

	return compose_printf(compose, "%s %s", is_mail ? "Write to" : "Visit", text);
}

static void add_piece(struct compose *compose, struct line *line, const char *text,
		      const char *target)
{
	struct flow_style style = compose_style(STYLE_NOTE);
	struct flow_block *block = line->block;

	if (target)
		style.colour = compose->accent;
	double width = flow_text_width(compose->flow, &style, text) + 1;
	if (line->x > 0 && line->x + width > compose->width) {
		line->x = 0;
		line->y += line->height;
	}
	if (width > compose->width)
		width = compose->width;
	block->node = target ? flow_node(compose->flow, line->node, ROLE_LINK, "") : line->node;
	line->height = flow_text(compose->flow, block,
				 &(struct flow_text){ .x = compose->x + line->x,
						      .y = line->y,
						      .width = width,
						      .style = style,
						      .align = FLOW_LEFT },
				 text);
	if (target)
		compose_link_box(block,
				 &(struct compose_link){ target, about_of(compose, text, target) },
				 compose->x + line->x, line->y, width, line->height);
	line->x += width;
}

void pdf_contact(struct compose *compose, const struct view *view)
{
	const struct brand *brand = view->brand;
	const struct {
		const char *text, *target;
	} pieces[] = {
		{ brand->email, mail_target(compose, brand->email) },
		{ brand->phone, NULL },
		{ brand->web, web_target(compose, brand->web) },
	};
	struct line line = { .block = NULL };

	for (size_t i = 0; i < COUNT_OF(pieces); i++) {
		if (!*pieces[i].text)
			continue;
		if (!line.block) {
			line.block = compose_block(compose, ROLE_P);
			line.block->space_before = 4;
			line.node = line.block->node;
		} else {
			line.x += 4;
			add_piece(compose, &line, separator, NULL);
			line.x += 4;
		}
		add_piece(compose, &line, pieces[i].text, pieces[i].target);
	}
	if (line.block)
		line.block->height = line.y + line.height;
}
