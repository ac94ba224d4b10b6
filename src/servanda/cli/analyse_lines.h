// What analyse prints of datelines and headlines, apart from the rest: the reader's own words for
// standing and the register's do not go together in one file.
#ifndef SERVANDA_CLI_ANALYSE_LINES_H_
#define SERVANDA_CLI_ANALYSE_LINES_H_

#include <string>
#include <string_view>

namespace servanda::cli {

/// For each line of the text, a headline: who says so, a tab, what is said. "-": nobody is named.
std::string headline_lines(std::string_view text);

/// State and day of a dispatch's dateline and its words, between tabs; "-" where there is none.
std::string dateline_line(std::string_view text);

}  // namespace servanda::cli

#endif  // SERVANDA_CLI_ANALYSE_LINES_H_
