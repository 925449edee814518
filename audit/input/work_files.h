/*
 * work_files - the work.xlsx of an earlier report: of its folder, one for each profile, or a
 * file by itself.
 */
#ifndef INPUT_WORK_FILES_H
#define INPUT_WORK_FILES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct audit;
struct error;
struct evidence_input;
struct work;

struct work_list {
	const struct work **items;
	struct evidence_input *copies; /* one for each */
	size_t count;
};

/* Everything lives in the arena; the error names the file. */
int work_files_read(struct arena *arena, const char *path, struct work_list *out,
		    struct error *err);
/* Those that stand beside a baseline, if there are any. */
int work_files_beside(struct arena *arena, const char *path, struct work_list *out,
		      struct error *err);
int work_files_recorded(struct arena *arena, struct evidence_input *copies, size_t count,
			struct work_list *out, struct error *err);

/* Gives each audit its own. What is about another account is refused, and so is a list in
 * which nothing is about one of the audits' profiles, if it was `named`. */
int work_files_give(const struct work_list *list, const char *subdomain, bool named,
		    struct audit *const *audits, size_t count, struct error *err);

#endif
