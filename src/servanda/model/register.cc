#include "servanda/model/register.h"

#include <algorithm>

namespace servanda {

const Source* Register::find_source(std::string_view id) const {
  const auto found = std::find_if(sources.begin(), sources.end(),
                                  [&](const Source& source) { return source.id == id; });
  return found == sources.end() ? nullptr : &*found;
}

const Pathway* Register::find_pathway(std::string_view state) const {
  const auto found = std::find_if(pathways.rbegin(), pathways.rend(),
                                  [&](const Pathway& pathway) { return pathway.state == state; });
  return found == pathways.rend() ? nullptr : &*found;
}

std::vector<std::string> Register::treaty_ids() const {
  std::vector<std::string> ids;
  for (const Statement& statement : statements) {
    if (!treaty_of(statement).empty()) ids.push_back(treaty_of(statement));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::optional<Day> known_from(const Register& reg, const Statement& statement) {
  if (statement.known) return statement.known;
  std::optional<Day> earliest;
  for (const Citation& citation : statement.from) {
    const Source* source = reg.find_source(citation.source);
    if (source == nullptr || !source->published || !source->published->bounds().latest) continue;
    const Day published = *source->published->bounds().latest;
    if (!earliest || published < *earliest) earliest = published;
  }
  if (earliest) return earliest;
  if (statement.said) return statement.said->bounds().latest;
  if (const auto* act = std::get_if<ActFact>(&statement.fact); act != nullptr && act->on) {
    return act->on->bounds().latest;
  }
  return std::nullopt;
}

bool is_known(const Register& reg, const Statement& statement, Day known) {
  const Held& held = statement.held;
  if ((held.from && *held.from > known) || (held.until && *held.until <= known)) return false;
  const std::optional<Day> from = known_from(reg, statement);
  return !from || *from <= known;
}

Authority authority_of(const Register& reg, const Statement& statement) {
  std::optional<Authority> best;
  for (const Citation& citation : statement.from) {
    const Source* source = reg.find_source(citation.source);
    const Authority authority = source == nullptr ? Authority::press : source->authority;
    if (!best || reg.policy.of(authority) < reg.policy.of(*best)) best = authority;
  }
  return best.value_or(Authority::party);
}

int weight_of(const Register& reg, const Statement& statement) {
  return reg.policy.of(authority_of(reg, statement));
}

bool is_known(const Register& reg, const GroupTable& table, Day known) {
  if (table.known) return *table.known <= known;
  std::optional<Day> earliest;
  for (const Citation& citation : table.from) {
    const Source* source = reg.find_source(citation.source);
    if (source == nullptr || !source->published || !source->published->bounds().latest) continue;
    const Day published = *source->published->bounds().latest;
    if (!earliest || published < *earliest) earliest = published;
  }
  return !earliest || *earliest <= known;
}

}  // namespace servanda
