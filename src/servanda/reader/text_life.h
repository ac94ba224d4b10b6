// How long a treaty lasts, how it goes on, how a party leaves, and what stays bound.
//
// Inside the room: treaty_text.h is what others use. The formulas stand in final_clauses.tsv.
#ifndef SERVANDA_READER_TEXT_LIFE_H_
#define SERVANDA_READER_TEXT_LIFE_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/reader/text_formulas.h"
#include "servanda/reader/text_structure.h"

namespace servanda {

/// What the readers of clauses share: the text, its formulas, and what was found so far.
struct TextUnderReading {
  const TextStructure& text;
  const Formulas& formulas;
  TreatyReading& found;
  std::size_t final_article = 0;           ///< where the final clauses begin (first_final_article)
  std::size_t force_article = kNoArticle;  ///< that of the entry into force, once it was read
  /// What the headings answered, by group of formulas and article: each is asked for many
  /// sentences.
  mutable std::unordered_map<std::string_view, std::vector<signed char>> titled_before = {};

  Clauses& clauses() const { return found.treaty.clauses; }
  /// Two parties, and no depositary that others could accede with.
  bool bilateral() const {
    return found.treaty.parties.size() == 2 && found.treaty.depositary.empty();
  }
  /// Lower case; empty for a sentence outside the articles.
  std::string title_of(const TextSentence& sentence) const;
  /// Does a formula of the group match that title?
  bool titled(std::string_view group, const TextSentence& sentence) const;
  /// In the last part of the text, or under a heading that promises a final clause.
  bool in_final_part(const TextSentence& sentence) const;
  /// Speaks of treaties in general, or of another one, and not of this text.
  bool of_another_treaty(const TextSentence& sentence) const;
  void quote(const char* key, const TextSentence& sentence) const;
};

/// The last two fifths of the articles, or from where the text first speaks of its own ratification
/// or entry into force, if that is in its second half; 0 for short texts.
std::size_t first_final_article(const TextStructure& text, const Formulas& formulas);

/// Term, renewal, withdrawal and survival. Reads them together: a notice that stops a renewal is a
/// way to leave, and a right to leave "thereafter" waits for the end of the term.
void read_life(const TextUnderReading& reading);

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_LIFE_H_
