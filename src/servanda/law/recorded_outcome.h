// A recorded outcome beside the computed one: do they agree, and if not, what in the record of acts
// cannot be?
//
//   compare_with_record(clauses, deeds, found, When(make_day(1975, 7, 1))).explanation
//   // "1 too few: the recorded day needs 10 consents by 1975-04-02, and the record has 9"
//
// A depositary's published day is a statement like others: neither it nor the computation is bent
// to the other.
#ifndef SERVANDA_LAW_RECORDED_OUTCOME_H_
#define SERVANDA_LAW_RECORDED_OUTCOME_H_

#include "servanda/law/derivation.h"

namespace servanda {

/// `found` is what was derived from the same clauses and deeds. Cost: n log n in the acts.
RecordedOutcome compare_with_record(const Clauses& clauses, const Deeds& deeds,
                                    const Derivation& found, const When& recorded,
                                    const ForceOfOther& other);

}  // namespace servanda

#endif  // SERVANDA_LAW_RECORDED_OUTCOME_H_
