// Dates, ranges and periods in running text, and which days they mean in a document of a known day.
//
//   DatesOptions options{.language = Language::english, .document = make_day(2025, 3, 28)};
//   for (const DateInText& found : find_dates("The Duma voted on Wednesday.", options)) {
//     found.date->text()      // "2025-03-26": the verb is past, so the Wednesday before
//     found.rule              // "weekday"
//     found.sense, found.cue  // past, the bytes of "voted"
//   }
//   find_dates("The Duma will vote on Wednesday.", options)   // 2025-04-02
//   find_dates("in the eleventh hour", options)               // nothing
//   find_dates("on 31 April", options)[0].fault              // "April has 30 days", and no date
//   find_dates("13 March 2001 (22 Esfand 1379)", options)[0].disagreement
//       // "13 March 2001 is 23 Esfand 1379, not 22 Esfand 1379"; the date is a set of both days
//
// English, Russian, French and Spanish; the words and the grammar of each stand in its table,
// dates.LL.tsv. Years without a century are read in figures only ("31.10.74"). Feasts are not read.
//
// A document is scanned once; a sentence is parsed only where a word or figure of a date stands in
// it, so that text without dates costs little more than finding its words.
#ifndef SERVANDA_LANGUAGE_DATES_IN_TEXT_H_
#define SERVANDA_LANGUAGE_DATES_IN_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/text.h"
#include "servanda/language/language.h"
#include "servanda/language/tokens.h"
#include "servanda/time/calendar.h"
#include "servanda/time/edtf.h"
#include "servanda/time/period.h"

namespace servanda {

/// How fine a date is, and what is counted in phrases; from fine to coarse. `range` has two ends.
enum class DateUnit : std::uint8_t {
  second,
  minute,
  hour,
  day,
  weekend,
  week,
  fortnight,
  month,
  quarter,
  season,
  half,
  year,
  decade,
  century,
  range,
};
/// "day", "month", "range".
std::string_view to_text(DateUnit unit);

/// What a phrase says, not yet what it means: that needs the document's day, the tense of its
/// sentence, and sometimes the date told before it.
struct DatePhrase {
  enum class Kind : std::uint8_t {
    calendar,  ///< day, month, year, as far as said; also decades ("196X") and centuries
    weekday,   ///< a weekday, perhaps the `ordinal`-th or the only one within parts[0]
    season,    ///< `month` holds the EDTF season 21 … 24
    unit,      ///< the week, month, year … `steps` from the anchor's ("last month": -1)
    shift,     ///< `steps` units from the anchor ("a week ago")
    span,      ///< `steps` whole units before (negative) or after the anchor ("the last 30 years")
    ordinal,   ///< the `ordinal`-th half, quarter, month, week, day … of a year or of parts[0]
    part,      ///< early (1), middle (2) or late (3) in parts[0]
    range,     ///< from parts[0] to parts[1]
    time,      ///< a time of day on parts[0], else on the document's day
    twice,     ///< one day told in several calendars or styles: `parts` (double_dates.h)
  };
  enum class Anchor : std::uint8_t {
    document,  ///< "yesterday", "last month", "a week ago"
    told,      ///< "two days later", "the same day", "that June": from the date told before
  };

  Kind kind = Kind::calendar;
  std::size_t begin = 0, end = 0;  ///< tokens, prepositions not included; find_date() sets them
  Span span;                       ///< bytes
  std::string_view rule;           ///< name of the grammar's rule; lives as long as the program
  std::optional<int> year = {};
  std::optional<unsigned> month = {}, day = {}, weekday = {};  ///< weekday: 0 is Sunday
  std::optional<CalendarSystem> calendar = {};  ///< that counts year, month and day; else Gregorian
  bool month_first = false;  ///< "3/4/2025": month and day may as well be the other way round
  Anchor anchor = Anchor::document;
  DateUnit unit = DateUnit::day;
  int steps = 0;
  std::optional<int> pin = {};  ///< "last March" -1, "this autumn" 0, "next Wednesday" 1
  int ordinal = 0;              ///< -1 is the last
  int part = 0;
  std::optional<int> minutes = {};  ///< of the day
  int seconds = 0;
  std::optional<int> zone = {};     ///< minutes from universal time
  std::string_view place = {};      ///< "Moscow time": the zone's IANA name
  std::optional<int> daypart = {};  ///< "afternoon": kept, does not make the date finer
  bool until = false;               ///< "by", "until": an upper bound
  bool since = false;               ///< "since", "from"
  bool before = false, after = false;
  bool bare_year = false;
  bool impossible = false;  ///< "31 April", "29 February 2025": no such day, and no date
  std::vector<DatePhrase> parts = {};
};

/// Which way a date without a year, a month or a week points. `unmarked`: no tense and no cue
/// tells; weekdays and months are then the latest, days of a month the nearest.
enum class DateSense : std::uint8_t { past, future, unmarked };
std::string_view to_text(DateSense sense);

struct DateContext {
  std::optional<Day> document = {};
  DateSense sense = DateSense::past;
  std::optional<Edtf> told = {};  ///< the date told last
  bool parts_as_thirds = false;   ///< "early March" is its first ten days, not the whole month
};

/// The date as precise as the phrase and its context make it; nothing when an anchor is missing.
/// Without a document's day an open year stays open ("XXXX-01"). A week or a third of a month is a
/// set, "[2025-03-24..2025-03-30]": one day of them is meant; a range is an interval. `until` gives
/// an interval without a beginning.
std::optional<Edtf> resolve(const DatePhrase& phrase, const DateContext& context);
/// How fine that date is.
DateUnit granularity(const DatePhrase& phrase);

/// A date or period found in a text.
struct DateInText {
  Span span;                          ///< the bytes that give it, prepositions not included
  std::string_view rule;              ///< name of the grammar's rule ("weekday", "ago", "range")
  DatePhrase phrase;                  ///< not filled for a period
  std::optional<Period> period = {};  ///< "twenty years"; then there is no date
  std::optional<Edtf> date = {};      ///< as named, without its bound
  std::optional<Edtf> extent =
      {};  ///< with its bound or part: "by 2031" is ../2031, "early March" its first ten days
  DateUnit granularity = DateUnit::day;
  DateSense sense = DateSense::past;  ///< the direction taken
  std::optional<Span> cue = {};       ///< the bytes of the verb or word that decided it
  std::string fault = {};             ///< "April has 30 days": why there is no date
  std::string disagreement = {};      ///< how the datings of a double date differ
  std::optional<Edtf> other = {};     ///< the reading in the other direction, where nothing decided
};

struct DatesOptions {
  std::optional<Language> language = {};  ///< else guessed
  std::optional<Day> document = {};       ///< a dateline in the text comes first
  bool dateline = true;                   ///< look for one
  std::optional<DateSense> sense = {};    ///< one direction for all, whatever the verbs say
  /// Figures such as 3/4/2025: the day first, the month first, or (absent) as the language has it;
  /// in English both, and the date is a set of two.
  std::optional<bool> month_first = {};
  /// A phrase alone, not running text: small letters and short forms count ("thu", "march 3").
  bool phrase_alone = false;
};

/// All dates and periods of a UTF-8 text, in order, not overlapping. Linear in the text.
std::vector<DateInText> find_dates(std::string_view text, const DatesOptions& options);

/// The longest English date phrase that begins at token `at`. Prepositions before it set the
/// bounds.
std::optional<DatePhrase> find_date(const std::vector<Token>& tokens, std::size_t at);

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
