// The table of a language as rules, and which of them may begin with what.
#include "servanda/language/date_grammar.h"

#include <algorithm>
#include <array>
#include <utility>

#include "servanda/base/table.h"

namespace servanda {
namespace {

using Meaning = DateGrammar::Meaning;
using Slot = DateGrammar::Slot;

constexpr std::array<std::pair<std::string_view, Meaning>, 38> kMeanings = {{
    {"unit-of", Meaning::unit_of},
    {"told-same", Meaning::told_same},
    {"date-days-figures", Meaning::days_numeric},
    {"pair", Meaning::pair},
    {"date", Meaning::date},
    {"date-days", Meaning::days},
    {"month", Meaning::month},
    {"month-year", Meaning::month_year},
    {"year", Meaning::year},
    {"decade", Meaning::decade},
    {"century", Meaning::century},
    {"season", Meaning::season},
    {"quarter", Meaning::quarter},
    {"half", Meaning::half},
    {"today", Meaning::today},
    {"day-offset", Meaning::day_offset},
    {"ago", Meaning::ago},
    {"year-ago", Meaning::ago},
    {"ahead", Meaning::ahead},
    {"year-ahead", Meaning::ahead},
    {"told-later", Meaning::told_later},
    {"told-earlier", Meaning::told_earlier},
    {"unit", Meaning::unit},
    {"span", Meaning::span},
    {"weekday", Meaning::weekday},
    {"weekday-of", Meaning::weekday_of},
    {"part", Meaning::part},
    {"range", Meaning::range},
    {"at", Meaning::at},
    {"daypart", Meaning::daypart},
    {"tonight", Meaning::daypart},
    {"last-night", Meaning::daypart},
    {"period", Meaning::period},
    {"unit-offset", Meaning::unit},
    {"other-calendar", Meaning::other_date},
    {"styles", Meaning::styles},
    {"style", Meaning::style},
    {"double-date", Meaning::twice},
}};

constexpr std::array<std::pair<std::string_view, Slot>, 20> kSlots = {{
    {"D", Slot::day},          {"O", Slot::ordinal},       {"M", Slot::month},
    {"Y", Slot::year},         {"W", Slot::weekday},       {"N", Slot::number},
    {"U", Slot::unit},         {"S", Slot::season},        {"PIN", Slot::pin},
    {"TOLD", Slot::told},      {"SHIFT", Slot::shift},     {"E", Slot::part},
    {"PART", Slot::daypart},   {"NUMERIC", Slot::numeric}, {"DECADE", Slot::decade},
    {"CLOCK", Slot::clock},    {"ZONE", Slot::zone},       {"TIME", Slot::time},
    {"OM", Slot::other_month}, {"PLACE", Slot::place},
}};

bool may_begin(const DateGrammar::Choice& choice, const DateWord& word, std::uint16_t number) {
  switch (choice.slot) {
    case Slot::word:
      return choice.word == number;
    case Slot::day:
    case Slot::ordinal:
      return word.is(DateWordClass::ordinal) || word.is(DateWordClass::number);
    case Slot::month:
      return word.is(DateWordClass::month);
    case Slot::weekday:
      return word.is(DateWordClass::weekday);
    case Slot::number:
      return word.is(DateWordClass::number);
    case Slot::unit:
      return word.is(DateWordClass::unit);
    case Slot::season:
      return word.is(DateWordClass::season);
    case Slot::pin:
      return word.is(DateWordClass::pin);
    case Slot::told:
      return word.is(DateWordClass::told);
    case Slot::shift:
      return word.is(DateWordClass::shift);
    case Slot::part:
      return word.is(DateWordClass::part);
    case Slot::daypart:
      return word.is(DateWordClass::daypart);
    case Slot::decade:
      return word.is(DateWordClass::decade);
    case Slot::zone:
      return word.is(DateWordClass::zone);
    case Slot::other_month:
      return word.is(DateWordClass::other_month);
    case Slot::place:
      return word.is(DateWordClass::place);
    case Slot::time:
      return true;
    case Slot::year:
    case Slot::numeric:
    case Slot::clock:
      return false;
  }
  return false;
}

bool may_begin_with_figure(const DateGrammar::Choice& choice) {
  switch (choice.slot) {
    case Slot::day:
    case Slot::ordinal:
    case Slot::year:
    case Slot::number:
    case Slot::numeric:
    case Slot::decade:
    case Slot::clock:
    case Slot::time:
      return true;
    default:
      return false;
  }
}

/// Does the rule's first element, or one behind optional ones, begin so?
template <typename Test>
bool begins(const DateGrammar::Rule& rule, const Test& test) {
  for (const DateGrammar::Element& element : rule.elements) {
    for (const DateGrammar::Choice& choice : element.choices) {
      if (test(choice)) return true;
    }
    if (!element.optional) return false;
  }
  return false;
}

DateGrammar::Element read_element(std::string_view text, const DateWords& words) {
  DateGrammar::Element element;
  if (text.starts_with('[')) {
    element.optional = true;
    text = text.substr(1, text.size() - 2);
  }
  for (const std::string_view choice : split(text, '|')) {
    const auto* slot = std::find_if(kSlots.begin(), kSlots.end(),
                                    [&](const auto& one) { return one.first == choice; });
    if (slot != kSlots.end()) {
      element.choices.push_back({slot->second, kNoDateWord});
    } else {
      element.choices.push_back({Slot::word, words.number_of(choice)});
    }
  }
  return element;
}

}  // namespace

DateGrammar::DateGrammar(const DateWords& words) : words_(words) {
  for (const GrammarRow& row : words.grammar()) {
    const auto* meaning = std::find_if(kMeanings.begin(), kMeanings.end(),
                                       [&](const auto& one) { return one.first == row.name; });
    if (meaning == kMeanings.end()) continue;
    Rule rule{meaning->second, row.name, row.argument, {}};
    for (const std::string_view element : split(row.pattern, ' ')) {
      if (!element.empty()) rule.elements.push_back(read_element(element, words));
    }
    RuleSet& set = row.kind == "after" ? after_ : row.kind == "period" ? periods_ : rules_;
    set.rules.push_back(std::move(rule));
  }
  for (RuleSet* set : {&rules_, &after_, &periods_}) set->index(words);
}

void DateGrammar::RuleSet::index(const DateWords& words) {
  // Words that the tables do not have begin nothing.
  by_word.resize(words.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto rule = static_cast<std::uint16_t>(i);
    if (begins(rules[i], may_begin_with_figure)) by_figure.push_back(rule);
    for (std::size_t w = 1; w < words.size(); ++w) {
      const auto number = static_cast<std::uint16_t>(w);
      const DateWord& word = words.word(number);
      if (begins(rules[i], [&](const Choice& choice) { return may_begin(choice, word, number); })) {
        by_word[w].push_back(rule);
      }
    }
  }
}

const DateGrammar& date_grammar(Language language) {
  switch (language) {
    case Language::russian: {
      static const DateGrammar grammar(date_words(language));
      return grammar;
    }
    case Language::french: {
      static const DateGrammar grammar(date_words(language));
      return grammar;
    }
    case Language::spanish: {
      static const DateGrammar grammar(date_words(language));
      return grammar;
    }
    case Language::english:
      break;
  }
  static const DateGrammar grammar(date_words(Language::english));
  return grammar;
}

}  // namespace servanda
