// Which way an open date points: the tense of the verb it belongs to, and words such as "due".
//
//   "The Duma voted on Wednesday."                   // past, by "voted"
//   "The ministry said it will vote on Wednesday."   // future, by "will"
//   "The vote on Wednesday"                          // unmarked
//
// The nearest verb decides; a clause boundary between makes it farther. What is said to come
// ("to be signed", "will have ended") swallows the participle behind it. Not for other rooms.
#ifndef SERVANDA_LANGUAGE_DATE_TENSE_H_
#define SERVANDA_LANGUAGE_DATE_TENSE_H_

#include <cstddef>
#include <optional>

#include "servanda/language/date_marks.h"
#include "servanda/language/dates_in_text.h"

namespace servanda {

struct Direction {
  DateSense sense = DateSense::unmarked;
  std::optional<Span> cue = {};
};

/// For the phrase over marks [begin, end).
Direction direction_of(const SentenceMarks& sentence, const DateWords& words, std::size_t begin,
                       std::size_t end);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_DATE_TENSE_H_
