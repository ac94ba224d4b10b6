// When enough states have consented: a number, named states, quotas of a membership, weights.
//
// Inside the room: trigger.h is what others use. Everything is counted over the consents that
// stand on a day, so a consent that was taken back before the threshold was reached does not help
// to reach it; what happens to the number afterwards changes nothing (Vienna Convention, article
// 55).
#ifndef SERVANDA_LAW_THRESHOLD_H_
#define SERVANDA_LAW_THRESHOLD_H_

#include <string>

#include "servanda/law/trigger.h"

namespace servanda {

/// The finding for a trigger that counts consents. Where the number is reached but a quota or
/// weight has no table, it is undecidable, or with `assume_qualified` met on the day on which the
/// number was reached.
TriggerFinding count_consents(const Trigger& trigger, const Deeds& deeds,
                              const TriggerReading& reading);

/// For "all of them" without a list: the first day on which everybody who had signed by then had
/// consented, those in the record taken as all who are meant (`what` says what is assumed).
TriggerFinding consents_of_signatories(const Deeds& deeds, const std::string& what);

}  // namespace servanda

#endif  // SERVANDA_LAW_THRESHOLD_H_
