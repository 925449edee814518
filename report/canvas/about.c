/* What the document says about itself: information, metadata, language. */
#include <stdlib.h>
#include <string.h>

#include "audit/core/array.h"
#include "audit/core/clock.h"
#include "audit/core/mem.h"
#include "report/canvas/internal.h"
#include "report/canvas/profile.h"
#include "report/canvas/syntax.h"

#define NAMESPACE "urn:syncro-audit:report"

static const char *copy_of(const char *text)
{
	return xstrdup(text ? text : "");
}

void canvas_about_copy(struct canvas *canvas, const struct canvas_about *about)
{
	const struct canvas_about copy = {
		.title = copy_of(about->title),
		.author = copy_of(about->author),
		.subject = copy_of(about->subject),
		.keywords = copy_of(about->keywords),
		.creator = copy_of(about->creator),
		.language = copy_of(about->language),
		.created_ms = about->created_ms,
		.property_count = about->property_count,
	};

	canvas->about = xmalloc(sizeof *canvas->about);
	*canvas->about = copy;
	canvas->properties = xcalloc(about->property_count, sizeof *canvas->properties);
	for (size_t i = 0; i < about->property_count; i++) {
		canvas->properties[i].name = copy_of(about->properties[i].name);
		canvas->properties[i].value = copy_of(about->properties[i].value);
	}
	canvas->about->properties = canvas->properties;
}

void canvas_about_free(struct canvas *canvas)
{
	const struct canvas_about *about = canvas->about;
	const char *const texts[] = { about->title,    about->author,  about->subject,
				      about->keywords, about->creator, about->language };

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		free((char *)texts[i]);
	for (size_t i = 0; i < about->property_count; i++) {
		free((char *)canvas->properties[i].name);
		free((char *)canvas->properties[i].value);
	}
	free(canvas->properties);
	free(canvas->about);
}

static void put_element(struct str *out, const char *name, const char *value)
{
	if (!*value)
		return;
	str_printf(out, "<%s>", name);
	pdf_xml(out, value);
	str_printf(out, "</%s>\n", name);
}

/* A text in the default language, or one in a list. */
static void put_wrapped(struct str *out, const char *name, const char *list, const char *value)
{
	if (!*value)
		return;
	str_printf(out, "<%s><rdf:%s><rdf:li%s>", name, list,
		   strcmp(list, "Alt") == 0 ? " xml:lang=\"x-default\"" : "");
	pdf_xml(out, value);
	str_printf(out, "</rdf:li></rdf:%s></%s>\n", list, name);
}

/* Archives read properties of a namespace of one's own only where it is described. */
static void put_schema(struct str *out, const struct canvas_about *about)
{
	str_puts(out, "<rdf:Description rdf:about=\"\"\n"
		      " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
		      " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
		      " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
		      "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n");
	put_element(out, "pdfaSchema:schema", "Record of a report");
	put_element(out, "pdfaSchema:namespaceURI", NAMESPACE);
	put_element(out, "pdfaSchema:prefix", "audit");
	str_puts(out, "<pdfaSchema:property><rdf:Seq>\n");
	for (size_t i = 0; i < about->property_count; i++) {
		str_puts(out, "<rdf:li rdf:parseType=\"Resource\">\n");
		put_element(out, "pdfaProperty:name", about->properties[i].name);
		put_element(out, "pdfaProperty:valueType", "Text");
		put_element(out, "pdfaProperty:category", "external");
		put_element(out, "pdfaProperty:description", "What the report says, for programs");
		str_puts(out, "</rdf:li>\n");
	}
	str_puts(out, "</rdf:Seq></pdfaSchema:property>\n"
		      "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

static void put_metadata(struct str *out, const struct canvas_about *about, const char *producer)
{
	char date[CLOCK_TEXT];

	clock_iso(date, about->created_ms);
	str_puts(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
	if (about->property_count)
		put_schema(out, about);
	str_puts(out, "<rdf:Description rdf:about=\"\"\n"
		      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
		      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
		      " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
		      " xmlns:audit=\"" NAMESPACE "\">\n");
	put_element(out, "dc:format", "application/pdf");
	put_wrapped(out, "dc:title", "Alt", about->title);
	put_wrapped(out, "dc:creator", "Seq", about->author);
	put_wrapped(out, "dc:description", "Alt", about->subject);
	put_wrapped(out, "dc:language", "Bag", about->language);
	put_element(out, "pdf:Keywords", about->keywords);
	put_element(out, "pdf:Producer", producer);
	put_element(out, "xmp:CreatorTool", about->creator);
	put_element(out, "xmp:CreateDate", date);
	put_element(out, "xmp:ModifyDate", date);
	for (size_t i = 0; i < about->property_count; i++) {
		str_printf(out, "<audit:%s>", about->properties[i].name);
		pdf_xml(out, about->properties[i].value);
		str_printf(out, "</audit:%s>\n", about->properties[i].name);
	}
	str_puts(out, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
}

static void write_metadata(struct canvas *canvas)
{
	struct str packet = STR_INIT(PDF_LIMIT);

	put_metadata(&packet, canvas->about, pdf_file_producer(canvas->file));
	/* As it is, so that any program may find and read it. */
	pdf_file_root(canvas->file, "Metadata",
		      pdf_file_stream(canvas->file, "/Type /Metadata /Subtype /XML",
				      str_text(&packet), packet.length, false));
	str_release(&packet);
}

static void write_information(struct canvas *canvas)
{
	const struct canvas_about *about = canvas->about;
	const struct {
		const char *key, *value;
	} entries[] = {
		{ "Title", about->title },     { "Author", about->author },
		{ "Subject", about->subject }, { "Keywords", about->keywords },
		{ "Creator", about->creator },
	};
	struct str date = STR_INIT(STR_LINE);

	for (size_t i = 0; i < COUNT_OF(entries); i++)
		if (*entries[i].value)
			pdf_file_info(canvas->file, entries[i].key, entries[i].value);
	pdf_date(&date, about->created_ms);
	pdf_file_info(canvas->file, "CreationDate", str_text(&date));
	pdf_file_info(canvas->file, "ModDate", str_text(&date));
	str_release(&date);
}

/* Colours are given as RGB; this says which. Little CMS fails for want of memory alone. */
static void write_intent(struct canvas *canvas)
{
	struct str profile = STR_INIT(PDF_LIMIT);

	if (canvas_profile_srgb(&profile)) {
		unsigned stream = pdf_file_stream(canvas->file, "/N 3 /Alternate /DeviceRGB",
						  str_text(&profile), profile.length, true);
		str_printf(canvas_object(canvas),
			   "/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)\n"
			   "/RegistryName (http://www.color.org) /Info (sRGB IEC61966-2.1)\n"
			   "/DestOutputProfile %u 0 R",
			   stream);
		pdf_file_root_list(canvas->file, "OutputIntents", canvas_new_object(canvas));
	}
	str_release(&profile);
}

static void write_dictionary(struct canvas *canvas, const char *key, const char *body)
{
	str_puts(canvas_object(canvas), body);
	pdf_file_root(canvas->file, key, canvas_new_object(canvas));
}

void canvas_about_write(struct canvas *canvas, bool is_tagged)
{
	write_information(canvas);
	write_metadata(canvas);
	write_intent(canvas);
	if (*canvas->about->title)
		write_dictionary(canvas, "ViewerPreferences", "/DisplayDocTitle true");
	if (*canvas->about->language)
		pdf_file_root_text(canvas->file, "Lang", canvas->about->language);
	if (is_tagged)
		write_dictionary(canvas, "MarkInfo", "/Marked true");
}
