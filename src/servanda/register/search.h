// Finding statements by words: titles, names, quotes, subjects, in any script, also misspelt.
//
//   SearchQuestion question; question.words = "Пезешкиан"; question.year = 2025;
//   answer.understood            // "Пезешкиан" was looked for as "pezeshkian"
//   answer.hits[0].marked        // which bytes of its text are the words that were asked for
//
// All words must be there. A word is found whole, at the beginning of a longer one (the last word
// only), and, where nothing bears it, by the nearest words that the register holds.
#ifndef SERVANDA_REGISTER_SEARCH_H_
#define SERVANDA_REGISTER_SEARCH_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "servanda/base/text.h"

namespace servanda {

struct SearchQuestion {
  std::string words = {};  ///< may be empty where a facet is given
  std::string state = {};  ///< facets: only statements that bear this value
  std::string subject = {};
  std::string act = {};  ///< "ratify"; for other facts their kind, "quantity"
  std::string stance = {};
  std::optional<int> year = {};
  std::string treaty = {};
  std::size_t offset = 0;
  std::size_t limit = 20;  ///< at most 1,000
};

struct SearchHit {
  std::string statement = {};  ///< its id
  std::string treaty = {};
  std::string title = {};  ///< of the treaty; may be empty
  std::string act = {};    ///< as the facet
  std::string stance = {};
  std::string date = {};          ///< EDTF; may be empty
  std::string source = {};        ///< id of its first source
  std::string text = {};          ///< the piece in which the words stand
  std::vector<Span> marked = {};  ///< bytes of `text`, in order
  std::string standing = {};      ///< "", "proposed", "rejected", "superseded", "retracted"
};

struct FacetCount {
  std::string value = {};
  std::size_t count = 0;
};

/// A word that the register does not hold, and what was looked for instead.
struct UnderstoodWord {
  std::string asked = {};
  std::vector<std::string> found = {};
};

struct SearchAnswer {
  std::vector<SearchHit> hits = {};
  std::size_t total = 0;
  bool at_least = false;  ///< there are more than `total`; facets count those looked at
  std::vector<FacetCount> states = {};  ///< most frequent first
  std::vector<FacetCount> subjects = {};
  std::vector<FacetCount> acts = {};
  std::vector<FacetCount> stances = {};
  std::vector<FacetCount> years = {};
  std::vector<UnderstoodWord> understood = {};
};

}  // namespace servanda

#endif  // SERVANDA_REGISTER_SEARCH_H_
