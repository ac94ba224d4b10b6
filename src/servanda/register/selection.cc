#include "servanda/register/selection.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "servanda/register/mentions.h"

namespace servanda {
namespace {

/// Where an entry stands in the register.
using Order = std::pair<std::size_t, std::size_t>;  ///< file, byte
Order order_of(EntryPlace place) {
  return {place.file, place.offset};
}
Order order_of(const Origin& origin) {
  return {origin.file, origin.span.begin};
}

class Chooser {
 public:
  explicit Chooser(const JournalIndex& index)
      : index_(index), names_(index.treaty_names()), chosen_(names_.size(), false) {
    find_links();
  }

  /// The treaty, and every one connected with it.
  void add(std::string_view treaty) {
    const std::uint32_t first = names_.find(treaty);
    if (first == Names::kNone) return;
    std::vector<std::uint32_t> waiting{first};
    while (!waiting.empty()) {
      const std::uint32_t name = waiting.back();
      waiting.pop_back();
      if (chosen_[name]) continue;
      chosen_[name] = true;
      const auto begin = std::lower_bound(links_.begin(), links_.end(), Link{name, 0});
      for (auto it = begin; it != links_.end() && it->first == name; ++it)
        waiting.push_back(it->second);
    }
  }

  bool chosen(std::uint32_t name) const { return chosen_[name]; }
  bool chosen(const Statement& statement) const {
    const std::string& treaty = treaty_of(statement);
    return treaty.empty() || chosen_[names_.find(treaty)];
  }

 private:
  using Link = std::pair<std::uint32_t, std::uint32_t>;

  void link(std::uint32_t one, const std::vector<std::string>& others) {
    for (const std::string& name : others) {
      const std::uint32_t other = names_.find(name);
      if (other == Names::kNone || other == one) continue;
      links_.emplace_back(one, other);
      links_.emplace_back(other, one);
    }
  }

  void find_links() {
    // Clauses are kept once for all treaties that share them.
    std::vector<std::vector<std::string>> mentioned;
    for (const Clauses& clauses : index_.clauses()) {
      TreatyFact fact;
      fact.clauses = clauses;
      mentioned.push_back(mentioned_treaties({std::move(fact)}));
    }
    for (const IndexedTreaty& treaty : index_.treaties())
      link(treaty.name, mentioned[treaty.clauses]);
    for (const Statement& statement : index_.rest().reg.statements) {
      const std::uint32_t name = names_.find(treaty_of(statement));
      if (name != Names::kNone) link(name, mentioned_treaties(statement));
    }
    std::sort(links_.begin(), links_.end());
  }

  const JournalIndex& index_;
  const Names& names_;
  std::vector<bool> chosen_;
  std::vector<Link> links_;  ///< sorted; each stands in both directions
};

/// Keeps of `rest` what is chosen, and reads the rows that are.
void take_statements(const JournalIndex& index, const Chooser& chooser, Register& reg) {
  const Register& rest = index.rest().reg;
  std::vector<std::pair<Order, std::optional<EntryPlace>>> order;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < rest.statements.size(); ++i) {
    if (!chooser.chosen(rest.statements[i])) continue;
    order.emplace_back(order_of(rest.origins[i]), std::nullopt);
    kept.push_back(i);
  }
  const auto row = [&](EntryPlace place) {
    // Several states in one entry: several rows side by side.
    if (order.empty() || order.back().first != order_of(place))
      order.emplace_back(order_of(place), place);
  };
  for (const IndexedAct& act : index.acts()) {
    if (chooser.chosen(act.treaty)) row(act.place());
  }
  for (const IndexedTreaty& treaty : index.treaties()) {
    if (chooser.chosen(treaty.name)) row(treaty.place);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::size_t next = 0;
  for (const auto& [at, place] : order) {
    if (place) {
      reg.statements.push_back(index.statement_at(*place));
      reg.origins.push_back(index.origin_at(*place));
    } else {
      reg.statements.push_back(rest.statements[kept[next]]);
      reg.origins.push_back(rest.origins[kept[next++]]);
    }
  }
}

void take_sources(const JournalIndex& index, Register& reg) {
  std::set<std::uint32_t> cited;
  const auto cite = [&](const std::vector<Citation>& citations) {
    for (const Citation& citation : citations)
      cited.insert(index.source_names().find(citation.source));
  };
  for (const Statement& statement : reg.statements) cite(statement.from);
  for (const GroupTable& group : reg.groups) cite(group.from);
  for (const IndexedSource& source : index.sources()) {
    if (cited.count(source.name) != 0) reg.sources.push_back(index.source_at(source.place));
  }
  for (const Source& source : index.rest().reg.sources) {
    if (cited.count(index.source_names().find(source.id)) != 0) reg.sources.push_back(source);
  }
  std::stable_sort(reg.sources.begin(), reg.sources.end(), [](const Source& a, const Source& b) {
    return order_of(a.origin) < order_of(b.origin);
  });
}

}  // namespace

Register select_about(const JournalIndex& index, const std::vector<std::string>& treaties) {
  Chooser chooser(index);
  for (const std::string& treaty : treaties) chooser.add(treaty);
  const Register& rest = index.rest().reg;
  Register reg;
  reg.pathways = rest.pathways;
  reg.incomplete = rest.incomplete;
  reg.groups = rest.groups;
  reg.assertions = rest.assertions;
  reg.batches = rest.batches;
  take_statements(index, chooser, reg);
  take_sources(index, reg);
  return reg;
}

}  // namespace servanda
