/*
 * error - one failure, told as a sentence for the person at the terminal.
 *
 * Functions that can fail return 0 or -1 and fill the last parameter. The
 * sentence is lower case, without a full stop, and quotes the thing it is
 * about: "token file 'x': cannot be read: Permission denied". Outer layers put
 * their context in front. Only main prints it. Zeroed memory is "no error".
 */
#ifndef CORE_ERROR_H
#define CORE_ERROR_H

struct error {
	char message[1024]; /* valid UTF-8, cut at a character if too long */
};

/* Both return -1, so that "return error_set(...)" ends a failing function. */
int error_set(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
int error_prepend(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
