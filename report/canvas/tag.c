/* The logical structure: nodes, and which marked content belongs to which. */
#include <stdlib.h>

#include "audit/core/mem.h"
#include "report/canvas/internal.h"
#include "report/canvas/syntax.h"

static const struct role {
	const char *name;
	const char *scope; /* of a header */
	bool is_cell;
} roles[ROLE_COUNT] = {
	[ROLE_NONE] = { "NonStruct", NULL, false },
	[ROLE_DOCUMENT] = { "Document", NULL, false },
	[ROLE_SECTION] = { "Sect", NULL, false },
	[ROLE_H1] = { "H1", NULL, false },
	[ROLE_H2] = { "H2", NULL, false },
	[ROLE_H3] = { "H3", NULL, false },
	[ROLE_H4] = { "H4", NULL, false },
	[ROLE_P] = { "P", NULL, false },
	[ROLE_LIST] = { "L", NULL, false },
	[ROLE_ITEM] = { "LI", NULL, false },
	[ROLE_LABEL] = { "Lbl", NULL, false },
	[ROLE_BODY] = { "LBody", NULL, false },
	[ROLE_TABLE] = { "Table", NULL, false },
	[ROLE_ROW] = { "TR", NULL, false },
	[ROLE_COLUMN_HEADER] = { "TH", "Column", true },
	[ROLE_ROW_HEADER] = { "TH", "Row", true },
	[ROLE_CELL] = { "TD", NULL, true },
	[ROLE_FIGURE] = { "Figure", NULL, false },
	[ROLE_LINK] = { "Link", NULL, false },
	[ROLE_SPAN] = { "Span", NULL, false },
	[ROLE_CONTENTS] = { "TOC", NULL, false },
	[ROLE_CONTENTS_ITEM] = { "TOCI", NULL, false },
};

#define DECORATION 1 /* one node for all that is left out, so that they cost nothing */

struct canvas_node {
	int parent;
	enum canvas_role role;
	char *alt;
	int first, last; /* kids */
	int used_last;	 /* the last kid with content, as a kid */
	int used_child;	 /* the last child with content, as a node */
	int in_parent;	 /* this node as a kid of its parent */
	int columns;	 /* of a cell that reaches over several */
	bool is_used;
	unsigned object;
	size_t page; /* of its first content, from 1 */
};

/* A child, a marked-content sequence, or an annotation. */
struct canvas_kid {
	int next;
	int node;
	size_t page; /* from 1 */
	size_t mark;
	unsigned annotation;
};

struct canvas_annotation {
	unsigned object;
	int node;
};

static int new_kid(struct canvas *canvas, const struct canvas_kid *kid)
{
	if (!canvas->kid_count) {
		ARRAY_RESERVE(canvas->kids, canvas->kid_count, canvas->kid_capacity);
		canvas->kids[canvas->kid_count++] = (struct canvas_kid){ .node = 0 };
	}
	ARRAY_RESERVE(canvas->kids, canvas->kid_count, canvas->kid_capacity);
	canvas->kids[canvas->kid_count] = *kid;
	return (int)canvas->kid_count++;
}

static void new_node(struct canvas *canvas, const struct canvas_node *node)
{
	ARRAY_RESERVE(canvas->nodes, canvas->node_count, canvas->node_capacity);
	canvas->nodes[canvas->node_count++] = *node;
}

/* After kid `after` of the node, 0: at the start. */
static void insert_kid(struct canvas *canvas, int node, int after, int kid)
{
	struct canvas_node *in = &canvas->nodes[node];
	int *link = after ? &canvas->kids[after].next : &in->first;

	canvas->kids[kid].next = *link;
	*link = kid;
	if (in->last == after)
		in->last = kid;
}

int canvas_node(struct canvas *canvas, int parent, enum canvas_role role, const char *alt)
{
	if (!canvas->node_count) {
		new_node(canvas, &(struct canvas_node){ .role = ROLE_DOCUMENT });
		new_node(canvas, &(struct canvas_node){ .role = ROLE_NONE });
	}
	int node = (int)canvas->node_count;
	if (parent < 0 || parent >= node)
		parent = 0;
	if (role == ROLE_NONE || parent == DECORATION)
		return DECORATION;
	new_node(canvas, &(struct canvas_node){
				 .parent = parent,
				 .role = role,
				 .alt = alt && *alt ? xstrdup(alt) : NULL,
			 });
	int kid = new_kid(canvas, &(struct canvas_kid){ .node = node });
	canvas->nodes[node].in_parent = kid;
	insert_kid(canvas, parent, canvas->nodes[parent].last, kid);
	return node;
}

