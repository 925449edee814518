#include "audit/command/publication.h"

#include <string.h>
#include <sys/stat.h>

#include "audit/command/harden.h"
#include "audit/command/progress.h"
#include "audit/command/standard_output.h"
#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/core/log.h"
#include "audit/core/str.h"

static const struct mode {
	const char *word;
	mode_t group;
} modes[] = { { "600", 0 }, { "640", 040 }, { "660", 060 } };

int publication_choose_mode(const char *word, mode_t *group, struct error *err)
{
	for (size_t i = 0; i < COUNT_OF(modes); i++)
		if (strcmp(word, modes[i].word) == 0) {
			*group = modes[i].group;
			return 0;
		}
	return error_set(err,
			 "--mode: expected 640 (the group reads), 660 (it reads and writes) or 600 "
			 "(the owner only), found '%s'",
			 word);
}

int publication_choose(const struct publication_options *options, struct publication *out,
		       struct error *err)
{
	*out = (struct publication){ .signing = { options->sign, &harden_stop_signal } };
	if (publication_choose_mode(options->mode, &out->group, err) != 0)
		return -1;
	return options->sign ? signature_ready(&out->signing, err) : 0;
}

bool publication_lets_write(const struct publication *publication)
{
	return publication->group & 020;
}

/* A file system that keeps no modes, such as a drive of Windows, takes ours and forgets them. */
static void tell_of_others(const struct place *place)
{
	struct stat status;

	if (fstat(place->fd, &status) == 0 && (status.st_mode & S_IRWXO))
		log_message(
			LOG_WARNING,
			"'%s': its file system keeps no permissions, so that others can read and "
			"change it: no later run compares with it by itself",
			place->path);
}

int publication_open(const struct publication *publication, struct folder *folder,
		     struct error *err)
{
	if (publication->group && folder->evidence.path)
		log_message(LOG_WARNING,
			    "'%s': its group can read it: the answers of the whole account",
			    folder->evidence.path);
	if (folder_share(folder, publication->group, err) != 0)
		return -1;
	tell_of_others(&folder->place);
	return 0;
}

static int sign(const struct seal *seal, int fd, struct str *out, struct error *err)
{
	return signature_make(seal->with, fd, out, err);
}

static int prepare(const struct publication *publication, struct folder *folder,
		   const char *report_id, struct error *err)
{
	const struct seal seal = { .sign = sign, .with = &publication->signing };

	/* It may ask for something on the terminal. */
	progress_end();
	return folder_prepare(folder, report_id, publication->signing.key ? &seal : NULL, err);
}

static int tell(const struct folder *folder, struct error *err)
{
	struct str path = STR_INIT(STR_LINE);

	str_printf(&path, "%s\n", folder->place.path);
	const int result = standard_output_print(&path, err);
	str_release(&path);
	return result;
}

int publication_finish(const struct publication *publication, struct folder *folder,
		       const char *report_id, bool silent, struct error *err)
{
	/* Before the commit: nobody is left with a folder he was not told of. */
	if (prepare(publication, folder, report_id, err) != 0 || folder_check(folder, err) != 0 ||
	    (!silent && tell(folder, err) != 0))
		return -1;
	return folder_commit(folder, report_id, err);
}
