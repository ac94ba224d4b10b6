// Taking single rules out of the engine, so that a test can show that each of them is needed.
//
// In the program that ships every rule is in effect, at no cost. A build with
// -DSERVANDA_MUTABLE_RULES=ON leaves out the rule that the variable SERVANDA_WITHOUT_RULE names
// (tests/without_rules.py): some case must then fail.
#ifndef SERVANDA_LAW_RULE_SWITCH_H_
#define SERVANDA_LAW_RULE_SWITCH_H_

#include <string_view>

#ifdef SERVANDA_MUTABLE_RULES
#include <cstdlib>
#endif

namespace servanda {

#ifdef SERVANDA_MUTABLE_RULES
inline bool in_effect(std::string_view rule) {
  static const char* without = std::getenv("SERVANDA_WITHOUT_RULE");
  return without == nullptr || rule != without;
}
#else
constexpr bool in_effect(std::string_view) {
  return true;
}
#endif

}  // namespace servanda

#endif  // SERVANDA_LAW_RULE_SWITCH_H_
