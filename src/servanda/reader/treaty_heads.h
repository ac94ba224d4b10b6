// The words that treaties are named with: head nouns ("treaty", "accord"), short names ("NAFTA"),
// and what stands before a head that is no treaty between states ("wage agreement").
//
// Inside the room: forms.tsv, short_names.tsv and not_treaties.tsv as tables. Loaded once, read
// only.
#ifndef SERVANDA_READER_TREATY_HEADS_H_
#define SERVANDA_READER_TREATY_HEADS_H_

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "servanda/language/names.h"
#include "servanda/language/tokens.h"

namespace servanda {

struct HeadForm {
  std::string form;  ///< as printed; "-" for "the document"
  std::string mode;  ///< how it may stand: forms.tsv says
};

struct ShortName {
  std::vector<std::string> words;
  std::string form;
};

/// By the word, lower case, singular and plural.
const std::unordered_map<std::string, HeadForm>& treaty_heads();
/// "wage", "coalition": an agreement of that kind is none between states.
const std::unordered_set<std::string>& not_treaties();
/// By their first word.
const std::unordered_map<std::string, std::vector<ShortName>>& short_names();

/// The party that a name stands for: an ISO code, an organisation's short name, or the plain name.
std::string party_of(const NameEntry& entry);
/// Does the name of a possible party begin at a token?
bool is_party(const std::vector<Token>& tokens, std::size_t at);

}  // namespace servanda

#endif  // SERVANDA_READER_TREATY_HEADS_H_
