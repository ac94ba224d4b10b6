// Statements as lines that people read: the words for acts, traits, promises, each with its
// backing.
//
// Inside the room: query.h is what others use.
#ifndef SERVANDA_QUERY_LINES_H_
#define SERVANDA_QUERY_LINES_H_

#include <optional>
#include <string>
#include <vector>

#include "servanda/query/query.h"

namespace servanda {

/// Every place that says it, as the register names it. Given a known day, sources that were
/// published later are left out, unless no other would remain.
std::vector<Backing> backing_of(const Register& reg, const Statement& statement,
                                std::optional<Day> known = std::nullopt);
/// Speaker, via, stance and backing of the statement around the given text.
Line line_of(const Register& reg, const Statement& statement, std::string text,
             std::optional<Day> known = std::nullopt);

/// "signed at Moscow", "submitted to State Duma", "notified withdrawal": what was done, in the
/// past.
std::string done_in_words(const ActFact& act);
/// The same with those who did it in front: "Vladimir Putin (president, RUS) submitted to State
/// Duma".
std::string act_in_words(const ActFact& act);
/// "if a party is attacked, the other party shall not assist the aggressor"
std::string norm_in_words(const ClauseFact& clause);
std::string quantity_in_words(const QuantityFact& quantity);
std::string project_in_words(const ProjectFact& project);
std::string claim_in_words(const ClaimFact& claim);
/// Any other fact, in a short form.
std::string fact_in_words(const Fact& fact);
/// The traits that one treaty statement gives, one line each (title, parties and clauses left out).
std::vector<std::string> traits_in_words(const TreatyFact& treaty);
/// The final clauses, each in the journal's words: "force: 30 days after the last notification".
std::vector<std::string> clauses_in_words(const Clauses& clauses);

}  // namespace servanda

#endif  // SERVANDA_QUERY_LINES_H_
