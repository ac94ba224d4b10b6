#include "servanda/exchange/journal_bundle.h"

#include <algorithm>
#include <filesystem>
#include <limits>

#include "servanda/law/view.h"
#include "servanda/model/practice.h"
#include "servanda/register/files.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

DayNumber number(Day day) {
  return static_cast<DayNumber>(day.time_since_epoch().count());
}
Day day_of(DayNumber day) {
  return Day(std::chrono::days(day));
}

/// Might the two rows speak of one and the same act?
bool may_be_one(const IndexedAct& a, const IndexedAct& b) {
  if (a.type != b.type || a.of != b.of || a.state != b.state) return false;
  const bool apart = a.latest < b.earliest || b.latest < a.earliest;
  const bool once = a.of == IndexedAct::kNoAct && happens_once(static_cast<ActType>(a.type));
  return once || !apart;
}

}  // namespace

Result<JournalBundle> JournalBundle::read(const std::string& path, std::optional<Day> known) {
  std::error_code error;
  std::vector<fs::path> paths;
  if (fs::is_directory(path, error)) {
    for (fs::recursive_directory_iterator it(path, error), end; !error && it != end;
         it.increment(error)) {
      if (it->path().extension() == ".treaty" && it->is_regular_file(error))
        paths.push_back(it->path());
    }
    if (error) return Error{Code::io, "cannot read " + path + ": " + error.message()};
    std::sort(paths.begin(), paths.end());
  } else {
    paths.emplace_back(path);
  }
  std::vector<SourceText> texts;
  texts.reserve(paths.size());
  for (const fs::path& file : paths) {
    SERVANDA_ASSIGN_OR_RETURN(std::string bytes, read_file(file.string()));
    texts.emplace_back(file.string(), std::move(bytes));
  }
  JournalBundle bundle = from(std::move(texts), known);
  const Register& rest = bundle.index_.rest().reg;
  if (!rest.decisions.empty() || !rest.batches.empty()) {
    return Error{Code::invalid_argument,
                 path + " holds decisions about its statements, which a bundle does not know",
                 "`servanda list --register` takes them into account"};
  }
  return bundle;
}

JournalBundle JournalBundle::from(std::vector<SourceText> texts, std::optional<Day> known) {
  JournalBundle bundle;
  bundle.files_ = std::make_unique<std::vector<SourceText>>(std::move(texts));
  bundle.known_ = known ? number(*known) : std::numeric_limits<DayNumber>::max();
  for (std::size_t i = 0; i < bundle.files_->size(); ++i) {
    const std::size_t before = bundle.index_.rest().diagnostics.size();
    bundle.index_.add((*bundle.files_)[i]);
    const std::vector<Diagnostic>& found = bundle.index_.rest().diagnostics;
    for (std::size_t k = before; k < found.size(); ++k) bundle.faults_.push_back({i, found[k]});
  }
  bundle.arrange();
  return bundle;
}

template <typename NameOf>
JournalBundle::Grouped JournalBundle::grouped(std::size_t names, std::size_t count,
                                              NameOf name_of) {
  Grouped groups;
  groups.begins.assign(names + 1, 0);
  std::size_t all = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (const std::uint32_t name = name_of(i); name != Names::kNone) {
      ++groups.begins[name + 1];
      ++all;
    }
  }
  for (std::size_t i = 0; i < names; ++i) groups.begins[i + 1] += groups.begins[i];
  groups.rows.resize(all);
  std::vector<std::uint32_t> next(groups.begins.begin(), groups.begins.end() - 1);
  for (std::size_t i = 0; i < count; ++i) {
    if (const std::uint32_t name = name_of(i); name != Names::kNone)
      groups.rows[next[name]++] = static_cast<std::uint32_t>(i);
  }
  return groups;
}

