/*
 * libcurl - its functions, once it is loaded. For http.c only.
 */
#ifndef NET_LIBCURL_H
#define NET_LIBCURL_H

struct error;

/* Before any of them is called; -1 if it, or what it needs, is not there. */
int libcurl_load(struct error *err);

#endif
