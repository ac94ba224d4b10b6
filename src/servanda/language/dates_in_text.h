// Date phrases in running English, and what day they mean in a document of a known day.
//
//   auto phrase = find_date(tokens, i);            // "on Wednesday" begins behind "on"
//   resolve(*phrase, {day, DateSense::past})       // the latest Wednesday up to the day
//   resolve(*phrase, {day, DateSense::future})     // the next one
//
// A phrase keeps what it says (a month, a weekday, "two days later"), not yet what it means: that
// needs the tense of its sentence and sometimes the date told before it. Years without a century,
// clock times and public holidays are not read.
#ifndef SERVANDA_LANGUAGE_DATES_IN_TEXT_H_
#define SERVANDA_LANGUAGE_DATES_IN_TEXT_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "servanda/language/tokens.h"
#include "servanda/time/edtf.h"
#include "servanda/time/period.h"

namespace servanda {

struct DatePhrase {
  enum class Kind {
    calendar,  ///< day, month, year, as far as said
    weekday,   ///< "Wednesday"
    season,    ///< "autumn", "this spring": month holds the EDTF season 21 … 24
    shift,     ///< so many days, weeks, months or years from an anchor
    end_of,    ///< "by the end of the year"
  };
  enum class Anchor {
    document,  ///< "yesterday", "last month", "a week ago"
    told,      ///< "two days later", "the same day", "that June": from the date told before
  };
  enum class Unit { day, week, month, year };
  enum class Pin { none, last, this_, next };  ///< "last March", "this autumn", "next Wednesday"

  Kind kind = Kind::calendar;
  std::size_t begin = 0, end = 0;  ///< tokens, prepositions not included
  Span span;
  std::optional<int> year = {};
  std::optional<unsigned> month = {}, day = {}, weekday = {};  ///< weekday: 0 is Sunday
  std::optional<unsigned> second_day = {}, second_month = {};  ///< "August 29 and September 1"
  Anchor anchor = Anchor::document;
  Unit unit = Unit::day;
  int steps = 0;
  Pin pin = Pin::none;
  bool until = false;  ///< "by", "until", "before": an upper bound
  bool since = false;  ///< "since"
  bool bare_year = false;
};

/// The longest date phrase that begins at token `at` ("2001 treaty": a year alone counts only where
/// it looks like one, 1800 to 2099). Prepositions before it set `until` and `since`.
std::optional<DatePhrase> find_date(const std::vector<Token>& tokens, std::size_t at);

/// Which way an open date points.
enum class DateSense { past, future };

struct DateContext {
  std::optional<Day> document = {};
  DateSense sense = DateSense::past;
  std::optional<Edtf> told = {};  ///< the date told last
};

/// The date as precise as the phrase and its context make it; nothing when an anchor is missing.
/// Without a document's day an open year stays open ("XXXX-01").
std::optional<Edtf> resolve(const DatePhrase& phrase, const DateContext& context);

/// "20 years", "five-year", "ten-year", "180 days", "a decade", "twelve months" at token `at`.
struct PeriodPhrase {
  std::size_t end = 0;
  Period period;
};
std::optional<PeriodPhrase> find_period(const std::vector<Token>& tokens, std::size_t at);

/// 1 to 12 for "january", "sept"; 0 for no month. `lower` in lower case.
unsigned month_number(std::string_view lower);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_DATES_IN_TEXT_H_
