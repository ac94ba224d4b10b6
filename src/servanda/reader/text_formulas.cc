#include "servanda/reader/text_formulas.h"

#include <re2/re2.h>

#include <array>
#include <charconv>
#include <map>

#include "servanda/base/table.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

constexpr std::array<std::string_view, 4> kLanguages{"en", "fr", "es", "ru"};

/// "<party>" in a formula stands for the formula of that name.
std::string expanded(std::string_view formula,
                     const std::map<std::string, std::string, std::less<>>& names) {
  std::string out;
  for (std::size_t at = 0; at < formula.size();) {
    const bool named_group = at >= 2 && formula.substr(at - 2, 2) == "?P";
    const std::size_t end = formula[at] == '<' && !named_group ? formula.find('>', at) : at;
    if (end == at || end == std::string_view::npos) {
      out += formula[at++];
      continue;
    }
    const auto found = names.find(formula.substr(at + 1, end - at - 1));
    out += found == names.end() ? std::string(formula.substr(at, end + 1 - at)) : found->second;
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string_view FormulaMatch::part(std::string_view name) const {
  for (const auto& [one, text] : parts) {
    if (one == name && !text.empty()) return text;
  }
  return {};
}

int FormulaMatch::number(std::string_view name) const {
  const std::string_view text = part(name);
  int found = 0;
  std::from_chars(text.data(), text.data() + text.size(), found);
  return found;
}

std::optional<Period> FormulaMatch::period() const {
  return period_of(part("n"), part("unit"));
}

std::optional<Period> period_of(std::string_view number, std::string_view unit) {
  int value = 0;
  if (number == "un" || number == "une" || number == "una") {
    value = 1;  // the article, which number_words.tsv leaves as it is
  } else {
    const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (number.empty() || fault != std::errc{} || value > 9999) return std::nullopt;
  }
  const auto begins = [&](std::initializer_list<std::string_view> stems) {
    for (const std::string_view stem : stems) {
      if (unit.starts_with(stem)) return true;
    }
    return false;
  };
  if (begins({"day", "jour", "día", "dia", "дн", "ден", "сут"})) return Period{0, value};
  if (begins({"week", "semaine", "semana", "недел"})) return Period{0, value * 7};
  if (begins({"month", "mois", "mes", "месяц"})) return Period{value, 0};
  if (begins({"year", "an", "año", "год", "лет"})) return Period{value * 12, 0};
  return std::nullopt;
}

Formulas::Formulas(std::string_view language) {
  std::map<std::string, std::string, std::less<>> names;
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(std::int64_t{32} << 20U);
  for (const Row& row : table_rows(tables::final_clauses_tsv)) {
    if (row.field(0) != language) continue;
    std::string formula = expanded(row.field(3), names);
    if (row.field(1) == "=") {
      names.emplace(row.field(2), std::move(formula));
      continue;
    }
    Formula made;
    made.value = row.field(2);
    made.pattern = std::make_unique<RE2>(formula, options);
    if (!made.pattern->ok()) {
      faults_.push_back(std::string(language) + " " + std::string(row.field(1)) + ": " +
                        made.pattern->error());
      continue;
    }
    made.names.resize(static_cast<std::size_t>(made.pattern->NumberOfCapturingGroups()));
    for (const auto& [name, index] : made.pattern->NamedCapturingGroups())
      made.names[static_cast<std::size_t>(index) - 1] = name;
    groups_[row.field(1)].push_back(std::move(made));
  }
}

Formulas::~Formulas() = default;

const Formulas* Formulas::of(std::string_view language) {
  // One for each language, made when it is first asked for.
  if (language == "en") {
    static const Formulas kEnglish("en");
    return &kEnglish;
  }
  if (language == "fr") {
    static const Formulas kFrench("fr");
    return &kFrench;
  }
  if (language == "es") {
    static const Formulas kSpanish("es");
    return &kSpanish;
  }
  if (language == "ru") {
    static const Formulas kRussian("ru");
    return &kRussian;
  }
  return nullptr;
}

std::vector<std::string> Formulas::faults() {
  std::vector<std::string> all;
  for (const std::string_view language : kLanguages) {
    const Formulas* formulas = of(language);
    all.insert(all.end(), formulas->faults_.begin(), formulas->faults_.end());
  }
  return all;
}

const std::vector<Formulas::Formula>* Formulas::group(std::string_view name) const {
  const auto found = groups_.find(name);
  return found == groups_.end() ? nullptr : &found->second;
}

bool Formulas::holds(std::string_view name, std::string_view text) const {
  const std::vector<Formula>* formulas = group(name);
  if (formulas == nullptr) return false;
  for (const Formula& formula : *formulas) {
    if (RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *formula.pattern))
      return true;
  }
  return false;
}

std::optional<FormulaMatch> Formulas::match(const Formula& formula, std::string_view text) {
  constexpr std::size_t kMost = 12;
  std::array<re2::StringPiece, kMost> found;
  const std::size_t count = std::min(kMost, formula.names.size() + 1);
  // First only whether it matches: that is many times cheaper than where.
  const re2::StringPiece piece(text.data(), text.size());
  if (!formula.pattern->Match(piece, 0, text.size(), RE2::UNANCHORED, nullptr, 0) ||
      !formula.pattern->Match(piece, 0, text.size(), RE2::UNANCHORED, found.data(),
                              static_cast<int>(count))) {
    return std::nullopt;
  }
  FormulaMatch match;
  match.value = formula.value;
  match.parts.emplace_back("", std::string_view(found[0].data(), found[0].size()));
  for (std::size_t i = 1; i < count; ++i) {
    if (found[i].data() == nullptr) continue;
    match.parts.emplace_back(formula.names[i - 1],
                             std::string_view(found[i].data(), found[i].size()));
  }
  return match;
}

std::optional<FormulaMatch> Formulas::first(std::string_view name, std::string_view text) const {
  const std::vector<Formula>* formulas = group(name);
  if (formulas == nullptr) return std::nullopt;
  for (const Formula& formula : *formulas) {
    if (std::optional<FormulaMatch> found = match(formula, text)) return found;
  }
  return std::nullopt;
}

std::vector<FormulaMatch> Formulas::all(std::string_view name, std::string_view text) const {
  std::vector<FormulaMatch> out;
  const std::vector<Formula>* formulas = group(name);
  if (formulas == nullptr) return out;
  for (const Formula& formula : *formulas) {
    if (std::optional<FormulaMatch> found = match(formula, text)) out.push_back(std::move(*found));
  }
  return out;
}

}  // namespace servanda
