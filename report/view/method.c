/* How the account was read, and what follows from it: true of this run. */
#include "audit/core/array.h"
#include "audit/core/mem.h"
#include "report/view/internal.h"

static const char *accepted(struct arena *arena, size_t count)
{
	if (!count)
		return "; none was accepted";
	return arena_printf(arena, "; %zu %s accepted: look for what may have been made by it",
			    count, count == 1 ? "was" : "were");
}

static const char *requests(struct arena *arena, const struct account *account)
{
	if (!account->writes)
		return "Only read requests were sent.";
	return arena_printf(
		arena,
		"Beside read requests, %zu trial write%s sent, with content that Syncro "
		"documents as refused%s.",
		account->writes, account->writes == 1 ? " was" : "s were",
		accepted(arena, account->writes_accepted));
}

void view_add_method(struct view *view)
{
	const char *const paragraphs[] = {
		arena_printf(
			view->arena,
			"The account was read through Syncro's API with the token that the "
			"integration is to use. %s The answers were stored with secrets removed, "
			"and every result in this report rests on them. Numbers such as E-017 name the "
			"requests that a result rests on.",
			requests(view->arena, view->audit->account)),
		"Syncro's API shows no security groups, no tokens, and neither the permissions of a "
		"token nor its expiration date. Groups are derived from the users. A permission is "
		"shown by a request that needs it, by what Syncro reports, or by a person's "
		"confirmation; a stronger proof is never overridden by a weaker one.",
		"What could not be read is reported as such. No fault counts as met, and nothing "
		"counts as not met because it could not be read.",
		"The report describes the account at the time it was read. The list of files with "
		"their SHA-256 in the manifest lets you detect changes; it is not a signature.",
		NULL,
	};

	view->method = arena_copy(view->arena, paragraphs, sizeof paragraphs);
}
