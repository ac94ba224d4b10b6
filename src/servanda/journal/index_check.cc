// Names, doubles and contradictions in an index: rows that cannot be at fault are left aside by
// their numbers, the others are read again with their words and checked by the common rules.

#include <algorithm>
#include <deque>
#include <unordered_set>

#include "servanda/journal/index.h"
#include "servanda/journal/plain.h"
#include "servanda/journal/references.h"
#include "servanda/journal/state_codes.h"
#include "servanda/model/competence.h"

namespace servanda {
namespace {

bool before(EntryPlace a, EntryPlace b) {
  return a.file != b.file ? a.file < b.file : a.offset < b.offset;
}
bool same(EntryPlace a, EntryPlace b) {
  return a.file == b.file && a.offset == b.offset;
}

/// Rows sorted by treaty, in their order: where those of each treaty begin, and their indices.
struct ByTreaty {
  std::vector<std::uint32_t> begins;
  std::vector<std::uint32_t> rows;
};

ByTreaty by_treaty(const std::vector<IndexedAct>& acts, std::size_t treaties) {
  ByTreaty sorted;
  sorted.begins.assign(treaties + 1, 0);
  for (const IndexedAct& act : acts) ++sorted.begins[act.treaty + 1];
  for (std::size_t i = 0; i < treaties; ++i) sorted.begins[i + 1] += sorted.begins[i];
  sorted.rows.resize(acts.size());
  std::vector<std::uint32_t> next(sorted.begins.begin(), sorted.begins.end() - 1);
  for (std::uint32_t i = 0; i < acts.size(); ++i) sorted.rows[next[acts[i].treaty]++] = i;
  return sorted;
}

class Suspects {
 public:
  explicit Suspects(const JournalIndex& index)
      : index_(index),
        declared_(index.treaty_names().size(), false),
        source_declared_(index.source_names().size(), false),
        told_(index.treaty_names().size(), false) {}

  std::vector<EntryPlace> run() {
    find_declared();
    find_undeclared();
    find_contradictions();
    find_odd_codes();
    std::sort(places_.begin(), places_.end(), before);
    places_.erase(std::unique(places_.begin(), places_.end(), same), places_.end());
    return std::move(places_);
  }

  /// Names of the treaties and sources that are declared in rows.
  bool declared(std::uint32_t treaty) const { return declared_[treaty]; }

 private:
  void find_declared() {
    for (const IndexedTreaty& treaty : index_.treaties()) declared_[treaty.name] = true;
    for (const IndexedSource& source : index_.sources()) source_declared_[source.name] = true;
    for (const Source& source : index_.rest().reg.sources) {
      const std::uint32_t name = index_.source_names().find(source.id);
      if (name != Names::kNone) source_declared_[name] = true;
    }
    for (const Statement& statement : index_.rest().reg.statements) {
      const std::uint32_t name = index_.treaty_names().find(treaty_of(statement));
      if (name == Names::kNone) continue;
      if (std::holds_alternative<TreatyFact>(statement.fact)) declared_[name] = true;
      // An act among the rest may contradict a row.
      if (std::holds_alternative<ActFact>(statement.fact)) told_[name] = true;
    }
  }

  bool sources_declared(Run run) const {
    const auto begin = index_.source_list().begin() + run.begin;
    return std::all_of(begin, begin + run.count,
                       [&](std::uint32_t source) { return source_declared_[source]; });
  }

  void find_undeclared() {
    for (const IndexedAct& act : index_.acts()) {
      if (!declared_[act.treaty] || !sources_declared({act.sources, act.source_count}))
        places_.push_back(act.place());
    }
    for (const IndexedTreaty& treaty : index_.treaties()) {
      if (!sources_declared(treaty.sources)) places_.push_back(treaty.place);
    }
  }

  void find_contradictions() {
    const std::vector<IndexedAct>& acts = index_.acts();
    const ByTreaty sorted = by_treaty(acts, declared_.size());
    std::vector<std::uint32_t> group;
    for (std::size_t treaty = 0; treaty < declared_.size(); ++treaty) {
      group.clear();
      for (std::uint32_t i = sorted.begins[treaty]; i < sorted.begins[treaty + 1]; ++i) {
        const IndexedAct& act = acts[sorted.rows[i]];
        if (act.of == IndexedAct::kNoAct && is_done_once(static_cast<ActType>(act.type)))
          group.push_back(sorted.rows[i]);
      }
      if (told_[treaty]) {
        for (const std::uint32_t row : group) places_.push_back(acts[row].place());
        continue;
      }
      add_contradictions(group);
    }
  }