void JournalBundle::arrange() {
  const Names& names = index_.treaty_names();
  const Register& rest = index_.rest().reg;
  entries_ = grouped(names.size(), index_.treaties().size(),
                     [&](std::size_t i) { return index_.treaties()[i].name; });
  rows_ = grouped(names.size(), index_.acts().size(),
                  [&](std::size_t i) { return index_.acts()[i].treaty; });
  told_ = grouped(names.size(), rest.statements.size(),
                  [&](std::size_t i) { return names.find(treaty_of(rest.statements[i])); });
  ordinal_.assign(names.size(), Names::kNone);
  for (std::uint32_t name = 0; name < names.size(); ++name) {
    const auto declares = [&](std::uint32_t i) {
      return std::holds_alternative<TreatyFact>(rest.statements[i].fact);
    };
    if (entries_.count(name) == 0 &&
        std::none_of(told_.rows.begin() + told_.begins[name],
                     told_.rows.begin() + told_.begins[name + 1], declares)) {
      continue;
    }
    ordinal_[name] = static_cast<std::uint32_t>(treaties_.size());
    treaties_.push_back(name);
  }
  // Of two sources of one name the first counts, as in the register.
  sources_.resize(index_.source_names().size());
  std::vector<bool> seen(sources_.size(), false);
  for (const IndexedSource& source : index_.sources()) {
    if (seen[source.name]) continue;
    seen[source.name] = true;
    sources_[source.name].authority = source.authority;
    if (source.published != kNoDay)
      sources_[source.name].published = Edtf(day_of(source.published));
  }
  for (const Source& source : rest.sources) {
    const std::uint32_t name = index_.source_names().find(source.id);
    if (name == Names::kNone || seen[name]) continue;
    seen[name] = true;
    sources_[name] = source;
  }
  Register sourced;
  std::vector<const GroupTable*> tables;
  for (const GroupTable& table : rest.groups) {
    for (const Citation& citation : table.from) add_source(citation.source, sourced);
    if (servanda::is_known(sourced, table, known_day())) tables.push_back(&table);
  }
  groups_ = groups_of(tables);
}

std::string_view JournalBundle::id(std::size_t treaty) const {
  return index_.treaty_names()[treaties_[treaty]];
}

bool JournalBundle::incomplete(std::string_view id) const {
  const auto& marks = index_.rest().reg.incomplete;
  return std::any_of(marks.begin(), marks.end(), [&](const Incomplete& mark) {
    return mark.treaty == id && mark.state.empty();
  });
}

DayNumber JournalBundle::known_of(DayNumber stated, Run sources, DayNumber otherwise) const {
  if (stated != kNoDay) return stated;
  DayNumber earliest = kNoDay;
  for (std::uint32_t i = 0; i < sources.count; ++i) {
    const std::optional<Edtf>& published =
        sources_[index_.source_list()[sources.begin + i]].published;
    if (!published || !published->bounds().latest) continue;
    const DayNumber day = number(*published->bounds().latest);
    if (earliest == kNoDay || day < earliest) earliest = day;
  }
  return earliest != kNoDay ? earliest : otherwise;
}

Day JournalBundle::known_day() const {
  const Day last = make_day(9999, 12, 31);
  return known_ > number(last) ? last : day_of(known_);
}

void JournalBundle::add_source(const std::string& id, Register& reg) const {
  const std::uint32_t source = index_.source_names().find(id);
  if (source == Names::kNone || reg.find_source(id) != nullptr) return;
  reg.sources.push_back(sources_[source]);
  reg.sources.back().id = id;
}

bool JournalBundle::is_known(const IndexedAct& act) const {
  return known_of(act.known, {act.sources, act.source_count}, act.latest) <= known_;
}

