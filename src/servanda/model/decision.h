// What people decide about statements, and the batches in which a register grows.
//
// A statement is never changed or deleted. Who finds it wrong enters a decision: from that moment
// on it no longer stands, before it did, and both can be asked for.
//
//   decision retract 9f86d081884c7d65 at 2026-11-25T14:00Z by "Anna Petrova" because "withdrawn"
#ifndef SERVANDA_MODEL_DECISION_H_
#define SERVANDA_MODEL_DECISION_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/text.h"
#include "servanda/time/instant.h"

namespace servanda {

/// Where in the journal something was written; `file` counts from 0 in the register's files.
struct Origin {
  std::size_t file = 0;
  Span span = {};
  friend bool operator==(const Origin&, const Origin&) { return true; }  // a place is no content
};

/// propose: it waits for somebody to look at it, and counts for nothing until then. accept, reject:
/// what somebody decided about a proposal. supersede: another statement stands in its place, of a
/// proposal as well ("amended"). retract: it stands no longer, and nothing in its place.
enum class Ruling { propose, accept, reject, supersede, retract };

std::string_view to_text(Ruling ruling);
std::optional<Ruling> find_ruling(std::string_view word);
const std::vector<std::string_view>& ruling_words();

struct Decision {
  Ruling ruling = Ruling::propose;
  std::string statement = {};     ///< its id (model/json.h: statement_id)
  std::string by_statement = {};  ///< supersede: the id of the one in its place; journal: "with"
  Instant at = {};
  std::string by = {};
  std::string reason = {};  ///< journal: "because"
  Origin origin = {};
  friend bool operator==(const Decision&, const Decision&) = default;
};

/// What was added at once: everything that follows in the same file, to its end.
struct BatchMark {
  Instant at = {};
  std::string by = {};
  std::string of = {};   ///< what it was made from: "untc-xxvi-1.csv"
  std::string key = {};  ///< SHA-256 of what it was made from: the same never comes in twice
  Origin origin = {};
  friend bool operator==(const BatchMark&, const BatchMark&) = default;
};

}  // namespace servanda

#endif  // SERVANDA_MODEL_DECISION_H_
