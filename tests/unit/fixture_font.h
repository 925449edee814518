/*
 * fixture_font - a font made by hand, so that tests have one whatever is installed:
 * outlines are CFF, by name or by CID; it draws space, 'A' (a block 400 wide and 700
 * high in an em of 1000) and 'B' (half as high).
 *
 * fixture_fonts_only makes a folder fontconfig's whole world for this process;
 * fixture_fonts_back undoes it.
 */
#ifndef TESTS_FIXTURE_FONT_H
#define TESTS_FIXTURE_FONT_H

#include <stdbool.h>

#define FIXTURE_FAMILY "Fixture Block"

void fixture_font_write(const char *path, bool by_cid);
void fixture_fonts_only(const char *folder);
void fixture_fonts_back(void);

#endif
