// The first lines of the entries that make statements: acts, claims, clauses, relations,
// quantities, projects, events, assessments. Inside the room: journal.h is what others use.
//
// Each function reads what follows the date of the entry, or says what is wrong and where.
#ifndef SERVANDA_JOURNAL_ENTRIES_H_
#define SERVANDA_JOURNAL_ENTRIES_H_

#include <optional>
#include <string_view>

#include "servanda/journal/values.h"

namespace servanda {

/// "sign ru-ir-2025 by RUS, IRN at Moscow", after its date or "undated".
Outcome read_act(WordsCursor& in, std::optional<Edtf> date, Statement& statement);

/// An entry that begins with its keyword: treaty, claim, deny, clause, relation, quantity, project,
/// event, assessment; `said` is the date before it. The fault kUnknownKey where `keyword` is none
/// of these, with nothing taken.
Outcome read_fact(std::string_view keyword, WordsCursor& in, std::optional<Edtf> said,
                  Statement& statement);

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_ENTRIES_H_
