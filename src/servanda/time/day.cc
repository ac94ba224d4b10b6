#include "servanda/time/day.h"

#include <fmt/format.h>

#include <cassert>
#include <cstdlib>

#include "servanda/time/civil.h"
#include "servanda/time/scanner.h"

namespace servanda {

Day make_day(int year, unsigned month, unsigned day) {
  assert(kFirstYear <= year && year <= kLastYear);
  assert(1 <= month && month <= 12);
  assert(1 <= day && day <= days_in_month(year, month));
  return clamped_day(days_from_civil(year, month, day));
}

Result<Day> parse_day(std::string_view text) {
  Scanner scanner(text);
  SERVANDA_ASSIGN_OR_RETURN(const Day day, scan_day(scanner));
  if (!scanner.done()) return scanner.unexpected("after the day");
  return day;
}

std::string to_text(Day day) {
  const Civil civil = civil_from_days(number_of(day));
  return fmt::format("{}{:04}-{:02}-{:02}", civil.year < 0 ? "-" : "", std::abs(civil.year),
                     civil.month, civil.day);
}

}  // namespace servanda
