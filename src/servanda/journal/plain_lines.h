// The bytes of a canonical entry, line by line and piece by piece; plain.h says what they mean.
//
//   PlainLines lines("treaty a\n  parties    RUS, IRN\n", 0);
//   lines.head()             // "treaty a"
//   lines.next()->key        // "parties", with the value "RUS, IRN"
//   lines.end()              // the offset behind it; nothing where a line has another shape
//
// Nothing is copied or allocated, and all is inline: hundreds of megabytes a second go through
// here. Inside the room, and for plain.cc alone.
#ifndef SERVANDA_JOURNAL_PLAIN_LINES_H_
#define SERVANDA_JOURNAL_PLAIN_LINES_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string_view>

#include "servanda/journal/plain.h"
#include "servanda/time/civil.h"

namespace servanda {

// Values stand in the 13th column, or behind one blank after a longer keyword.
inline constexpr std::size_t kValueColumn = 13;

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
inline bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
inline bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

/// Letters, digits and marks of a bare id, ASCII only.
inline constexpr std::array<bool, 256> kIdByte = [] {
  std::array<bool, 256> bytes = {};
  for (const char* range : {"az", "AZ", "09", "--", "..", "__", "//"}) {
    for (char c = range[0]; c <= range[1]; ++c) bytes[static_cast<unsigned char>(c)] = true;
  }
  return bytes;
}();

/// A piece of one line that is eaten from the left. A failed step leaves it anywhere: the entry is
/// then declined as a whole.
class Piece {
 public:
  explicit Piece(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  char front() const { return text_.empty() ? '\0' : text_.front(); }
  std::string_view rest() const { return text_; }

  bool accept(std::string_view words) {
    if (!text_.starts_with(words)) return false;
    text_.remove_prefix(words.size());
    return true;
  }

  /// A bare id; empty where there is none, or where it could be taken for a keyword.
  std::string_view id() {
    std::size_t size = 0;
    while (size < text_.size() && kIdByte[static_cast<unsigned char>(text_[size])]) ++size;
    const std::string_view found = text_.substr(0, size);
    text_.remove_prefix(size);
    return is_keyword(found) ? std::string_view() : found;
  }

  std::string_view word() {
    std::size_t size = 0;
    while (size < text_.size() && text_[size] != ' ') ++size;
    const std::string_view found = text_.substr(0, size);
    text_.remove_prefix(size);
    return found;
  }

  /// What stands in quotes, without escapes and not empty.
  std::string_view quoted_text() {
    if (front() != '"') return {};
    const std::size_t end = text_.find_first_of("\"\\", 1);
    if (end == std::string_view::npos || text_[end] != '"') return {};
    const std::string_view found = text_.substr(1, end - 1);
    text_.remove_prefix(end + 1);
    return found;
  }

  /// A whole number as it is printed; at most fifteen digits.
  bool number(std::uint64_t& value) {
    std::size_t size = 0;
    value = 0;
    while (size < text_.size() && is_digit(text_[size])) {
      value = value * 10 + static_cast<std::uint64_t>(text_[size] - '0');
      if (++size > 15) return false;
    }
    if (size == 0 || (size > 1 && text_[0] == '0')) return false;
    text_.remove_prefix(size);
    return true;
  }

  /// "2025-01-17", "2025-01", "2025", followed by a blank or the end.
  bool date(PlainDate& date) {
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (!digits(4, year)) return false;
    if (accept("-")) {
      if (!digits(2, month) || month < 1 || month > 12) return false;
      if (accept("-")) {
        if (!digits(2, day) || day < 1 || day > days_in_month(year, month)) return false;
      }
    }
    if (!text_.empty() && text_.front() != ' ') return false;
    const unsigned first_month = month == 0 ? 1 : month;
    const unsigned last_month = month == 0 ? 12 : month;
    const auto days = [&](unsigned in_month, unsigned in_day) {
      return static_cast<DayNumber>(days_from_civil(year, in_month, in_day));
    };
    date.earliest = days(first_month, day == 0 ? 1 : day);
    date.latest = day != 0 ? date.earliest : days(last_month, days_in_month(year, last_month));
    return true;
  }

  bool day(DayNumber& number) {
    if (text_.size() < 10 || text_[4] != '-' || text_[7] != '-') return false;
    PlainDate found;
    if (!date(found)) return false;
    number = found.earliest;
    return true;
  }

 private:
  bool digits(std::size_t count, unsigned& value) {
    if (text_.size() < count) return false;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(text_[i])) return false;
      value = value * 10 + static_cast<unsigned>(text_[i] - '0');
    }
    text_.remove_prefix(count);
    return true;
  }

  std::string_view text_;
};

/// A line "  keyword    value" of an entry.
struct PlainLine {
  std::string_view key;
  std::string_view value;
  std::size_t begin = 0;
  std::size_t end = 0;  ///< after its line end
};

/// The lines of one entry in canonical shape, one after the other.
class PlainLines {
 public:
  PlainLines(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  /// The first line, without its line end.
  std::optional<std::string_view> head() { return take_line(); }

  /// The next indented line; nothing at the end of the entry, or where the shape is another one.
  std::optional<PlainLine> next() {
    if (at_ + 2 >= text_.size() || text_[at_] != ' ') return std::nullopt;
    PlainLine line;
    line.begin = at_;
    const std::optional<std::string_view> whole = take_line();
    if (!whole || whole->size() < 4 || (*whole)[1] != ' ' || !is_lower((*whole)[2])) return fail();
    const std::size_t blank = whole->find(' ', 2);
    if (blank == std::string_view::npos) return fail();
    line.key = whole->substr(2, blank - 2);
    const std::size_t column = std::max(kValueColumn, blank + 1);
    if (whole->size() <= column) return fail();
    for (std::size_t i = blank; i < column; ++i) {
      if ((*whole)[i] != ' ') return fail();
    }
    line.value = whole->substr(column);
    if (line.value.front() == ' ' || line.value.back() == ' ') return fail();
    line.end = at_;
    return line;
  }

  /// The end of the entry, if it was read to its end and nothing that follows belongs to it.
  std::optional<std::size_t> end() const {
    if (failed_) return std::nullopt;
    if (at_ < text_.size() && text_[at_] == ' ') return std::nullopt;
    const std::size_t next = skip_between(text_, at_);
    if (next < text_.size() && std::strchr(" \t\r", text_[next]) != nullptr) return std::nullopt;
    return at_;
  }

  /// Passes over blank lines and comments at the margin.
  static std::size_t skip_between(std::string_view text, std::size_t at) {
    while (at < text.size()) {
      if (text[at] == '\n') {
        ++at;
      } else if (text[at] == ';') {
        const std::size_t end = text.find('\n', at);
        at = end == std::string_view::npos ? text.size() : end + 1;
      } else {
        break;
      }
    }
    return at;
  }

 private:
  std::optional<PlainLine> fail() {
    failed_ = true;
    return std::nullopt;
  }

  std::optional<std::string_view> take_line() {
    const void* found = std::memchr(text_.data() + at_, '\n', text_.size() - at_);
    if (found == nullptr) {
      failed_ = true;
      return std::nullopt;
    }
    const auto end = static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
    const std::string_view line = text_.substr(at_, end - at_);
    at_ = end + 1;
    return line;
  }

  std::string_view text_;
  std::size_t at_;
  bool failed_ = false;
};

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_PLAIN_LINES_H_
