/* What cppcheck cannot see, since it does not read the headers of libraries. */
#define cJSON_ArrayForEach(item, array) for ((item) = (array)->child; item; (item) = (item)->next)
#define VERSION ""
