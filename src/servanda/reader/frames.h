// What verbs do to a treaty: the rows of acts.tsv, ready to be held against a sentence.
//
// Inside the room. A linguist edits the table; nothing here knows a verb.
#ifndef SERVANDA_READER_FRAMES_H_
#define SERVANDA_READER_FRAMES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "servanda/model/words.h"
#include "servanda/reader/groups.h"

namespace servanda {

struct Frame {
  std::vector<std::vector<std::string>> after;  ///< choices of words behind the verb
  std::optional<ActType> act;
  std::string place;      ///< object, subject, none, or a preposition
  bool optional = false;  ///< the treaty may be left out
  std::string remark;
  std::size_t words = 0;  ///< of the longest choice
};

/// The frames of a verb, those that want more words behind it first; nullptr for other verbs.
const std::vector<Frame>* frames_of(const std::string& lemma);

/// Do the words that the frame wants stand behind the verb, or behind its object ("laid the treaty
/// before …")? `end` moves behind them when they stand right behind the verb.
bool matches_after(const Sentence& sentence, const Frame& frame, const Group& group,
                   std::size_t& end);

}  // namespace servanda

#endif  // SERVANDA_READER_FRAMES_H_
