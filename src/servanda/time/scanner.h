// Reads a short text of dates from left to right and says where it stopped.
//
//   Scanner scanner("2025-1");
//   scanner.number(4);                           // 2025
//   scanner.take('-');                           // true
//   scanner.number(2);                           // nothing, and the place is still before the 1
//   scanner.fail("a month has two digits")       // "column 6: a month has two digits"
//
// For the other files of this room. What it stopped before is ASCII, so columns are bytes from 1.
#ifndef SERVANDA_TIME_SCANNER_H_
#define SERVANDA_TIME_SCANNER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/time/day.h"

namespace servanda {

constexpr bool is_digit(char c) {
  return '0' <= c && c <= '9';
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool done() const { return at_ == text_.size(); }
  std::size_t at() const { return at_; }
  /// The byte `ahead` of the place; a zero byte beyond the end.
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  void skip(std::size_t count) { at_ += count; }
  /// What was read since `begin`.
  std::string_view since(std::size_t begin) const { return text_.substr(begin, at_ - begin); }

  /// Exactly `width` (at most nine) digits, or nothing and no step.
  std::optional<int> number(std::size_t width) {
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      const char c = peek(i);
      if (!is_digit(c)) return std::nullopt;
      value = value * 10 + (c - '0');
    }
    at_ += width;
    return value;
  }

  /// A parse error that names the place where the scanner stands, or another.
  Error fail(std::string_view message, std::string advice = {}) const;
  static Error fail_at(std::size_t place, std::string_view message, std::string advice = {});
  /// The error for something that stands where nothing may: names it where it can be shown.
  Error unexpected(std::string_view where) const;

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// "February 2025 has 28 days" when the day does not exist in its month; empty when it does. A
/// month outside 1 … 12 must have been refused before.
std::string missing_day(int year, unsigned month, unsigned day);

/// "2025-01-17" or "-0044-03-15", leaving the scanner behind it.
Result<Day> scan_day(Scanner& scanner);

/// "hh:mm" of a clock from 00:00 to 23:59, in minutes.
Result<int> scan_clock(Scanner& scanner);

/// "Z", "+hh", "+hh:mm" or the same with "-", at most 14 hours, in minutes; "-00:00" is refused
/// (ISO 8601-1, 4.3.13 knows no negative zero).
Result<int> scan_shift(Scanner& scanner);

/// "+03:00", "Z" for nought.
std::string shift_text(int minutes);

}  // namespace servanda

#endif  // SERVANDA_TIME_SCANNER_H_
