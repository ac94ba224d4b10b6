#include "servanda/model/actors.h"

namespace servanda {

std::set<std::string> states_of(const std::vector<Actor>& actors) {
  std::set<std::string> states;
  for (const Actor& actor : actors) {
    const std::string& code = !actor.state.empty() ? actor.state
                              : !actor.org.empty() ? actor.org
                                                   : actor.name;
    if (!code.empty()) states.insert(code);
  }
  return states;
}

}  // namespace servanda
