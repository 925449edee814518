/*
 * fixture_range - cmocka 2 has an assertion for each kind of number, and warns of the one for all.
 */
#ifndef TESTS_FIXTURE_RANGE_H
#define TESTS_FIXTURE_RANGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#ifdef assert_int_in_range
#define assert_within assert_int_in_range
#else
#define assert_within assert_in_range
#endif

#endif
