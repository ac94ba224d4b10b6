// The keywords of the journal, for those who complete, colour or check them.
#ifndef SERVANDA_JOURNAL_KEYWORDS_H_
#define SERVANDA_JOURNAL_KEYWORDS_H_

#include <string_view>
#include <vector>

namespace servanda {

/// The words with which an entry may begin.
const std::vector<std::string_view>& entry_keywords();
/// Those that may stand behind a date, besides the acts.
const std::vector<std::string_view>& dated_entry_keywords();
/// The indented lines that an entry may have; `entry` is its first word, a date for an act.
const std::vector<std::string_view>& line_keywords(std::string_view entry);
/// The words that part the pieces of one line ("by", "with", "at" …).
const std::vector<std::string_view>& part_keywords();
/// The answers that an assertion may expect.
const std::vector<std::string_view>& answer_keywords();

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_KEYWORDS_H_
