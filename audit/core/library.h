/*
 * library - a shared library that is loaded when it is first needed, so that what needs none of
 * it does not wait until it, and all that it needs in turn, is in place.
 *
 * One file for each library lists its functions and defines them, by their own names, as calls of
 * what was loaded: callers do not change, and the compiler holds both against the library's own
 * header. A row is NAME, TYPE, (PARAMETERS), (ARGUMENTS). None may be called before library_load
 * returned 0.
 */
#ifndef CORE_LIBRARY_H
#define CORE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

struct library_function {
	const char *name;
	void *to; /* where the pointer to it goes */
};

struct library {
	const char *soname;  /* what a program that is linked with it asks for: "libcurl.so.4" */
	const char *without; /* what cannot be done without it: "no request can be sent" */
	const struct library_function *functions;
	size_t count;
	bool loaded;
};

/* Once per process is enough, before or after a fork; more is fine. It stays loaded. */
int library_load(struct library *library, struct error *err);

/* From a row: a member of the struct `loaded`, its row in `functions`, its definition. */
#define LIBRARY_MEMBER(name, type, parameters, arguments) __typeof__ (&(name))(name);
#define LIBRARY_FUNCTION(name, type, parameters, arguments) { #name, &loaded.name },
/* NOLINTBEGIN(bugprone-macro-parentheses): they come with parentheses of their own */
#define LIBRARY_VALUE(name, type, parameters, arguments)                                           \
	type(name) parameters                                                                      \
	{                                                                                          \
		return (loaded.name)arguments;                                                     \
	}
#define LIBRARY_VOID(name, type, parameters, arguments)                                            \
	type(name) parameters                                                                      \
	{                                                                                          \
		(loaded.name) arguments;                                                           \
	}
/* NOLINTEND(bugprone-macro-parentheses) */

/* Tells who packs the program what it does not find among what it is linked with: a note as
 * systemd's ELF_DLOPEN_METADATA specifies it. */
#define LIBRARY_NOTE(feature, soname)                                                              \
	LIBRARY_NOTE_TEXT("[{\"feature\":\"" feature                                               \
			  "\",\"priority\":\"required\",\"soname\":[\"" soname "\"]}]")
#define LIBRARY_NOTE_TEXT(text)                                                                    \
	__attribute__((used, section(".note.dlopen"), aligned(4))) static const struct {           \
		uint32_t owner_size, text_size, type;                                              \
		char owner[4];                                                                     \
		_Alignas(4) char json[sizeof(text)];                                               \
	} note = { sizeof "FDO", sizeof(text), 0x407c0c0a, "FDO", text }

#endif
