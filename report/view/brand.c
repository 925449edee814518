#include "audit/core/error.h"
#include "report/look/theme.h"
#include "report/view/internal.h"

#define PAPER 0xFFFFFFu
#define MADE_FOR_PAPER                                                                             \
	2.0 /* the least contrast to white of a logo that is not for dark grounds                  \
	     */
#define SEEN 3.0

static const struct brand none = {
	.organisation = "",
	.prepared_for = "",
	.title = "",
	.period = "",
	.assessor = "",
	.reviewer = "",
	.confidentiality = "",
	.footer = "",
	.email = "",
	.phone = "",
	.web = "",
	.logo = { .alt = "" },
};

void view_add_brand(struct view *view)
{
	const struct brand *brand = view->audit->presentation.brand;
	struct error ignored; /* what cannot be decoded was refused with the brand file */

	view->brand = brand ? brand : &none;
	view->palette = palette_of(brand);
	if (view->brand->logo.bytes)
		(void)logo_decode(&view->logo, view->brand->logo.bytes, view->brand->logo.size,
				  &ignored);
}

int64_t view_logo_plate(const struct view *view, uint32_t ground)
{
	const struct logo *logo = &view->logo;
	const uint32_t colour = logo_colour(logo);

	if (!logo_is_transparent(logo))
		return logo_edge_colour(logo);
	if (theme_contrast(colour, PAPER) >= MADE_FOR_PAPER)
		return ground == PAPER ? -1 : (int64_t)PAPER;
	if (theme_contrast(colour, ground) >= SEEN)
		return -1;
	return view->palette.cover_ink == PAPER ? view->palette.cover_to : THEME_DEEP;
}
