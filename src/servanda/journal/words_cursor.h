// Steps through words: the one scanner of the journal, for lines and for clauses.
#ifndef SERVANDA_JOURNAL_WORDS_CURSOR_H_
#define SERVANDA_JOURNAL_WORDS_CURSOR_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "servanda/base/text.h"

namespace servanda {

/// A position in one line of text. Blanks (also tabs) separate words; a comma, a parenthesis, a
/// square bracket and a double quote end a word. Nothing is copied until a value is taken.
class WordsCursor {
 public:
  /// `offset` is where `text` begins in its file; spans are reported in the file's bytes.
  explicit WordsCursor(std::string_view text, std::size_t offset = 0)
      : text_(text), offset_(offset) {
    skip_blanks();
  }

  bool at_end() const { return at_ >= text_.size(); }
  /// The next word, empty at punctuation or at the end; not taken.
  std::string_view peek() const;
  /// Takes the next word.
  std::string_view take();
  /// The next date as it is written, commas of an EDTF set included; not taken.
  std::string_view peek_date() const;
  /// Takes everything up to the next blank, punctuation included ("3(3)", "54..201").
  std::string_view take_run();
  /// Takes the words (separated by single blanks) when they come next, whole words only.
  bool accept(std::string_view words);
  bool next_is(std::string_view words) const;
  /// Takes one punctuation character when it comes next.
  bool accept(char c);
  bool next_is(char c) const { return !at_end() && text_[at_] == c; }
  /// A "quoted" value with \" \\ \n; nothing when the next character is no quote or the end is
  /// missing.
  std::optional<std::string> take_quoted();
  /// What stands between this '[' or '(' and its partner; nothing when it has none.
  std::optional<std::string_view> take_bracketed(char open, char close);
  /// All that is left, without blanks at its end.
  std::string_view take_rest();

  std::size_t position() const { return at_; }
  std::string_view since(std::size_t begin) const;
  void go_to(std::size_t position);
  /// The next word (or character, or the end of the line) as a place in the file.
  Span here() const;
  Span span_since(std::size_t begin) const;
  std::size_t column() const { return at_ + 1; }

 private:
  void skip_blanks();
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t offset_ = 0;
};

/// The value in quotes, escaped so that take_quoted() gives it back.
std::string quoted(std::string_view value);

/// Can stand without quotes wherever free text ends at punctuation: letters, digits, single blanks,
/// hyphens, apostrophes, full stops and slashes, at least one character, no blank at the ends.
bool is_plain(std::string_view value);

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_WORDS_CURSOR_H_
