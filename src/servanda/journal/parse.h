// The walk over the lines of a journal. Inside the room: journal.h is what others use.
#ifndef SERVANDA_JOURNAL_PARSE_H_
#define SERVANDA_JOURNAL_PARSE_H_

#include <cstddef>
#include <string_view>

#include "servanda/journal/journal.h"

namespace servanda {

/// Reads a piece of a journal that begins and ends at ends of entries and adds what it finds.
/// `offset` is where the piece stands in its file: spans count from the file's beginning. `clean`:
/// the piece is known to be UTF-8 without control characters.
void parse_piece(std::string_view piece, std::size_t offset, std::size_t file, bool clean,
                 ParsedJournal& into);

/// Offset of the first byte that may not stand in a journal (not UTF-8, or a control character
/// other than tab, carriage return and line end), or npos. Some gigabytes a second on plain text.
std::size_t find_unclean(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_PARSE_H_
