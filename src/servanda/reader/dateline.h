// Where and when a dispatch was written, and who stands behind a headline.
//
//   "MOSCOW, March 26. /TASS/. Russian President …"   → Moscow (RUS), 26 March of the year given
//   "By Helen Marsh | Published May 23, 2025"         → the day
//   "Peace treaty far off — Kremlin"                  → body, source Kremlin
#ifndef SERVANDA_READER_DATELINE_H_
#define SERVANDA_READER_DATELINE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "servanda/reader/context.h"
#include "servanda/time/day.h"

namespace servanda {

struct Dateline {
  std::size_t end = 0;  ///< the first byte of the text proper
  std::optional<Day> day = {};
  std::string state = {};  ///< of the place
};

/// Looks at the first 400 bytes only. A date without a year takes the year of `published`, or the
/// one before where that would lie ahead.
Dateline find_dateline(std::string_view text, std::optional<Day> published);

struct Headline {
  Span body;                          ///< without the source
  std::optional<Attribution> source;  ///< begin and end are not set
};
Headline split_headline(std::string_view text, Memory& memory);

}  // namespace servanda

#endif  // SERVANDA_READER_DATELINE_H_
