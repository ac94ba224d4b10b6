// How surely a statement was read: the share of statements like it that were right.
//
// The shares stand in confidence.tsv, counted by tools/calibrate on dispatches read by people, by
// what the statement is, how it was found, and who says it; where few were counted the share of the
// wider group weighs in. It is a statement about the reader, not about the world: that something is
// only planned is its stance.
#ifndef SERVANDA_READER_CONFIDENCE_H_
#define SERVANDA_READER_CONFIDENCE_H_

#include <string>
#include <vector>

#include "servanda/model/statement.h"
#include "servanda/reader/grounds.h"

namespace servanda {

/// Below it a statement is proposed to a person and counts for nothing until accepted.
inline constexpr double kSureEnough = 0.6;

/// The groups that a statement belongs to, from the widest to the narrowest: "act", "act/verb",
/// "act/verb/sign/asserted". The rows of confidence.tsv.
std::vector<std::string> confidence_groups(const Statement& statement, const Grounds& grounds);

/// 0 to 1.
double confidence_of(const Statement& statement, const Grounds& grounds);

/// "0.84, act by its verb on "ratify", cues: may": for a reviewer.
std::string describe_grounds(const Grounds& grounds);

}  // namespace servanda

#endif  // SERVANDA_READER_CONFIDENCE_H_
