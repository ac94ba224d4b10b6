// What a reader went by: how it found a statement, on which words, and how often such statements
// are right. Beside the statement, not in it: the journal does not keep it.
#ifndef SERVANDA_READER_GROUNDS_H_
#define SERVANDA_READER_GROUNDS_H_

#include <optional>
#include <string>
#include <vector>

namespace servanda {

struct Grounds {
  std::string frame = {};                 ///< "verb", "noun", "echo", "trait" …
  std::string trigger = {};               ///< the word that it hangs on: "ratify"
  std::vector<std::string> cues = {};     ///< what made it planned, denied, somebody's words …
  std::optional<int> margin = {};         ///< of the parse, where one was asked
  std::optional<double> confidence = {};  ///< 0 to 1 (confidence.h)
};

}  // namespace servanda

#endif  // SERVANDA_READER_GROUNDS_H_
