/*
 * array - how many items an array has. Not for a pointer: that does not compile.
 */
#ifndef CORE_ARRAY_H
#define CORE_ARRAY_H

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

#endif
