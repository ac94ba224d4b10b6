// Numbers in figures and words.
//
//   find_number(tokens, i)   // "1.5 billion" → 1500000000 over two tokens; "twenty-one" → 21
//
// Fractions ("two thirds") and ordinals ("sixtieth") are not numbers here.
#ifndef SERVANDA_LANGUAGE_NUMBERS_H_
#define SERVANDA_LANGUAGE_NUMBERS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "servanda/language/tokens.h"

namespace servanda {

struct NumberPhrase {
  std::size_t end = 0;     ///< token after the last
  std::string value = {};  ///< plain decimal digits, exact: "55000000000", "92.2"
  bool in_words = false;
  /// The value when it is whole and small enough to count with.
  std::optional<int> whole() const;
};

/// The number that begins at token `at`, the longest.
std::optional<NumberPhrase> find_number(const std::vector<Token>& tokens, std::size_t at);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_NUMBERS_H_
