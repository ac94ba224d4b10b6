// Running text of a treaty, cleaned, cut into sentences, with its way back to the original.
//
// Inside the room: text_structure.h is what the clause readers use.
#ifndef SERVANDA_READER_TEXT_SENTENCES_H_
#define SERVANDA_READER_TEXT_SENTENCES_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/utf8.h"
#include "servanda/reader/text_structure.h"

namespace servanda {

/// How the sentences of a text are made plain.
struct SentenceStyle {
  std::string_view language = "en";  ///< whose words of numbers become figures
  bool blanks_lost = false;          ///< mend words that ran together (text_blanks.h)
};

/// The lines of one stretch joined into running text: blanks become one, marks of layout vanish,
/// words divided at the end of a line are mended. Linear.
class Stretch {
 public:
  explicit Stretch(std::string_view original) : original_(original), mapped_(original) {}

  /// Leaves out what stands before `offset`.
  void skip_to(std::size_t offset);
  /// Takes up to `end`.
  void take(std::size_t end);
  /// Cuts the running text into sentences.
  void sentences(std::size_t article, std::vector<TextSentence>& out,
                 const SentenceStyle& style) const;

  const std::string& text() const { return mapped_.text(); }

 private:
  void drop_until(std::string_view rest, std::string_view mark);

  std::string_view original_;
  MappedText mapped_;
  std::size_t at_ = 0;
};

/// One stretch, cleaned: a title, a preamble.
std::string clean(std::string_view original, Span span);

/// "2. (a) The Parties": the number of a paragraph is no part of the sentence.
std::string_view without_number(std::string_view sentence);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_SENTENCES_H_
