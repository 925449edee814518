#include "audit/rules/stand_in.h"

bool stand_in_is_possible(enum reason reason)
{
	return reason == REASON_SERVER_ERROR || reason == REASON_MALFORMED;
}

bool stand_in_for_permission(const struct attested_permissions *token, size_t permission,
			     enum reason met)
{
	for (size_t i = 0; i < token->stand_in_count; i++)
		if (token->stand_ins[i].permission == permission &&
		    token->stand_ins[i].reason == met)
			return stand_in_is_possible(met);
	return false;
}
