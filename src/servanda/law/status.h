// The question and its answer: is this treaty in force (between these states) on a day, as known on
// a day, and why?
//
//   StatusAnswer answer = *status_of(reg, {"ru-ir-2025", {}, *parse_moment("2025-08-01"), known});
//   answer.verdict      // Verdict::no
//   answer.proof        // a tree that check_proof() re-verifies
//   status_of(reg, {"ru-ir-2025", {"RUS", "RUS"}, …})   // Error: the two states are the same
//
// yes, no, unknown, disputed and ambiguous are answers. Never a silent pick: where readings or
// sources part, each stands in `readings` with what follows from it.
#ifndef SERVANDA_LAW_STATUS_H_
#define SERVANDA_LAW_STATUS_H_

#include <optional>
#include <string>
#include <vector>

#include "servanda/law/derivation.h"
#include "servanda/law/ending.h"
#include "servanda/law/timeline.h"
#include "servanda/proof/proof.h"

namespace servanda {

/// What one reading answers.
struct ReadingAnswer {
  std::string reading = {};
  std::string because = {};
  Verdict verdict = Verdict::unknown;
  std::optional<When> from = {};        ///< in force (for the states asked about) from …
  std::optional<When> until = {};       ///< … to; absent: no end is recorded
  std::string end_reason = {};          ///< "replaced", "withdrawal", "terminated", "expired"
  std::optional<TermPeriod> term = {};  ///< the term in which the day lies
};

/// What the answer would be if one of the sources that exclude each other were believed.
struct BySource {
  StatementIndex statement = 0;  ///< whose dating of the act is believed
  Verdict verdict = Verdict::unknown;
  std::string because = {};
  Proof proof;
};

/// An entry into force that a source records, beside the one computed from the acts.
struct RecordedBeside {
  When when;
  StatementIndex statement = 0;
  bool agrees = false;
  std::string explanation = {};
};

/// What a state that the treaty does not bind is to it: a signatory, or a contracting state.
struct UnboundState {
  std::string state;
  PartyStatus status;
};

struct StatusAnswer {
  ProofQuestion question;
  Verdict verdict = Verdict::unknown;
  /// One sentence that says why, for people, without full stop.
  std::string because = {};
  std::vector<ReadingAnswer> readings = {};
  std::vector<std::string> missing = {};    ///< what would settle it, or bring it into force
  std::vector<std::string> doubts = {};     ///< what in the record cannot be, or looks wrong
  std::vector<StatementIndex> claims = {};  ///< what is claimed of the status by the known day
  std::optional<When> suspended_from =
      {};                                  ///< the operation is suspended for the state asked about
  std::optional<Surviving> survives = {};  ///< ended: what its text keeps bound
  std::vector<UnboundState> standing = {};         ///< of the states asked about
  std::vector<ProvisionalSpell> provisional = {};  ///< by whom it is applied so on that day
  std::vector<BySource> by_source = {};  ///< disputed between sources: each one's derivation
  std::optional<RecordedBeside> recorded = {};
  Proof proof;
};

/// `question.states` may hold none (the treaty as such), one (is it bound?) or two (between them).
/// A treaty that nothing is known of was never concluded, as far as the register goes: the answer
/// is no. err: invalid_argument (a state twice, more than two states).
Result<StatusAnswer> status_of(const Register& reg, const ProofQuestion& question);

/// The same from a timeline that is already resolved with a horizon that covers the question.
StatusAnswer status_from(const Timeline& timeline, const ProofQuestion& question);

}  // namespace servanda

#endif  // SERVANDA_LAW_STATUS_H_
