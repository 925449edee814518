#include "report/canvas/document.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>

#include "audit/core/error.h"
#include "audit/core/str.h"
#include "report/canvas/libqpdf.h"

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

int pdf_document_metadata(const char *bytes, size_t length, struct str *out, struct error *err)
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
		result = add_stream(pdf, out, err);
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
