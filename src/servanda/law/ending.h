// How a treaty, or one state's part in it, comes to its end: terms and renewals, withdrawal,
// termination, suspension.
//
// Source: the treaty's own clauses; Vienna Convention, articles 54-58 and 70; docs/clauses.md for
// counting and alignment. Renewals are counted from the base date, never from the previous end.
#ifndef SERVANDA_LAW_ENDING_H_
#define SERVANDA_LAW_ENDING_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/law/timeline.h"
#include "servanda/model/states.h"

namespace servanda {

/// Replaces `kept` by `candidate` where that comes earlier.
void keep_earliest(std::optional<Ending>& kept, Ending candidate);

/// A state's part in another treaty, or in an organisation, that the clauses name.
struct PartElsewhere {
  std::optional<When> from = {};
  std::optional<When> out = {};
};
using PartInOther =
    std::function<std::optional<PartElsewhere>(const std::string& other, std::string_view state)>;

/// The longest chain of treaties that is followed from one to the next: a treaty may wait for
/// another, which waits for a third; beyond this nobody could follow either.
inline constexpr std::size_t kLongestChain = 16;

/// What the life of a treaty is computed from.
struct LifeInput {
  const Deeds& deeds;
  const Clauses& clauses;
  std::optional<When> force = {};  ///< entry into force
  std::optional<When> met = {};    ///< the day on which its condition was fulfilled, where known
  PartInOther elsewhere = {};      ///< empty: nothing is known of other treaties
};

/// The readings of the term clause with the terms that follow from each, up to the one that
/// contains `horizon`; one life without terms where the treaty runs without limit. Ends by expiry,
/// termination or a party's notice (bilateral) are in; replacement is the caller's.
std::vector<Life> lives_of(const LifeInput& input, Day horizon);

/// A notice of withdrawal: when it takes effect, or why it has none.
struct NoticeEffect {
  std::optional<When> when = {};  ///< by the clause; the day that the notice names, where allowed
  bool barred = false;            ///< given before the clause allows it, or outside its window
};
/// `bound` is the day from which the state that gives notice is bound.
NoticeEffect effect_of_notice(const LifeInput& input, const Deed& notice,
                              const std::vector<TermPeriod>& terms,
                              const std::optional<When>& bound);

/// Moves the end by the extensions of the notice that were agreed on before it took effect (as
/// article 50(3) TEU has it; Vienna Convention, article 54(b)), each to its own end: `until` is the
/// first day on which the state is bound no more.
/// Those made later than `by` are left aside, where it is given.
void extend_notice(const Deeds& deeds, const Deed& notice, Ending& ending,
                   const std::optional<When>& by = {});

/// From which day a state that consented is bound: its consent, moved by the clause for later
/// joiners where that applies, but not before the treaty's entry into force. A notification of
/// succession works back to the day of succession.
When bound_from(const LifeInput& input, std::string_view state, const Deed& consent);

/// The part of every state that has acted or is named, by code. `terms` are those of the first
/// reading. Cost: linear in the acts, but for sorting the states.
std::vector<Membership> members_of(const LifeInput& input, const std::vector<TermPeriod>& terms);

/// What stays bound after an end: of what, and to which day.
struct Surviving {
  std::string of;
  std::optional<When> until = {};  ///< absent: the text sets no time
};
/// Nothing where the text has no such clause; then article 70 alone speaks (what was done under the
/// treaty stays done).
std::optional<Surviving> survival_after(const Clauses& clauses, const When& end);

/// The day on which fewer parties are left than the text asks for, where it does; nothing: it has
/// not come. Without such a clause their number changes nothing (article 55).
std::optional<Ending> end_by_too_few(const Clauses& clauses,
                                     const std::vector<Membership>& members);

}  // namespace servanda

#endif  // SERVANDA_LAW_ENDING_H_
