#include "servanda/language/names.h"

#include <algorithm>

#include "servanda/base/table.h"
#include "servanda/language/tables.h"

namespace servanda {
namespace {

bool has_lower_case(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::optional<Day> day_field(std::string_view text) {
  if (text.empty()) return std::nullopt;
  Result<Day> day = parse_day(text);
  if (!day) return std::nullopt;
  return *day;
}

std::optional<int> year_field(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  int year = 0;
  for (char c : text.substr(0, 4)) {
    if (c < '0' || c > '9') return std::nullopt;
    year = year * 10 + (c - '0');
  }
  return year;
}

}  // namespace

Gazetteer::Gazetteer() {
  load_states();
  load_others();
  load_holders();
  for (auto& [first, forms] : forms_) {
    std::stable_sort(forms.begin(), forms.end(),
                     [](const Form& a, const Form& b) { return a.words.size() > b.words.size(); });
  }
}

void Gazetteer::add(std::string_view form, NameEntry entry, bool any_case) {
  const std::vector<Token> tokens = tokenize(form, 0);
  Form made;
  std::string first;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::mark && token.is(".")) continue;
    if (first.empty()) {
      first = token.lower;
    } else {
      made.words.push_back(token.lower);
    }
  }
  if (first.empty()) return;
  made.any_case = any_case;
  made.exact_caps = made.words.empty() && form.size() <= 4 && !has_lower_case(form);
  made.entry = std::move(entry);
  forms_[first].push_back(std::move(made));
}

void Gazetteer::load_states() {
  for (const Row& row : table_rows(tables::countries_tsv)) {
    const std::string code(row.field(0));
    const std::string name(row.field(1));
    state_names_[code] = name;
    NameEntry entry{NameKind::state, name, code};
    const std::string_view years = row.field(6);
    if (const std::size_t dots = years.find(".."); dots != std::string_view::npos) {
      entry.from_year = year_field(years);
      entry.until_year = year_field(years.substr(dots + 2));
    }
    add(name, entry, false);
    for (std::string_view other : row.parts(2)) add(other, entry, other.starts_with("the "));
    entry.kind = NameKind::adjective;
    for (std::string_view other : row.parts(3)) {
      if (adjectives_[code].empty()) adjectives_[code] = other;
      add(other, entry, false);
    }
    entry.kind = NameKind::capital;
    for (std::string_view other : row.parts(4)) {
      entry.detail = other;
      add(other, entry, false);
    }
    entry.kind = NameKind::seat;
    for (std::string_view other : row.parts(5)) {
      entry.detail = other;
      add(other, entry, false);
    }
  }
  for (const Row& row : table_rows(tables::entities_tsv)) {
    NameEntry entry{NameKind::entity, std::string(row.field(0))};
    add(row.field(0), entry, false);
    for (std::string_view other : row.parts(1)) add(other, entry, false);
    entry.kind = NameKind::entity_adjective;
    for (std::string_view other : row.parts(2)) add(other, entry, false);
    entry.kind = NameKind::entity;
    for (std::string_view other : row.parts(3)) add(other, entry, false);
  }
}

void Gazetteer::load_others() {
  for (const Row& row : table_rows(tables::organisations_tsv)) {
    const std::string code(row.field(0));
    organisation_names_[code] = row.field(1);
    NameEntry entry{NameKind::organisation, std::string(row.field(1)), code, true, "organisation"};
    add(row.field(1), entry, false);
    for (std::string_view other : row.parts(2)) add(other, entry, false);
    entry.kind = NameKind::seat;
    for (std::string_view other : row.parts(3)) {
      entry.detail = other;
      add(other, entry, false);
    }
  }
  for (const Row& row : table_rows(tables::institutions_tsv)) {
    NameEntry entry{NameKind::institution, std::string(row.field(1))};
    if (row.field(0) != "*") entry.code = row.field(0);
    entry.of_organisation = organisation_names_.contains(entry.code);
    entry.detail = row.field(2);
    for (std::string_view form : row.parts(3)) {
      const bool any_case = form.starts_with("~");
      if (any_case) form.remove_prefix(1);
      add(form, entry, any_case);
    }
  }
  for (const Row& row : table_rows(tables::outlets_tsv)) {
    NameEntry entry{NameKind::outlet, std::string(row.field(0)), std::string(row.field(2))};
    entry.detail = row.field(1);
    for (std::string_view form : row.parts(3)) {
      const bool any_case = form.starts_with("~");
      if (any_case) form.remove_prefix(1);
      add(form, entry, any_case);
    }
  }
  for (const Row& row : table_rows(tables::roles_tsv)) {
    const std::string_view printed = row.field(2);
    NameEntry entry{NameKind::role, std::string(printed == "=" ? row.field(0) : printed)};
    entry.detail = row.field(1);
    add(row.field(0), entry, true);
  }
}

