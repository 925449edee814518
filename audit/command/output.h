/*
 * output - one file of a folder, complete before it gets its name and searched for the token
 * first; or nothing of it. A library writes it by a path, our own code into a stream.
 */
#ifndef COMMAND_OUTPUT_H
#define COMMAND_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct outfile;
struct place;
struct secret;

struct output {
	const char *name;
	bool by_path; /* it is written by to->temporary; else into to->stream, whose errors
		       * are seen when it is finished */
	/* `missing_glyphs` counts characters that no installed font has. */
	int (*write)(const void *what, const struct outfile *to, size_t *missing_glyphs,
		     struct error *err);
	const void *what;
};

/* `token`: NULL = there is none. */
int output_write(const struct output *output, const struct place *folder,
		 const struct secret *token, struct error *err);

/* The end of it, for who had `file` written: `result` is what its writer returned, which may have
 * named it by the path that it was given. */
int output_finish(struct outfile *file, const char *name, int result, size_t missing_glyphs,
		  const struct secret *token, struct error *err);

#endif
