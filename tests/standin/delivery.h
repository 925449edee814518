/*
 * delivery - puts an answer on the wire, well or badly.
 */
#ifndef STANDIN_DELIVERY_H
#define STANDIN_DELIVERY_H

#include <microhttpd.h>
#include <stdbool.h>
#include <stdint.h>

struct answer;

/* Waits; ends early if `stopping` turns true or the other side hangs up. */
void delivery_pause(int socket, int64_t ms, const volatile bool *stopping);

/*
 * What the handler of a request returns. `ended` is called with `context` when
 * nothing of the answer is left to send; it may be called more than once.
 * The answer is copied.
 */
enum MHD_Result delivery_send(struct MHD_Connection *connection, const struct answer *answer,
			      const volatile bool *stopping, void (*ended)(void *context),
			      void *context);

#endif
