// The syntactic words of a sentence, as the English treebanks of Universal Dependencies cut them.
//
//   syntactic_words("Moscow's 20-year pact isn't worth $1.5bn.", {0, 41})
//   // Moscow · 's · 20 · - · year · pact · is · n't · worth · $ · 1.5 · bn · .
//   syntactic_words("U.S. e-mail to a@b.com", …)      // U.S. · e-mail · to · a@b.com
//
// Each word is a range of bytes on code point boundaries; white space and marks that say in which
// direction to write belong to none. These are not the tokens of tokens.h, which match names: there
// a hyphen is no token.
#ifndef SERVANDA_LANGUAGE_SYNTACTIC_WORDS_H_
#define SERVANDA_LANGUAGE_SYNTACTIC_WORDS_H_

#include <string_view>
#include <vector>

#include "servanda/base/text.h"

namespace servanda {

/// Words in order, within `sentence`. Linear; words longer than 200 bytes are cut.
std::vector<Span> syntactic_words(std::string_view text, Span sentence);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_SYNTACTIC_WORDS_H_
