// The indented lines of entries other than treaties: of every statement, of sources, pathways and
// groups. Inside the room: journal.h is what others use.
#ifndef SERVANDA_JOURNAL_ENTRY_LINES_H_
#define SERVANDA_JOURNAL_ENTRY_LINES_H_

#include <string_view>
#include <vector>

#include "servanda/journal/values.h"
#include "servanda/model/register.h"

namespace servanda {

/// The keywords of the lines that an entry may have. `many`: those that may stand there twice.
struct LineKeys {
  std::vector<std::string_view> all = {};
  std::vector<std::string_view> many = {};
};
const LineKeys& statement_keys();
const LineKeys& treaty_entry_keys();  ///< a treaty's own, and those of every statement
const LineKeys& source_keys();
const LineKeys& pathway_keys();
const LineKeys& group_keys();

/// Each reads one line, or says what is wrong; the fault kUnknownKey for a keyword of others.
Outcome read_statement_line(std::string_view key, WordsCursor& in, Statement& statement);
Outcome read_source_line(std::string_view key, WordsCursor& in, Source& source);
Outcome read_pathway_line(std::string_view key, WordsCursor& in, Pathway& pathway);
Outcome read_group_line(std::string_view key, WordsCursor& in, GroupTable& group);

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_ENTRY_LINES_H_
