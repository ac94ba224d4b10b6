#include "servanda/language/date_stretch.h"

#include <fmt/format.h>

namespace servanda {
namespace {

/// Monday of the week (ISO 8601).
std::int64_t monday_of(std::int64_t day) {
  // 1970-01-01 was a Thursday, three days after a Monday.
  return day - (day + 3 - floor_div(day + 3, 7) * 7);
}

}  // namespace

Civil civil(std::int64_t day) {
  return civil_from_days(day);
}

DayStretch months(std::int64_t year, std::int64_t first_month, std::int64_t count, DateUnit unit) {
  const std::int64_t index = year * 12 + first_month - 1;
  const std::int64_t after = index + count;
  const auto day_of = [](std::int64_t month) {
    const std::int64_t y = floor_div(month, 12);
    return days_from_civil(y, static_cast<unsigned>(month - y * 12 + 1), 1);
  };
  return {day_of(index), day_of(after) - 1, unit};
}

DayStretch years(std::int64_t first, std::int64_t count, DateUnit unit) {
  return months(first, 1, 12 * count, unit);
}

DayStretch one_day(std::int64_t day) {
  return {day, day, DateUnit::day};
}

unsigned weekday_of(std::int64_t day) {
  const std::int64_t since_sunday = day + 4;
  return static_cast<unsigned>(since_sunday - floor_div(since_sunday, 7) * 7);
}

DayStretch unit_around(std::int64_t day, DateUnit unit, std::int64_t steps) {
  const Civil at = civil(day);
  switch (unit) {
    case DateUnit::week: {
      const std::int64_t monday = monday_of(day) + 7 * steps;
      return {monday, monday + 6, unit};
    }
    case DateUnit::weekend: {
      const std::int64_t monday = monday_of(day) + 7 * steps;
      return {monday + 5, monday + 6, unit};
    }
    case DateUnit::fortnight: {
      const std::int64_t monday = monday_of(day) + 14 * steps;
      return {monday, monday + 13, unit};
    }
    case DateUnit::month:
      return months(at.year, std::int64_t{at.month} + steps, 1, unit);
    case DateUnit::quarter:
      return months(at.year, (at.month - 1) / 3 * 3 + 1 + 3 * steps, 3, unit);
    case DateUnit::half:
      return months(at.year, (at.month - 1) / 6 * 6 + 1 + 6 * steps, 6, unit);
    case DateUnit::year:
      return years(at.year + steps, 1, unit);
    case DateUnit::decade:
      return years(floor_div(at.year, 10) * 10 + 10 * steps, 10, unit);
    case DateUnit::century:
      return years(floor_div(at.year, 100) * 100 + 100 * steps, 100, unit);
    default:
      return one_day(day + steps);
  }
}

std::string day_text(std::int64_t day) {
  return to_text(clamped_day(day));
}

std::string text_of(const DayStretch& stretch) {
  const Civil first = civil(stretch.first);
  switch (stretch.unit) {
    case DateUnit::month:
      return fmt::format("{:04}-{:02}", first.year, first.month);
    case DateUnit::quarter:
      return fmt::format("{:04}-{}", first.year, 33 + (first.month - 1) / 3);
    case DateUnit::half:
      return fmt::format("{:04}-{}", first.year, 40 + (first.month - 1) / 6);
    case DateUnit::season:
      return fmt::format("{:04}-{}", first.year, stretch.season);
    case DateUnit::year:
      return fmt::format("{:04}", first.year);
    case DateUnit::decade:
      return fmt::format("{:03}X", first.year / 10);
    case DateUnit::century:
      return fmt::format("{:02}XX", first.year / 100);
    case DateUnit::range:
      return day_text(stretch.first) + "/" + day_text(stretch.last);
    default:
      if (stretch.first == stretch.last) return day_text(stretch.first);
      return fmt::format("[{}..{}]", day_text(stretch.first), day_text(stretch.last));
  }
}

}  // namespace servanda
