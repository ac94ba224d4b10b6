// What stands above a verb group: "its plan to leave", "refused to sign", "if it is ratified".
//
// Inside the room: find_groups() calls it, groups.h tells the result.
#ifndef SERVANDA_READER_GOVERNORS_H_
#define SERVANDA_READER_GOVERNORS_H_

#include <string>

#include "servanda/reader/groups.h"

namespace servanda {

/// "due", "ready", "set": adjectives that make what follows them a plan, a wish or a doubt.
bool governs_as_adjective(const std::string& word);

/// Fills `control`, `cue_noun` and `cue_effect` of the groups and finds the conditions of the
/// sentence. The words that govern, and what they do to a statement, stand in cues.tsv.
void find_governors(const Sentence& sentence, SentenceGroups& groups);

}  // namespace servanda

#endif  // SERVANDA_READER_GOVERNORS_H_
