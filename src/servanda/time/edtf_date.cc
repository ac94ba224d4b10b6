#include "servanda/time/edtf_date.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "servanda/time/civil.h"
#include "servanda/time/edtf_year.h"

namespace servanda {

namespace {

Qualifier operator|(Qualifier a, Qualifier b) {
  return static_cast<Qualifier>(static_cast<unsigned char>(a) | static_cast<unsigned char>(b));
}

constexpr std::string_view sign_of(Qualifier qualifier) {
  switch (qualifier) {
    case Qualifier::none:
      return "";
    case Qualifier::uncertain:
      return "?";
    case Qualifier::approximate:
      return "~";
    case Qualifier::both:
      return "%";
  }
  return "";
}

Qualifier take_qualifier(Scanner& scanner) {
  if (scanner.take('?')) return Qualifier::uncertain;
  if (scanner.take('~')) return Qualifier::approximate;
  if (scanner.take('%')) return Qualifier::both;
  return Qualifier::none;
}

/// The parts of a year that are written where a month stands (ISO 8601-2, 4.8.1). Quarters,
/// thirds and halves are exact. Where seasons begin is left open by ISO (3.1.3.1): we take the
/// meteorological months, 21 … 24 as in the north, and a winter (or southern summer) belongs to
/// the year in which it begins.
struct YearPart {
  unsigned first_month;
  unsigned months;
};

std::optional<YearPart> year_part(int code) {
  if (code < 21 || code > 41) return std::nullopt;
  const auto number = static_cast<unsigned>(code);
  if (number <= 28) return YearPart{3 + (number - 21) % 4 * 3, 3};
  // South: spring from September, summer from December, autumn from March, winter from June.
  if (number <= 32) return YearPart{(9 + (number - 29) * 3 - 1) % 12 + 1, 3};
  if (number <= 36) return YearPart{1 + (number - 33) * 3, 3};
  if (number <= 39) return YearPart{1 + (number - 37) * 4, 4};
  return YearPart{1 + (number - 40) * 6, 6};
}

struct MonthDay {
  unsigned month;
  unsigned day;
};

/// The first or the last day of a year that fits the written month and day; nothing when none
/// does. An absent day means the whole month.
std::optional<MonthDay> fitting_day(std::string_view month_mask, std::string_view day_mask,
                                    bool leap, bool last) {
  const std::int64_t year = leap ? 2000 : 2001;
  for (unsigned i = 1; i <= 12; ++i) {
    const unsigned month = last ? 13 - i : i;
    if (!fits_mask(month_mask, month)) continue;
    const unsigned length = days_in_month(year, month);
    if (day_mask.empty()) return MonthDay{month, last ? length : 1};
    for (unsigned k = 1; k <= length; ++k) {
      const unsigned day = last ? length + 1 - k : k;
      if (fits_mask(day_mask, day)) return MonthDay{month, day};
    }
  }
  return std::nullopt;
}

/// Sets the bounds of a date with a month; false when no day fits.
bool set_bounds(const EdtfYear& year, EdtfDate& date) {
  const auto bound = [&](bool last) -> std::optional<std::int64_t> {
    const auto common = fitting_day(date.parts[1], date.parts[2], false, last);
    const auto leap = fitting_day(date.parts[1], date.parts[2], true, last);
    if (!common && !leap) return std::nullopt;
    for (std::int64_t i = 0; i <= year.last - year.first; ++i) {
      const std::int64_t y = last ? year.last - i : year.first + i;
      if (year.masked && !fits_mask(year.text, y)) continue;
      if (const auto& found = is_leap(y) ? leap : common) {
        return days_from_civil(y, found->month, found->day);
      }
    }
    return std::nullopt;
  };
  const auto earliest = bound(false);
  const auto latest = bound(true);
  if (!earliest || !latest) return false;
  date.earliest = *earliest;
  date.latest = *latest;
  return true;
}

/// Two characters, digits or X.
Result<std::string_view> scan_two(Scanner& scanner, std::string_view what) {
  const std::size_t begin = scanner.at();
  for (int i = 0; i < 2; ++i) {
    const char c = scanner.peek();
    if (c == 'x') return scanner.fail("an unspecified digit is written X");
    if (c != 'X' && !is_digit(c)) return scanner.fail(fmt::format("a {} has two digits", what));
    scanner.skip(1);
  }
  if (is_digit(scanner.peek())) return scanner.fail(fmt::format("a {} has two digits", what));
  return scanner.since(begin);
}

bool is_masked(std::string_view text) {
  return text.find('X') != std::string_view::npos;
}

int value_of(std::string_view digits) {
  return (digits[0] - '0') * 10 + (digits[1] - '0');
}

/// Qualifiers left and right of a part: left means this part, right this and all before it.
void add_group(EdtfDate& date, std::size_t part, Qualifier qualifier) {
  for (std::size_t i = 0; i <= part; ++i) date.qualifiers[i] = date.qualifiers[i] | qualifier;
}

/// How many parts from the left carry the qualifier of the first.
std::size_t group_size(const EdtfDate& date) {
  std::size_t size = 1;
  while (size < 3 && !date.parts[size].empty() && date.qualifiers[size] == date.qualifiers[0]) {
    ++size;
  }
  return size;
}

Status scan_day_part(Scanner& scanner, const EdtfYear& year, EdtfDate& date) {
  date.qualifiers[2] = take_qualifier(scanner);
  const std::size_t place = scanner.at();
  SERVANDA_ASSIGN_OR_RETURN(date.parts[2], scan_two(scanner, "day"));
  add_group(date, 2, take_qualifier(scanner));
  if (set_bounds(year, date)) return Done{};
  if (year.masked || is_masked(date.parts[1]) || is_masked(date.parts[2])) {
    return Scanner::fail_at(place, "no day of the calendar fits these digits");
  }
  return Scanner::fail_at(place, missing_day(static_cast<int>(year.first),
                                             static_cast<unsigned>(value_of(date.parts[1])),
                                             static_cast<unsigned>(value_of(date.parts[2]))));
}

/// A month or a part of the year, and what follows it.
Status scan_month_part(Scanner& scanner, const EdtfYear& year, EdtfDate& date) {
  date.qualifiers[1] = take_qualifier(scanner);
  const std::size_t place = scanner.at();
  SERVANDA_ASSIGN_OR_RETURN(date.parts[1], scan_two(scanner, "month"));
  add_group(date, 1, take_qualifier(scanner));
  if (!is_masked(date.parts[1])) {
    const int code = value_of(date.parts[1]);
    if (const auto part = year_part(code)) {
      if (scanner.peek() == '-') {
        return scanner.fail("a season or part of the year has no days",
                            "months are 01 to 12; 21 to 41 are seasons and parts of the year");
      }
      const std::int64_t months = part->first_month - 1 + part->months;
      // Where the years are a mask, the first and the last both fit it.
      date.earliest = days_from_civil(year.first, part->first_month, 1);
      date.latest =
          days_from_civil(year.last + months / 12, static_cast<unsigned>(months % 12) + 1, 1) - 1;
      date.level = std::max(date.level, code <= 24 ? 1 : 2);
      return Done{};
    }
    if (code < 1 || code > 12) {
      return Scanner::fail_at(place, fmt::format("month {} does not exist", date.parts[1]),
                              "months are 01 to 12; 21 to 41 are seasons and parts of the year");
    }
  }
  if (scanner.take('-')) return scan_day_part(scanner, year, date);
  if (set_bounds(year, date)) return Done{};
  return Scanner::fail_at(place, "no month fits these digits");
}

/// Unspecified digits in month or day: level 1 has them only as whole trailing parts of a date
/// whose year is known ("1985-04-XX", "1985-XX-XX", "2004-XX"; A.5.5).
int mask_level(const EdtfYear& year, const EdtfDate& date) {
  const auto& [year_text, month, day] = date.parts;
  if (!date.unspecified) return 0;
  if (year.masked) return month.empty() ? year.level : 2;
  const bool month_fits = !is_masked(month) || (month == "XX" && (day.empty() || day == "XX"));
  const bool day_fits = !is_masked(day) || day == "XX";
  return month_fits && day_fits ? 1 : 2;
}

}  // namespace

std::string EdtfDate::text() const {
  std::string result;
  const std::size_t group = group_size(*this);
  for (std::size_t i = 0; i < 3 && !parts[i].empty(); ++i) {
    if (i > 0) result += '-';
    if (i >= group) result += sign_of(qualifiers[i]);
    result += parts[i];
    if (i + 1 == group) result += sign_of(qualifiers[0]);
  }
  return result;
}

Result<EdtfDate> scan_edtf_date(Scanner& scanner) {
  EdtfDate date;
  date.qualifiers[0] = take_qualifier(scanner);
  SERVANDA_ASSIGN_OR_RETURN(const EdtfYear year, scan_edtf_year(scanner));
  date.parts[0] = year.text;
  add_group(date, 0, take_qualifier(scanner));
  date.level = year.level;
  if (!year.takes_month && scanner.peek() == '-') {
    return scanner.fail("a long year or one with significant digits stands alone");
  }
  if (scanner.take('-')) {
    SERVANDA_RETURN_IF_ERROR(scan_month_part(scanner, year, date));
  } else {
    date.earliest = days_from_civil(year.first, 1, 1);
    date.latest = days_from_civil(year.last, 12, 31);
  }
  date.unspecified = year.masked || is_masked(date.parts[1]) || is_masked(date.parts[2]);
  date.level = std::max(date.level, mask_level(year, date));
  // One qualifier for the whole date is level 1, any other placement level 2.
  for (std::size_t i = 0; i < 3 && !date.parts[i].empty(); ++i) {
    if (date.qualifiers[i] != Qualifier::none) date.level = std::max(date.level, 1);
    if (date.qualifiers[i] != date.qualifiers[0]) date.level = 2;
  }
  return date;
}

}  // namespace servanda
