/*
 * distortion - what each kind of fault does to an answer. A kind may bend the
 * paging before the answer is made, replace or spoil the answer after it, and
 * choose how it is sent.
 */
#ifndef STANDIN_DISTORTION_H
#define STANDIN_DISTORTION_H

#include <stdbool.h>

struct answer;
struct call;
struct fault;

bool distortion_known(const char *kind);
/* Both do nothing if `fault` is NULL. */
void distortion_bend(const struct fault *fault, struct call *call);
/* `token` is what the request carried: some proxies echo it. */
void distortion_apply(const struct fault *fault, const char *token, struct answer *answer);
/* Whether this fault is the end of the token. */
bool distortion_revokes(const struct fault *fault);

#endif
