#include "servanda/model/statement.h"

#include <type_traits>

namespace servanda {

const std::string& treaty_of(const Statement& statement) {
  static const std::string kNone;
  return std::visit(
      [](const auto& fact) -> const std::string& {
        using F = std::decay_t<decltype(fact)>;
        if constexpr (std::is_same_v<F, TreatyFact>) {
          return fact.id;
        } else if constexpr (std::is_same_v<F, EventFact>) {
          return kNone;
        } else if constexpr (std::is_same_v<F, AssessmentFact>) {
          return fact.about;
        } else {
          return fact.treaty;
        }
      },
      statement.fact);
}

std::string_view kind_of(const Fact& fact) {
  static constexpr std::string_view kKinds[] = {
      "treaty", "act", "clause", "quantity", "relation", "project", "event", "assessment", "claim"};
  return kKinds[fact.index()];
}

}  // namespace servanda
