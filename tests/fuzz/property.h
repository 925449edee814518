/*
 * property - what the fuzz targets share: an input as a text, what may be asked of
 * any text behind the border, and how a broken promise is told.
 */
#ifndef TESTS_FUZZ_PROPERTY_H
#define TESTS_FUZZ_PROPERTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The entry point of libFuzzer, AFL++ and replay.c; in each target once. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program with the place and the promise, so that the input is kept. */
#define HOLDS(promise)                                                                             \
	do {                                                                                       \
		if (!(promise))                                                                    \
			property_broken(__FILE__, __LINE__, #promise);                             \
	} while (0)
_Noreturn void property_broken(const char *file, int line, const char *promise);

/* A copy with a NUL behind it and nothing else, the caller's to free: one byte too
 * far is found. A NUL inside ends it for whoever reads a string. */
char *property_text(const uint8_t *data, size_t size);

/* Read without the code under test: well-formed UTF-8, and besides that without
 * control characters, noncharacters and bidirectional controls. */
bool property_is_utf8(const char *bytes, size_t length);
bool property_is_clean(const char *text);

#endif
