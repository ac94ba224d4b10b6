// Title, form, parties, the closing words and the depositary: what stands around the articles.
//
// Inside the room: treaty_text.h is what others use. The formulas stand in final_clauses.tsv.
#ifndef SERVANDA_READER_TEXT_FRAME_H_
#define SERVANDA_READER_TEXT_FRAME_H_

#include "servanda/reader/text_life.h"

namespace servanda {

/// Title, form, number of articles, parties as title or preamble name them.
void read_frame(const TextUnderReading& reading);
/// Day and place of signature, authentic languages.
void read_closing(const TextUnderReading& reading);
/// Of a treaty with more than two parties, or where the text names one.
void read_depositary(const TextUnderReading& reading);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_FRAME_H_
