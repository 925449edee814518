/*
 * banned - functions that are not used here. The build includes this header
 * before everything else and makes each of them an error that names itself.
 * Instead: arena_printf, str_printf, strtoll with checks, clock_iso and its
 * friends, json_get.
 */
#ifndef CORE_BANNED_H
#define CORE_BANNED_H

/* Declared first, so that the macros below cannot meet the declarations. */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(function) sorry_##function##_is_banned_here

#undef strcpy
#define strcpy(...) BANNED(strcpy)
#undef strcat
#define strcat(...) BANNED(strcat)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf)
#undef strtok
#define strtok(...) BANNED(strtok)
#undef atoi
#define atoi(...) BANNED(atoi)
#undef atol
#define atol(...) BANNED(atol)
#undef atoll
#define atoll(...) BANNED(atoll)
#undef gmtime
#define gmtime(...) BANNED(gmtime)
#undef localtime
#define localtime(...) BANNED(localtime)
#undef ctime
#define ctime(...) BANNED(ctime)
#undef asctime
#define asctime(...) BANNED(asctime)
#undef cJSON_GetObjectItem
#define cJSON_GetObjectItem(...) BANNED(cJSON_GetObjectItem)

#endif
