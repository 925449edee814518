#include "report/canvas/libqpdf.h"

#include <qpdf/qpdf-c.h>

#include "audit/core/array.h"
#include "audit/core/library.h"

qpdf_data qpdf_init(void); /* its header does not say that it takes nothing */

#define FUNCTIONS(VALUE, VOID)                                                                     \
	VALUE(qpdf_init, qpdf_data, (void), ())                                                    \
	VOID(qpdf_cleanup, void, (qpdf_data * pdf), (pdf))                                         \
	VOID(qpdf_silence_errors, void, (qpdf_data pdf), (pdf))                                    \
	VOID(qpdf_set_suppress_warnings, void, (qpdf_data pdf, QPDF_BOOL on), (pdf, on))           \
	VOID(qpdf_set_attempt_recovery, void, (qpdf_data pdf, QPDF_BOOL on), (pdf, on))            \
	VALUE(qpdf_read_memory, QPDF_ERROR_CODE,                                                   \
	      (qpdf_data pdf, const char *name, const char *bytes, unsigned long long length,      \
	       const char *password),                                                              \
	      (pdf, name, bytes, length, password))                                                \
	VALUE(qpdf_has_error, QPDF_BOOL, (qpdf_data pdf), (pdf))                                   \
	VALUE(qpdf_get_error, qpdf_error, (qpdf_data pdf), (pdf))                                  \
	VALUE(qpdf_get_num_pages, int, (qpdf_data pdf), (pdf))                                     \
	VALUE(qpdf_get_root, qpdf_oh, (qpdf_data pdf), (pdf))                                      \
	VALUE(qpdf_oh_get_key, qpdf_oh, (qpdf_data pdf, qpdf_oh object, const char *key),          \
	      (pdf, object, key))                                                                  \
	VALUE(qpdf_oh_is_stream, QPDF_BOOL, (qpdf_data pdf, qpdf_oh object), (pdf, object))        \
	VALUE(qpdf_oh_get_stream_data, QPDF_ERROR_CODE,                                            \
	      (qpdf_data pdf, qpdf_oh stream, enum qpdf_stream_decode_level_e level,               \
	       QPDF_BOOL * decoded, unsigned char **bytes, size_t *length),                        \
	      (pdf, stream, level, decoded, bytes, length))

static struct {
	FUNCTIONS(LIBRARY_MEMBER, LIBRARY_MEMBER)
} loaded;

static const struct library_function functions[] = { FUNCTIONS(LIBRARY_FUNCTION,
							       LIBRARY_FUNCTION) };

FUNCTIONS(LIBRARY_VALUE, LIBRARY_VOID)

LIBRARY_NOTE("verify", LIBQPDF);

int libqpdf_load(struct error *err)
{
	static struct library library = { .soname = LIBQPDF,
					  .without = "no PDF can be read",
					  .functions = functions,
					  .count = COUNT_OF(functions) };

	return library_load(&library, err);
}
