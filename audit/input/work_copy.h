/*
 * work_copy - what people wrote into work.xlsx, as the evidence keeps it: JSON, so that a
 * replay gives the same whatever became of the workbook.
 */
#ifndef INPUT_WORK_COPY_H
#define INPUT_WORK_COPY_H

struct arena;
struct error;
struct evidence_input;
struct work;

const char *work_copy_text(struct arena *arena, const struct work *work);
/* Strict: it may come from elsewhere. */
int work_copy_read(struct arena *arena, const struct evidence_input *copy, const struct work **out,
		   struct error *err);

#endif
