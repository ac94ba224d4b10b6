// Words, numbers and marks of a text, each with its bytes.
//
//   tokenize("Moscow's 20-year pact", 0)
//   // moscow · 's · 20 · year (joined by a hyphen) · pact
//   tokenize("U.S. gas worth $1.5bn", 0)
//   // u.s. · gas · worth · $ · 1.5 · bn
//
// A hyphen is no token: the word after it is marked `joined`, so that "Russia-Iran" and "Russia
// Iran" match the same names. Curly apostrophes read as "'". Nothing here knows a language's words.
#ifndef SERVANDA_LANGUAGE_TOKENS_H_
#define SERVANDA_LANGUAGE_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/text.h"

namespace servanda {

enum class TokenKind : std::uint8_t { word, number, mark };

struct Token {
  Span span;          ///< bytes of the document
  std::string lower;  ///< lower case for ASCII and Latin letters, apostrophes folded
  TokenKind kind = TokenKind::word;
  bool capital = false;   ///< begins with an upper-case letter
  bool all_caps = false;  ///< two letters or more, all upper case
  bool joined = false;    ///< a hyphen stands between it and the token before
  bool space = true;      ///< white space stands before it
  bool is(std::string_view text) const { return lower == text; }
};

/// Tokens of `text`, spans shifted by `base`. Linear; words longer than 200 bytes are cut.
std::vector<Token> tokenize(std::string_view text, std::size_t base);

/// Lower case for ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic letters; others stay.
std::string to_lower(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_TOKENS_H_