bool JournalBundle::is_plain(std::size_t treaty) const {
  const std::uint32_t name = treaties_[treaty];
  if (entries_.count(name) != 1 || told_.count(name) != 0) return false;
  // Which of the provisions a consent chooses (article 17) does not stand in the rows.
  const IndexedTreaty& entry = index_.treaties()[entries_.rows[entries_.begins[name]]];
  if (index_.clauses()[entry.clauses].partial_consent == "choice") return false;
  const std::uint32_t begin = rows_.begins[name];
  const std::uint32_t end = rows_.begins[name + 1];
  const auto act = [&](std::uint32_t i) -> const IndexedAct& {
    return index_.acts()[rows_.rows[i]];
  };
  // Pairs for the few acts that most treaties have; by order of type and state beyond that.
  constexpr std::uint32_t kFew = 24;
  if (end - begin <= kFew) {
    for (std::uint32_t i = begin; i < end; ++i) {
      for (std::uint32_t k = begin; k < i; ++k) {
        if (may_be_one(act(i), act(k))) return false;
      }
    }
    return true;
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = begin; i < end; ++i) order.push_back(i);
  const auto key = [&](std::uint32_t i) {
    const IndexedAct& one = act(i);
    return std::tuple(one.type, one.of, one.state, one.earliest);
  };
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  // In the order of their beginnings an act can only meet one that ends late: look at them all
  // where a state repeats itself, which is rare.
  for (std::size_t i = 1; i < order.size(); ++i) {
    for (std::size_t k = i; k-- > 0;) {
      const IndexedAct& one = act(order[i]);
      const IndexedAct& other = act(order[k]);
      if (one.type != other.type || one.of != other.of || one.state != other.state) break;
      if (may_be_one(one, other)) return false;
    }
  }
  return true;
}

Deeds JournalBundle::plain_deeds(std::size_t treaty) const {
  const std::uint32_t name = treaties_[treaty];
  const IndexedTreaty& entry = index_.treaties()[entries_.rows[entries_.begins[name]]];
  const Clauses& clauses = index_.clauses()[entry.clauses];
  Deeds deeds;
  const bool traits_known = known_of(entry.known, entry.sources, kNoDay) <= known_;
  if (traits_known) {
    for (std::uint32_t i = 0; i < entry.parties.count; ++i) {
      deeds.parties.emplace_back(
          index_.state_names()[index_.party_list()[entry.parties.begin + i]]);
    }
    if (entry.signed_earliest != kNoDay) {
      deeds.signed_on = When(day_of(entry.signed_earliest), day_of(entry.signed_latest));
      if (!entry.depositary.empty()) {
        if (auto practice =
                counting_practice(std::string(entry.depositary), deeds.signed_on->latest)) {
          deeds.counting = practice->counting;
          deeds.practice = std::move(practice->because);
        }
      }
    }
    deeds.signature_binds =
        clauses.consent.size() == 1 && (clauses.consent.front() == Consent::signature ||
                                        clauses.consent.front() == Consent::definitive_signature);
  }
  std::vector<const IndexedAct*> rows;
  rows.reserve(rows_.count(name));
  for (std::uint32_t i = rows_.begins[name]; i < rows_.begins[name + 1]; ++i) {
    const IndexedAct& act = index_.acts()[rows_.rows[i]];
    if (is_known(act)) rows.push_back(&act);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const IndexedAct* a, const IndexedAct* b) {
    return a->earliest < b->earliest;
  });
  deeds.list.reserve(rows.size());
  for (const IndexedAct* act : rows) {
    Deed& deed = deeds.list.emplace_back();
    const std::string_view code = index_.state_names()[act->state];
    deed.state = deeds.enter_state(code);
    if (deeds.states[deed.state] != code) deed.former = deeds.enter_former(code);
    deed.type = static_cast<ActType>(act->type);
    if (act->of != IndexedAct::kNoAct) deed.of = static_cast<ActType>(act->of);
    deed.at_home = act->organ;
    deed.when = When(day_of(act->earliest), day_of(act->latest));
  }
  return deeds;
}

