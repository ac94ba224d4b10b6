#include "servanda/model/register.h"

#include <algorithm>

namespace servanda {

namespace {

const std::vector<std::size_t> kNone;

/// The places that the index knows, and those of what came in after it was made.
template <typename Fits>
std::vector<std::size_t> with_later(std::vector<std::size_t> places, const Register& reg,
                                    Fits fits) {
  const RegisterIndex* index = reg.indexed.index.get();
  for (std::size_t i = index != nullptr ? index->statements() : 0; i < reg.statements.size(); ++i) {
    if (fits(reg.statements[i])) places.push_back(i);
  }
  return places;
}

/// Ids of the treaties that a statement says are replaced by its own.
std::vector<std::string> replaced_by(const Statement& statement) {
  if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact))
    return treaty->clauses.replaces;
  const auto* relation = std::get_if<RelationFact>(&statement.fact);
  if (relation == nullptr || relation->type != RelationType::replaces) return {};
  return {relation->other};
}

const std::vector<std::size_t>& places_in(
    const std::unordered_map<std::string, std::vector<std::size_t>>& places,
    std::string_view name) {
  const auto found = places.find(std::string(name));
  return found == places.end() ? kNone : found->second;
}

}  // namespace

RegisterIndex::RegisterIndex(const std::vector<Source>& sources,
                             const std::vector<Statement>& statements)
    : statements_(statements.size()) {
  for (std::size_t i = 0; i < sources.size(); ++i) by_source_.emplace(sources[i].id, i);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    if (const std::string& treaty = treaty_of(statements[i]); !treaty.empty())
      by_treaty_[treaty].push_back(i);
    for (const std::string& replaced : replaced_by(statements[i]))
      by_replaced_[replaced].push_back(i);
  }
  for (const auto& [treaty, places] : by_treaty_) treaties_.push_back(treaty);
  std::sort(treaties_.begin(), treaties_.end());
}

const std::vector<std::size_t>& RegisterIndex::about(std::string_view treaty) const {
  return places_in(by_treaty_, treaty);
}

const std::vector<std::size_t>& RegisterIndex::replacing(std::string_view treaty) const {
  return places_in(by_replaced_, treaty);
}

std::optional<std::size_t> RegisterIndex::source(std::string_view id) const {
  const auto found = by_source_.find(std::string(id));
  return found == by_source_.end() ? std::nullopt : std::optional(found->second);
}

void Register::make_index() {
  indexed.index = std::make_shared<const RegisterIndex>(sources, statements);
}

std::vector<std::size_t> Register::about(std::string_view treaty) const {
  return with_later(indexed.index ? indexed.index->about(treaty) : kNone, *this,
                    [&](const Statement& statement) { return treaty_of(statement) == treaty; });
}

std::vector<std::size_t> Register::replacing(std::string_view treaty) const {
  return with_later(indexed.index ? indexed.index->replacing(treaty) : kNone, *this,
                    [&](const Statement& statement) {
                      const std::vector<std::string> replaced = replaced_by(statement);
                      return std::find(replaced.begin(), replaced.end(), treaty) != replaced.end();
                    });
}

const Source* Register::find_source(std::string_view id) const {
  std::size_t next = 0;
  if (indexed.index) {
    if (const auto place = indexed.index->source(id)) return &sources[*place];
    next = indexed.index->sources();
  }
  const auto found =
      std::find_if(sources.begin() + static_cast<std::ptrdiff_t>(std::min(next, sources.size())),
                   sources.end(), [&](const Source& source) { return source.id == id; });
  return found == sources.end() ? nullptr : &*found;
}

const Pathway* Register::find_pathway(std::string_view state) const {
  const auto found = std::find_if(pathways.rbegin(), pathways.rend(),
                                  [&](const Pathway& pathway) { return pathway.state == state; });
  return found == pathways.rend() ? nullptr : &*found;
}

std::vector<std::string> Register::treaty_ids() const {
  std::vector<std::string> ids;
  std::size_t next = 0;
  if (indexed.index) {
    ids = indexed.index->treaties();
    next = indexed.index->statements();
    if (next == statements.size()) return ids;
  }
  for (; next < statements.size(); ++next) {
    if (!treaty_of(statements[next]).empty()) ids.push_back(treaty_of(statements[next]));
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
