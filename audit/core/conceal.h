/*
 * conceal - words of the command line that could be a token in the wrong place: no message
 * repeats one whole. Set once, at the start.
 */
#ifndef CORE_CONCEAL_H
#define CORE_CONCEAL_H

/* Borrowed. A word that is the path of something is not taken for a token. */
void conceal_words(int count, char *const *words);

/* Of each such word the first characters are left: "T012...". In place; never longer. */
void conceal(char *text);

#endif
