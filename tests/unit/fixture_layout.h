/*
 * fixture_layout - the PDF of an audit laid out as data, without a font: what
 * stands on which page.
 */
#ifndef TESTS_FIXTURE_LAYOUT_H
#define TESTS_FIXTURE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/core/str.h"
#include "report/flow/flow.h"
#include "report/view/view.h"

struct layout {
	struct view *view;
	struct flow *flow;
	struct flow_result result;
	struct str text; /* all of it, lines and items apart by a space */
};

void layout_make(struct layout *layout, const struct audit *audit);
void layout_release(struct layout *layout);

bool layout_shows(const struct layout *layout, const char *text);
/* Of the first line that starts with it, from 0; SIZE_MAX if there is none. */
size_t layout_page_showing(const struct layout *layout, const char *text);

/* No badge leaves the margins, or reaches into another or into a text beside it. */
void layout_assert_badges(const struct layout *layout);
/* Nothing is nearer to the edge than it may be, and no link leads nowhere. */
void layout_assert_on_page(const struct layout *layout);
void layout_assert_links(const struct layout *layout);

#endif
