#include "servanda/query/scenario.h"

namespace servanda {

Result<ScenarioAnswer> ask_if(const Register& reg, const std::string& scenario, const Moment& on,
                              Day known) {
  SERVANDA_ASSIGN_OR_RETURN(const Scenario parsed, parse_scenario(scenario));
  return norms_for(reg, parsed, on, known);
}

}  // namespace servanda
