// Treaty texts to their final clauses: what the text itself says about its life.
//
//   TreatyReading found = read_treaty_text(utf8);
//   found.treaty.clauses.force        // {"on":"consents","count":20,"after":"P90D"}
//   found.quotes                      // "force": the bytes of the sentence that says it
//   found.articles.size()             // 33
//   found.not_understood              // an article on entry into force that gave no trigger
//
// English first. Formulas, not guesses: what no formula matches is absent, and an article whose
// heading promises a clause that was not read is named. Byte spans point into the text as given.
//
// Source: the clause contract (docs/clauses.md).
#ifndef SERVANDA_READER_TREATY_TEXT_H_
#define SERVANDA_READER_TREATY_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/base/text.h"
#include "servanda/model/statement.h"

namespace servanda {

/// A numbered article of the main text.
struct TextArticle {
  std::string label;       ///< as printed: "IV", "3 bis"
  std::string title = {};  ///< a heading of its own; empty without one
  Span span = {};          ///< from its heading to the next
  std::size_t body = 0;    ///< where the heading and title end
};

/// What articles are grouped under, and what stands behind them.
struct TextDivision {
  enum class Kind { part, title, chapter, section, annex, protocol, signatures };
  Kind kind = Kind::part;
  std::string label = {};  ///< "IV", "A"; empty without one
  std::string title = {};  ///< empty without one
  Span span = {};          ///< from its heading to the next of the same or a higher level
  int level = 0;           ///< 0 for the outermost
  std::size_t first_article =
      0;  ///< index of the first article in it, at the end: one past the last
  /// Of an annex or a protocol that numbers articles of its own. They are no articles of the
  /// treaty.
  std::vector<TextArticle> articles = {};
};
std::string_view to_text(TextDivision::Kind kind);

/// A term that the text defines, in its own words.
struct TextDefinition {
  std::string term;
  std::string meaning;  ///< shortened to 300 letters
  Span bytes;           ///< the sentence
};

/// Who shall, may or shall not do what to whom, under which condition: a sentence of an article.
struct TextNorm {
  ClauseFact norm = {};  ///< `article` as printed, `about` empty
  Span bytes = {};
};

/// "in accordance with paragraph 2 of Article 14", "Articles 5 to 7" (one each), "the preceding
/// paragraph", "subparagraph (b)".
struct TextReference {
  std::size_t from = 0;  ///< index of the article that refers
  std::size_t to = 0;    ///< index of the article referred to; the same for a paragraph of its own
  std::string paragraph = {};
  std::string point = {};  ///< "b"
  Span bytes = {};
};

/// A field of the thesaurus, and how many articles speak of it.
struct TextSubject {
  std::string field;
  std::size_t articles = 0;
  friend bool operator==(const TextSubject&, const TextSubject&) = default;
};

/// One of the languages in which a text stands.
struct TextLanguage {
  std::string language;  ///< ISO 639-1
  Span bytes;            ///< from its first to its last line
};

struct ClauseQuote {
  std::string key;  ///< of the clause contract: "force", "withdrawal" …
  Span bytes;       ///< the sentence that says it
};

struct TreatyReading {
  TreatyFact treaty = {};
  std::vector<TextArticle> articles = {};
  std::vector<TextDivision> divisions = {};
  std::vector<ClauseQuote> quotes = {};
  std::vector<TextDefinition> definitions = {};
  std::vector<TextNorm> norms = {};
  std::vector<TextReference> references = {};
  std::vector<TextSubject> subjects = {};
  std::vector<std::string> not_understood = {};
  std::string language = {};  ///< of the formulas that were used, ISO 639-1
  /// The languages of a text that holds several, in the order of the text; else empty.
  std::vector<TextLanguage> versions = {};
  /// Of a text in several languages: the whole text with the languages that were not read blanked
  /// out, so that places are the same. Else empty.
  std::string text = {};
};

/// More is refused: it would be no treaty.
inline constexpr std::size_t kLongestTreaty = std::size_t{64} << 20U;
inline constexpr std::size_t kLongestWithoutArticles = std::size_t{1} << 20U;

/// `language`: which to read where the text stands in several; English before others when empty.
/// err: parse (no UTF-8, over a limit, or no text of a treaty at all: neither articles nor final
/// clauses). Time is linear in the text, memory some ten times its size.
Result<TreatyReading> read_treaty_text(std::string_view utf8, std::string_view language = {});

}  // namespace servanda

#endif  // SERVANDA_READER_TREATY_TEXT_H_
