/*
 * spoil - ways in which an answer can be wrong. All have the signature that the
 * table in distortion.c wants; `token` is what the request carried.
 */
#ifndef STANDIN_SPOIL_H
#define STANDIN_SPOIL_H

struct answer;
struct fault;

#define SPOIL(name)                                                                                \
	void spoil_##name(const struct fault *fault, const char *token, struct answer *answer)

SPOIL(status);	       /* any status, with Retry-After if the fault has one */
SPOIL(redirect);       /* 302 to fault->location */
SPOIL(revoke);	       /* 401, as for a token that is none */
SPOIL(html);	       /* 200 and a page of HTML */
SPOIL(empty);	       /* 200 and nothing */
SPOIL(null);	       /* 200 and null */
SPOIL(null_list);      /* the first member is null */
SPOIL(null_fields);    /* every text in it is null */
SPOIL(field);	       /* every member fault->name has the value fault->body */
SPOIL(wrong_type);     /* the first member is a text */
SPOIL(bad_json);       /* its second half is missing, the length is right */
SPOIL(trailing);       /* something follows the value */
SPOIL(dup_key);	       /* the first member twice, the second time empty */
SPOIL(nul_escape);     /* \u0000 in the first text */
SPOIL(bad_utf8);       /* bytes that are no UTF-8 */
SPOIL(surrogate);      /* half a surrogate pair */
SPOIL(controls);       /* escape sequences and direction overrides */
SPOIL(string_ids);     /* "7" for 7 */
SPOIL(huge_id);	       /* the first id is 2^53 + 1 */
SPOIL(huge_number);    /* the first id is 1e999 */
SPOIL(deep);	       /* 100,000 brackets */
SPOIL(unknown_fields); /* more than is documented: allowed */
SPOIL(error_beside);   /* an error told beside what was asked for */
SPOIL(echo_token);     /* the token in a key and in a value */
SPOIL(gzip_bomb);      /* fault->mib MiB of spaces behind the body, compressed */

#undef SPOIL

#endif
