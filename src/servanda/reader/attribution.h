// Who says a sentence, and through whom.
#ifndef SERVANDA_READER_ATTRIBUTION_H_
#define SERVANDA_READER_ATTRIBUTION_H_

#include <optional>
#include <string>
#include <vector>

#include "servanda/reader/view.h"

namespace servanda {

struct Attribution {
  std::optional<Actor> speaker = {};
  std::vector<Actor> via = {};
  bool denies = false;            ///< "denied that", "despite … denials"
  std::size_t content_begin = 0;  ///< tokens: what is said
  std::size_t content_end = 0;
};

/// `last_speaker` is whom "he" and "she" mean; it is kept up to date.
Attribution attribution_of(const SentenceView& view, const std::string& document,
                           std::optional<Actor>& last_speaker);

/// Is this (lower-case) word a verb of saying in a finite form?
bool is_reporting_verb(std::string_view word);

}  // namespace servanda

#endif  // SERVANDA_READER_ATTRIBUTION_H_
