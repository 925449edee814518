/*
 * page - one page of a list, with the meta its documentation shows.
 */
#ifndef STANDIN_PAGE_H
#define STANDIN_PAGE_H

struct answer;
struct call;

void page_serve(const struct call *call, struct answer *answer);

#endif
