/*
 * tri - yes, no, or not known, which is the zero value.
 */
#ifndef CORE_TRI_H
#define CORE_TRI_H

enum tri { TRI_UNKNOWN, TRI_YES, TRI_NO, TRI_COUNT };

#endif
