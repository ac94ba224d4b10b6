// The shape of each rule: what its premises and records must be, and what then follows.
//
// Written from the rules' statements in proof.cc, not from the engine: where the two differ, one of
// them is wrong.
#ifndef SERVANDA_PROOF_RULE_CHECKS_H_
#define SERVANDA_PROOF_RULE_CHECKS_H_

#include <string>

#include "servanda/model/competence.h"
#include "servanda/model/register.h"
#include "servanda/proof/proof.h"

namespace servanda {

struct CheckContext {
  const Proof* proof = nullptr;
  Register sources = {};  ///< the proof's sources, for dates and authority
};

/// Empty when the conclusion has the fields of its predicate and no others; else what is wrong.
std::string check_fields(const Proposition& proposition);

/// Empty when the step follows by its rule from its premises (taken as true) and records; else what
/// is wrong. Every record it names is in the proof.
std::string check_rule(const Step& step, const CheckContext& context);

}  // namespace servanda

#endif  // SERVANDA_PROOF_RULE_CHECKS_H_
