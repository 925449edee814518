#include "audit/core/error.h"
#include "report/look/wording.h"
#include "report/view/internal.h"

void view_add_brand(struct view *view)
{
	const struct brand *brand = view->audit->presentation.brand;
	const char *account = view->audit->account->subdomain;
	struct error ignored; /* what cannot be decoded was refused with the brand file */

	/* Who a report is prepared for is its customer; else the account is. */
	view->brand = &wording_no_brand;
	if (brand)
		view->brand =
			wording_fill(view->arena, brand,
				     *brand->prepared_for ? brand->prepared_for : account, account);
	view->palette = palette_of(brand);
	if (view->brand->logo.bytes)
		(void)logo_decode(&view->logo, view->brand->logo.bytes, view->brand->logo.size,
				  &ignored);
}

int64_t view_logo_plate(const struct view *view, uint32_t ground)
{
	return palette_plate(&view->palette, &view->logo, ground);
}
