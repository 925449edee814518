/*
 * malloc - memory that nobody is refused: not the libraries either, for malloc.c stands
 * in for the malloc of the whole process (not with AddressSanitizer, which has its own).
 * Where there is none, the program ends: "out of memory", clean-up, status 2.
 *
 * What this program allocates itself, it allocates by mem.h.
 */
#ifndef CORE_MALLOC_H
#define CORE_MALLOC_H

/* Sets memory aside to clean up with; once, before any thread. */
void malloc_reserve(void);

_Noreturn void malloc_refused(void);

/* What is freed stays the process's for what it allocates next, up to so many bytes: for work that
 * takes and frees the same again and again. */
void malloc_keep_freed(int most);

/* Where it is told, while standard error is kept from a library. */
void malloc_tell_on(int fd);

/* With sanitizers malloc is theirs. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MALLOC_IS_WATCHED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(MALLOC_IS_WATCHED)
#define MALLOC_IS_WATCHED 1
#endif
#if !defined(MALLOC_IS_WATCHED)
#define MALLOC_IS_WATCHED 0
#endif

#endif
