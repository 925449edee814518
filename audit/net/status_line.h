/*
 * status_line - the first line of an answer, "HTTP/1.1 200 OK". libcurl takes a number of any
 * kind behind "HTTP/2" for a status (7.88), or 200 for none (8.14). For http.c only.
 */
#ifndef NET_STATUS_LINE_H
#define NET_STATUS_LINE_H

#include <stdbool.h>
#include <stddef.h>

bool is_status_line(const char *line, size_t size);

/* Of three digits, else 0. */
long status_line_number(const char *line, size_t size);

#endif