void canvas_node_span(struct canvas *canvas, int node, int columns)
{
	if (node > DECORATION && (size_t)node < canvas->node_count)
		canvas->nodes[node].columns = columns;
}

void canvas_use(struct canvas *canvas, int node)
{
	bool is_known = node > 0 && (size_t)node < canvas->node_count;

	canvas->node = is_known && node != DECORATION ? node : 0;
}

/* Content of a node stands behind the children that have some already, before those
 * that have none yet: so nodes may all be made before anything is drawn. */
static void add_content(struct canvas *canvas, int node, const struct canvas_kid *content)
{
	int kid = new_kid(canvas, content);

	insert_kid(canvas, node, canvas->nodes[node].used_last, kid);
	canvas->nodes[node].used_last = kid;
	if (!canvas->nodes[node].page)
		canvas->nodes[node].page = content->page;
	for (int at = node; at && !canvas->nodes[at].is_used; at = canvas->nodes[at].parent) {
		struct canvas_node *parent = &canvas->nodes[canvas->nodes[at].parent];
		canvas->nodes[at].is_used = true;
		if (at > parent->used_child) {
			parent->used_child = at;
			parent->used_last = canvas->nodes[at].in_parent;
		}
	}
}

/* A new sequence on this page for the node in use; its number there. */
static size_t new_mark(struct canvas *canvas)
{
	struct canvas_page_entry *page = &canvas->pages[canvas->page_count - 1];

	ARRAY_RESERVE(page->nodes, page->count, page->capacity);
	page->nodes[page->count] = canvas->node;
	add_content(canvas, canvas->node,
		    &(struct canvas_kid){ .page = canvas->page_count, .mark = page->count });
	return page->count++;
}

void canvas_mark_end(struct canvas *canvas)
{
	if (canvas->is_marked)
		canvas_put(canvas, "EMC\n");
	canvas->is_marked = false;
}

static void begin_mark(struct canvas *canvas)
{
	canvas_put(canvas, "/");
	canvas_put(canvas, roles[canvas->nodes[canvas->node].role].name);
	canvas_put(canvas, " <</MCID ");
	pdf_whole(&canvas->content, new_mark(canvas));
	canvas_put(canvas, ">> BDC\n");
}

void canvas_mark(struct canvas *canvas)
{
	if (canvas->is_marked && canvas->marked_node == canvas->node)
		return;
	canvas_mark_end(canvas);
	if (canvas->node)
		begin_mark(canvas);
	else
		canvas_put(canvas, "/Artifact BMC\n");
	canvas->is_marked = true;
	canvas->marked_node = canvas->node;
}

/* The ROLE_LINK that the node in use is, or stands in; 0 = none. */
static int link_node(const struct canvas *canvas)
{
	int node = canvas->node;

	while (node && canvas->nodes[node].role != ROLE_LINK)
		node = canvas->nodes[node].parent;
	return node;
}

size_t canvas_annotate(struct canvas *canvas, unsigned object)
{
	const struct canvas_annotation annotation = { .object = object, .node = link_node(canvas) };

	if (annotation.node)
		add_content(
			canvas, annotation.node,
			&(struct canvas_kid){ .page = canvas->page_count, .annotation = object });
	ARRAY_RESERVE(canvas->annotations, canvas->annotation_count, canvas->annotation_capacity);
	canvas->annotations[canvas->annotation_count] = annotation;
	return canvas->annotation_count++;
}

size_t canvas_annotation_key(const struct canvas *canvas, size_t annotation)
{
	return canvas->annotations[annotation].node ? canvas->page_count + annotation : 0;
}

