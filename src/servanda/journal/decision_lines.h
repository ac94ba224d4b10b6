// The entries by which a register grows and mends itself: batches and decisions. Inside the room.
//
//   batch at 2026-11-25T14:00Z by "Anna" of "untc.csv" key 9f86d081884c7d65
//   decision supersede 9f86d081884c7d65 with 60303ae22b998861 at 2026-11-25T14:00Z by "Anna"
#ifndef SERVANDA_JOURNAL_DECISION_LINES_H_
#define SERVANDA_JOURNAL_DECISION_LINES_H_

#include <string>

#include "servanda/journal/values.h"
#include "servanda/model/decision.h"

namespace servanda {

/// The words behind "decision" and "batch", to the end of the line.
Outcome read_decision_words(WordsCursor& in, Decision& decision);
Outcome read_batch_words(WordsCursor& in, BatchMark& batch);

/// One line each, with its end.
std::string words_for(const Decision& decision);
std::string words_for(const BatchMark& batch);

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_DECISION_LINES_H_
