#include "report/pdf/internal.h"

#include "audit/core/array.h"

static void add_cards(struct compose *compose, const struct view *view)
{
	const size_t *of = view->of_class;
	const struct compose_card cards[] = {
		{ "Needed and granted", compose_number(compose, of[CLASS_OK]), "as documented",
		  theme_class(CLASS_OK).ink },
		{ "Missing", compose_number(compose, of[CLASS_MISSING]), "needed and refused",
		  of[CLASS_MISSING] ? theme_class(CLASS_MISSING).ink : 0 },
		{ "Unknown", compose_number(compose, of[CLASS_UNKNOWN]), "nothing shows them yet",
		  of[CLASS_UNKNOWN] ? theme_class(CLASS_UNKNOWN).ink : 0 },
		{ "Excess", compose_number(compose, of[CLASS_EXCESS]), "granted and not needed",
		  of[CLASS_EXCESS] ? theme_class(CLASS_EXCESS).ink : 0 },
	};

	compose_cards(compose, cards, COUNT_OF(cards));
}

static const char *why(const struct permission_state *state)
{
	if (state->granted == TRI_UNKNOWN && state->reason != REASON_NONE)
		return reason_text(state->reason);
	return state->note;
}

static void add_row(struct compose_table *table, const struct permission_state *state)
{
	const struct compose_cell cells[] = {
		{ .kind = CELL_STRONG, .text = state->permission->name, .below = why(state) },
		{ .kind = state->needed ? CELL_TEXT : CELL_MUTED,
		  .text = state->needed ? "Yes" : "No" },
		{ .kind = CELL_TEXT, .text = view_granted_label(state->granted) },
		{ .kind = CELL_PILL,
		  .text = view_class_label(state->class),
		  .colour = theme_class(state->class) },
		{ .kind = CELL_MUTED, .text = view_proof_label(state->proof) },
		{ .kind = CELL_MUTED, .text = state->source },
	};

	compose_table_row(table, cells);
}

void pdf_scope(struct compose *compose, const struct view *view)
{
	static const struct compose_column columns[] = {
		{ "Permission", 0.35, false }, { "Needed", 0.105, false },
		{ "Token", 0.1, false },       { "Class", 0.125, false },
		{ "Proof", 0.1, false },       { "Shown by", 0.22, false },
	};
	/* The client's does not name the requests. */
	static const struct compose_column client[] = {
		{ "Permission", 0.54, false }, { "Needed", 0.1, false }, { "Token", 0.12, false },
		{ "Class", 0.14, false },      { "Proof", 0.1, false },
	};
	struct compose_table table;

	compose_part(compose, "Token scope", "scope",
		     "What the API token may do, held against what the vendor documents as needed: "
		     "what is missing first, then what is not known, then what is too much");
	if (!view->permission_count) {
		compose_callout(compose, ICON_QUESTION, theme_verdict(VERDICT_UNKNOWN),
				"Nothing is known of the permissions of this token.");
		return;
	}
	add_cards(compose, view);
	compose_table_begin(compose, &table, view_is_outside(view) ? client : columns,
			    view_is_outside(view) ? COUNT_OF(client) : COUNT_OF(columns));
	for (size_t i = 0; i < view->permission_count; i++)
		add_row(&table, view->permissions[i]);
	compose_table_end(&table);
}
