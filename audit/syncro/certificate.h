/*
 * certificate - what is wrong with a server's certificate, in words. Pure.
 */
#ifndef SYNCRO_CERTIFICATE_H
#define SYNCRO_CERTIFICATE_H

/* `result` is OpenSSL's verify result; 0 there means that only the name is wrong. */
const char *certificate_fault(long result);

#endif
