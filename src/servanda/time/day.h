// A day of the proleptic Gregorian calendar: the unit in which treaties live.
//
//   Day day = *parse_day("2025-01-17");
//   to_text(day);                          // "2025-01-17"
//   parse_day("2025-02-30")                // Error: "February 2025 has 28 days"
//
// Ranges of days are half-open unless a name says otherwise: `from` included, `until` not.
#ifndef SERVANDA_TIME_DAY_H_
#define SERVANDA_TIME_DAY_H_

#include <chrono>
#include <string>
#include <string_view>

#include "servanda/base/result.h"

namespace servanda {

/// Days since 1970-01-01, at midnight of no particular zone. Years -9999 to 9999.
using Day = std::chrono::sys_days;

/// For literals in code and tests; the date must exist (assert).
Day make_day(int year, unsigned month, unsigned day);

/// ISO 8601 calendar date, extended form, nothing before or after it.
/// err: parse, saying whether the form is wrong or the day does not exist.
Result<Day> parse_day(std::string_view text);

/// "2025-01-17"; years beyond four digits do not occur.
std::string to_text(Day day);

}  // namespace servanda

#endif  // SERVANDA_TIME_DAY_H_
