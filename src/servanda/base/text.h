// Places in a text, and faults that point at them.
//
// All offsets are bytes of UTF-8; all ranges are half-open. Lines and columns are for people:
// they count from 1, columns in code points.
#ifndef SERVANDA_BASE_TEXT_H_
#define SERVANDA_BASE_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace servanda {

/// A half-open range of bytes: `begin` is included, `end` is not.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(std::size_t offset) const { return begin <= offset && offset < end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  friend bool operator==(const Span&, const Span&) = default;
};

/// Where a byte stands for a reader: line and column from 1, the column in code points.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

/// A named text that can say where a byte stands. Building the line index is linear, a look-up
/// logarithmic. The text is owned: spans into it stay good as long as it lives.
class SourceText {
 public:
  SourceText(std::string name, std::string text);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  /// `offset` may be the size of the text (its end); larger ones count as the end.
  Position position(std::size_t offset) const;
  /// The line (from 1) without its line end; empty beyond the last.
  std::string_view line(std::size_t number) const;
  std::size_t line_count() const { return line_starts_.size(); }

 private:
  std::string name_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

enum class Severity { error, warning };

/// A fault in a text, told so that its author can mend it.
struct Diagnostic {
  Severity severity = Severity::error;
  Span span;             ///< the smallest range that is at fault
  std::string message;   ///< what is wrong, no full stop
  std::string expected;  ///< what would have been right; may be empty
  /// Another place that has a part in it (the other side of a contradiction).
  struct Note {
    const SourceText* source = nullptr;  ///< null: the same text
    Span span;
    std::string message;
  };
  std::vector<Note> notes = {};
};

/// The diagnostic as people read it, with a caret line under the place, no colours:
///
///   register/a.treaty:3:8: error: unknown directive "treety"
///       3 | treety ru-ir-2025 "Treaty"
///         | ^^^^^^
///         expected: did you mean "treaty"?
///
/// Long lines are cut around the place. Ends with a line end.
std::string describe(const Diagnostic& diagnostic, const SourceText& source);

/// The closest of `candidates` to a misspelt `word`, or empty when none is near enough (at most
/// one edit for four letters, two for eight, three beyond; transpositions count one).
std::string_view closest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace servanda

#endif  // SERVANDA_BASE_TEXT_H_
