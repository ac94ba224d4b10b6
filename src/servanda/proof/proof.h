// A proof as data: a tree of steps, each with its rule, its conclusion, and the records it rests
// on.
//
// The engine writes proofs, the checker (checker.h) re-verifies them; this file is all that they
// share. A step says nothing that cannot be recomputed: its sentence and its legal basis follow
// from rule and conclusion, its dates from its premises, and the records are bound by hash.
#ifndef SERVANDA_PROOF_PROOF_H_
#define SERVANDA_PROOF_PROOF_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/model/json.h"
#include "servanda/model/register.h"
#include "servanda/time/when.h"

namespace servanda {

/// The kinds of things that a step may conclude.
enum class Predicate {
  done,      ///< `act` was done by all of `states` at `when`
  none,      ///< no such act is recorded by the known day: of `states`, or of anybody; `number`:
             ///< how many more are wanted; or no text of the kind `detail`
  provided,  ///< the text provides for `detail` (a key of the clause contract)
  met,       ///< the condition of `detail` ("force" …) was met at `when`
  open,      ///< the condition of `detail` is not met: the premises say what is not recorded
  force,     ///< the treaty enters into force at `when`
  term,      ///< term number `number` runs from `when` to `until`, under the reading `reading`
  ended,     ///< the treaty ends at `when`, for the reason `detail`
  bound,     ///< the one state is bound from `when` on
  out,       ///< the one state is no longer bound from `when` on, for the reason `detail`
  status,    ///< the answer to the question, under `reading` or over all of them
};
std::string_view to_text(Predicate predicate);
std::optional<Predicate> find_predicate(std::string_view word);

struct Proposition {
  Predicate predicate = Predicate::status;
  std::string treaty = {};
  std::vector<std::string> states = {};
  std::optional<ActType> act = {};
  std::optional<ActType> of = {};
  std::optional<ActType> undo = {};
  std::optional<When> when = {};
  std::optional<When> until = {};
  std::optional<int> number = {};
  std::optional<Verdict> verdict = {};
  std::optional<Moment> on = {};  ///< status: the day asked about …
  std::optional<Day> known = {};  ///< … as known on this day
  std::string reading = {};
  std::string detail = {};  ///< a word of a closed list, by predicate; never free text
  friend bool operator==(const Proposition&, const Proposition&) = default;
};

struct Step {
  std::string rule;
  Proposition conclusion;
  std::vector<std::string> records = {};  ///< ids of statements, keys of Proof::statements
  std::vector<Step> premises = {};
  friend bool operator==(const Step&, const Step&) = default;
};

/// The question that a proof answers.
struct ProofQuestion {
  std::string treaty;
  std::vector<std::string> states = {};
  Moment on;
  Day known;
  friend bool operator==(const ProofQuestion&, const ProofQuestion&) = default;
};

/// A step tree with everything that it rests on. `statements` and `sources` hold the records
/// named in the tree and no others.
struct Proof {
  ProofQuestion question;
  Step root;
  std::map<std::string, Statement> statements = {};  ///< by statement_id()
  std::map<std::string, Source> sources = {};        ///< by source_digest()
  std::map<std::string, GroupTable> tables = {};     ///< by table_digest(), those counted by
  SourcePolicy policy = {};                          ///< by which sources were weighed
};

/// A rule: its name, what it says, and the law it stands on.
struct Rule {
  std::string_view name;
  std::string_view says;
  std::string_view basis;  ///< article, or "register" for rules about what a record can show
  /// States and writers do not agree that custom has this rule too (recalled, to be verified): then
  /// it is contested wherever the Convention does not apply as treaty law.
  bool custom_contested = false;
};

/// Does the rule rest on the Vienna Convention?
bool is_of_convention(const Rule& rule);

/// All rules, each with its name and basis; the checker's code for each stands in checker.cc.
const std::vector<Rule>& rules();
const Rule* find_rule(std::string_view name);

/// The conclusion as a sentence for people, without full stop. Deterministic.
std::string sentence(const Proposition& proposition);

/// SHA-256 over a source's canonical JSON, 16 hexadecimal digits: binds its authority and date.
std::string source_digest(const Source& source);

/// The same over a membership or weight table, without where it was written down.
std::string table_digest(const GroupTable& table);

Json to_json(const Source& source);
Json to_json(const Proof& proof);
/// err: parse, with a JSON pointer. Shape only: whether the proof holds is the checker's word.
Result<Proof> proof_from_json(const Json& value);

}  // namespace servanda

#endif  // SERVANDA_PROOF_PROOF_H_
