/*
 * path - a folder and a name made one.
 */
#ifndef FILE_PATH_H
#define FILE_PATH_H

/* "folder/name"; the name alone where the folder is "". The caller frees it. */
char *path_join(const char *folder, const char *name);

#endif
