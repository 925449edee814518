/* Bookmarks, places and links: what they lead to is written at the end. */
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "report/canvas/internal.h"
#include "report/canvas/syntax.h"

struct canvas_place {
	char *name;
	size_t page; /* from 0 */
	double y;    /* upward */
};

struct canvas_link {
	unsigned object;
	size_t annotation;
	double left, bottom, right, top;
	char *uri; /* or */
	char *place;
	char *about;
};

struct canvas_bookmark {
	char *title;
	int level;
	size_t page;
	double y;
	unsigned object;
	size_t parent, previous, next, first, last; /* bookmarks from 1; parent 0: the root */
	size_t below;				    /* children */
};

static char *copy_of(const char *text)
{
	return text && *text ? xstrdup(text) : NULL;
}

void canvas_place(struct canvas *canvas, const char *name, double y)
{
	if (!canvas->page_count)
		return;
	ARRAY_RESERVE(canvas->places, canvas->place_count, canvas->place_capacity);
	canvas->places[canvas->place_count++] = (struct canvas_place){
		.name = xstrdup(name),
		.page = canvas->page_count - 1,
		.y = canvas_up(canvas, y),
	};
}

static void add_link(struct canvas *canvas, struct canvas_box box, const char *uri,
		     const char *place, const char *about)
{
	struct canvas_link link = {
		.left = box.x,
		.right = box.x + box.w,
		.uri = copy_of(uri),
		.place = copy_of(place),
		.about = copy_of(about),
	};

	if (canvas->page_count && (link.uri || link.place)) {
		link.bottom = canvas_up(canvas, box.y + box.h);
		link.top = canvas_up(canvas, box.y);
		link.object = pdf_file_object(canvas->file);
		pdf_file_annotation(canvas->file, link.object);
		link.annotation = canvas_annotate(canvas, link.object);
		ARRAY_RESERVE(canvas->links, canvas->link_count, canvas->link_capacity);
		canvas->links[canvas->link_count++] = link;
		return;
	}
	free(link.uri);
	free(link.place);
	free(link.about);
}

void canvas_link_uri(struct canvas *canvas, struct canvas_box box, const char *uri,
		     const char *about)
{
	add_link(canvas, box, uri, NULL, about);
}

void canvas_link_place(struct canvas *canvas, struct canvas_box box, const char *name,
		       const char *about)
{
	add_link(canvas, box, NULL, name, about);
}

static void put_destination(struct canvas *canvas, struct str *out, size_t page, double y)
{
	str_printf(out, "[%u 0 R /XYZ 0 ", canvas->pages[page].object);
	pdf_number(out, y);
	str_puts(out, "0]");
}

static const struct canvas_place *find(const struct canvas *canvas, const char *name)
{
	for (size_t i = 0; i < canvas->place_count; i++)
		if (strcmp(canvas->places[i].name, name) == 0)
			return &canvas->places[i];
	return NULL;
}

static void write_link(struct canvas *canvas, size_t index, const struct canvas_place *place)
{
	const struct canvas_link *link = &canvas->links[index];
	const size_t key = canvas_annotation_key(canvas, link->annotation);
	struct str *out = canvas_object(canvas);

	str_puts(out, "/Type /Annot /Subtype /Link /Border [0 0 0] /F 4 /Rect [");
	pdf_number(out, link->left);
	pdf_number(out, link->bottom);
	pdf_number(out, link->right);
	pdf_number(out, link->top);
	str_puts(out, "]\n");
	if (place) {
		str_puts(out, "/Dest ");
		put_destination(canvas, out, place->page, place->y);
	} else {
		str_puts(out, "/A <</S /URI /URI ");
		pdf_uri(out, link->uri);
		str_puts(out, ">>");
	}
	if (link->about) {
		str_puts(out, " /Contents ");
		pdf_text(out, link->about);
	}
	if (key)
		str_printf(out, " /StructParent %zu", key);
	canvas_fill_object(canvas, link->object);
}

const char *canvas_links_unsaid(const struct canvas *canvas)
{
	for (size_t i = 0; i < canvas->link_count; i++)
		if (!canvas->links[i].about)
			return canvas->links[i].place ? canvas->links[i].place
						      : canvas->links[i].uri;
	return NULL;
}

