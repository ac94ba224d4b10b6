#include "servanda/time/edtf_year.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace servanda {

namespace {

constexpr int kMostDigits = 15;

int digits_of(std::int64_t value) {
  int digits = 1;
  for (; value >= 10; value /= 10) ++digits;
  return digits;
}

/// Digits without a leading nought; at most fifteen. Leading noughts are padding in a year of four
/// digits, after "Y" they would only spoil the count of significant digits.
Result<std::int64_t> scan_long_number(Scanner& scanner, std::string_view what) {
  const std::size_t begin = scanner.at();
  std::int64_t value = 0;
  while (is_digit(scanner.peek())) {
    if (scanner.at() - begin == kMostDigits) {
      return Scanner::fail_at(begin, fmt::format("{} has more than {} digits", what, kMostDigits));
    }
    value = value * 10 + (scanner.peek() - '0');
    scanner.skip(1);
  }
  if (scanner.at() == begin) return scanner.fail(fmt::format("{} is missing", what));
  if (scanner.since(begin).front() == '0') {
    return Scanner::fail_at(begin, fmt::format("{} does not begin with 0", what));
  }
  return value;
}

/// "S2" after a year of the size `value`: widens the year to all that agree in the first digits
/// (ISO 8601-2, 4.4.3 counts from the left; the second example of A.6.3 contradicts it and is
/// taken for a misprint).
Status scan_significant_digits(Scanner& scanner, std::int64_t value, bool negative,
                               EdtfYear& year) {
  if (!scanner.take('S')) return Done{};
  const std::size_t begin = scanner.at();
  SERVANDA_ASSIGN_OR_RETURN(const std::int64_t significant,
                            scan_long_number(scanner, "the number of significant digits"));
  const int digits = digits_of(value);
  if (significant > digits) {
    return Scanner::fail_at(begin, fmt::format("the year has only {} digits", digits));
  }
  std::int64_t unit = 1;
  for (std::int64_t i = significant; i < digits; ++i) unit *= 10;
  const std::int64_t low = value / unit * unit;
  const std::int64_t high = low + unit - 1;
  year.first = negative ? -high : low;
  year.last = negative ? -low : high;
  year.takes_month = false;
  year.level = 2;
  return Done{};
}

/// After "Y": digits, perhaps an exponent, perhaps significant digits.
Result<EdtfYear> scan_long_year(Scanner& scanner, std::size_t begin) {
  const bool negative = scanner.take('-');
  const std::size_t number_place = scanner.at();
  SERVANDA_ASSIGN_OR_RETURN(std::int64_t value, scan_long_number(scanner, "the year"));
  EdtfYear year;
  year.takes_month = false;
  year.level = 1;
  if (scanner.take('E')) {
    year.level = 2;
    const std::size_t place = scanner.at();
    SERVANDA_ASSIGN_OR_RETURN(const std::int64_t exponent,
                              scan_long_number(scanner, "the exponent"));
    if (exponent + digits_of(value) > kMostDigits) {
      return Scanner::fail_at(place, fmt::format("the year has more than {} digits", kMostDigits));
    }
    for (std::int64_t i = 0; i < exponent; ++i) value *= 10;
  }
  if (value <= 9999) {
    return Scanner::fail_at(number_place, "'Y' is for years beyond four digits",
                            fmt::format("write {}{:04}", negative ? "-" : "", value));
  }
  year.first = year.last = negative ? -value : value;
  SERVANDA_RETURN_IF_ERROR(scan_significant_digits(scanner, value, negative, year));
  year.text = scanner.since(begin);
  return year;
}

Error not_four_digits(const Scanner& scanner, std::size_t digits) {
  if (scanner.peek() == 'x') return scanner.fail("an unspecified digit is written X");
  if (digits == 3) {
    return scanner.fail("a year has four digits", "a decade is written 198X");
  }
  if (digits == 2) {
    return scanner.fail("a year has four digits", "a century is written 19XX");
  }
  if (digits > 0 || scanner.done()) return scanner.fail("a year has four digits");
  return scanner.unexpected("where a date should stand");
}

}  // namespace

bool fits_mask(std::string_view mask, std::int64_t value) {
  for (std::size_t i = mask.size(); i-- > 0; value /= 10) {
    if (mask[i] != 'X' && mask[i] - '0' != value % 10) return false;
  }
  return value == 0;
}

Result<EdtfYear> scan_edtf_year(Scanner& scanner) {
  const std::size_t begin = scanner.at();
  if (scanner.take('Y')) return scan_long_year(scanner, begin);
  EdtfYear year;
  const bool negative = scanner.take('-');
  const std::size_t digits_begin = scanner.at();
  std::size_t unspecified = 0;
  bool right_only = true;  // every X stands right of every digit
  for (std::size_t i = 0; i < 4; ++i) {
    const char c = scanner.peek();
    if (c != 'X' && !is_digit(c)) return not_four_digits(scanner, i);
    if (c == 'X') ++unspecified;
    if (c != 'X' && unspecified > 0) right_only = false;
    year.first = year.first * 10 + (c == 'X' ? 0 : c - '0');
    year.last = year.last * 10 + (c == 'X' ? 9 : c - '0');
    scanner.skip(1);
  }
  if (is_digit(scanner.peek())) {
    return scanner.fail("a year has four digits",
                        "write 1985-04-12 with hyphens, and longer years as Y170000002");
  }
  year.masked = unspecified > 0;
  if (negative && year.masked) {
    // Its years would include -0000.
    return Scanner::fail_at(digits_begin, "a negative year has no unspecified digits");
  }
  if (negative && year.first == 0) {
    return Scanner::fail_at(begin, "there is no year -0000", "the year before 0001 is 0000");
  }
  if (year.masked) {
    year.level = right_only && unspecified <= 2 ? 1 : 2;
  } else {
    const std::int64_t value = year.first;
    if (negative) {
      year.first = year.last = -value;
      year.level = 1;
    }
    SERVANDA_RETURN_IF_ERROR(scan_significant_digits(scanner, value, negative, year));
  }
  year.text = scanner.since(begin);
  return year;
}

}  // namespace servanda
