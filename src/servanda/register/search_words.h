// What a statement can be found by, and how words become alike. Inside the room.
#ifndef SERVANDA_REGISTER_SEARCH_WORDS_H_
#define SERVANDA_REGISTER_SEARCH_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/text.h"
#include "servanda/model/statement.h"

namespace servanda {

/// The texts of a statement, those that say most first: title and names of a treaty, the words
/// quoted, names of actors, places, notes. The last is a line that tells the fact in short.
std::vector<std::string> pieces_of(const Statement& statement);

/// The values by which answers are narrowed, as they are stored: fields between tabs, several
/// values of one between "|": act, stance, year, date, states, subjects.
struct Facets {
  std::string act = {};
  std::string stance = {};
  std::string year = {};
  std::string date = {};
  std::vector<std::string> states = {};
  std::vector<std::string> subjects = {};
};
Facets facets_of(const Statement& statement);
std::string to_text(const Facets& facets);
Facets read_facets(std::string_view text);

/// A value of a facet as one word of the index, that no text holds: ('s', "RUS") gives "0srus".
std::string facet_word(char facet, std::string_view value);
/// All of them, between blanks.
std::string facet_words(const Facets& facets);

/// One word of a text: where it stands, and as the index holds it (lower case, no accents).
struct TextWord {
  Span span;
  std::string folded;
};
/// Letters and digits that stand together, as the index divides them; ideographs one by one.
std::vector<TextWord> words_in(std::string_view text);
/// The text with blanks between ideographs, as it goes into the index.
std::string indexable(std::string_view text);

/// A folded word in Latin letters, as far as scripts allow: "пезешкиан" gives "pezeskian".
std::string latin(std::string_view word);
/// What spellings of one name have in common: "pezeshkian", "pezeskian", "pezechkian" are equal.
std::string name_key(std::string_view word);
/// The consonants of the key: for scripts that write no vowels.
std::string skeleton(std::string_view key);
/// Does its script leave vowels out (Arabic, Hebrew, Syriac)?
bool writes_no_vowels(std::string_view word);

/// Damerau-Levenshtein distance (adjacent transpositions count one), or `most` + 1 where it is
/// larger than `most`. Bytes are compared. Cost: length times (2 × most + 1).
std::size_t distance_within(std::string_view a, std::string_view b, std::size_t most);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_SEARCH_WORDS_H_
