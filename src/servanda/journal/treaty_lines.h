// The lines of a treaty and of a norm. Inside the room: journal.h is what others use.
#ifndef SERVANDA_JOURNAL_TREATY_LINES_H_
#define SERVANDA_JOURNAL_TREATY_LINES_H_

#include <string_view>
#include <vector>

#include "servanda/journal/values.h"

namespace servanda {

/// The keywords of a treaty's own lines.
const std::vector<std::string_view>& treaty_keys();
/// Reads one line of a treaty; the fault kUnknownKey where the keyword is none of its own.
Outcome read_treaty_line(std::string_view key, WordsCursor& in, TreatyFact& treaty);
/// "3(3) about "security": if …, the other party shall not …"
Outcome take_norm(WordsCursor& in, ClauseFact& norm);

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_TREATY_LINES_H_