TreatyRecord JournalBundle::weighed_record(std::size_t treaty) const {
  const std::uint32_t name = treaties_[treaty];
  const Register& rest = index_.rest().reg;
  struct Told {
    EntryPlace place;
    Statement statement;
  };
  std::vector<Told> told;
  const auto order = [](const EntryPlace& a, const EntryPlace& b) {
    return a.file != b.file ? a.file < b.file : a.offset < b.offset;
  };
  std::vector<EntryPlace> places;
  for (std::uint32_t i = entries_.begins[name]; i < entries_.begins[name + 1]; ++i)
    places.push_back(index_.treaties()[entries_.rows[i]].place);
  for (std::uint32_t i = rows_.begins[name]; i < rows_.begins[name + 1]; ++i)
    places.push_back(index_.acts()[rows_.rows[i]].place());
  std::sort(places.begin(), places.end(), order);
  for (std::size_t i = 0; i < places.size(); ++i) {
    // An entry with several states has a row for each.
    if (i > 0 && !order(places[i - 1], places[i])) continue;
    told.push_back({places[i], index_.statement_at(places[i])});
  }
  for (std::uint32_t i = told_.begins[name]; i < told_.begins[name + 1]; ++i) {
    const Origin& origin = rest.origins[told_.rows[i]];
    told.push_back(
        {{static_cast<std::uint32_t>(origin.span.begin), static_cast<std::uint16_t>(origin.file)},
         rest.statements[told_.rows[i]]});
  }
  std::stable_sort(told.begin(), told.end(),
                   [&](const Told& a, const Told& b) { return order(a.place, b.place); });
  Register reg;
  for (Told& one : told) {
    for (const Citation& citation : one.statement.from) add_source(citation.source, reg);
    reg.statements.push_back(std::move(one.statement));
  }
  reg.origins.resize(reg.statements.size());
  TreatyView view = view_treaty(reg, id(treaty), known_day());
  TreatyRecord record{std::move(view.traits), std::move(view.deeds)};
  complete(record.deeds, record.treaty);
  return record;
}

Result<Derivation> JournalBundle::derive(std::size_t treaty,
                                         const DerivationQuestion& question) const {
  std::vector<std::size_t> under_way;
  return derive(treaty, question, under_way);
}

Derivation JournalBundle::derive(std::size_t treaty, const DerivationQuestion& question,
                                 std::vector<std::size_t>& under_way) const {
  under_way.push_back(treaty);
  const auto declared = [&](const std::string& name) {
    const std::uint32_t number_of_name = index_.treaty_names().find(name);
    return number_of_name == Names::kNone ? Names::kNone : ordinal_[number_of_name];
  };
  const auto in_circle = [&](std::uint32_t other) {
    return under_way.size() > kLongestChain ||
           std::find(under_way.begin(), under_way.end(), other) != under_way.end();
  };
  const ForceOfOther other = [&](const std::string& name) -> Result<std::optional<When>> {
    const std::uint32_t awaited = declared(name);
    if (awaited == Names::kNone) return std::optional<When>();
    if (in_circle(awaited)) return Error{Code::conflict, "treaties that wait for each other"};
    return derive(awaited, question, under_way).in_force;
  };
  const PartInOther elsewhere = [&](const std::string& name, std::string_view state) {
    const std::uint32_t named = declared(name);
    if (named == Names::kNone || in_circle(named)) return std::optional<PartElsewhere>();
    return part_in(derive(named, question, under_way), state);
  };
  // The register's own tables, where the question brings none.
  DerivationQuestion asked = question;
  if (asked.groups == nullptr && !groups_.empty()) asked.groups = &groups_;
  Derivation found;
  if (is_plain(treaty)) {
    const IndexedTreaty& entry =
        index_.treaties()[entries_.rows[entries_.begins[treaties_[treaty]]]];
    static const Clauses kUnknown;
    const bool traits_known = known_of(entry.known, entry.sources, kNoDay) <= known_;
    const Clauses& clauses = traits_known ? index_.clauses()[entry.clauses] : kUnknown;
    found = servanda::derive(clauses, plain_deeds(treaty), asked, other, elsewhere);
  } else {
    const TreatyRecord record = weighed_record(treaty);
    found = servanda::derive(record.treaty.clauses, record.deeds, asked, other, elsewhere);
  }
  under_way.pop_back();
  if (found.verdict == Verdict::no && !found.in_force && incomplete(id(treaty))) {
    found.verdict = Verdict::unknown;
    found.missing.emplace_back("the acts that the register marks as not recorded");
  }
  return found;
}

}  // namespace servanda
