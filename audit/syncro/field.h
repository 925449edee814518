/*
 * field - whether a member of a row is what is documented there.
 */
#ifndef SYNCRO_FIELD_H
#define SYNCRO_FIELD_H

#include "audit/syncro/decode.h"

/* A text, a number or null: what stands where text belongs. */
bool field_is_text(const cJSON *item);
bool field_is_flag_or_absent(const cJSON *item);
/*
 * Whether something stands there: blanks are nothing, nor is a box that is not ticked (false), nor
 * a list of nothing but those. Unknown for 0, f, false and off: whether that
 * is a text or a box that is not ticked nothing shows.
 */
enum tri field_filled(const cJSON *item);
/* The member's text, cleaned; "" if it is none. */
const char *field_text(struct arena *arena, const cJSON *object, const char *key);
/* Marks a row's field as not what is documented; the first one of a row is named. */
void field_note_odd(struct decode_row *out, uint8_t *bits, enum odd odd, const char *field);

#endif
