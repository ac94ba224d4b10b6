// Dates as English news writes them, against the day of the document.
//
//   "on Wednesday" (said on Friday 2025-03-28, of what happened)   2025-03-26
//   "in January" (document of 2025-03-26)                          2025-01
//   "next month"                                                    2025-04
//   "March 12, 2001", "12 March 2001", "June 2013", "in 2021"       as written
//
// A bare weekday or month is the last one (today included), unless the clause looks ahead.
#ifndef SERVANDA_LANGUAGE_DATES_IN_TEXT_H_
#define SERVANDA_LANGUAGE_DATES_IN_TEXT_H_

#include <optional>
#include <string>
#include <vector>

#include "servanda/language/document.h"
#include "servanda/time/day.h"

namespace servanda {

struct DateInText {
  std::size_t begin = 0;  ///< tokens, half-open, preposition included
  std::size_t end = 0;
  std::string edtf;
  std::string rule;  ///< "day", "month", "year", "weekday", "bare month", "relative", "by"
};

/// All dates of a sentence in order. `looks_ahead` says whether its verbs do.
std::vector<DateInText> find_dates(const Sentence& sentence, std::optional<Day> document,
                                   bool looks_ahead);

}  // namespace servanda

#endif  // SERVANDA_LANGUAGE_DATES_IN_TEXT_H_
