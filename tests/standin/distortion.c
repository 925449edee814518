#include "tests/standin/distortion.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "audit/core/array.h"
#include "tests/standin/answer.h"
#include "tests/standin/call.h"
#include "tests/standin/fault.h"
#include "tests/standin/spoil.h"

struct kind {
	const char *name;
	struct bend bend;
	void (*spoil)(const struct fault *fault, const char *token, struct answer *answer);
	int64_t pace_ms; /* unless the fault says ms= */
	enum delivery delivery;
	bool silent; /* no status is sent */
};

static const struct kind kinds[] = {
	{ "status", .spoil = spoil_status },
	{ "redirect", .spoil = spoil_redirect },
	{ "revoke", .spoil = spoil_revoke },
	{ "html200", .spoil = spoil_html },
	{ "empty", .spoil = spoil_empty },
	{ "null", .spoil = spoil_null },
	{ "null-list", .spoil = spoil_null_list },
	{ "null-fields", .spoil = spoil_null_fields },
	{ "field", .spoil = spoil_field },
	{ "wrong-type", .spoil = spoil_wrong_type },
	{ "bad-json", .spoil = spoil_bad_json },
	{ "trailing", .spoil = spoil_trailing },
	{ "dup-key", .spoil = spoil_dup_key },
	{ "nul-escape", .spoil = spoil_nul_escape },
	{ "bad-utf8", .spoil = spoil_bad_utf8 },
	{ "surrogate", .spoil = spoil_surrogate },
	{ "controls", .spoil = spoil_controls },
	{ "string-ids", .spoil = spoil_string_ids },
	{ "huge-id", .spoil = spoil_huge_id },
	{ "huge-number", .spoil = spoil_huge_number },
	{ "deep", .spoil = spoil_deep },
	{ "unknown-fields", .spoil = spoil_unknown_fields },
	{ "error-beside", .spoil = spoil_error_beside },
	{ "echo-token", .spoil = spoil_echo_token },
	{ "gzip-bomb", .spoil = spoil_gzip_bomb },
	{ "meta-high", .bend.meta = BEND_META_HIGH },
	{ "meta-over", .bend.meta = BEND_META_OVER },
	{ "meta-low", .bend.meta = BEND_META_LOW },
	{ "meta-none", .bend.meta = BEND_META_ABSENT },
	{ "meta-changes", .bend.meta = BEND_META_CHANGES },
	{ "repeat-page", .bend.rows = BEND_ROWS_REPEAT },
	{ "overlap", .bend.rows = BEND_ROWS_OVERLAP },
	{ "vanish", .bend.rows = BEND_ROWS_VANISH },
	{ "shift", .bend.rows = BEND_ROWS_SHIFT },
	{ "no-first", .bend.rows = BEND_ROWS_NO_FIRST },
	{ "no-last", .bend.rows = BEND_ROWS_NO_LAST },
	{ "cut", .delivery = DELIVERY_CUT },
	{ "long", .delivery = DELIVERY_LONG },
	{ "drip", .delivery = DELIVERY_DRIP, .pace_ms = 200 },
	{ "endless", .delivery = DELIVERY_ENDLESS },
	{ "stall", .delivery = DELIVERY_STALL, .pace_ms = 3600000, .silent = true },
	{ "stall-body", .delivery = DELIVERY_STALL_BODY, .pace_ms = 3600000 },
	{ "close", .delivery = DELIVERY_CLOSE, .silent = true },
	{ "reset", .delivery = DELIVERY_RESET, .silent = true },
	{ "garbage", .delivery = DELIVERY_GARBAGE, .silent = true },
};

static const struct kind *kind_of(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

bool distortion_known(const char *kind)
{
	return kind_of(kind) != NULL;
}

void distortion_bend(const struct fault *fault, struct call *call)
{
	if (fault)
		call->bend = kind_of(fault->kind)->bend;
}

void distortion_apply(const struct fault *fault, const char *token, struct answer *answer)
{
	const struct kind *kind = fault ? kind_of(fault->kind) : NULL;

	if (!kind)
		return;
	if (kind->spoil)
		kind->spoil(fault, token, answer);
	answer->delivery = kind->delivery;
	answer->pace_ms = fault->ms ? fault->ms : kind->pace_ms;
	if (kind->silent)
		answer->status = 0;
}

bool distortion_revokes(const struct fault *fault)
{
	return fault && strcmp(fault->kind, "revoke") == 0;
}
