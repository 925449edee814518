#include "audit/results/write.h"

#include "audit/core/json/writer.h"
#include "audit/core/mem.h"
#include "audit/results/internal.h"
#include "audit/results/results.h"

void result_json_write(FILE *stream, const struct audit *audit)
{
	struct arena *arena = arena_new();
	struct json_writer w;

	json_writer_init(&w, stream, true);
	json_record_write(&w, NULL, &results_record, results_shown(arena, audit));
	arena_free(arena);
}
