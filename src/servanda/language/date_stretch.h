// A stretch of days, and what it is called: "2025-03", "2024-34", "[2025-03-24..2025-03-30]".
//
//   unit_around(day, DateUnit::month, -1)     // the month before the one that holds the day
//   text_of(months(2024, 4, 3, DateUnit::quarter))   // "2024-34"
//
// Days are counted from 1970-01-01. Not for other rooms: use dates_in_text.h.
#ifndef SERVANDA_LANGUAGE_DATE_STRETCH_H_
#define SERVANDA_LANGUAGE_DATE_STRETCH_H_

#include <cstdint>
#include <string>

#include "servanda/language/dates_in_text.h"
#include "servanda/time/civil.h"

namespace servanda {

/// Some days, both ends included, and how they are called.
struct DayStretch {
  std::int64_t first = 0, last = 0;
  DateUnit unit = DateUnit::day;
  unsigned season = 0;  ///< EDTF code, for the unit season
};

/// Whole months from the first of one; `first_month` may lie outside 1 … 12.
DayStretch months(std::int64_t year, std::int64_t first_month, std::int64_t count, DateUnit unit);
DayStretch years(std::int64_t first, std::int64_t count, DateUnit unit);
DayStretch one_day(std::int64_t day);
/// The unit that holds the day, `steps` on; weeks from Monday (ISO 8601).
DayStretch unit_around(std::int64_t day, DateUnit unit, std::int64_t steps);

Civil civil(std::int64_t day);
/// 0 is Sunday.
unsigned weekday_of(std::int64_t day);
std::string day_text(std::int64_t day);

/// The name of a stretch that has one; a set of its days where EDTF has none.
std::string text_of(const DayStretch& stretch);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_DATE_STRETCH_H_
