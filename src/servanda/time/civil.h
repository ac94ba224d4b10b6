// Days and months of the proleptic Gregorian calendar as plain numbers, for years of any size.
//
//   days_from_civil(1970, 1, 1)        // 0
//   civil_from_days(-1)                // 1969-12-31
//   days_in_month(1900, 2)             // 28: a centennial is no leap year unless 400 divides it
//
// For the other files of this room: sums may pass through years that a Day does not reach, and
// EDTF writes years of fifteen digits. Month 1 … 12, day 1 … 31; nothing is checked here.
#ifndef SERVANDA_TIME_CIVIL_H_
#define SERVANDA_TIME_CIVIL_H_

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "servanda/time/day.h"

namespace servanda {

/// The years that a Day may lie in.
inline constexpr int kFirstYear = -9999;
inline constexpr int kLastYear = 9999;

/// Year (0 is the year before 1), month and day.
struct Civil {
  std::int64_t year;
  unsigned month;
  unsigned day;
};

constexpr bool is_leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr unsigned days_in_month(std::int64_t year, unsigned month) {
  constexpr std::array<unsigned, 13> kLengths = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kLengths[month];
}

/// Division that rounds towards minus infinity, as eras and months need it.
constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

/// Days since 1970-01-01. The year is counted from March, so that the leap day comes last and
/// month lengths follow one line (153 days in five months); 146,097 days make 400 years.
constexpr std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
  const std::int64_t march_year = month <= 2 ? year - 1 : year;
  const std::int64_t era = floor_div(march_year, 400);
  const std::int64_t year_of_era = march_year - era * 400;
  const std::int64_t march_month = month > 2 ? std::int64_t{month} - 3 : std::int64_t{month} + 9;
  const std::int64_t day_of_year = (153 * march_month + 2) / 5 + std::int64_t{day} - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

/// The inverse of days_from_civil.
constexpr Civil civil_from_days(std::int64_t days) {
  const std::int64_t since_march_0 = days + 719468;
  const std::int64_t era = floor_div(since_march_0, 146097);
  const std::int64_t day_of_era = since_march_0 - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t march_month = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<unsigned>(day_of_year - (153 * march_month + 2) / 5 + 1);
  const auto month = static_cast<unsigned>(march_month < 10 ? march_month + 3 : march_month - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

inline constexpr std::int64_t kFirstDay = days_from_civil(kFirstYear, 1, 1);
inline constexpr std::int64_t kLastDay = days_from_civil(kLastYear, 12, 31);

constexpr std::int64_t number_of(Day day) {
  return day.time_since_epoch().count();
}

/// The day of that number, or the nearest that a Day can be.
constexpr Day clamped_day(std::int64_t number) {
  return Day{std::chrono::days{std::clamp(number, kFirstDay, kLastDay)}};
}

/// "January" … "December".
constexpr std::string_view month_name(unsigned month) {
  constexpr std::array<std::string_view, 13> kNames = {
      "",     "January", "February",  "March",   "April",    "May",     "June",
      "July", "August",  "September", "October", "November", "December"};
  return kNames[month];
}

}  // namespace servanda

#endif  // SERVANDA_TIME_CIVIL_H_
