#include "servanda/time/scanner.h"

#include <fmt/format.h>

#include <cstdlib>
#include <utility>

#include "servanda/time/civil.h"

namespace servanda {

namespace {

// The widest difference between a clock on Earth and universal time (Line Islands, +14:00); the
// other side, -12:00, is kept as wide, because old sources are not surer than that.
constexpr int kWidestShift = 14 * 60;

}  // namespace

Error Scanner::fail(std::string_view message, std::string advice) const {
  return fail_at(at_, message, std::move(advice));
}

Error Scanner::fail_at(std::size_t place, std::string_view message, std::string advice) {
  return {Code::parse, fmt::format("column {}: {}", place + 1, message), std::move(advice)};
}

Error Scanner::unexpected(std::string_view where) const {
  const char c = peek();
  if (done()) return fail(fmt::format("the text ends {}", where));
  if (c == ' ') return fail(fmt::format("a space does not belong {}", where));
  if ('!' <= c && c <= '~') return fail(fmt::format("'{}' does not belong {}", c, where));
  return fail(fmt::format("this character does not belong {}", where));
}

std::string missing_day(int year, unsigned month, unsigned day) {
  if (day == 0) return "day 00 does not exist";
  const unsigned length = days_in_month(year, month);
  if (day <= length) return {};
  return fmt::format("{} {} has {} days", month_name(month), year, length);
}

Result<Day> scan_day(Scanner& scanner) {
  const std::size_t begin = scanner.at();
  const bool negative = scanner.take('-');
  const auto year = scanner.number(4);
  if (!year) return scanner.fail("a year has four digits", "write a date as 2025-01-17");
  if (negative && *year == 0) {
    return Scanner::fail_at(begin, "there is no year -0000", "the year before 0001 is 0000");
  }
  if (!scanner.take('-')) {
    return scanner.fail("the year is followed by a hyphen", "write a date as 2025-01-17");
  }
  const std::size_t month_place = scanner.at();
  const auto month = scanner.number(2);
  if (!month) return scanner.fail("a month has two digits", "write a date as 2025-01-17");
  if (*month < 1 || *month > 12) {
    return Scanner::fail_at(month_place, fmt::format("month {:02} does not exist", *month));
  }
  if (!scanner.take('-')) {
    return scanner.fail("the month is followed by a hyphen and the day",
                        "write a date as 2025-01-17");
  }
  const auto day = scanner.number(2);
  if (!day) return scanner.fail("a day has two digits", "write a date as 2025-01-17");
  const int signed_year = negative ? -*year : *year;
  const auto m = static_cast<unsigned>(*month);
  const auto d = static_cast<unsigned>(*day);
  if (std::string fault = missing_day(signed_year, m, d); !fault.empty()) {
    return Error{Code::parse, std::move(fault)};
  }
  return clamped_day(days_from_civil(signed_year, m, d));
}

Result<int> scan_clock(Scanner& scanner) {
  const std::size_t begin = scanner.at();
  const auto hour = scanner.number(2);
  if (!hour) return scanner.fail("an hour has two digits", "write a time as 00:00");
  if (*hour == 24) {
    return Scanner::fail_at(begin, "hour 24 does not exist", "write 00:00 of the day after");
  }
  if (*hour > 24) return Scanner::fail_at(begin, fmt::format("hour {} does not exist", *hour));
  if (!scanner.take(':')) {
    return scanner.fail("the hour is followed by a colon", "write a time as 00:00");
  }
  const std::size_t minute_place = scanner.at();
  const auto minute = scanner.number(2);
  if (!minute) return scanner.fail("a minute has two digits", "write a time as 00:00");
  if (*minute > 59) {
    return Scanner::fail_at(minute_place, fmt::format("minute {} does not exist", *minute));
  }
  return *hour * 60 + *minute;
}

Result<int> scan_shift(Scanner& scanner) {
  const std::size_t begin = scanner.at();
  if (scanner.take('Z')) return 0;
  const bool negative = scanner.take('-');
  if (!negative && !scanner.take('+')) return scanner.unexpected("where a zone should stand");
  const auto hours = scanner.number(2);
  if (!hours) {
    return scanner.fail("the hours of a zone have two digits", "write a zone as +03:00 or Z");
  }
  int minutes = 0;
  if (scanner.take(':')) {
    const std::size_t place = scanner.at();
    const auto written = scanner.number(2);
    if (!written) {
      return scanner.fail("the minutes of a zone have two digits", "write a zone as +03:00 or Z");
    }
    if (*written > 59) {
      return Scanner::fail_at(place, fmt::format("minute {} does not exist", *written));
    }
    minutes = *written;
  }
  const int total = *hours * 60 + minutes;
  if (total > kWidestShift) {
    return Scanner::fail_at(begin, "no zone is more than 14 hours from universal time");
  }
  if (negative && total == 0) {
    return Scanner::fail_at(begin, "there is no negative zone of nought", "write Z or +00:00");
  }
  return negative ? -total : total;
}

std::string shift_text(int minutes) {
  if (minutes == 0) return "Z";
  const int size = std::abs(minutes);
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

}  // namespace servanda
