// What is known of one treaty on one known day: traits, acts, claims, put in order.
//
// A view picks statements, it adds nothing: every element names the statements it rests on (by
// their index in the register). It is the only place where the law looks at the known clock and at
// the authority of sources.
#ifndef SERVANDA_LAW_VIEW_H_
#define SERVANDA_LAW_VIEW_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "servanda/law/deeds.h"
#include "servanda/law/trigger.h"
#include "servanda/model/competence.h"
#include "servanda/model/register.h"
#include "servanda/time/when.h"

namespace servanda {

using StatementIndex = std::size_t;

/// Why an act of concluding the treaty has no legal effect (law/effect_of_acts.h).
enum class Ineffective {
  no,
  no_authority,        ///< article 8: no authority, and not confirmed
  part_not_permitted,  ///< article 17(1)
  choice_not_made,     ///< article 17(2)
};

/// One act of one state, with every statement that speaks of it. Datings that fit into each other
/// refine one another; where they exclude each other the source of more authority prevails, and
/// what it outweighs is kept; between equals nobody is believed: `when` then spans all rivals.
struct RecordedAct {
  ActType type = ActType::sign;
  std::optional<ActType> of = {};
  std::optional<ActType> undo = {};
  std::string state = {};            ///< who did it; empty: nobody named
  std::string actor = {};            ///< the organ, where one is named
  std::optional<When> when = {};     ///< nothing: undated
  std::optional<When> sourced = {};  ///< the same without statements that are only recalled
  Authority authority = Authority::press;
  std::vector<StatementIndex> statements = {};
  std::vector<StatementIndex> outweighed = {};
  std::vector<StatementIndex> rivals = {};
  Ineffective ineffective = Ineffective::no;
  /// The act that gave its effect to one without authority; `when` then spans both days.
  std::optional<std::size_t> confirmed_by = {};
  StatementIndex first() const { return statements.front(); }
};

/// Somebody's word on the status of the treaty (or of one state's part in it).
struct Claim {
  StatementIndex statement = 0;
  ClaimedStatus status = ClaimedStatus::in_force;
  bool denied = false;  ///< the statement denies or negates it
  std::string state = {};
  std::string by = {};  ///< the claimant's state
  Competence competence = Competence::none;
  std::optional<When> from = {};  ///< stated first day; else the day on which it was said
  bool from_stated = false;
  std::optional<When> until = {};
};

/// Two places that cannot both be right.
struct Contradiction {
  std::string what;
  StatementIndex one = 0;
  StatementIndex other = 0;
  bool settled = false;  ///< by authority: `one` prevails
  std::string one_says = {};
  std::string other_says = {};
};

/// Acts that a state does once in the life of its part in a treaty: two dates are two datings of
/// one act. All others may be repeated, and so may acts upon acts: two dates are two acts.
bool happens_once(ActType type);

struct TreatyView {
  const Register* reg = nullptr;
  std::string id = {};
  Day known = {};
  /// All traits known, the weightiest source first in each; norms of the weightiest that has any.
  TreatyFact traits = {};
  std::vector<StatementIndex> trait_statements = {};  ///< weightiest first
  std::vector<RecordedAct> acts = {};                 ///< in the order of their days
  Deeds deeds = {};  ///< the same acts as the law computes with them, at the same indices
  std::vector<Claim> claims = {};
  std::vector<StatementIndex> others = {};  ///< every other known statement about it, in order
  std::vector<Contradiction> contradictions = {};
  std::vector<const GroupTable*> tables = {};  ///< memberships and weights known by the day

  const Statement& statement(StatementIndex index) const { return reg->statements[index]; }
  const ActFact& fact(const RecordedAct& act) const;
  /// The weightiest statement that provides a clause ("force", "term", "renewal", "withdrawal",
  /// "later", "replaces", "parties", "signed", "in-force", "consent", "partial-consent").
  std::optional<StatementIndex> provider(std::string_view key) const;
  /// The first dated act of the type by the state; `of` must be equal too.
  const RecordedAct* find(ActType type, std::string_view state,
                          std::optional<ActType> of = std::nullopt) const;
  bool incomplete(std::string_view state) const;
};

/// The tables as the law counts by them; of two with one name the last counts.
GroupTables groups_of(const std::vector<const GroupTable*>& tables);

/// Does this treaty statement provide the clause `key`?
bool provides(const TreatyFact& treaty, std::string_view key);

/// `treaty` need not be known: the view is then empty (`trait_statements` and `acts` empty).
/// Linear in the statements about the treaty where the register has an index, else in all of them.
TreatyView view_treaty(const Register& reg, std::string_view treaty, Day known);

/// Was more known of it than what somebody claims? The view then is not empty.
bool has_record(const Register& reg, std::string_view treaty, Day known);

}  // namespace servanda

#endif  // SERVANDA_LAW_VIEW_H_
