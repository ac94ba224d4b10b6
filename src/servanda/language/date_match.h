// One match of the grammar at a place: what the elements of a pattern bind, and what that makes.
// Shared by date_match.cc (elements to slots), date_build.cc and date_counted.cc (slots to phrases)
// alone.
#ifndef SERVANDA_LANGUAGE_DATE_MATCH_H_
#define SERVANDA_LANGUAGE_DATE_MATCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "servanda/language/date_grammar.h"

namespace servanda {

/// What the elements of a pattern have bound so far.
struct DateSlots {
  std::optional<int> day, second_day, ordinal, month, year, second_year, weekday, number, unit,
      season, pin, told, shift, part, daypart, decade, clock, zone, numeric, second_month, place;
  std::optional<CalendarSystem> calendar;
  std::vector<DatePhrase> times;
};

/// The marks around a match, as its builder looks at them.
struct MatchPlace {
  const DateWords& words;
  const SentenceMarks& sentence;
  const MatchOptions& options;

  const DateMark* mark(std::size_t at) const {
    return at < sentence.marks.size() ? &sentence.marks[at] : nullptr;
  }
  std::string_view bytes(std::size_t at) const {
    return at < sentence.marks.size() ? sentence.bytes(sentence.marks[at]) : std::string_view{};
  }
  /// What a word is as one of a class.
  std::optional<int> value(std::size_t at, DateWordClass word_class) const {
    const DateMark* one = mark(at);
    if (one == nullptr || one->kind != MarkKind::word || one->word == kNoDateWord) return {};
    return words.word(one->word).value(word_class);
  }
};

inline DateUnit unit_of(int value) {
  return static_cast<DateUnit>(value);
}

/// "last month": the unit that is so many steps from the anchor's.
inline DatePhrase unit_phrase(int unit, int steps, DatePhrase::Anchor anchor) {
  DatePhrase phrase;
  phrase.kind = DatePhrase::Kind::unit;
  phrase.unit = unit_of(unit);
  phrase.steps = steps;
  phrase.anchor = anchor;
  return phrase;
}

/// The phrase or period that a rule's slots make over the marks [at, end), continuing `base` where
/// there is one; false when they make none.
bool build_phrase(const MatchPlace& place, const DateGrammar::Rule& rule, DateSlots& slots,
                  std::size_t at, std::size_t end, const DateMatch* base, DateMatch& match);

/// The same for the meanings that count units: "two days ago", "last week", "within a month",
/// "twenty years".
bool build_counted(const MatchPlace& place, const DateGrammar::Rule& rule, const DateSlots& slots,
                   std::size_t end, const DateMatch* base, DateMatch& match);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_DATE_MATCH_H_
