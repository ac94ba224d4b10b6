// A treaty's text cut into preamble, articles and closing words, cleaned of what printing added.
//
// Inside the room: treaty_text.h is what others use.
#ifndef SERVANDA_READER_TEXT_STRUCTURE_H_
#define SERVANDA_READER_TEXT_STRUCTURE_H_

#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/utf8.h"
#include "servanda/reader/treaty_text.h"

namespace servanda {

/// What a sentence may speak of, by the stems of its words: a cheap look before the formulas. A
/// sentence without the topic does not match a formula of its groups; with it, the formulas decide.
enum Topic : unsigned {
  kTopicForce = 1U << 0U,
  kTopicAmendment = 1U << 1U,
  kTopicEnd = 1U << 2U,
  kTopicReservation = 1U << 3U,
  kTopicDeposit = 1U << 4U,
  kTopicConsent = 1U << 5U,
  kTopicDispute = 1U << 6U,
  kTopicProvisional = 1U << 7U,
  kTopicReplacement = 1U << 8U,
  kTopicLength = 1U << 9U,
  kTopicTerritory = 1U << 10U,
};
/// English; in other languages every topic is possible.
unsigned topics_of(std::string_view plain, std::string_view language);

/// One sentence of the text as a clause reader wants it.
struct TextSentence {
  std::string plain;  ///< lower case, one blank between words, numbers in figures (text_numbers.h)
  std::string cased;  ///< the same words with their capitals, numbers as written
  Span bytes;         ///< in the original
  unsigned topics = ~0U;    ///< of Topic
  std::size_t article = 0;  ///< index into TextStructure::articles, or kNoArticle
};
inline constexpr std::size_t kNoArticle = static_cast<std::size_t>(-1);

struct TextStructure {
  std::string title = {};
  std::vector<TextArticle> articles = {};
  std::vector<TextDivision> divisions = {};  ///< parts, chapters, annexes, in the order of the text
  std::vector<TextSentence> sentences = {};  ///< of the articles
  std::string preamble = {};                 ///< cased, before the first article
  std::vector<TextSentence> closing = {};    ///< after the last article: "done at …"
};

/// Articles are numbered in order; annexes, protocols and letters after the main text are left out.
/// `language`: whose words of numbers become figures.
TextStructure find_structure(std::string_view utf8, std::string_view language = "en");

}  // namespace servanda

#endif  // SERVANDA_READER_TEXT_STRUCTURE_H_
