#include "servanda/time/period.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "servanda/time/civil.h"
#include "servanda/time/scanner.h"

namespace servanda {

namespace {

constexpr std::int64_t kMostUnits = std::numeric_limits<int>::max();

constexpr const char* kForm = "write a period as P20Y, P1Y6M, P150D or P2W";

int saturated(std::int64_t value) {
  return static_cast<int>(std::clamp(value, std::int64_t{0}, kMostUnits));
}

/// The day so many months away, then so many days, without the limits of a Day.
std::int64_t shifted(const Civil& from, std::int64_t months, std::int64_t days, Rounding rounding) {
  const std::int64_t month_number = from.year * 12 + (std::int64_t{from.month} - 1) + months;
  const std::int64_t year = floor_div(month_number, 12);
  const auto month = static_cast<unsigned>(month_number - year * 12 + 1);
  const unsigned length = days_in_month(year, month);
  std::int64_t result = days_from_civil(year, month, std::min(from.day, length));
  if (from.day > length && rounding == Rounding::up) ++result;
  return result + days;
}

Rounding other_than(Rounding rounding) {
  return rounding == Rounding::down ? Rounding::up : Rounding::down;
}

Addition sum(Day day, std::int64_t months, std::int64_t days, Rounding rounding) {
  const Civil from = civil_from_days(number_of(day));
  const Day result = clamped_day(shifted(from, months, days, rounding));
  constexpr unsigned kInEveryMonth = 28;
  if (from.day <= kInEveryMonth) return {result, false, result};
  const Day other = clamped_day(shifted(from, months, days, other_than(rounding)));
  return {result, result != other, other};
}

void append_count(std::vector<std::string>& parts, int count, std::string_view unit) {
  if (count == 0) return;
  parts.push_back(fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s"));
}

constexpr std::array<std::string_view, 13> kShortMonths = {
    "", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

// The first month after is "next": nobody writes "first-of-first-month".
constexpr std::array<std::string_view, 13> kOrdinals = {
    "",        "next",   "second", "third", "fourth",   "fifth",  "sixth",
    "seventh", "eighth", "ninth",  "tenth", "eleventh", "twelfth"};

Result<Alignment> parse_day_of_year(std::string_view text) {
  // text: "1-jan", after "day:"
  const Error fault{Code::parse, fmt::format("\"{}\" is not a day of the year", text),
                    "write day:1-jan or day:31-dec"};
  const std::size_t hyphen = text.find('-');
  if (hyphen == std::string_view::npos || hyphen < 1 || hyphen > 2) return fault;
  unsigned day = 0;
  for (const char c : text.substr(0, hyphen)) {
    if (!is_digit(c)) return fault;
    day = day * 10 + static_cast<unsigned>(c - '0');
  }
  for (unsigned month = 1; month <= 12; ++month) {
    if (text.substr(hyphen + 1) != kShortMonths[month]) continue;
    // A leap year: 29 February is a day of the year, though not of every year.
    const unsigned length = days_in_month(2000, month);
    if (day < 1 || day > length) {
      return Error{Code::parse, fmt::format("{} has {} days", month_name(month), length)};
    }
    return Alignment{Alignment::Kind::day_of_year, 1, month, day};
  }
  return fault;
}

}  // namespace

Result<Period> parse_period(std::string_view text) {
  Scanner scanner(text);
  if (!scanner.take('P')) return scanner.fail("a period begins with 'P'", kForm);
  if (scanner.done()) return scanner.fail("a period has at least one unit", kForm);
  constexpr std::string_view kUnits = "YMWD";
  Period period;
  std::size_t next_unit = 0;
  bool weeks = false;
  while (!scanner.done()) {
    const std::size_t begin = scanner.at();
    if (scanner.peek() == 'T')
      return scanner.fail("a period has no hours, minutes or seconds", kForm);
    if (scanner.peek() == '-' || scanner.peek() == '+') {
      return scanner.fail("a period has no sign", "subtract it instead");
    }
    std::int64_t count = 0;
    while (is_digit(scanner.peek())) {
      count = std::min(count * 10 + (scanner.peek() - '0'), kMostUnits + 1);
      scanner.skip(1);
    }
    if (scanner.at() == begin) return scanner.unexpected("where a number should stand");
    if (scanner.peek() == '.' || scanner.peek() == ',') {
      return scanner.fail("a period has no fractions", "use the next smaller unit");
    }
    if (scanner.done()) return scanner.fail("a unit is missing after the number", kForm);
    const char unit = scanner.peek();
    const std::size_t found = kUnits.find(unit);
    if (found == std::string_view::npos) return scanner.unexpected("where a unit should stand");
    if (weeks || (unit == 'W' && next_unit > 0)) {
      return scanner.fail("weeks stand alone", "write the days, seven for each week");
    }
    if (found < next_unit) {
      return scanner.fail("the units of a period come once each, in the order Y, M, D", kForm);
    }
    next_unit = found + 1;
    weeks = unit == 'W';
    int& sum_of_unit = unit == 'Y' || unit == 'M' ? period.months : period.days;
    const std::int64_t total = sum_of_unit + count * (unit == 'Y' ? 12 : unit == 'W' ? 7 : 1);
    if (total > kMostUnits) return Scanner::fail_at(begin, "the period is too long to count with");
    sum_of_unit = static_cast<int>(total);
    scanner.skip(1);
  }
  return period;
}

std::string to_text(const Period& period) {
  if (period.empty()) return "P0D";
  std::string text = "P";
  if (period.months / 12 != 0) text += fmt::format("{}Y", period.months / 12);
  if (period.months % 12 != 0) text += fmt::format("{}M", period.months % 12);
  if (period.days != 0) text += fmt::format("{}D", period.days);
  return text;
}

std::string in_words(const Period& period) {
  if (period.empty()) return "0 days";
  std::vector<std::string> parts;
  append_count(parts, period.months / 12, "year");
  append_count(parts, period.months % 12, "month");
  append_count(parts, period.days, "day");
  if (parts.size() == 1) return parts[0];
  if (parts.size() == 2) return fmt::format("{} and {}", parts[0], parts[1]);
  return fmt::format("{}, {} and {}", parts[0], parts[1], parts[2]);
}

Period times(const Period& period, int count) {
  assert(count >= 0);
  return {saturated(std::int64_t{period.months} * count),
          saturated(std::int64_t{period.days} * count)};
}

std::string_view to_text(Rounding rounding) {
  return rounding == Rounding::down ? "down" : "up";
}

Addition add(Day day, const Period& period, Rounding rounding) {
  return sum(day, period.months, period.days, rounding);
}

Addition subtract(Day day, const Period& period, Rounding rounding) {
  return sum(day, -std::int64_t{period.months}, -std::int64_t{period.days}, rounding);
}

std::string_view to_text(Counting counting) {
  return counting == Counting::date_to_date ? "date-to-date" : "full-periods";
}

Result<Counting> parse_counting(std::string_view text) {
  if (text == "date-to-date") return Counting::date_to_date;
  if (text == "full-periods") return Counting::full_periods;
  return Error{Code::parse, fmt::format("\"{}\" is no way of counting", text),
               "write date-to-date or full-periods"};
}

Result<Alignment> parse_alignment(std::string_view text) {
  if (text.empty()) return Alignment{};
  constexpr std::string_view kDay = "day:";
  if (text.substr(0, kDay.size()) == kDay) return parse_day_of_year(text.substr(kDay.size()));
  for (int months = 1; months <= 12; ++months) {
    if (text == fmt::format("first-of-{}-month", kOrdinals[static_cast<std::size_t>(months)])) {
      return Alignment{Alignment::Kind::first_of_month, months, 1, 1};
    }
  }
  return Error{Code::parse, fmt::format("\"{}\" is no alignment", text),
               "write first-of-next-month, first-of-second-month … first-of-twelfth-month, or "
               "a day such as day:1-jan"};
}

std::string to_text(const Alignment& alignment) {
  switch (alignment.kind) {
    case Alignment::Kind::none:
      return "";
    case Alignment::Kind::first_of_month:
      assert(1 <= alignment.months_on && alignment.months_on <= 12);
      return fmt::format("first-of-{}-month",
                         kOrdinals[static_cast<std::size_t>(alignment.months_on)]);
    case Alignment::Kind::day_of_year:
      return fmt::format("day:{}-{}", alignment.day, kShortMonths[alignment.month]);
  }
  return "";
}

Day align(Day day, const Alignment& alignment) {
  const Civil civil = civil_from_days(number_of(day));
  switch (alignment.kind) {
    case Alignment::Kind::none:
      return day;
    case Alignment::Kind::first_of_month: {
      const Civil first{civil.year, civil.month, 1};
      return clamped_day(shifted(first, alignment.months_on, 0, Rounding::down));
    }
    case Alignment::Kind::day_of_year: {
      // 29 February may be up to eight years away (1897 to 1904).
      for (std::int64_t year = civil.year; year <= civil.year + 8; ++year) {
        if (alignment.day > days_in_month(year, alignment.month)) continue;
        const std::int64_t found = days_from_civil(year, alignment.month, alignment.day);
        if (found >= number_of(day)) return clamped_day(found);
      }
      return day;
    }
  }
  return day;
}

Day last_day_for_notice(Day end, const Period& notice, Rounding rounding) {
  const std::int64_t last = number_of(end);
  const auto reaches = [&](std::int64_t day) {
    return shifted(civil_from_days(day), notice.months, notice.days, rounding);
  };
  // Addition is monotone in the day, and the day that far back is right but for the days that
  // rounding folds together: at most four steps either way.
  std::int64_t day =
      shifted(civil_from_days(last - notice.days), -std::int64_t{notice.months}, 0, Rounding::down);
  while (reaches(day) > last) --day;
  while (reaches(day + 1) <= last) ++day;
  return clamped_day(day);
}

}  // namespace servanda
