// Has what a clause waits for happened, when, and what is still missing?
//
// Source: the clause contract (docs/clauses.md); Vienna Convention, articles 11-16 for the acts
// that express consent, 24 for entry into force.
#ifndef SERVANDA_LAW_TRIGGER_H_
#define SERVANDA_LAW_TRIGGER_H_

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/law/deeds.h"
#include "servanda/model/clause.h"

namespace servanda {

/// An act that would have to be recorded, and of whom.
struct Lack {
  ActType act = ActType::notify;
  std::vector<std::string> states = {};    ///< empty: of any
  int more = 0;                            ///< consents: how many more
  std::vector<std::string> of_which = {};  ///< quotas and weights that are not reached, in words
  friend bool operator==(const Lack&, const Lack&) = default;
};
/// "a notification by RUS that its procedures are complete", for people.
std::string in_words(const Lack& lack);

/// What became of a trigger. Exactly one of these holds: `when` (met, or bound to be), `missing`
/// not empty (open), `undecidable` not empty (the record cannot tell, and why).
struct TriggerFinding {
  std::optional<When> met = {};        ///< the day on which the condition was fulfilled
  std::optional<When> when = {};       ///< that day, moved by period, counting and alignment
  std::vector<std::size_t> acts = {};  ///< indices into Deeds::list, that it rests on
  std::vector<Lack> missing = {};
  /// Why the record cannot tell: a word of a closed list ("parties", "undated", "tables", "date",
  /// "meeting", "circle", "waiting", "own-consent").
  std::string undecidable = {};
  std::vector<std::string> needs = {};    ///< undecidable: the data that would settle it
  std::vector<std::string> assumed = {};  ///< taken as met without data, because it was asked for
};
/// The word of TriggerFinding::undecidable as a sentence.
std::string_view undecidable_in_words(std::string_view word);

/// Entry into force of another treaty, for triggers that wait for one; nothing: not in force.
/// An Error says why it cannot be told (a cycle).
using ForceOfOther = std::function<Result<std::optional<When>>(const std::string& treaty)>;

/// What a member of a group was, and from when to when: a row of a membership or weight table.
struct GroupRow {
  std::string state;
  std::optional<Day> from = {};  ///< absent: always
  std::optional<Day> to = {};    ///< the first day on which it no longer was; absent: still
  double weight = 1;
};
/// Memberships and weights by date, under the name that the clause uses ("Council of Europe").
using GroupTables = std::map<std::string, std::vector<GroupRow>, std::less<>>;

/// How a trigger is to be read where its text and the record leave something open.
struct TriggerReading {
  const GroupTables* groups = nullptr;
  /// Take quotas, weights, unknown circles of states and awaited treaties as fulfilled.
  bool assume_qualified = false;
  /// For periods whose counting the text does not decide, instead of Deeds::counting.
  std::optional<Counting> counting = {};
};

/// Evaluates a trigger against the acts of a treaty. Undated acts do not meet a condition that
/// needs their day; it is then undecidable, not open. Cost: n log n in the acts.
TriggerFinding evaluate(const Trigger& trigger, const Deeds& deeds, const ForceOfOther& other,
                        const TriggerReading& reading = {});

/// Does the trigger, or a part of it, hold? `holds` is asked of each.
bool any_part(const Trigger& trigger, const std::function<bool(const Trigger&)>& holds);

}  // namespace servanda

#endif  // SERVANDA_LAW_TRIGGER_H_
