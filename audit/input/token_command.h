/*
 * token_command - the first line that the user's command prints, and nothing of it left
 * running: a password manager may ask for a passphrase, hang, or leave a child behind.
 */
#ifndef INPUT_TOKEN_COMMAND_H
#define INPUT_TOKEN_COMMAND_H

#include <signal.h>
#include <stdint.h>

struct error;
struct str;

/*
 * Runs it by `sh -c`, in a process group of its own that is ended with it, with signals as
 * they are by default; it has the terminal, if there is one. `out`'s limit is that of its first
 * line, which is taken without its end; what follows is read and dropped. An error if the
 * command does not end within `limit_ms` or well, or once *stop is not 0. The command itself
 * is in no message: it may hold a secret too.
 */
int token_command_read(const char *command, int64_t limit_ms, const volatile sig_atomic_t *stop,
		       struct str *out, struct error *err);

#endif
