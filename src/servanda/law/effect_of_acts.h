// Which acts of concluding a treaty have no legal effect, though they were done.
//
// Source: Vienna Convention, article 8 (an act by a person who cannot be considered as authorised
// is without legal effect unless the state afterwards confirms it), article 17 (consent to a part
// of a treaty is effective only where the treaty permits it, and consent to a treaty that permits a
// choice between differing provisions only where the choice is made clear).
#ifndef SERVANDA_LAW_EFFECT_OF_ACTS_H_
#define SERVANDA_LAW_EFFECT_OF_ACTS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "servanda/law/view.h"

namespace servanda {

/// Marks the acts that have no effect, and those that a confirmation gave theirs. Article 8 does
/// not say from which day a confirmed act has effect: its day then lies anywhere from the act to
/// the confirmation. Acts must stand in the order of their days, traits be merged.
void weigh_effect(TreatyView& view);

/// The acts without effect that a state (anybody, where none is named) did and that would be of
/// this type; for `ratify` every consent.
std::vector<std::size_t> without_effect(const TreatyView& view, ActType type,
                                        const std::vector<std::string>& states);

/// Why the act has none, for people: "… was done without authority, and is not confirmed".
std::string in_words(const TreatyView& view, std::size_t act);

}  // namespace servanda

#endif  // SERVANDA_LAW_EFFECT_OF_ACTS_H_
