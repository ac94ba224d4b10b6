// The one idea: a statement. Somebody says, in a source, on a day, with a stance, that a fact
// holds.
//
// Reader and journal make statements, the register keeps them, the law computes from them. The
// fields are those of the reading contract (docs/reading.md); what is not known is empty, never
// guessed. A register is the ordered set of statements; it only grows.
#ifndef SERVANDA_MODEL_STATEMENT_H_
#define SERVANDA_MODEL_STATEMENT_H_

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "servanda/base/text.h"
#include "servanda/model/clause.h"
#include "servanda/model/words.h"
#include "servanda/time/edtf.h"
#include "servanda/time/instant.h"
#include "servanda/time/period.h"

namespace servanda {

/// Who acts or speaks. `state` is an ISO 3166-1 alpha-3 code (former states: ISO 3166-3 or COW
/// name), `org` the short name of an international organisation; entities whose statehood is
/// contested carry the name alone.
struct Actor {
  std::string name = {};
  std::string state = {};
  std::string org = {};
  std::optional<ActorKind> kind = {};
  std::string role = {};
  friend bool operator==(const Actor&, const Actor&) = default;
};

/// Where a statement stands: a source (or a document's name), the bytes of it that say so, and the
/// words found there.
struct Citation {
  std::string source;
  std::optional<Span> bytes = {};
  std::string words = {};
  friend bool operator==(const Citation&, const Citation&) = default;
};

/// A norm in the words of a treaty: under `condition`, `who` shall (may, shall not) `action`.
struct ClauseFact {
  std::string treaty = {};
  std::string article = {};
  std::string about = {};
  std::string condition = {};  ///< JSON: "if"
  std::string who = {};
  Must must = Must::shall;
  std::string action = {};  ///< JSON: "do"
  std::string whom = {};
  friend bool operator==(const ClauseFact&, const ClauseFact&) = default;
};

/// A treaty and the traits that this statement gives it. Several statements with one `id` add up;
/// where they differ, both stand.
struct TreatyFact {
  std::string id = {};
  std::string title = {};
  std::vector<std::string> also = {};
  std::string form = {};
  std::vector<std::string> parties = {};  ///< states or organisations; empty: not named here
  std::optional<Edtf> signed_on = {};     ///< JSON: "signed"
  std::string signed_at = {};
  std::optional<Edtf> in_force = {};  ///< stated day of entry into force: recorded, not computed
  std::optional<int> articles = {};
  std::vector<std::string> fields = {};
  std::optional<bool> disclosed = {};
  std::vector<std::string> languages = {};
  std::string depositary = {};  ///< several: joined with "; " (JSON: a list)
  std::string zone = {};        ///< offset in which its days begin, "+03:00"; empty: not said
  Clauses clauses = {};
  std::vector<ClauseFact> norms = {};
  friend bool operator==(const TreatyFact&, const TreatyFact&) = default;
};

/// Something done to a treaty.
struct ActFact {
  ActType type = ActType::sign;
  std::string treaty = {};
  std::vector<Actor> by = {};
  std::vector<Actor> with = {};
  std::optional<Actor> body = {};  ///< institution before or through which
  std::optional<Edtf> on = {};
  std::string at = {};
  std::optional<Period> period = {};  ///< JSON: "for" (extend)
  std::optional<Edtf> until = {};     ///< extend, suspend: to this day
  std::string as = {};                ///< role (appoint)
  std::vector<Actor> whom = {};       ///< appoint: the persons
  std::optional<ActType> of = {};     ///< the act that this one is about
  std::optional<ActType> undo = {};   ///< the act that it revokes
  /// Done by somebody who cannot be considered as authorised to represent the state (article 8).
  bool unauthorised = false;
  /// Consent to be bound by these provisions only, or the choice among those that differ (article
  /// 17).
  std::string provisions = {};
  std::string article = {};
  std::string condition = {};         ///< JSON: "if"
  std::optional<Moment> effect = {};  ///< day or instant from which it has effect, as stated
  friend bool operator==(const ActFact&, const ActFact&) = default;
};

struct QuantityFact {
  std::string treaty = {};
  std::string project = {};
  std::string what = {};
  std::string from = {};
  std::string to = {};
  std::string value = {};  ///< decimal digits as printed in JSON; text keeps 55000000000 exact
  std::string unit = {};
  std::optional<Period> per = {};
  Bound bound = Bound::exact;
  bool approximate = false;
  std::string condition = {};
  friend bool operator==(const QuantityFact&, const QuantityFact&) = default;
};

struct RelationFact {
  RelationType type = RelationType::replaces;
  std::string treaty = {};
  std::string other = {};
  std::string condition = {};  ///< JSON: "if"
  friend bool operator==(const RelationFact&, const RelationFact&) = default;
};

struct ProjectFact {
  std::string treaty = {};  ///< where it belongs to one
  std::string name = {};
  std::string what = {};
  ProjectState state = ProjectState::planned;
  std::optional<int> count = {};
  std::string at = {};
  friend bool operator==(const ProjectFact&, const ProjectFact&) = default;
};

struct EventFact {
  std::string type = {};  ///< PLOVER event type
  std::vector<Actor> by = {};
  std::vector<Actor> whom = {};
  std::string what = {};
  std::optional<Edtf> on = {};
  std::string at = {};
  friend bool operator==(const EventFact&, const EventFact&) = default;
};

struct AssessmentFact {
  std::string about = {};
  std::string says = {};
  std::string condition = {};
  friend bool operator==(const AssessmentFact&, const AssessmentFact&) = default;
};

/// "It is in force", said of a treaty or of one state's part in it. The reading contract knows it
/// as the act enter-into-force told by a speaker; the journal has its own word.
struct ClaimFact {
  std::string treaty = {};
  std::string state = {};  ///< empty: of the treaty as a whole
  ClaimedStatus status = ClaimedStatus::in_force;
  std::optional<Edtf> from = {};
  std::optional<Edtf> until = {};
  friend bool operator==(const ClaimFact&, const ClaimFact&) = default;
};

using Fact = std::variant<TreatyFact, ActFact, ClauseFact, QuantityFact, RelationFact, ProjectFact,
                          EventFact, AssessmentFact, ClaimFact>;

/// The known days on which the register holds a statement, beside those on which it could be known:
/// `from` for what stands in the place of another, `until` (the first day on which it no longer
/// stands) for what was superseded or retracted. Set from the register's decisions when it is
/// loaded (model/decision.h); no content of the statement.
struct Held {
  std::optional<Day> from = {};
  std::optional<Day> until = {};
  friend bool operator==(const Held&, const Held&) { return true; }
};

struct Statement {
  Fact fact;
  Stance stance = Stance::asserted;
  std::optional<Actor> speaker = {};  ///< absent: the source says it in its own voice
  std::vector<Actor> via = {};        ///< nearest to the document first
  std::vector<Citation> from = {};    ///< the first is the document it was read in
  std::optional<Edtf> said = {};      ///< day on which the speaker said it
  std::optional<Day> known = {};      ///< overrides the day on which the sources were published
  std::string note = {};
  Held held = {};
  friend bool operator==(const Statement&, const Statement&) = default;
};

/// The treaty that a statement is about; empty where it is about none (events, general remarks).
const std::string& treaty_of(const Statement& statement);

/// The word of the contract for the kind of fact: "treaty", "act", "clause" …, "claim".
std::string_view kind_of(const Fact& fact);

}  // namespace servanda

#endif  // SERVANDA_MODEL_STATEMENT_H_
