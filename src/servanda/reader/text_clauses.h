// Formulas of final clauses, sentence by sentence.
//
// Inside the room: treaty_text.h is what others use. Sentences come with their numbers in figures
// (text_numbers.h). Each function gives what one sentence says, or nothing.
#ifndef SERVANDA_READER_TEXT_CLAUSES_H_
#define SERVANDA_READER_TEXT_CLAUSES_H_

#include <optional>
#include <string>
#include <vector>

#include "servanda/model/clause.h"
#include "servanda/reader/text_structure.h"

namespace servanda {

/// "so long after, and moved to that day": what stands around every trigger.
struct Delay {
  Period after = {};
  Alignment align = {};
  bool found = false;
};
Delay delay_in(const std::string& sentence);

/// A period that stands before or after the given words: "6 months' written notice".
std::optional<Period> first_period(const std::string& text);

/// What a group of states is called in the contract: "CoE" for members of the Council of Europe.
std::string members_of(const std::string& words);

/// The entry into force of the treaty as a sentence about it says it. `bilateral`: two parties.
std::optional<Trigger> force_in(const TextSentence& sentence, bool bilateral);
/// For states that join later.
std::optional<Trigger> later_in(const TextSentence& sentence);

/// Does the sentence speak of the entry into force of this treaty itself (and not of an amendment,
/// an accession, an annex)? `joining`: for a state that joins.
bool speaks_of_force(const TextSentence& sentence);
bool speaks_of_joining(const TextSentence& sentence);

std::optional<Term> term_in(const std::string& sentence);
std::optional<Renewal> renewal_in(const std::string& sentence, bool has_term);
std::optional<Survival> survival_in(const TextSentence& sentence);

/// Collects what several sentences of an article say about leaving.
class WithdrawalReader {
 public:
  void read(const std::string& sentence, const std::string& title);
  bool found() const { return withdrawal_.has_value(); }
  std::optional<Withdrawal> take() { return std::move(withdrawal_); }

 private:
  std::optional<Withdrawal> withdrawal_;
};

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_CLAUSES_H_
