// What the decisions of a register make of its statements.
#ifndef SERVANDA_REGISTER_STANDING_H_
#define SERVANDA_REGISTER_STANDING_H_

#include <string>
#include <vector>

#include "servanda/model/register.h"
#include "servanda/register/store.h"

namespace servanda {

/// A decision that cannot be followed.
struct DecisionFault {
  Origin origin = {};
  std::string message = {};
  std::string expected = {};
  std::optional<Origin> other = {};  ///< the decision that came before it
  bool error = true;                 ///< else a warning: it is passed over
};

/// Takes proposals that were not accepted out of `reg.statements` (and `reg.origins`), gives all
/// proposals, and sets `held` of what was superseded or retracted and of what stands in its place.
/// Decisions count in the order of their instants; two about one statement that cannot both be
/// followed: the first counts, the second is a fault. Costs nothing where nothing was decided.
std::vector<Proposal> apply_decisions(Register& reg, std::vector<DecisionFault>& faults);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_STANDING_H_
