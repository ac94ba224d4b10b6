// Acts in a sentence: verb, who does it, to which treaty, before whom, when, where, how surely.
#ifndef SERVANDA_READER_ACTS_H_
#define SERVANDA_READER_ACTS_H_

#include <string>
#include <vector>

#include "servanda/reader/treaties.h"
#include "servanda/reader/view.h"

namespace servanda {

struct FoundAct {
  ActFact fact = {};
  Stance stance = Stance::asserted;
  std::size_t treaty = 0;
  std::size_t verb = 0;
  Span quote = {};
};

/// `fallback` is the treaty that is meant where the sentence names none by a noun of its own, but
/// by "it" or "the document".
std::vector<FoundAct> find_acts(const SentenceView& view, const std::string& document,
                                const TreatyTracker& tracker);

}  // namespace servanda

#endif  // SERVANDA_READER_ACTS_H_
