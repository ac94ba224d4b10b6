// Which days count: working days, sitting days of a parliament, from a file of plain text.
//
//   # Days on which both Houses sit.
//   known   2024-07-17/2024-12-19     the days that this file knows; mandatory
//   on      2024-07-17/2024-07-30     only these days count (may be repeated; without: all days)
//   not     sat, sun                  days of the week that never count
//   not     2024-08-26 Bank holiday   a day, or a range, that does not; a name may follow
//   not     --12-25                   a day of every year
//
//   DayCalendar calendar = *parse_day_calendar(text);
//   calendar.after(make_day(2024, 7, 18), 3)         // the third counted day after it
//   calendar.after(make_day(2024, 12, 18), 21)       // Error: only 1 of 21 is known; not before …
//
// Beyond the known days nothing is guessed: the answer is an error that tells the lower bound.
#ifndef SERVANDA_TIME_DAY_CALENDAR_H_
#define SERVANDA_TIME_DAY_CALENDAR_H_

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/time/day.h"

namespace servanda {

class DayCalendar {
 public:
  /// The days that the file knows, both included.
  Day first() const { return first_; }
  Day last() const { return last_; }

  /// Does the day count? err: not_found outside the known days.
  Result<bool> counts(Day day) const;

  /// The `count`-th counted day after `day`, which itself is not counted; 0 gives `day`. Linear in
  /// the days between. err: not_found when the known days end before it, telling how many are known
  /// and the day before which it cannot be; invalid_argument for a negative count.
  Result<Day> after(Day day, int count) const;

  /// How many counted days lie in (from, until]: the first excluded, the last included.
  /// err: invalid_argument when `until` comes first; not_found outside the known days.
  Result<int> between(Day from, Day until) const;

 private:
  friend Result<DayCalendar> parse_day_calendar(std::string_view text);
  bool counted(Day day) const;

  Day first_{}, last_{};
  std::array<bool, 7> weekdays_off_ = {};              ///< from Sunday
  std::vector<std::pair<Day, Day>> on_, off_;          ///< both ends included; sorted
  std::vector<std::pair<unsigned, unsigned>> yearly_;  ///< month and day
};

/// err: parse, naming the line.
Result<DayCalendar> parse_day_calendar(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_TIME_DAY_CALENDAR_H_
