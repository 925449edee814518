/*
 * emptied_day - the folder of a fleet's day that --keep has let the last report of go: what is
 * left in it is the overview of reports that are no more.
 *
 * It goes if it holds nothing but the files of that overview, as they were written, all at one
 * time, by who runs the program. Whatever else is in it, it is left whole.
 */
#ifndef COMMAND_EMPTIED_DAY_H
#define COMMAND_EMPTIED_DAY_H

struct error;

/* The folder `day` in `parent`, a path that `fd` has open. 1 = it is gone; 0 = it stays, because
 * a folder is in it or a fleet at work; -1 and why it is left as it is, without its name. */
int emptied_day_remove(int fd, const char *parent, const char *day, struct error *err);

#endif
