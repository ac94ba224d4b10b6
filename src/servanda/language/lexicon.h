// What a word may be: closed classes and verb forms, from tables, without training.
//
//   const WordInfo& info = word_info("signed");
//   info.lemma                         // "sign"
//   info.forms & kPast                 // also kParticiple
//   word_info("which").is(kRelative)   // also kPronoun
//
// A word that is in no table is open class: mostly a noun or an adjective. Words in -ly are
// adverbs. Nothing is disambiguated here: that takes the words around it.
#ifndef SERVANDA_LANGUAGE_LEXICON_H_
#define SERVANDA_LANGUAGE_LEXICON_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace servanda {

/// Closed classes; a word may be in several.
enum WordClass : std::uint32_t {
  kDeterminer = 1U << 0U,
  kPreposition = 1U << 1U,
  kConjunction = 1U << 2U,
  kSubordinator = 1U << 3U,
  kRelative = 1U << 4U,
  kPronoun = 1U << 5U,
  kBe = 1U << 6U,
  kHave = 1U << 7U,
  kDo = 1U << 8U,
  kModal = 1U << 9U,
  kNegation = 1U << 10U,
  kTo = 1U << 11U,
  kAdverb = 1U << 12U,
  kNounOnly = 1U << 13U,
  kAdjective = 1U << 14U,  ///< a form in -ing or -ed that mostly stands before a noun
};
inline constexpr std::uint32_t kAuxiliary = kBe | kHave | kDo | kModal;
inline constexpr std::uint32_t kFunctionWord = kDeterminer | kPreposition | kConjunction |
                                               kSubordinator | kRelative | kPronoun | kAuxiliary |
                                               kNegation | kTo;

/// Forms of a verb.
enum VerbForm : std::uint8_t {
  kBase = 1U << 0U,
  kThird = 1U << 1U,  ///< "signs"
  kPast = 1U << 2U,
  kParticiple = 1U << 3U,  ///< "signed", "withdrawn"
  kIng = 1U << 4U,
};

struct WordInfo {
  std::uint32_t classes = 0;
  std::uint8_t forms = 0;
  bool nounish = false;    ///< base and -s forms are as often nouns ("trade", "visits")
  std::string lemma = {};  ///< of the verb
  bool is(std::uint32_t any) const { return (classes & any) != 0; }
  bool verb() const { return forms != 0; }
};

/// `lower` as tokenize() gives it. Never fails; constant time.
const WordInfo& word_info(std::string_view lower);

/// Every form of a verb of the tables: "withdraw" gives withdraw, withdraws, withdrew, withdrawn,
/// withdrawing, in no order. Looks through the whole lexicon.
std::vector<std::string> verb_forms(std::string_view lemma);

/// The forms of a regular verb: "carry", kThird → "carries"; "refer", kPast → "referred".
std::string inflect(std::string_view lemma, VerbForm form);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_LEXICON_H_
