// Has what a clause waits for happened, when, and what is still missing?
//
// Source: the clause contract (docs/clauses.md); Vienna Convention, articles 11-16 for the acts
// that express consent, 24 for entry into force.
#ifndef SERVANDA_LAW_TRIGGER_H_
#define SERVANDA_LAW_TRIGGER_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "servanda/law/view.h"
#include "servanda/model/clause.h"

namespace servanda {

/// An act that would have to be recorded, and of whom.
struct Lack {
  ActType act = ActType::notify;
  std::vector<std::string> states = {};  ///< empty: of any
  int more = 0;                          ///< consents: how many more
  friend bool operator==(const Lack&, const Lack&) = default;
};
/// "a notification by RUS that its procedures are complete", for people.
std::string in_words(const Lack& lack);

/// What became of a trigger. Exactly one of these holds: `when` (met, or bound to be), `missing`
/// not empty (open), `undecidable` not empty (the record cannot tell, and why).
struct TriggerFinding {
  std::optional<When> met = {};        ///< the day on which the condition was fulfilled
  std::optional<When> when = {};       ///< that day, moved by period, counting and alignment
  std::vector<std::size_t> acts = {};  ///< indices into TreatyView::acts, that it rests on
  std::vector<Lack> missing = {};
  /// Why the record cannot tell: a word of a closed list ("parties", "undated", "tables", "date",
  /// "meeting", "circle", "waiting", "own-consent").
  std::string undecidable = {};
};
/// The word of TriggerFinding::undecidable as a sentence.
std::string_view undecidable_in_words(std::string_view word);

/// Entry into force of another treaty, for triggers that wait for one; nothing: not in force.
/// An Error says why it cannot be told (a cycle).
using ForceOfOther = std::function<Result<std::optional<When>>(const std::string& treaty)>;

/// The act by which a state expressed its consent to be bound, the earliest if several; `null`
/// where none is recorded. Signature counts only where the text lets it (article 12).
const RecordedAct* consent_of(const TreatyView& view, std::string_view state);

/// Evaluates a trigger against the acts of a view. Undated acts do not meet a condition that needs
/// their day; it is then undecidable, not open.
TriggerFinding evaluate(const Trigger& trigger, const TreatyView& view, const ForceOfOther& other);

}  // namespace servanda

#endif  // SERVANDA_LAW_TRIGGER_H_
