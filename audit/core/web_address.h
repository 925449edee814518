/*
 * web_address - whether a text is an absolute http or https URL that can be opened as it
 * stands: with a host, without user and password, what is not ASCII or not allowed escaped.
 */
#ifndef CORE_WEB_ADDRESS_H
#define CORE_WEB_ADDRESS_H

#include <stdbool.h>

bool web_address(const char *text);

#endif
