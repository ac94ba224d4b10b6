#include "servanda/model/decision.h"

#include <algorithm>

namespace servanda {

const std::vector<std::string_view>& ruling_words() {
  static const std::vector<std::string_view> kWords{"propose", "accept", "reject", "supersede",
                                                    "retract"};
  return kWords;
}

std::string_view to_text(Ruling ruling) {
  return ruling_words()[static_cast<std::size_t>(ruling)];
}

std::optional<Ruling> find_ruling(std::string_view word) {
  const auto& words = ruling_words();
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Ruling>(found - words.begin());
}

}  // namespace servanda
