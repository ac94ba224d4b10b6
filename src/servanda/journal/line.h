// Lines of a journal: what they say, and the comment behind it.
#ifndef SERVANDA_JOURNAL_LINE_H_
#define SERVANDA_JOURNAL_LINE_H_

#include <cstddef>
#include <optional>
#include <string_view>

namespace servanda {

/// One line. `body` is without indentation, comment and blanks at its end; `comment` begins with
/// its semicolon and is empty where there is none. Both are parts of the text.
struct JournalLine {
  std::string_view body;
  std::string_view comment;
  std::size_t offset = 0;  ///< of the body in the text
  bool indented = false;
};

/// Walks a text line by line. A byte order mark at the beginning of a file is passed over (a piece
/// from further on has none to pass over); \n and \r\n end a line; a semicolon begins a comment
/// unless it stands in quotes.
class LineSplitter {
 public:
  explicit LineSplitter(std::string_view text, bool begins_file = true);
  std::optional<JournalLine> next();
  /// The next line begins there.
  void go_to(std::size_t offset) { at_ = offset; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_LINE_H_
