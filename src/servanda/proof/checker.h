// The checker: re-verifies a proof step by step, knowing the rules' names and shapes but nothing of
// the engine that wrote it.
//
//   Result<Proof> proof = proof_from_json(json);
//   CheckReport report = check_proof(*proof);
//   if (!report.ok()) …                      // report.faults[0]: "/root/premises/0: …"
//
// What it checks: every record's hash; that every record was known by the known day; that each
// step's conclusion follows from its premises and records by its rule, dates recomputed; that the
// root answers the question. With a register at hand also that the records stand in it and that
// what is said not to be recorded is not. Without one, "none recorded" is taken on trust, and the
// report says how many such leaves there are.
//
// It shares only base, time and model with the engine. Linear in the size of the proof.
#ifndef SERVANDA_PROOF_CHECKER_H_
#define SERVANDA_PROOF_CHECKER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "servanda/proof/proof.h"

namespace servanda {

struct CheckReport {
  std::vector<std::string> faults = {};  ///< each begins with the JSON pointer of the place
  std::size_t steps = 0;
  std::size_t records = 0;
  std::size_t taken_on_trust = 0;  ///< "none recorded" leaves that no register confirmed
  bool ok() const { return faults.empty(); }
};

CheckReport check_proof(const Proof& proof, const Register* reg = nullptr);

}  // namespace servanda

#endif  // SERVANDA_PROOF_CHECKER_H_
