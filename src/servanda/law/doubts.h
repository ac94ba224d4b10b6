// What in a record cannot be, or looks wrong: shown beside the answer, which follows from it all
// the same.
//
//   a clause that no acts can fulfil: a threshold above the number of states that may join
//   a consent older than the treaty; an act of a state that did not exist on that day
//   one instrument with two days; a successor whose predecessor never consented
#ifndef SERVANDA_LAW_DOUBTS_H_
#define SERVANDA_LAW_DOUBTS_H_

#include <string>
#include <vector>

#include "servanda/law/trigger.h"

namespace servanda {

/// Sentences without full stop, in the order of the acts. `groups` may be null.
std::vector<std::string> doubts_of(const Clauses& clauses, const Deeds& deeds,
                                   const GroupTables* groups);

}  // namespace servanda

#endif  // SERVANDA_LAW_DOUBTS_H_
