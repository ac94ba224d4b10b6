// Other calendars that treaties and archives are dated in, to and from a Day.
//
//   CalendarDate date{CalendarSystem::persian, 1379, 12, 22};
//   to_day(date)                                           // 2001-03-12
//   in_words(date)                                         // "22 Esfand 1379"
//   check_double_date(make_day(2001, 3, 12), date)         // Done
//   check_double_date(make_day(2001, 3, 13), date)         // Error: "13 March 2001 is 23 Esfand
//                                                          //  1379, not 22 Esfand 1379"
//   to_day({CalendarSystem::persian, 1380, 12, 30})        // Error: "Esfand 1380 has 29 days"
//
// Computed by ICU. The Persian calendar there follows a cycle of 33 years, which gives the official
// years of Iran from 1304 (1925, its introduction) at least to 1501 (2122). The civil Islamic
// calendar is the tabular one, months of 30 and 29 days in turn: a sighted date may differ by a day
// or two. Umm al-Qura is the official table of Saudi Arabia and refuses years outside 1300 to 1600.
#ifndef SERVANDA_TIME_CALENDAR_H_
#define SERVANDA_TIME_CALENDAR_H_

#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/time/day.h"

namespace servanda {

enum class CalendarSystem {
  julian,               ///< old style, leap every fourth year; year 0 is the year before 1
  persian,              ///< solar Hijri, official in Iran
  islamic_tabular,      ///< lunar Hijri, arithmetic (civil, epoch 16 July 622 Julian)
  islamic_umm_al_qura,  ///< lunar Hijri, official in Saudi Arabia
};

/// "julian", "persian", "islamic-tabular", "islamic-umm-al-qura".
std::string_view to_text(CalendarSystem system);
/// err: parse.
Result<CalendarSystem> parse_calendar_system(std::string_view text);

/// A day as another calendar counts it. Months and days from 1.
struct CalendarDate {
  CalendarSystem system;
  int year;
  int month;
  int day;
  friend bool operator==(const CalendarDate&, const CalendarDate&) = default;
};

/// "Esfand", "Ramadan", "March"; empty when there is no such month.
std::string_view month_name(CalendarSystem system, int month);

/// "22 Esfand 1379"; the Julian ones with their calendar, "25 October 1917 (Julian)".
std::string in_words(const CalendarDate& date);

/// err: invalid_argument when the calendar has no such day or cannot count that year.
Result<Day> to_day(const CalendarDate& date);

/// err: invalid_argument when the calendar cannot count that day (Umm al-Qura outside its table).
Result<CalendarDate> in_calendar(Day day, CalendarSystem system);

/// Do both datings of a double-dated text ("12 March 2001 (22 Esfand 1379)") name the same day?
/// err: conflict, saying what the day is in the other calendar; else as to_day().
Status check_double_date(Day day, const CalendarDate& other);

}  // namespace servanda

#endif  // SERVANDA_TIME_CALENDAR_H_
