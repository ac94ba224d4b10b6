// One instrument across dispatches: what each told of it, in the order in which it happened, and
// where they contradict each other.
//
//   chains_of({reading of March 3, reading of May 21})
//   // "treaty on …" (RUS, IRN): submitted 2025-03-03 · approved 2025-05-21 [told by both]
//   // contradiction: "2024-12-01 sign" in one, "2024-12-06 sign" in the other
//
// Two mentions are one instrument when their names or their parties and day of signature agree and
// nothing speaks against it; when in doubt they stay two. A later dispatch that tells of an act
// that was still to come updates it: that is no contradiction. Quadratic in the number of
// instruments, linear in statements.
#ifndef SERVANDA_READER_CHAIN_H_
#define SERVANDA_READER_CHAIN_H_

#include <string>
#include <vector>

#include "servanda/reader/reader.h"

namespace servanda {

struct ChainStep {
  Statement statement;            ///< the most exact telling
  std::vector<std::string> told;  ///< documents, in the order of reading
};

struct ChainConflict {
  std::string
      what;  ///< "sign by RUS": told as done in one, not done in the other, or on other days
  std::string one, other;  ///< documents
};

/// What one dispatch says of a work or an amount that was promised.
struct ChainTelling {
  std::optional<Day> day = {};  ///< of the dispatch
  std::string says = {};        ///< "building", "up to 55000000000 m3 a year"
  Stance stance = Stance::asserted;
  std::optional<Actor> speaker = {};
  std::string doc = {};
};

/// A work ("the Rasht-Astara railway") or an amount ("gas to Iran"), followed through dispatches.
struct ChainPromise {
  bool project = true;
  std::string name = {};
  std::vector<ChainTelling> tellings = {};  ///< by the day of the dispatch
};

struct Chain {
  TreatyFact treaty;  ///< as named first, completed by what later documents add
  std::vector<ChainStep> steps;
  std::vector<ChainConflict> conflicts;
  std::vector<ChainPromise> promises = {};
};

/// Adds what a reading says of a work or an amount to the promises of a chain; of no consequence
/// for other statements. In promises.cc, as the two below.
void follow_promise(std::vector<ChainPromise>& promises, const Statement& statement,
                    const Reading& reading);
/// Puts the tellings in order and finds those that cannot both be true: a work that operated and is
/// planned again, an amount that two tell differently, what one says and another denies.
void settle_promises(Chain& chain);
std::string describe_promises(const std::vector<ChainPromise>& promises);

/// A chain without a title holds what was promised in no treaty's name.
std::vector<Chain> chains_of(const std::vector<Reading>& readings);

/// For people: a chain a paragraph, a step a line.
std::string describe_chains(const std::vector<Chain>& chains);

}  // namespace servanda

#endif  // SERVANDA_READER_CHAIN_H_
