/* What the token may do: two permissions to a row, missing ones first. */
#include <math.h>

#include "report/pdf/internal.h"

#include "audit/core/array.h"
#include "audit/core/str.h"

/* Why none of them is known, if it is one reason: told once, and not of each. */
static enum reason common_reason(const struct view *view)
{
	const enum reason reason = view->permissions[0]->reason;

	for (size_t i = 0; i < view->permission_count; i++)
		if (view->permissions[i]->granted != TRI_UNKNOWN ||
		    view->permissions[i]->reason != reason)
			return REASON_NONE;
	return reason;
}

static const char *summary_of(struct compose *compose, const struct view *view)
{
	const size_t *of = view->of_class;

	if (common_reason(view) != REASON_NONE)
		return compose_printf(compose, "None of %zu permissions is known: %s",
				      view->permission_count, reason_text(common_reason(view)));
	if (of[CLASS_UNKNOWN] == view->permission_count)
		return compose_printf(compose, "None of %zu permissions is known",
				      view->permission_count);
	return compose_printf(compose,
			      "%zu needed and granted, %zu missing, %zu not known, %zu granted and "
			      "not needed",
			      of[CLASS_OK], of[CLASS_MISSING], of[CLASS_UNKNOWN], of[CLASS_EXCESS]);
}

/* What is not known says why, and a contradiction is told. */
static const char *below(const struct permission_state *state, enum reason told)
{
	if (state->granted == TRI_UNKNOWN && state->reason != REASON_NONE && state->reason != told)
		return reason_text(state->reason);
	return state->class == CLASS_MISSING ? state->note : NULL;
}

static void add_cells(struct compose_cell *cells, const struct permission_state *state,
		      enum reason told)
{
	cells[0] = (struct compose_cell){ .kind = CELL_TEXT,
					  .text = state->permission->name,
					  .below = below(state, told) };
	cells[1] = (struct compose_cell){ .kind = CELL_PILL,
					  .text = view_class_label(state->class),
					  .colour = theme_class(state->class) };
	cells[2] =
		(struct compose_cell){ .kind = CELL_MUTED, .text = view_proof_label(state->proof) };
}

static void clear_cells(struct compose_cell *cells)
{
	for (size_t i = 0; i < 3; i++)
		cells[i] = (struct compose_cell){ .kind = CELL_TEXT, .text = PDF_BLANK };
}

static void add_names(struct compose *compose, const struct view *view, enum permission_class class,
		      const char *title)
{
	struct str names = STR_INIT(STR_BODY);

	for (size_t i = 0; i < view->permission_count; i++)
		if (view->permissions[i]->class == class)
			str_printf(&names, "%s%s", names.length ? "; " : "",
				   view->permissions[i]->permission->name);
	if (names.length)
		compose_paragraph(compose, STYLE_NOTE,
				  compose_printf(compose, "%s: %s.", title, str_text(&names)));
	str_release(&names);
}

static double class_most(struct compose *compose)
{
	double most = 0;

	for (int i = 0; i < CLASS_COUNT; i++)
		most = fmax(most, compose_pill_width(compose,
						     view_class_label((enum permission_class)i)));
	return most;
}

/* The first ones of the view, in two columns. */
static void add_table(struct compose *compose, const struct view *view, size_t count)
{
	static const struct compose_column columns[] = {
		{ "Permission", 0.25, false }, { "State", 0.135, false }, { "Proof", 0.115, false },
		{ "Permission", 0.25, false }, { "State", 0.135, false }, { "Proof", 0.115, false },
	};
	const enum reason told = common_reason(view);
	const size_t rows = (count + 1) / 2;
	struct compose_table table;

	if (!count)
		return;
	compose_table_begin(compose, &table, columns, COUNT_OF(columns));
	compose_table_fit(&table, 1, class_most(compose));
	compose_table_fit(&table, 4, class_most(compose));
	for (size_t i = 0; i < rows; i++) {
		struct compose_cell cells[6];
		add_cells(cells, view->permissions[i], told);
		clear_cells(cells + 3);
		if (rows + i < count)
			add_cells(cells + 3, view->permissions[rows + i], told);
		compose_table_row(&table, cells);
	}
	compose_table_end(&table);
}

void pdf_scope(struct compose *compose, const struct view *view)
{
	const bool outside = view_is_outside(view);

	if (!view->permission_count) {
		compose_part(compose, "Token scope", "scope", "");
		compose_callout(compose, ICON_QUESTION, theme_verdict(VERDICT_UNKNOWN),
				"Nothing is known of the permissions of this token.");
		return;
	}
	compose_part(compose, "Token scope", "scope", summary_of(compose, view));
	/* A table of what is the same for all would say nothing more. */
	if (common_reason(view) != REASON_NONE) {
		add_names(compose, view, CLASS_UNKNOWN, "Needed");
		return;
	}
	add_table(compose, view, view->permission_count - (outside ? view->of_class[CLASS_OK] : 0));
	if (outside)
		/* The names of what is as it should be, and no more of it. */
		add_names(compose, view, CLASS_OK, "Needed and granted");
}
