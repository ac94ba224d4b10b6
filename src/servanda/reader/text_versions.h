// A text that holds several authentic languages: one after the other, or in columns side by side.
//
//   versions_of(english + "\n" + french)   // two: "en" and "fr", each with the other blanked out
//   versions_of(english)                   // none: there is nothing to separate
//
// The text of a version is the whole text with the other languages replaced by blanks, so that
// every place in it is a place in the original. A stretch counts as a version from 600 bytes on;
// shorter ones (a name, a quotation) belong to what stands around them.
#ifndef SERVANDA_READER_TEXT_VERSIONS_H_
#define SERVANDA_READER_TEXT_VERSIONS_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/reader/treaty_text.h"

namespace servanda {

struct TextVersion {
  std::string language;  ///< ISO 639-1
  std::string text;
  Span bytes;  ///< from its first to its last line
};

/// Linear. Languages that have formulas: en, fr, es, ru.
std::vector<TextVersion> versions_of(std::string_view utf8);

/// Which of these languages the text is in, by its smallest words; "en" for what is in none.
std::string language_of(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_VERSIONS_H_
