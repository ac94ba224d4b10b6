// Comma-separated values (RFC 4180), read in place.
//
//   CsvReader rows(text);
//   while (rows.next()) use(rows.line(), rows.field(0));
//   "a,\"b,c\"\r\n"      // two fields: a · b,c
//   "a,\"b"              // a fault: the quotation mark is not closed
//
// Fields are views into the text, or, where doubled quotation marks had to be undone, into the
// reader: good until the next call of next(). Lines may end in LF or CRLF; empty lines are passed
// over. Cost: one pass, no allocation for plain fields.
#ifndef SERVANDA_EXCHANGE_CSV_H_
#define SERVANDA_EXCHANGE_CSV_H_

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace servanda {

class CsvReader {
 public:
  /// `text` must outlive the reader. A byte order mark is passed over.
  explicit CsvReader(std::string_view text, std::size_t first_line = 1);

  /// The next row; false at the end, or where a quotation mark is not closed (see broken()).
  bool next();

  std::size_t size() const { return fields_.size(); }
  /// Empty where the row is shorter.
  std::string_view field(std::size_t index) const {
    return index < fields_.size() ? fields_[index] : std::string_view();
  }
  /// On which line the row begins, from 1.
  std::size_t line() const { return line_; }
  bool broken() const { return broken_; }

 private:
  std::string_view quoted();

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::size_t next_line_ = 1;
  bool broken_ = false;
  std::vector<std::string_view> fields_;
  std::deque<std::string> undone_;
};

}  // namespace servanda

#endif  // SERVANDA_EXCHANGE_CSV_H_
