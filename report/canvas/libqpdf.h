/*
 * libqpdf - its functions, once it is loaded. For document.c only.
 */
#ifndef REPORT_CANVAS_LIBQPDF_H
#define REPORT_CANVAS_LIBQPDF_H

struct error;

/* Before any of them is called; -1 if it, or what it needs, is not there. */
int libqpdf_load(struct error *err);

#endif