  void add_contradictions(std::vector<std::uint32_t>& group) {
    const std::vector<IndexedAct>& acts = index_.acts();
    const auto key = [&](std::uint32_t row) {
      return (std::uint32_t{acts[row].type} << 16U) | acts[row].state;
    };
    std::stable_sort(group.begin(), group.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (std::size_t begin = 0; begin < group.size();) {
      const IndexedAct& first = acts[group[begin]];
      std::size_t end = begin;
      bool apart = false;
      for (; end < group.size() && key(group[end]) == key(group[begin]); ++end) {
        const IndexedAct& act = acts[group[end]];
        apart = apart || act.latest < first.earliest || first.latest < act.earliest;
      }
      for (std::size_t i = begin; apart && i < end; ++i) places_.push_back(acts[group[i]].place());
      begin = end;
    }
  }

  /// Of each word that is no code of a state the first act and the first treaty that has it.
  void find_odd_codes() {
    std::vector<bool> odd(index_.state_names().size());
    for (std::uint32_t i = 0; i < odd.size(); ++i) odd[i] = may_be_slip(index_.state_names()[i]);
    if (std::find(odd.begin(), odd.end(), true) == odd.end()) return;
    std::vector<bool> odd_party = odd;
    for (const IndexedTreaty& treaty : index_.treaties()) {
      for (std::uint32_t i = 0; i < treaty.parties.count; ++i) {
        const std::uint16_t state = index_.party_list()[treaty.parties.begin + i];
        if (odd_party[state]) places_.push_back(treaty.place);
        odd_party[state] = false;
      }
    }
    for (const IndexedAct& act : index_.acts()) {
      if (odd[act.state]) places_.push_back(act.place());
      odd[act.state] = false;
    }
  }

  const JournalIndex& index_;
  std::vector<bool> declared_;
  std::vector<bool> source_declared_;
  std::vector<bool> told_;
  std::vector<EntryPlace> places_;
};

}  // namespace

std::vector<FileDiagnostic> JournalIndex::check() const {
  Suspects suspects(*this);
  const std::vector<EntryPlace> places = suspects.run();
  const Register& rest = rest_.reg;
  ReferenceInput input;
  input.files = files_;
  input.incomplete = &rest.incomplete;
  input.groups = &rest.groups;
  input.assertions = &rest.assertions;
  input.faulty = &rest_.faulty;

  std::unordered_set<std::string_view> treaties;
  for (std::uint32_t i = 0; i < treaty_names_.size(); ++i) {
    if (suspects.declared(i)) treaties.insert(treaty_names_[i]);
  }
  for (const Statement& statement : rest.statements) {
    if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact)) treaties.insert(treaty->id);
  }
  input.treaty_names.assign(treaties.begin(), treaties.end());
  std::sort(input.treaty_names.begin(), input.treaty_names.end());

  // Sources keep their order; of the rows only the id is needed.
  struct Declared {
    EntryPlace place;
    const Source* source;
  };
  std::deque<Source> made;
  std::vector<Declared> declared;
  for (const IndexedSource& source : sources_) {
    const std::string_view text = files_[source.place.file]->text();
    Source& one = made.emplace_back();
    one.id = source_names_[source.name];
    const std::size_t line = std::min(text.find('\n', source.place.offset), text.size());
    one.origin = {source.place.file, {source.place.offset, line}};
    declared.push_back({source.place, &one});
  }
  for (const Source& source : rest.sources) {
    declared.push_back({{static_cast<std::uint32_t>(source.origin.span.begin),
                         static_cast<std::uint16_t>(source.origin.file)},
                        &source});
  }
  std::stable_sort(declared.begin(), declared.end(),
                   [](const Declared& a, const Declared& b) { return before(a.place, b.place); });
  for (const Declared& one : declared) {
    input.sources.push_back(one.source);
    input.source_names.emplace_back(one.source->id);
  }

  for (std::uint32_t i = 1; i < state_names_.size(); ++i)
    input.state_names.push_back(state_names_[i]);

  struct Told {
    EntryPlace place;
    ReferenceInput::Entry entry;
  };
  std::vector<Told> told;
  told.reserve(places.size() + rest.statements.size());
  input.read = [this](const Origin& origin) {
    return statement_at(
        {static_cast<std::uint32_t>(origin.span.begin), static_cast<std::uint16_t>(origin.file)});
  };
  for (const EntryPlace place : places) {
    told.push_back({place, {nullptr, origin_at(place)}});
  }
  for (std::size_t i = 0; i < rest.statements.size(); ++i) {
    const Origin& origin = rest.origins[i];
    told.push_back(
        {{static_cast<std::uint32_t>(origin.span.begin), static_cast<std::uint16_t>(origin.file)},
         {&rest.statements[i], origin}});
  }
  std::stable_sort(told.begin(), told.end(),
                   [](const Told& a, const Told& b) { return before(a.place, b.place); });
  for (const Told& one : told) input.statements.push_back(one.entry);
  return check_references(input);
}

}  // namespace servanda
