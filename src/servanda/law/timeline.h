// The life of one treaty as known on one day: entry into force, terms, end, and each state's part.
//
// Computed once, then any question about any day is a comparison. Where the text can be read in
// two ways (from which day does the term run?), each reading has a life of its own: the law never
// picks one in silence.
#ifndef SERVANDA_LAW_TIMELINE_H_
#define SERVANDA_LAW_TIMELINE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "servanda/law/trigger.h"
#include "servanda/law/view.h"

namespace servanda {

/// How the entry into force is known.
struct ForceFinding {
  enum class Kind {
    open,         ///< the clause waits for what `missing` names
    computed,     ///< from the acts, by the clause
    stated,       ///< recorded as an outcome by a source; the acts do not show it (or not fully)
    announced,    ///< a competent organ of a party says so; the acts do not show it
    undecidable,  ///< the record cannot tell: `why`
    unsigned_,    ///< nothing shows that the treaty was ever concluded
  };
  Kind kind = Kind::unsigned_;
  std::optional<When> met = {};
  std::optional<When> when = {};
  std::optional<When> sourced = {};  ///< `when` without what is only recalled; for comparing claims
  std::vector<std::size_t> acts = {};
  std::vector<Lack> missing = {};
  std::optional<StatementIndex> clause = {};   ///< the statement that provides the clause
  std::optional<StatementIndex> word = {};     ///< stated as a trait, announced: whose word
  std::optional<std::size_t> stated_act = {};  ///< stated as an act of entering into force
  bool worked_back = false;                    ///< `met` was found backwards from `when`
  bool disputed = false;  ///< rests on an act whose sources of equal weight exclude each other
  std::vector<std::string> needs = {};  ///< undecidable: the data that would settle it
  std::string why = {};                 ///< undecidable: the word of TriggerFinding, or "no-clause"
  std::vector<std::string> assumed = {};  ///< taken as met, because the question says so
};

/// One term of a treaty that runs for terms. `end` is the day on which the next begins.
struct TermPeriod {
  int number = 1;  ///< 1 the first; n: the (n-1)th renewal
  When begin;
  When end;
  std::optional<Day> last_notice = {};  ///< last day to stop the renewal at `end` (earliest bound)
  bool notice_unknown = false;          ///< a notice would stop it, but its length is not known
};

struct Ending {
  When when;
  /// "replaced", "withdrawal", "terminated", "expired", "too-few-parties".
  std::string reason;
  std::optional<std::size_t> act = {};  ///< index into the view's acts
  std::string state = {};               ///< withdrawal: whose
  std::string treaty = {};  ///< replaced: by which; withdrawal: with, or by joining, which
  bool joined = false;      ///< withdrawal by joining `treaty`; else by leaving it
  bool stated = false;      ///< the day stands in the act, it is not computed
  /// A notice whose effect was suspended and taken up again: those two acts.
  std::optional<std::size_t> suspended = {};
  std::optional<std::size_t> resumed = {};
  std::optional<When> suspended_end = {};  ///< extended before that: the end it then had
  /// Extensions that moved the effect of the notice, in their order, and the day without them.
  std::vector<std::size_t> extensions = {};
  std::optional<When> unextended = {};
  std::optional<std::size_t> too_late = {};  ///< an extension made when it had taken effect
};

/// One reading of the text, and the life that follows from it.
struct Life {
  std::string reading = {};  ///< "F" from entry into force, "S" from signature; empty: only one
  std::string because = {};
  std::vector<TermPeriod> terms = {};  ///< as far as the horizon, and the one that contains it
  std::optional<Ending> end = {};
};

/// A state's part in the treaty. `from` is empty where it is not (yet) bound.
struct Membership {
  std::string state;
  StateIndex index = kNobody;               ///< among the deeds' states
  std::optional<std::size_t> consent = {};  ///< the act, where one is recorded
  std::optional<When> from = {};
  std::optional<Ending> out = {};
  struct Idle {
    When from;
    std::optional<When> until = {};
    std::size_t act = 0;
  };
  std::vector<Idle> idle = {};  ///< suspensions
  /// One answer of several to whether it left, and when.
  struct Departure {
    std::string reading;
    std::string because;
    std::optional<Ending> out = {};
  };
  /// Earlier times, before it left and came back; `consent`, `from` and `out` tell the last.
  struct Spell {
    std::size_t consent = 0;
    When from;
    Ending out;
    std::vector<Departure> departures = {};  ///< as below; `out` is the last that it can have ended
  };
  std::vector<Spell> earlier = {};
  std::string unknown = {};  ///< not empty: the record cannot tell whether it is bound, and why
  std::optional<When> unknown_from = {};  ///< since then; absent: at no time
  /// A notice that no clause in the record gives an effect to (article 56).
  std::optional<std::size_t> unknown_act = {};
  /// A notice that was suspended and taken up again leaves it open whether the old period went on
  /// ("K"), a new one began ("N"), or nothing did ("P"); `out` is then empty.
  std::vector<Departure> departures = {};
};

/// A treaty that may have put an end to this one, but whose text is not in the record.
struct PossibleReplacement {
  std::string treaty;
  When in_force;
  StatementIndex statement = 0;  ///< who speaks of it
};

struct Timeline {
  TreatyView view;
  ForceFinding force;
  std::vector<Life> lives = {};  ///< at least one
  std::vector<Membership> members = {};
  std::vector<PossibleReplacement> possible = {};
  bool bilateral() const { return view.traits.parties.size() == 2; }
  const Membership* find_member(std::string_view state) const;
  /// The same with the spell in which the moment lies, or the last that began before it.
  std::optional<Membership> member_at(std::string_view state, const Moment& on) const;
  /// A notice of one of these states, given by the moment, that no clause in the record gives an
  /// effect to: whose part it leaves open. Of any state where none is named.
  const Membership* left_open(const std::vector<std::string>& states, const Moment& on) const;
};

/// `horizon`: terms are computed as far as the later of it and the known day. Treaties that this
/// one depends on are resolved too; a circle of them leaves the entry into force undecidable.
Timeline resolve(const Register& reg, std::string_view treaty, Day known, Day horizon);

}  // namespace servanda

#endif  // SERVANDA_LAW_TIMELINE_H_
