/*
 * xml_check - whether a document is well-formed, in a tenth of the time that reading it takes. For
 * documents that a program wrote: it knows elements, attributes, text and the common escapes, and
 * takes everything else (comments, CDATA, other encodings, a bare ">") as broken. What it passes
 * is well-formed.
 */
#ifndef REPORT_XML_CHECK_H
#define REPORT_XML_CHECK_H

#include "report/xml/read.h"

/* -1 if it is broken or could not be read. */
int xml_check(xml_pull *pull, void *source);

#endif
