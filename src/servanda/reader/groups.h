// Verb groups, what governs them, and how surely they are said.
//
//   "Germany has not suspended its accord"      suspend: finite, perfect, negated
//   "Parliament is expected to vote on it"      vote: infinitive, governed by "expected" → possible
//   "Once adopted, it will be opened …"         adopt stands in a condition: hidden
//
// The reading is shallow on purpose: a group that cannot be placed is left unplaced, and what is
// built on it is then left out, never asserted.
#ifndef SERVANDA_READER_GROUPS_H_
#define SERVANDA_READER_GROUPS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "servanda/reader/phrases.h"

namespace servanda {

enum class GroupShape : std::uint8_t { finite, infinitive, gerund, participle };

struct Group {
  std::size_t begin = 0, end = 0;  ///< tokens, auxiliaries and adverbs included
  std::size_t head = 0;
  std::string lemma = {};  ///< of the main verb; "be" for "is due"
  std::string cue = {};    ///< the adjective of "is due", "was ready"
  GroupShape shape = GroupShape::finite;
  bool passive = false;
  bool negated = false;
  bool doubtful = false;  ///< "reportedly", "allegedly"
  bool past = false;      ///< past or perfect
  bool perfect = false;
  bool progressive = false;
  std::string modal = {};                   ///< "will", "may" …, "do" left out
  std::optional<std::size_t> control = {};  ///< the group that governs it
  std::string cue_noun = {};                ///< "its plan to …": the noun that governs it
  std::string cue_effect = {};              ///< of cue, cue_noun or the controlling verb
  std::string before = {};                  ///< preposition or subordinator right before it
  bool relative = false;                    ///< "which …", "who …"
  bool ranked = false;                      ///< "was the first to sign": done
  bool joined = false;                      ///< "and …": shares the subject of the group before
};

/// A stretch of tokens under a condition or another scope.
struct ConditionSpan {
  std::size_t begin = 0, end = 0;  ///< of the clause, the subordinator included
  std::size_t text_begin = 0;      ///< behind the subordinator
  std::string word = {};           ///< if, unless, once, should, until, before, whether …
  bool factive = false;            ///< after, when with past: it has happened
};

/// How surely something is said.
struct Standing {
  Stance stance = Stance::asserted;
  std::string condition = {};
  bool hidden = false;  ///< not said at all: inside a condition, "before …", "whether …"
};

struct SentenceGroups {
  std::vector<Group> groups;
  std::vector<ConditionSpan> conditions;
};

/// All verb groups of the sentence, in order, with their governors.
SentenceGroups find_groups(const Sentence& sentence, bool headline);

/// How surely group `index` is said within its sentence; attribution comes on top.
Standing standing_of(const Sentence& sentence, const SentenceGroups& groups, std::size_t index,
                     bool headline);

/// Who does it (active) or what it is done to (passive): the phrase before it. nullopt: not found.
std::optional<std::size_t> find_subject(const Sentence& sentence, const SentenceGroups& groups,
                                        std::size_t index);

/// What stands behind the group up to the end of its clause: direct phrases and prepositional ones.
struct Complements {
  std::vector<std::size_t> direct;  ///< phrases
  std::vector<std::size_t> oblique;
  std::size_t end = 0;  ///< token where the clause ends
};
Complements find_complements(const Sentence& sentence, const SentenceGroups& groups,
                             std::size_t index);

}  // namespace servanda

#endif  // SERVANDA_READER_GROUPS_H_
