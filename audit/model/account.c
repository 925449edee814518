#include "audit/model/account.h"

#include "audit/core/text.h"

const char *customer_name(const struct customer *customer)
{
	return text_is_blank(customer->business_name) ? customer->full_name
						      : customer->business_name;
}
