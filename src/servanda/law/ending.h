// How a treaty, or one state's part in it, comes to its end: terms and renewals, withdrawal,
// termination, suspension.
//
// Source: the treaty's own clauses; Vienna Convention, articles 54-58 and 70; docs/clauses.md for
// counting and alignment. Renewals are counted from the base date, never from the previous end.
#ifndef SERVANDA_LAW_ENDING_H_
#define SERVANDA_LAW_ENDING_H_

#include <optional>
#include <string_view>
#include <vector>

#include "servanda/law/timeline.h"

namespace servanda {

/// Replaces `kept` by `candidate` where that comes earlier.
void keep_earliest(std::optional<Ending>& kept, Ending candidate);

/// The readings of the term clause with the terms that follow from each, up to the one that
/// contains `horizon`; one life without terms where the treaty runs without limit. Ends by expiry,
/// termination or a party's notice (bilateral) are in; replacement is the caller's.
std::vector<Life> lives_of(const Timeline& timeline, Day horizon);

/// When one state's notice of withdrawal takes effect, by the treaty's clause; the stated day of
/// effect where the act names one that the clause allows. Nothing where the text does not tell.
std::optional<When> effect_of_notice(const TreatyView& view, const RecordedAct& notice,
                                     const std::vector<TermPeriod>& terms);

/// From which day a state that consented is bound: its consent, moved by the clause for later
/// joiners where it came after the treaty's entry into force, but not before that.
When bound_from(const TreatyView& view, const When& consent, const When& force);

/// One state's part: from its consent and the entry into force to its withdrawal.
Membership membership_of(const Timeline& timeline, std::string_view state);

}  // namespace servanda

#endif  // SERVANDA_LAW_ENDING_H_