void Gazetteer::load_holders() {
  for (const Row& row : table_rows(tables::holders_tsv)) {
    Holder holder{std::string(row.field(0)), std::string(row.field(1)), std::string(row.field(2))};
    holder.of_organisation = organisation_names_.contains(holder.code);
    holder.kind = row.field(3);
    holder.role = row.field(4);
    holder.from = day_field(row.field(5));
    holder.until = day_field(row.field(6));
    const std::size_t index = holders_.size();
    holders_by_name_[to_lower(holder.name)].push_back(index);
    holders_by_name_[to_lower(holder.surname)].push_back(index);
    for (std::string_view other : row.parts(7)) holders_by_name_[to_lower(other)].push_back(index);
    holders_.push_back(std::move(holder));
  }
}

std::optional<NameMatch> Gazetteer::match(const std::vector<Token>& tokens, std::size_t at) const {
  const auto found = forms_.find(tokens[at].lower);
  if (found == forms_.end()) return std::nullopt;
  for (const Form& form : found->second) {
    const bool article = tokens[at].is("the");
    if (!form.any_case && !tokens[at].capital && !article) continue;
    if (form.exact_caps && !tokens[at].all_caps) continue;
    std::size_t next = at + 1;
    bool fits = true;
    for (const std::string& word : form.words) {
      if (next < tokens.size() && tokens[next].is(".")) ++next;  // St. John's
      if (next >= tokens.size() || tokens[next].lower != word) {
        fits = false;
        break;
      }
      // "the kingdom" is a state only as the table writes it; names of several words keep capitals.
      if (!form.any_case && tokens[next].kind == TokenKind::word && !tokens[next].capital &&
          word.size() > 3 && word != "d'ivoire" && word != "people") {
        fits = false;
        break;
      }
      ++next;
    }
    if (!fits) continue;
    if (article && at + 1 < tokens.size()) {
      // "the Kingdom of Morocco" is no "kingdom".
      const std::optional<NameMatch> longer = match(tokens, at + 1);
      if (longer && longer->end > next) return std::nullopt;
    }
    return NameMatch{next, &form.entry};
  }
  return std::nullopt;
}

const Holder* Gazetteer::holder(std::string_view lower, std::optional<Day> day) const {
  const auto found = holders_by_name_.find(std::string(lower));
  if (found == holders_by_name_.end()) return nullptr;
  const Holder* best = nullptr;
  for (std::size_t index : found->second) {
    const Holder& one = holders_[index];
    // A surname alone is no holder's long before the office: "Brown", "Santos" are many.
    constexpr std::chrono::years kKnownBefore{5};
    if (day && one.from && lower == to_lower(one.surname) && lower != to_lower(one.name) &&
        *day < *one.from - kKnownBefore)
      continue;
    if (!day || !one.from) {
      best = &one;
      continue;
    }
    if (*day < *one.from) continue;
    if (!one.until || *day < *one.until) return &one;
    best = &one;
  }
  if (best != nullptr) return best;
  // Before the first term somebody is still who they are, only not yet in office.
  const Holder& first = holders_[found->second.front()];
  return lower == to_lower(first.surname) && lower != to_lower(first.name) ? nullptr : &first;
}

const Holder* Gazetteer::in_office(std::string_view code, std::string_view role, Day day) const {
  for (const Holder& one : holders_) {
    if (one.code == code && one.role == role && one.from && *one.from <= day &&
        (!one.until || day < *one.until)) {
      return &one;
    }
  }
  return nullptr;
}

std::string_view Gazetteer::state_name(std::string_view code) const {
  const auto found = state_names_.find(std::string(code));
  return found == state_names_.end() ? std::string_view{} : std::string_view(found->second);
}
std::string_view Gazetteer::adjective(std::string_view code) const {
  const auto found = adjectives_.find(std::string(code));
  return found == adjectives_.end() ? std::string_view{} : std::string_view(found->second);
}
std::string_view Gazetteer::organisation_name(std::string_view code) const {
  const auto found = organisation_names_.find(std::string(code));
  return found == organisation_names_.end() ? std::string_view{} : std::string_view(found->second);
}
bool Gazetteer::is_organisation(std::string_view code) const {
  return organisation_names_.contains(std::string(code));
}

const Gazetteer& gazetteer() {
  static const Gazetteer* one = new Gazetteer();
  return *one;
}

}  // namespace servanda
