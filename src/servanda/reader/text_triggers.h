// What has to happen, and how long after that: the triggers that one sentence states.
//
// Inside the room: treaty_text.h is what others use. The formulas stand in final_clauses.tsv.
#ifndef SERVANDA_READER_TEXT_TRIGGERS_H_
#define SERVANDA_READER_TEXT_TRIGGERS_H_

#include <optional>
#include <string>
#include <vector>

#include "servanda/model/clause.h"
#include "servanda/reader/text_formulas.h"
#include "servanda/reader/text_structure.h"

namespace servanda {

/// "so long after, and moved to that day": what stands around every trigger.
struct Delay {
  Period after = {};
  Alignment align = {};
  bool found = false;
};
Delay delay_in(const Formulas& formulas, std::string_view plain);

/// How many consents the sentence asks for, of whom, with which weight. `about`: the part of the
/// sentence that tells it; the names of states are taken from the sentence with its capitals.
std::optional<Trigger> consents_in(const Formulas& formulas, std::string_view about,
                                   std::string_view cased);

/// What brings a treaty into force as the sentence says it, with its delay. `bilateral`: two
/// parties, whose notifications and exchanges come before deposits.
std::optional<Trigger> trigger_in(const Formulas& formulas, const TextSentence& sentence,
                                  bool bilateral);

/// What has to happen for a state that joins later.
std::optional<Trigger> joining_in(const Formulas& formulas, const TextSentence& sentence);

/// Whose entry into force a sentence speaks of.
enum class ForceOf { nothing, treaty, joiner, other };
ForceOf speaks_of_force(const Formulas& formulas, const TextSentence& sentence);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_TRIGGERS_H_
