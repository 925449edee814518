#include "audit/core/str.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/mem.h"

static void set_capacity(struct str *str, size_t capacity)
{
	/* Not realloc: what was held may be a secret and must be wiped. */
	char *data = xmalloc(capacity);

	if (str->length)
		memcpy(data, str->data, str->length);
	data[str->length] = '\0';
	if (str->data)
		explicit_bzero(str->data, str->capacity);
	free(str->data);
	str->data = data;
	str->capacity = capacity;
}

static void make_room(struct str *str, size_t more)
{
	size_t need = str->length + more + 1;
	size_t capacity = str->capacity ? str->capacity : 64;

	while (capacity < need)
		capacity *= 2;
	if (capacity > str->capacity)
		set_capacity(str, capacity);
}

void str_reserve(struct str *str, size_t more)
{
	const size_t need = str->length + more + 1;

	if (need > str->capacity)
		set_capacity(str, need);
}

int str_add(struct str *str, const void *bytes, size_t length)
{
	if (length > str->limit - str->length) {
		str->overflow = true;
		return -1;
	}
	make_room(str, length);
	if (length)
		memcpy(str->data + str->length, bytes, length);
	str->length += length;
	str->data[str->length] = '\0';
	return 0;
}

ssize_t str_read(struct str *str, int fd, size_t most)
{
	ssize_t got;

	make_room(str, most);
	do
		got = read(fd, str->data + str->length, most);
	while (got < 0 && errno == EINTR);
	if (got > 0 && (size_t)got > str->limit - str->length) {
		str->overflow = true;
		got = -1;
	}
	if (got > 0)
		str->length += (size_t)got;
	str->data[str->length] = '\0';
	return got;
}

int str_puts(struct str *str, const char *text)
{
	return str_add(str, text, strlen(text));
}

int str_putc(struct str *str, char byte)
{
	return str_add(str, &byte, 1);
}

int str_printf(struct str *str, const char *format, ...)
{
	va_list args, again;
	int result = -1;

	va_start(args, format);
	va_copy(again, args);
	int length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0 || (size_t)length > str->limit - str->length) {
		str->overflow = true;
	} else {
		make_room(str, (size_t)length);
		(void)vsnprintf(str->data + str->length, (size_t)length + 1, format, args);
		str->length += (size_t)length;
		result = 0;
	}
	va_end(args);
	return result;
}

const char *str_text(const struct str *str)
{
	return str->data ? str->data : "";
}

const char *str_keep(struct str *str, struct arena *arena)
{
	const char *copy = arena_strdup(arena, str_text(str));

	str_release(str);
	return copy;
}

void str_clear(struct str *str)
{
	str->length = 0;
	if (str->data)
		str->data[0] = '\0';
}

void str_release(struct str *str)
{
	if (str->data)
		explicit_bzero(str->data, str->capacity);
	free(str->data);
	*str = (struct str)STR_INIT(str->limit);
}
