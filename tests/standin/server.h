/*
 * server - the HTTP side: who may ask, what goes wrong, what is logged.
 */
#ifndef STANDIN_SERVER_H
#define STANDIN_SERVER_H

#include <stdint.h>

struct arena;
struct error;
struct options;
struct server;

int server_start(struct arena *arena, const struct options *options, struct server **out,
		 struct error *err);
uint16_t server_port(const struct server *server);
/* Ends every connection, also those in the middle of an answer. */
void server_stop(struct server *server);

#endif
