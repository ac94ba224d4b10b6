// The words of titles, names and ids, by which treaties are recognised. Inside the room.
#ifndef SERVANDA_QUERY_TITLE_WORDS_H_
#define SERVANDA_QUERY_TITLE_WORDS_H_

#include <set>
#include <string>
#include <string_view>

namespace servanda {

/// Runs of letters and digits, each once: ASCII letters in lower case, those of other scripts as
/// they are. "New START (2010)" gives "2010", "new", "start".
std::set<std::string> title_words(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_QUERY_TITLE_WORDS_H_
