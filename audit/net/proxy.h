/*
 * proxy - what a proxy's refusal to connect means, for people.
 */
#ifndef NET_PROXY_H
#define NET_PROXY_H

/* What its answer to CONNECT says, with what to do; never NULL. */
const char *proxy_fault(long status);

#endif
