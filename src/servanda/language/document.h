// A text cut into paragraphs, sentences and words. Knows nothing of treaties.
//
// Every token knows its bytes. Linear in the text: sentences longer than kLongestSentence bytes are
// cut at a blank, so that a text without any punctuation costs no more than another.
#ifndef SERVANDA_LANGUAGE_DOCUMENT_H_
#define SERVANDA_LANGUAGE_DOCUMENT_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/text.h"

namespace servanda {

inline constexpr std::size_t kLongestSentence = 4000;

struct Token {
  std::string_view text;
  std::string lower;     ///< ASCII lower case, curly quotes made straight, "n't" apart
  Span span;             ///< in the document
  bool capital = false;  ///< begins with an upper-case letter
  bool number = false;   ///< begins with a digit
  bool punctuation = false;
};

struct Sentence {
  Span span;
  std::size_t paragraph = 0;
  std::vector<Token> tokens = {};
};

struct Document {
  std::string text;
  std::vector<Sentence> sentences = {};
};

/// `text` must be well-formed UTF-8. Sentence ends by ICU (Unicode Standard Annex 29) mended with
/// an own list of abbreviations; line ends followed by a blank line, and lines without an end mark,
/// end sentences too.
Document analyse(std::string text);

/// The sentence as it would be cut, for headlines and tests: one sentence, whatever it holds.
Document analyse_line(std::string text);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_DOCUMENT_H_
