// Spans of calendar time, and how they are added to days.
//
//   Period term = *parse_period("P20Y");
//   Addition sum = add(make_day(2012, 1, 31), *parse_period("P1M"));
//   sum.day                                    // 2012-02-29, rounded down
//   sum.ambiguous, sum.other                   // true, 2012-03-01: rounded up
//   parse_period("P1M2W")                      // Error: weeks stand alone
//
// Months and days are never mixed silently: a Period keeps them apart, and addition does years
// and months first, rounds, then adds the days.
// Addition of months is not associative. Chains (renewals) are computed from the base date:
// use `add(base, times(step, n))`, never the previous end.
#ifndef SERVANDA_TIME_PERIOD_H_
#define SERVANDA_TIME_PERIOD_H_

#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/time/day.h"

namespace servanda {

/// ISO 8601 duration of date units. `months` includes 12 for each year, `days` 7 for each week.
/// Never negative.
struct Period {
  int months = 0;
  int days = 0;

  bool empty() const { return months == 0 && days == 0; }
  friend bool operator==(const Period&, const Period&) = default;
};

/// "P20Y", "P1Y6M", "P150D", "P2W" (fourteen days). Empty periods are written "P0D".
/// err: parse (time units, fractions, signs and repeated or misplaced units are refused).
Result<Period> parse_period(std::string_view text);

/// The shortest ISO 8601 form: whole years as Y, other months as M, days as D ("P1Y6M", "P150D").
std::string to_text(const Period& period);

/// In words, for people: "20 years", "1 year and 6 months", "150 days".
std::string in_words(const Period& period);

/// `period` taken `count` times (months and days each multiplied).
Period times(const Period& period, int count);

/// What happens where the day of the month is missing (31 January + 1 month).
enum class Rounding {
  down,  ///< the last day of the month: practice of depositaries (ETS 76 art. 4(2); CETS 185,
         ///< Australia 2012)
  up,    ///< the first day of the next month: the other usual reading, for warnings
};
std::string_view to_text(Rounding rounding);

/// A sum and whether the rounding mattered.
struct Addition {
  Day day;
  bool ambiguous = false;  ///< the two roundings differ
  Day other;               ///< the sum under the other rounding; equal to `day` unless ambiguous
};

/// Years and months date to date, then days. The result must lie in years -9999 to 9999 (clamped
/// to that range otherwise). Constant time.
Addition add(Day day, const Period& period, Rounding rounding = Rounding::down);

/// The same backwards: the day `period` before. days first are NOT taken: months, rounding, days.
Addition subtract(Day day, const Period& period, Rounding rounding = Rounding::down);

/// How the end of a period is counted from a trigger day that is itself not counted.
enum class Counting {
  date_to_date,  ///< the period ends on the day of the same number (UN practice; the default)
  full_periods,  ///< it runs out in full; the effect is on the day after (older IMO, CoE, CFE
                 ///< notice)
};
std::string_view to_text(Counting counting);
Result<Counting> parse_counting(std::string_view text);

/// Where the day so found is moved to. Source: docs/clauses.md ("align").
struct Alignment {
  enum class Kind { none, first_of_month, day_of_year };
  Kind kind = Kind::none;
  int months_on = 1;   ///< first_of_month: 1 = the month after the moment found, 2 = the second …
  unsigned month = 1;  ///< day_of_year
  unsigned day = 1;    ///< day_of_year: the first such day on or after the moment found
  friend bool operator==(const Alignment&, const Alignment&) = default;
};
/// "first-of-next-month", "first-of-second-month" … "first-of-twelfth-month", "day:1-jan"; ""
/// is none. err: parse.
Result<Alignment> parse_alignment(std::string_view text);
std::string to_text(const Alignment& alignment);
Day align(Day day, const Alignment& alignment);

/// The last day `d` with add(d, notice) <= end: the last on which notice still stops what happens
/// at `end`. Then add(d + 1 day, notice) > end. Used by renewal clauses.
Day last_day_for_notice(Day end, const Period& notice, Rounding rounding = Rounding::down);

}  // namespace servanda

#endif  // SERVANDA_TIME_PERIOD_H_
