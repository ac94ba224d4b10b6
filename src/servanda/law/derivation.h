// From clauses and acts alone to who is bound: one treaty, every party, every reading.
//
//   Derivation found = derive(clauses, deeds, {.on = make_day(2025, 1, 1)});
//   found.in_force              // the day under the first reading; nothing: it has not come
//   found.readings              // every day that the text and the record allow, and why
//   found.parties               // FRA: party from 2005-02-27
//
// The same rules as for a register (law/timeline.h) without its statements: for records kept in
// tables, by the million. A register also weighs sources and claims; here every row is taken as it
// stands. Never a silent pick: a period whose counting the text does not decide gives two days.
#ifndef SERVANDA_LAW_DERIVATION_H_
#define SERVANDA_LAW_DERIVATION_H_

#include <optional>
#include <string>
#include <vector>

#include "servanda/law/ending.h"

namespace servanda {

struct DerivationQuestion {
  Day on = {};  ///< for which day verdict and party status are told
  const GroupTables* groups = nullptr;
  bool assume_qualified = false;      ///< take what there is no table for as fulfilled, and say so
  std::optional<When> recorded = {};  ///< the entry into force as others recorded it
};

struct DerivedDay {
  When when;
  std::string because;
};

/// What others recorded, beside what is computed.
struct RecordedOutcome {
  When when;
  bool agrees = false;          ///< with the first reading
  bool among_readings = false;  ///< with another one
  std::string explanation = {};
};

enum class PartyStatus {
  signatory,    ///< signed, has not consented
  contracting,  ///< has consented, the treaty does not bind it yet
  party,
  withdrawn,
  suspended,
  not_bound,
  unknown,
  disputed,
};
std::string_view to_text(PartyStatus status);

/// Days on which it cannot be told for certain that a state is bound, though an interval says so.
struct OpenSpell {
  When from;
  std::optional<When> until = {};      ///< absent: still
  Verdict verdict = Verdict::unknown;  ///< or `disputed`: by some readings it is, by some not
};

struct DerivedParty {
  std::string state;
  std::optional<When> from = {};
  std::optional<When> until = {};  ///< the first day on which it is no longer bound
  PartyStatus status = PartyStatus::not_bound;
  std::string why = {};  ///< unknown: what would settle it; disputed: the readings
  std::vector<Membership::Spell> earlier = {};
  std::vector<OpenSpell> open = {};
};

/// Provisional application by one state (article 25): until the treaty is in force for it, or it
/// makes its intention clear not to become a party.
struct ProvisionalSpell {
  std::string state;
  When from;
  std::optional<When> until = {};
};

struct Derivation {
  Verdict verdict = Verdict::unknown;
  std::optional<When> in_force = {};      ///< under the first reading
  std::vector<DerivedDay> readings = {};  ///< days of entry into force, the default first
  std::optional<When> ended = {};
  std::string ended_because = {};
  std::optional<Surviving> survives = {};          ///< what the text keeps bound after that
  std::vector<std::string> missing = {};           ///< what would bring it into force, or settle it
  std::vector<std::string> assumed = {};           ///< taken as met, because it was asked for
  std::vector<std::string> relied = {};            ///< on what beside clauses and acts it rests
  std::vector<std::string> doubts = {};            ///< what in the record cannot be, or looks wrong
  std::optional<RecordedOutcome> recorded = {};    ///< where it was asked for
  std::vector<ProvisionalSpell> provisional = {};  ///< where the text provides for it
  std::vector<DerivedParty> parties = {};          ///< by code
};

/// The state's part in a treaty that was derived, for others whose clauses make it leave with it.
std::optional<PartElsewhere> part_in(const Derivation& found, std::string_view state);

/// Entry into force of other treaties that the clauses name; what `other` does not know is looked
/// up among well-known treaties (model/known_treaties.h), and `relied` says so.
/// `elsewhere` tells a state's part in other treaties, for clauses that make it leave with them;
/// membership of an organisation is looked up in the question's tables as well.
Derivation derive(const Clauses& clauses, const Deeds& deeds, const DerivationQuestion& question,
                  const ForceOfOther& other = {}, const PartInOther& elsewhere = {});

}  // namespace servanda

#endif  // SERVANDA_LAW_DERIVATION_H_
