/*
 * certificate - what is wrong with a server's certificate, in words. Pure.
 */
#ifndef NET_CERTIFICATE_H
#define NET_CERTIFICATE_H

/* `result` is OpenSSL's verify result of a certificate that was refused; one that
 * is fine by itself is refused for its name. */
const char *certificate_fault(long result);

#endif