static void write_kids(struct canvas *canvas, struct str *out, const struct canvas_node *node)
{
	str_puts(out, "/K [");
	for (int i = node->first; i; i = canvas->kids[i].next) {
		const struct canvas_kid *kid = &canvas->kids[i];
		unsigned page = kid->page ? canvas->pages[kid->page - 1].object : 0;
		if (kid->node && canvas->nodes[kid->node].is_used)
			pdf_reference(out, canvas->nodes[kid->node].object);
		else if (kid->annotation)
			str_printf(out, "<</Type /OBJR /Obj %u 0 R /Pg %u 0 R>> ", kid->annotation,
				   page);
		else if (!kid->node && kid->page == node->page)
			pdf_whole(out, kid->mark);
		else if (!kid->node)
			str_printf(out, "<</Type /MCR /Pg %u 0 R /MCID %zu>> ", page, kid->mark);
	}
	str_puts(out, "]");
}

static void put_attributes(struct str *out, const struct canvas_node *node)
{
	const struct role *role = &roles[node->role];
	const int columns = role->is_cell ? node->columns : 0;

	if (!role->scope && columns < 2)
		return;
	str_puts(out, "/A <</O /Table");
	if (role->scope)
		str_printf(out, " /Scope /%s", role->scope);
	if (columns > 1)
		str_printf(out, " /ColSpan %d", columns);
	str_puts(out, ">>\n");
}

static void write_node(struct canvas *canvas, const struct canvas_node *node, unsigned root)
{
	struct str *out = canvas_object(canvas);
	unsigned parent = node->parent ? canvas->nodes[node->parent].object : root;

	str_puts(out, "/Type /StructElem /S /");
	str_puts(out, roles[node->role].name);
	str_puts(out, " /P ");
	pdf_reference(out, parent);
	if (node->page) {
		str_puts(out, "/Pg ");
		pdf_reference(out, canvas->pages[node->page - 1].object);
	}
	if (node->alt) {
		str_puts(out, "/Alt ");
		pdf_text(out, node->alt);
		str_putc(out, '\n');
	}
	put_attributes(out, node);
	write_kids(canvas, out, node);
	canvas_fill_object(canvas, node->object);
}

/* From pages, then annotations, to nodes. */
static unsigned write_parents(struct canvas *canvas)
{
	struct str *out = canvas_object(canvas);

	str_puts(out, "/Nums [");
	for (size_t i = 0; i < canvas->page_count; i++) {
		const struct canvas_page_entry *page = &canvas->pages[i];
		if (!page->count)
			continue;
		str_printf(out, "%zu [", i);
		for (size_t mark = 0; mark < page->count; mark++)
			pdf_reference(out, canvas->nodes[page->nodes[mark]].object);
		str_puts(out, "]\n");
	}
	for (size_t i = 0; i < canvas->annotation_count; i++) {
		int node = canvas->annotations[i].node;
		if (node)
			str_printf(out, "%zu %u 0 R\n", canvas->page_count + i,
				   canvas->nodes[node].object);
	}
	str_puts(out, "]");
	return canvas_new_object(canvas);
}

bool canvas_structure_write(struct canvas *canvas)
{
	bool any = false;

	for (size_t i = 1; i < canvas->node_count; i++)
		any = any || canvas->nodes[i].is_used;
	if (!any)
		return false;
	unsigned root = pdf_file_object(canvas->file);
	for (size_t i = 1; i < canvas->node_count; i++)
		if (canvas->nodes[i].is_used)
			canvas->nodes[i].object = pdf_file_object(canvas->file);
	for (size_t i = 1; i < canvas->node_count; i++)
		if (canvas->nodes[i].is_used)
			write_node(canvas, &canvas->nodes[i], root);
	unsigned parents = write_parents(canvas);
	struct str *out = canvas_object(canvas);
	str_printf(out, "/Type /StructTreeRoot /ParentTree %u 0 R /ParentTreeNextKey %zu\n",
		   parents, canvas->page_count + canvas->annotation_count);
	write_kids(canvas, out, &canvas->nodes[0]);
	canvas_fill_object(canvas, root);
	pdf_file_root(canvas->file, "StructTreeRoot", root);
	return true;
}

void canvas_structure_free(struct canvas *canvas)
{
	for (size_t i = 0; i < canvas->node_count; i++)
		free(canvas->nodes[i].alt);
	free(canvas->nodes);
	free(canvas->kids);
	free(canvas->annotations);
}
