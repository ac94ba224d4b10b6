// What waits for somebody to look at it, what came in since a moment, and how often the reader was
// right.
//
//   ReviewAnswer review = ask_review(loaded, false);
//   review.waiting[0].id            // for `servanda review accept`
//   review.precision[0]             // "act ratify": 41 of 44 as proposed
#ifndef SERVANDA_QUERY_REVIEW_H_
#define SERVANDA_QUERY_REVIEW_H_

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "servanda/query/query.h"
#include "servanda/register/keeper.h"

namespace servanda {

/// A proposal, as a reviewer sees it.
struct ReviewLine {
  std::string id = {};
  std::string treaty = {};
  std::string frame = {};     ///< what the reader took it for: "act ratify, planned", "quantity"
  Line line = {};             ///< the statement in words, with speaker, stance and sources
  std::string document = {};  ///< where the words stand, as Keeper::document takes it; may be empty
  std::string entry = {};     ///< as the journal writes it: what somebody amends
  Decision proposed = {};
  std::optional<Decision> decided = {};
};

/// How proposals of one frame fared. Those that wait count in neither.
struct FramePrecision {
  std::string frame = {};
  std::size_t accepted = 0;
  std::size_t amended = 0;
  std::size_t rejected = 0;
  std::size_t waiting = 0;
  /// Accepted as they were, of all that were decided; absent: none was.
  std::optional<double> precision() const;
};

struct ReviewAnswer {
  std::vector<ReviewLine> lines = {};  ///< in the order of the register
  std::size_t waiting = 0;
  std::vector<FramePrecision> precision = {};  ///< most proposals first
};
/// `all`: also what was decided.
ReviewAnswer ask_review(const LoadedRegister& loaded, bool all);

/// What somebody decides about statements.
struct DecisionOrder {
  Ruling ruling = Ruling::accept;
  std::vector<std::string> ids = {};  ///< or beginnings of ids of proposals, where one has them
  std::string with = {};  ///< supersede: the statement in its place, as the journal writes it
  std::string because = {};
  std::string by = {};
  Instant at = {};
};
/// The batch that enters it; Keeper::add takes it in. `loaded` may be what Keeper::load_reviewed
/// gives. err: not_found (no such proposal); invalid_argument (no reason, nothing or no one
/// statement in the place); parse (`with` has faults).
Result<Batch> decide(const LoadedRegister& loaded, const DecisionOrder& order);

/// What came in at once, and what it says: of that, as much as was asked for.
struct SinceBatch {
  BatchMark mark = {};
  std::string place = {};         ///< its file
  std::vector<Line> stands = {};  ///< statements that count
  std::vector<ReviewLine> proposed = {};
  std::vector<Decision> decisions = {};
  std::size_t all_stand = 0;  ///< how many there are in all
  std::size_t all_proposed = 0;
  std::size_t all_decisions = 0;
};
struct SinceAnswer {
  std::vector<SinceBatch> batches = {};
  std::size_t entries = 0;  ///< statements, proposals and decisions of all batches
};
/// Batches that came in at `from` or later, in the order of their instants, and of their entries
/// `most` from the one numbered `first` on: of each batch first what stands, then what is proposed,
/// then what was decided. A batch without any counts as one; batches beside the part are left out.
SinceAnswer ask_since(const LoadedRegister& loaded, const Instant& from, std::size_t first = 0,
                      std::size_t most = std::numeric_limits<std::size_t>::max());

/// What the reader took a statement for.
std::string frame_of(const Statement& statement);

/// A statement in one line.
std::string statement_in_words(const Statement& statement);

}  // namespace servanda

#endif  // SERVANDA_QUERY_REVIEW_H_
