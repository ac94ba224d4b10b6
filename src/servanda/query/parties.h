// Who is bound by a treaty on a day, and how many: exact where every answer is certain, else a
// range.
//
//   ask_parties(reg, "npt-1968", on, known)->least   // bound for certain
//   ask_parties(reg, "npt-1968", on, known)->most    // bound if everything open is so
#ifndef SERVANDA_QUERY_PARTIES_H_
#define SERVANDA_QUERY_PARTIES_H_

#include <string>
#include <vector>

#include "servanda/query/query.h"

namespace servanda {

struct PartiesAnswer {
  struct Part {
    std::string state;
    Verdict verdict = Verdict::unknown;
    std::string because = {};
    std::vector<ReadingAnswer> readings = {};
  };
  std::string treaty;
  std::string title = {};
  std::vector<Part> parts = {};  ///< by code
  int least = 0;
  int most = 0;
  /// The record is marked as incomplete: there may be more than it shows.
  bool incomplete = false;
};

/// Every state that has acted on the treaty or is named by it. err: not_found. Cost: one resolution
/// and a proof for each state.
Result<PartiesAnswer> ask_parties(const Register& reg, const std::string& treaty, const Moment& on,
                                  Day known);

}  // namespace servanda

#endif  // SERVANDA_QUERY_PARTIES_H_
