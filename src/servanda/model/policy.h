// How much a source weighs against others: a written policy, named wherever it decided something.
//
//   find_policy("parties-first")->rank[...]          // a party's gazette before the depositary
//   parse_policy("policy mine\norder text > depositary = party > agency > press > analyst > "
//                "recalled\n")                        // one of one's own, from a file
//   parse_policy("order text > party")               // Error: it weighs 2 kinds of sources of 7
//
// The written ones stand in policies.tsv; the first holds where nobody names another.
#ifndef SERVANDA_MODEL_POLICY_H_
#define SERVANDA_MODEL_POLICY_H_

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/model/words.h"

namespace servanda {

struct SourcePolicy {
  std::string name = "depositary-first";
  /// By Authority: the lower, the weightier. Kinds of the same rank are rivals where they part.
  std::array<int, 7> rank = {0, 1, 2, 3, 4, 5, 6};
  int of(Authority authority) const { return rank[static_cast<std::size_t>(authority)]; }
  friend bool operator==(const SourcePolicy&, const SourcePolicy&) = default;
};

/// Those of the table, the usual one first.
const std::vector<SourcePolicy>& written_policies();
/// Null for a name that the table does not have.
const SourcePolicy* find_policy(std::string_view name);

/// "text > depositary = party > …": every kind of source once. err: parse.
Result<std::array<int, 7>> parse_policy_order(std::string_view order);
std::string policy_order(const SourcePolicy& policy);

/// A file: a line "policy NAME", a line "order …"; "#" begins a comment. err: parse, naming the
/// line.
Result<SourcePolicy> parse_policy(std::string_view text);

}  // namespace servanda

#endif  // SERVANDA_MODEL_POLICY_H_
