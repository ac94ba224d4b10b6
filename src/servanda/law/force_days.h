// Every day on which a treaty may have entered into force, by its text and the record, and why.
//
// Inside the room: derivation.h is what others use. The first reading is the usual one; the others
// show what the text leaves open (how a period is counted), what the record doubts, and which
// consent may have reached a quota that no table is at hand for.
#ifndef SERVANDA_LAW_FORCE_DAYS_H_
#define SERVANDA_LAW_FORCE_DAYS_H_

#include <optional>
#include <string>
#include <vector>

#include "servanda/law/derivation.h"

namespace servanda {

struct ForceDays {
  std::optional<When> met = {};   ///< the day on which the condition was fulfilled
  std::optional<When> when = {};  ///< in force from then on; nothing: not, or it cannot be told
  std::vector<DerivedDay> readings = {};
  std::vector<std::string> missing = {};
  std::vector<std::string> assumed = {};
  bool undecidable = false;
  /// Undecidable for want of a table: it cannot have been before this day, whatever a table says.
  std::optional<Day> not_before = {};
};

/// The clauses must have a trigger for entry into force.
ForceDays force_days(const Clauses& clauses, const Deeds& deeds, const DerivationQuestion& question,
                     const ForceOfOther& other);

/// The part of a trigger that counts consents, or waits for those of all; null where none does.
const Trigger* counting_part(const Trigger& trigger);

/// Is there a period in it whose counting the text does not decide?
bool has_open_counting(const Trigger& trigger);

/// The day that a condition met on `met` leads to; parts that are dates keep their own.
std::optional<When> shifted(const Trigger& trigger, const When& met, Counting counting,
                            const Deeds& deeds, const ForceOfOther& other);

}  // namespace servanda

#endif  // SERVANDA_LAW_FORCE_DAYS_H_
