/*
 * group - the security groups: there is no endpoint for them, so they are put
 * together from the group names in the users' records, and completed by what a
 * person attests. Names are trimmed and compared exactly.
 */
#ifndef RULES_GROUP_H
#define RULES_GROUP_H

struct evaluation;

/* Fills audit->groups, by name, and the standing of audit->groups_attested. */
void group_collect(struct evaluation *e);

#endif
