// What a sentence tells besides acts: traits, quantities, projects, clauses, relations,
// assessments.
#ifndef SERVANDA_READER_OTHER_FACTS_H_
#define SERVANDA_READER_OTHER_FACTS_H_

#include <optional>
#include <string>
#include <vector>

#include "servanda/reader/attribution.h"
#include "servanda/reader/treaties.h"
#include "servanda/reader/view.h"

namespace servanda {

/// A fact with what surrounds it; the quote is a range of the document.
struct FoundFact {
  Fact fact;
  Stance stance = Stance::asserted;
  std::optional<Actor> speaker = {};
  Span quote = {};
};

/// Traits that the sentence gives a treaty, as pairs of treaty and traits.
std::vector<std::pair<std::size_t, TreatyFact>> find_traits(const SentenceView& view,
                                                            const TreatyTracker& tracker);
std::vector<FoundFact> find_quantities(const SentenceView& view, const std::string& document,
                                       const TreatyTracker& tracker);
std::vector<FoundFact> find_projects(const SentenceView& view, const std::string& document,
                                     const TreatyTracker& tracker);
std::vector<FoundFact> find_clauses(const SentenceView& view, const std::string& document,
                                    const TreatyTracker& tracker);
/// "has appointed X as his official representative", "X will serve as …"
std::vector<FoundFact> find_appointments(const SentenceView& view, const std::string& document,
                                         const TreatyTracker& tracker);
std::vector<FoundFact> find_relations(const SentenceView& view, const TreatyTracker& tracker);
/// Denials "despite" something, sanctions, and what analysts make of it all.
std::vector<FoundFact> find_remarks(const SentenceView& view, const std::string& document,
                                    const TreatyTracker& tracker, const Attribution& attribution);

}  // namespace servanda

#endif  // SERVANDA_READER_OTHER_FACTS_H_
