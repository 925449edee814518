#include "report/canvas/document.h"

#include <errno.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/str.h"
#include "report/canvas/libqpdf.h"

#define FILE_LIMIT ((size_t)1 << 30)

static int add_stream(qpdf_data pdf, struct str *out, struct error *err)
{
	qpdf_oh metadata = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/Metadata");
	unsigned char *bytes = NULL;
	QPDF_BOOL decoded = QPDF_FALSE;
	size_t length = 0;
	int result = 0;

	if (qpdf_has_error(pdf) || !qpdf_oh_is_stream(pdf, metadata))
		return error_set(err, "holds no metadata");
	if ((qpdf_oh_get_stream_data(pdf, metadata, qpdf_dl_generalized, &decoded, &bytes,
				     &length) &
	     QPDF_ERRORS) ||
	    !decoded || str_add(out, bytes, length) != 0)
		result = error_set(err, "its metadata cannot be read");
	free(bytes);
	return result;
}

static int with_document(const char *bytes, size_t length,
			 int (*use)(qpdf_data pdf, struct str *out, struct error *err),
			 struct str *out, struct error *err)
{
	int result = -1;

	if (libqpdf_load(err) != 0)
		return -1;
	qpdf_data pdf = qpdf_init();
	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	qpdf_set_attempt_recovery(pdf, QPDF_FALSE);
	if ((qpdf_read_memory(pdf, "report", bytes, length, "") & QPDF_ERRORS) ||
	    qpdf_get_num_pages(pdf) < 1 || qpdf_has_error(pdf))
		error_set(err, "is no sound PDF");
	else
		result = use(pdf, out, err);
	/* Otherwise it complains on standard error that nobody looked. */
	if (qpdf_has_error(pdf))
		(void)qpdf_get_error(pdf);
	qpdf_cleanup(&pdf);
	return result;
}

int pdf_document_ready(struct error *err)
{
	return libqpdf_load(err);
}

int pdf_document_metadata(const char *bytes, size_t length, struct str *out, struct error *err)
{
	return with_document(bytes, length, add_stream, out, err);
}

static int add_packed(qpdf_data pdf, struct str *out, struct error *err)
{
	bool written = !(qpdf_init_write_memory(pdf) & QPDF_ERRORS);

	if (written) {
		qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
		qpdf_set_decode_level(pdf, qpdf_dl_none);
		qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
		/* libharu leaves it out, and archives ask for it. */
		qpdf_set_newline_before_endstream(pdf, QPDF_TRUE);
		written = !(qpdf_write(pdf) & (QPDF_ERRORS | QPDF_WARNINGS));
	}
	if (!written || str_add(out, qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf)) != 0)
		return error_set(err, "cannot be packed by libqpdf");
	return 0;
}

static int write_file(const char *path, const struct str *bytes, struct error *err)
{
	FILE *stream = fopen(path, "wb");

	if (!stream)
		return error_set(err, "cannot be written: %s", strerror(errno));
	bool written = fwrite(str_text(bytes), 1, bytes->length, stream) == bytes->length;
	if (fclose(stream) == 0 && written)
		return 0;
	error_set(err, "cannot be written completely: %s", strerror(errno));
	unlink(path);
	return -1;
}

int pdf_document_pack(const char *path, struct error *err)
{
	struct str plain = STR_INIT(FILE_LIMIT), packed = STR_INIT(FILE_LIMIT);
	int result = file_read(path, &plain, err);

	if (result == 0) {
		result = with_document(str_text(&plain), plain.length, add_packed, &packed, err);
		if (result == 0)
			result = write_file(path, &packed, err);
		if (result != 0)
			error_prepend(err, "'%s'", path);
	}
	str_release(&packed);
	str_release(&plain);
	return result;
}
