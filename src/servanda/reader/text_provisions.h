// The other final clauses: consent, provisional application, reservations, amendment, replaced
// treaties, territories, disputes.
//
// Inside the room: treaty_text.h is what others use. The formulas stand in final_clauses.tsv.
#ifndef SERVANDA_READER_TEXT_PROVISIONS_H_
#define SERVANDA_READER_TEXT_PROVISIONS_H_

#include "servanda/reader/text_life.h"

namespace servanda {

/// `force`: the sentence that told the entry into force, or null.
void read_consent(const TextUnderReading& reading, const TextSentence* force);
void read_provisional(const TextUnderReading& reading);
void read_reservations(const TextUnderReading& reading);
void read_amendment(const TextUnderReading& reading);
void read_replaced(const TextUnderReading& reading);
void read_territory(const TextUnderReading& reading);
void read_disputes(const TextUnderReading& reading);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_PROVISIONS_H_
