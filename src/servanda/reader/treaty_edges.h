// From a head noun to the whole mention: "Russia's 2001 [treaty] on friendship with Iran".
//
// Inside the room, for treaty_phrases.cc. Edges are token numbers, the right one behind the last
// word; what is learnt of owner and partners on the way is kept in TreatyPartners until describe()
// takes it.
#ifndef SERVANDA_READER_TREATY_EDGES_H_
#define SERVANDA_READER_TREATY_EDGES_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "servanda/reader/phrases.h"
#include "servanda/reader/treaty_heads.h"

namespace servanda {

struct TreatyPartners {
  std::string owner = {};                                         ///< "Russia's treaty"
  std::vector<std::pair<std::size_t, std::size_t>> between = {};  ///< tokens of "A and B"
  bool pair = false;                                              ///< "between the two countries"
};

/// The first token of the name; notes article and owner. Nothing before `from` is looked at.
std::size_t left_edge(const Sentence& sentence, const Memory& memory, std::size_t head,
                      std::size_t from, TreatySpan& span, TreatyPartners& partners);

/// Behind the last token that belongs to the name or description. `first`: no treaty was named
/// before.
std::size_t right_edge(const Sentence& sentence, const Memory& memory, std::size_t head, bool first,
                       TreatySpan& span, TreatyPartners& partners);

/// Fills the mention from its tokens [left, right) and uses up the partners.
void describe(const Sentence& sentence, const Memory& memory, bool first, std::size_t left,
              std::size_t right, const HeadForm& form, TreatySpan& span, TreatyPartners& partners);

/// Behind a list of names ("A, B and C", with their articles) that begins at a token; `at` if none.
std::size_t actor_list(const Sentence& sentence, std::size_t at);
/// Without small words and marks at the end; never before head + 1.
std::size_t trim_right(const Sentence& sentence, std::size_t end, std::size_t head);
bool starts_date(const std::vector<Token>& tokens, std::size_t at);

}  // namespace servanda

#endif  // SERVANDA_READER_TREATY_EDGES_H_