const char *canvas_links_write(struct canvas *canvas)
{
	const char *unknown = NULL;

	for (size_t i = 0; i < canvas->link_count; i++) {
		const char *name = canvas->links[i].place;
		const struct canvas_place *place = name ? find(canvas, name) : NULL;
		if (name && !place)
			unknown = unknown ? unknown : name;
		else
			write_link(canvas, i, place);
	}
	return unknown;
}

void canvas_bookmark(struct canvas *canvas, int level, const char *title, double y)
{
	if (!canvas->page_count)
		return;
	ARRAY_RESERVE(canvas->bookmarks, canvas->bookmark_count, canvas->bookmark_capacity);
	canvas->bookmarks[canvas->bookmark_count++] = (struct canvas_bookmark){
		.title = xstrdup(title),
		.level = level,
		.page = canvas->page_count - 1,
		.y = canvas_up(canvas, y),
	};
}

/* Places each bookmark below the last one of a smaller level; returns how many stand
 * at the top, whose first and last go to `root`. */
static void grow_tree(struct canvas *canvas, struct canvas_bookmark *root)
{
	struct canvas_bookmark *all = canvas->bookmarks;

	for (size_t i = 1; i <= canvas->bookmark_count; i++) {
		struct canvas_bookmark *mark = &all[i - 1];
		size_t parent = i - 1;
		while (parent && all[parent - 1].level >= mark->level)
			parent = all[parent - 1].parent;
		struct canvas_bookmark *above = parent ? &all[parent - 1] : root;
		mark->parent = parent;
		mark->previous = above->last;
		if (above->last)
			all[above->last - 1].next = i;
		else
			above->first = i;
		above->last = i;
		above->below++;
		mark->object = pdf_file_object(canvas->file);
	}
}

static void put_reference(const struct canvas *canvas, struct str *out, const char *key,
			  size_t bookmark)
{
	if (bookmark)
		str_printf(out, "/%s %u 0 R ", key, canvas->bookmarks[bookmark - 1].object);
}

void canvas_bookmarks_write(struct canvas *canvas)
{
	struct canvas_bookmark root = { .title = NULL };

	if (!canvas->bookmark_count)
		return;
	root.object = pdf_file_object(canvas->file);
	grow_tree(canvas, &root);
	for (size_t i = 0; i < canvas->bookmark_count; i++) {
		const struct canvas_bookmark *mark = &canvas->bookmarks[i];
		struct str *out = canvas_object(canvas);
		str_puts(out, "/Title ");
		pdf_text(out, mark->title);
		str_printf(out, "\n/Parent %u 0 R ",
			   mark->parent ? canvas->bookmarks[mark->parent - 1].object : root.object);
		put_reference(canvas, out, "Prev", mark->previous);
		put_reference(canvas, out, "Next", mark->next);
		put_reference(canvas, out, "First", mark->first);
		put_reference(canvas, out, "Last", mark->last);
		if (mark->below)
			str_printf(out, "/Count -%zu ", mark->below);
		str_puts(out, "/Dest ");
		put_destination(canvas, out, mark->page, mark->y);
		canvas_fill_object(canvas, mark->object);
	}
	struct str *out = canvas_object(canvas);
	str_puts(out, "/Type /Outlines ");
	put_reference(canvas, out, "First", root.first);
	put_reference(canvas, out, "Last", root.last);
	str_printf(out, "/Count %zu", root.below);
	canvas_fill_object(canvas, root.object);
	pdf_file_root(canvas->file, "Outlines", root.object);
	pdf_file_root_name(canvas->file, "PageMode", "UseOutlines");
}

void canvas_navigation_free(struct canvas *canvas)
{
	for (size_t i = 0; i < canvas->link_count; i++) {
		free(canvas->links[i].uri);
		free(canvas->links[i].place);
		free(canvas->links[i].about);
	}
	for (size_t i = 0; i < canvas->place_count; i++)
		free(canvas->places[i].name);
	for (size_t i = 0; i < canvas->bookmark_count; i++)
		free(canvas->bookmarks[i].title);
	free(canvas->links);
	free(canvas->places);
	free(canvas->bookmarks);
}
