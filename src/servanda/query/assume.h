// What if an act had been done? The same register with it.
//
//   Assumption assumed = add_assumption(reg, "USA ratify ctbt 2027-01-01");
//   assumed.ok                                     // true: reg holds one statement more
//   add_assumption(reg, "USA dances").faults       // the journal's own words on what is wrong
#ifndef SERVANDA_QUERY_ASSUME_H_
#define SERVANDA_QUERY_ASSUME_H_

#include <string>

#include "servanda/model/register.h"

namespace servanda {

struct Assumption {
  bool ok = false;
  std::string faults = {};  ///< as describe() tells them; empty where nothing was said
};

/// "STATE ACT TREATY DAY", or any line of a journal. It counts as known from the beginning, and is
/// marked as assumed. `reg` is unchanged where it is no act.
Assumption add_assumption(Register& reg, const std::string& assumed);

}  // namespace servanda

#endif  // SERVANDA_QUERY_ASSUME_H_
