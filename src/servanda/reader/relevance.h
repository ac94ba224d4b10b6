// Which texts can tell anything: a scan for words, before anything costs more.
//
//   find_treaty_word("Rain fell on the north.", 0)            // nothing: no treaty is spoken of
//   find_treaty_word("The Duma ratified the accord.", 0)      // {9, 17}: "ratified"
//
// The words are those of the tables: what treaties are called, what is done to them, what makes an
// event. A text without a treaty word tells no treaty, act, clause, relation or project, and its
// quantities belong to nothing; only events are left. Bytes are looked at once, without cutting.
#ifndef SERVANDA_READER_RELEVANCE_H_
#define SERVANDA_READER_RELEVANCE_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "servanda/base/text.h"

namespace servanda {

/// The first word, in any case, without which no text speaks of a treaty.
std::optional<Span> find_treaty_word(std::string_view text, std::size_t from);

/// The first word without which no sentence tells an event.
std::optional<Span> find_event_word(std::string_view text, std::size_t from);

}  // namespace servanda

#endif  // SERVANDA_READER_RELEVANCE_H_
