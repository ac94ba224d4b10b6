// Actors in the journal: "RUS (Vladimir Putin, president)", "org EU", "State Duma (RUS, kind
// chamber)".
#ifndef SERVANDA_JOURNAL_ACTOR_WORDS_H_
#define SERVANDA_JOURNAL_ACTOR_WORDS_H_

#include <string>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/journal/words_cursor.h"
#include "servanda/model/statement.h"

namespace servanda {

/// Words that end a name which stands without quotes.
bool is_keyword(std::string_view word);

/// Free text that ends at a keyword, a comma or a parenthesis: in quotes where it has to be.
std::string free_text(std::string_view value);
/// Reads what free_text() wrote; nothing when no text comes.
std::optional<std::string> take_free_text(WordsCursor& in);

Result<Actor> take_actor(WordsCursor& in);
Result<std::vector<Actor>> take_actors(WordsCursor& in);
/// The state's code first: for those who act and speak.
std::string words_for(const Actor& actor);
std::string words_for(const std::vector<Actor>& actors);
/// The name first: for institutions ("to State Duma").
std::string words_for_body(const Actor& actor);

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_ACTOR_WORDS_H_
