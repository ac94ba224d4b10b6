#include "servanda/time/day_calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "servanda/time/civil.h"
#include "servanda/time/scanner.h"

namespace servanda {
namespace {

using Range = std::pair<Day, Day>;

constexpr std::array<std::string_view, 7> kWeekdays = {"sun", "mon", "tue", "wed",
                                                       "thu", "fri", "sat"};
constexpr std::chrono::days kOne{1};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kWhite = " \t\r";
  const std::size_t begin = text.find_first_not_of(kWhite);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kWhite) + 1 - begin);
}

Error fault(std::size_t line, std::string_view message, std::string advice = {}) {
  return {Code::parse, fmt::format("line {}: {}", line, message), std::move(advice)};
}

/// "2024-07-17" or "2024-07-17/2024-07-30"; a name may follow.
Result<Range> parse_range(std::string_view text) {
  Scanner scanner(text);
  SERVANDA_ASSIGN_OR_RETURN(const Day first, scan_day(scanner));
  Day last = first;
  if (scanner.take('/')) {
    SERVANDA_ASSIGN_OR_RETURN(last, scan_day(scanner));
  }
  if (!scanner.done() && scanner.peek() != ' ' && scanner.peek() != '\t') {
    return scanner.unexpected("after a day");
  }
  if (last < first) return Error{Code::parse, "the range ends before it begins"};
  return Range{first, last};
}

/// "--12-25": month and day; nothing when the text is no such thing.
Result<std::pair<unsigned, unsigned>> parse_yearly(std::string_view text) {
  Scanner scanner(text);
  scanner.skip(2);
  const auto month = scanner.number(2);
  if (!month || *month < 1 || *month > 12 || !scanner.take('-')) {
    return scanner.fail("a day of every year is written --12-25");
  }
  const auto day = scanner.number(2);
  const auto m = static_cast<unsigned>(*month);
  if (!day || *day < 1 || static_cast<unsigned>(*day) > days_in_month(2000, m)) {
    return scanner.fail(fmt::format("{} has no such day", month_name(m)));
  }
  return std::pair{m, static_cast<unsigned>(*day)};
}

bool holds(const std::vector<Range>& ranges, Day day) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), day,
                                      [](Day d, const Range& range) { return d < range.first; });
  // Ranges may overlap, so every one that begins before may hold it; they are few.
  return std::any_of(ranges.begin(), after,
                     [&](const Range& range) { return day <= range.second; });
}

}  // namespace

Result<DayCalendar> parse_day_calendar(std::string_view text) {
  DayCalendar calendar;
  bool known = false;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    std::string_view line = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t space = line.find_first_of(" \t");
    const std::string_view word = line.substr(0, space);
    const std::string_view rest =
        space == std::string_view::npos ? std::string_view{} : trimmed(line.substr(space));
    if (word != "known" && word != "on" && word != "not") {
      return fault(number, fmt::format("\"{}\" is no word of a calendar", word),
                   "write known, on or not");
    }
    if (word == "not" && rest.starts_with("--")) {
      const auto yearly = parse_yearly(rest);
      if (!yearly) return fault(number, yearly.error().message);
      calendar.yearly_.push_back(*yearly);
      continue;
    }
    if (word == "not" && !rest.empty() && !is_digit(rest.front()) && rest.front() != '-') {
      std::string_view names = rest;
      while (!names.empty()) {
        const std::size_t comma = names.find(',');
        const std::string_view name = trimmed(names.substr(0, comma));
        const auto* weekday = std::find(kWeekdays.begin(), kWeekdays.end(), name);
        if (weekday == kWeekdays.end()) {
          return fault(number, fmt::format("\"{}\" is no day of the week", name), "write sat, sun");
        }
        calendar.weekdays_off_[static_cast<std::size_t>(weekday - kWeekdays.begin())] = true;
        names = comma == std::string_view::npos ? std::string_view{} : names.substr(comma + 1);
      }
      continue;
    }
    const Result<Range> range = parse_range(rest);
    if (!range) return fault(number, range.error().message, range.error().advice);
    if (word == "known") {
      if (known) return fault(number, "the known days stand there already");
      known = true;
      calendar.first_ = range->first;
      calendar.last_ = range->second;
    } else {
      (word == "on" ? calendar.on_ : calendar.off_).push_back(*range);
    }
  }
  if (!known) {
    return Error{Code::parse, "the calendar does not say which days it knows",
                 "write a line such as: known 2024-01-01/2024-12-31"};
  }
  std::sort(calendar.on_.begin(), calendar.on_.end());
  std::sort(calendar.off_.begin(), calendar.off_.end());
  return calendar;
}

bool DayCalendar::counted(Day day) const {
  if (weekdays_off_[std::chrono::weekday{day}.c_encoding()]) return false;
  if (!on_.empty() && !holds(on_, day)) return false;
  if (holds(off_, day)) return false;
  const Civil civil = civil_from_days(number_of(day));
  return std::find(yearly_.begin(), yearly_.end(), std::pair{civil.month, civil.day}) ==
         yearly_.end();
}

Result<bool> DayCalendar::counts(Day day) const {
  if (day < first_ || day > last_) {
    return Error{Code::not_found, fmt::format("the calendar knows {} to {}, not {}",
                                              to_text(first_), to_text(last_), to_text(day))};
  }
  return counted(day);
}

Result<Day> DayCalendar::after(Day day, int count) const {
  if (count < 0) return Error{Code::invalid_argument, "a count of days is not negative"};
  if (count == 0) return day;
  if (day + kOne < first_ || day > last_) {
    return Error{Code::not_found, fmt::format("the calendar knows {} to {}, not the days after {}",
                                              to_text(first_), to_text(last_), to_text(day))};
  }
  int found = 0;
  for (Day one = day + kOne; one <= last_; one += kOne) {
    if (counted(one) && ++found == count) return one;
  }
  return Error{
      Code::not_found,
      fmt::format("the calendar ends on {}, when {} of {} days are counted: not before {}",
                  to_text(last_), found, count, to_text(last_ + std::chrono::days(count - found)))};
}

Result<int> DayCalendar::between(Day from, Day until) const {
  if (until < from) return Error{Code::invalid_argument, "the end comes before the beginning"};
  if (from == until) return 0;
  for (const Day end : {from + kOne, until}) {
    const Result<bool> known = counts(end);
    if (!known) return known.error();
  }
  int count = 0;
  for (Day one = from + kOne; one <= until; one += kOne) {
    if (counted(one)) ++count;
  }
  return count;
}

}  // namespace servanda
