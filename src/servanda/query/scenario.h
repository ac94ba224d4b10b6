// What if one state attacks another?
//
//   ask_if(reg, "ISR attacks IRN", on, known)->norms   // who shall, may or shall not do what
//   ask_if(reg, "war", on, known)                      // Error
#ifndef SERVANDA_QUERY_SCENARIO_H_
#define SERVANDA_QUERY_SCENARIO_H_

#include <string>

#include "servanda/law/scenario.h"

namespace servanda {

/// err: parse (no scenario), not_found (the register knows nothing of the state it happens to).
Result<ScenarioAnswer> ask_if(const Register& reg, const std::string& scenario, const Moment& on,
                              Day known);

}  // namespace servanda

#endif  // SERVANDA_QUERY_SCENARIO_H_
