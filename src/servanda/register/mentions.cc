#include "servanda/register/mentions.h"

#include <algorithm>

namespace servanda {
namespace {

void add(const Trigger& trigger, std::vector<std::string>& names) {
  if (!trigger.treaty.empty() && trigger.treaty != "self") names.push_back(trigger.treaty);
  for (const Trigger& part : trigger.parts) add(part, names);
  for (const Trigger& condition : trigger.condition) add(condition, names);
}

}  // namespace

std::vector<std::string> mentioned_treaties(const Statement& statement) {
  std::vector<std::string> names;
  if (!treaty_of(statement).empty()) names.push_back(treaty_of(statement));
  if (const auto* relation = std::get_if<RelationFact>(&statement.fact)) {
    if (!relation->other.empty()) names.push_back(relation->other);
  }
  if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact)) {
    const Clauses& clauses = treaty->clauses;
    for (const auto* trigger : {&clauses.force, &clauses.force_later, &clauses.provisional,
                                &clauses.amendment_on, &clauses.replaces_on}) {
      if (*trigger) add(**trigger, names);
    }
    names.insert(names.end(), clauses.replaces.begin(), clauses.replaces.end());
    if (const auto& leaving = clauses.withdrawal) {
      names.insert(names.end(), leaving->with.begin(), leaving->with.end());
      names.insert(names.end(), leaving->by_joining.begin(), leaving->by_joining.end());
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace servanda
