/* What the document's RGB means: sRGB, as Little CMS makes it, in some 600 bytes that
 * anybody may use. */
#include "report/canvas/profile.h"

#include <lcms2.h>
#include <stdlib.h>
#include <string.h>

#include "audit/core/mem.h"
#include "audit/core/str.h"

#define VERSION_OF_PDF 4.2 /* PDF 1.7 knows no later one */
#define DATE 24		   /* where its date of creation stands, six numbers of two bytes */

/* The day the file was made would make each file another one. */
static void set_date(unsigned char *bytes)
{
	static const unsigned char date[12] = { 2000 >> 8, 2000 & 0xFF, 0, 1, 0, 1 };

	memcpy(bytes + DATE, date, sizeof date);
}

bool canvas_profile_srgb(struct str *out)
{
	cmsHPROFILE profile = cmsCreate_sRGBProfile();
	cmsUInt32Number size = 0;
	bool made = false;

	if (!profile)
		return false;
	cmsSetProfileVersion(profile, VERSION_OF_PDF);
	if (cmsSaveProfileToMem(profile, NULL, &size) && size > DATE + 12) {
		unsigned char *bytes = xmalloc(size);
		made = cmsSaveProfileToMem(profile, bytes, &size);
		set_date(bytes);
		made = made && str_add(out, (const char *)bytes, size) == 0;
		free(bytes);
	}
	cmsCloseProfile(profile);
	return made;
}
