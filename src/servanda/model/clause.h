// What a treaty's own text says about its life: the final clauses, normalised.
//
// The fields are those of the clause contract (docs/clauses.md): what the text does not say is
// absent, never guessed; general law fills gaps later, and says so.
#ifndef SERVANDA_MODEL_CLAUSE_H_
#define SERVANDA_MODEL_CLAUSE_H_

#include <optional>
#include <string>
#include <vector>

#include "servanda/base/seldom.h"
#include "servanda/model/words.h"
#include "servanda/time/edtf.h"
#include "servanda/time/period.h"

namespace servanda {

/// "of which 3 members of CoE": a number (or a fraction) out of a named membership.
struct Quota {
  std::string members;
  int count = 0;
  std::string share = {};  ///< "2/3", instead of a count
  friend bool operator==(const Quota&, const Quota&) = default;
};

/// "accounting for 55 % of greenhouse gas emissions": a share of a dated weight table, or a
/// threshold in its units. Both are finite.
struct Weight {
  std::string of;
  std::optional<double> share = {};
  std::optional<double> amount = {};
  std::string unit = {};  ///< of the amount ("USD"); empty: counted in units of the table
  friend bool operator==(const Weight&, const Weight&) = default;
};

/// What has to happen for something to take effect, and how long after.
struct Trigger {
  enum class On {
    signature,
    exchange,
    last_notification,
    first_notification,
    consents,
    all_consents,
    own_consent,
    date,
    treaty,
    meeting,
    decision,
    later_of,
    first_of,  ///< of `parts`
  };
  On on = On::signature;
  int count = 0;                            ///< consents: how many
  std::vector<std::string> including = {};  ///< consents: states that must be among them
  std::vector<Quota> of = {};
  std::vector<Weight> weight = {};
  std::vector<std::string> kinds = {};        ///< consents: only these instruments count
  std::vector<std::string> not_counted = {};  ///< consents: whose instruments do not count
  bool definitive_signature = false;   ///< consents: a signature without reservation counts as well
  std::vector<std::string> whom = {};  ///< all_consents: whose ("signatories", states)
  std::optional<Edtf> date = {};       ///< date
  std::string treaty = {};             ///< treaty: its name, or "self"
  Period after = {};                   ///< counted from the trigger day, that day not counted
  Alignment align = {};
  std::optional<Counting> counting = {};  ///< absent: not known, date-to-date by default
  std::vector<Trigger> parts = {};        ///< later_of, first_of
  /// A conditional date: `date` holds if `condition` is met by then, else `otherwise` (period after
  /// it is met). Each holds at most one element.
  std::vector<Trigger> condition = {};
  std::optional<Period> otherwise = {};
  friend bool operator==(const Trigger&, const Trigger&) = default;
};
std::string_view to_text(Trigger::On on);
std::optional<Trigger::On> find_trigger(std::string_view word);
/// In the order of declaration; "later_of" and "first_of" come last.
std::vector<std::string_view> trigger_words();

/// How long the treaty is to last at first.
struct Term {
  std::optional<Period> length = {};  ///< absent together with `indefinite` false: see `until`
  bool indefinite = false;
  std::optional<Edtf> until = {};
  /// From which day the length runs. `unsaid` is a reading of the text, not a gap in ours: the
  /// engine then follows both usual readings.
  enum class From { unsaid, force, signature, date };
  From from = From::unsaid;
  std::optional<Edtf> from_date = {};
  /// Ends when fewer parties than this remain; absent: their number does not matter (article 55).
  std::optional<int> fewest = {};
  friend bool operator==(const Term&, const Term&) = default;
};

/// What happens at the end of a term.
struct Renewal {
  enum class Kind { automatic, automatic_indefinite, by_agreement, none };
  Kind kind = Kind::none;
  std::optional<Period> length = {};
  bool up_to = false;                 ///< `length` is the most that the parties may agree on
  std::optional<Period> notice = {};  ///< how long before the end a party must speak to stop it
  std::optional<int> times = {};      ///< at most so often; absent: without limit
  friend bool operator==(const Renewal&, const Renewal&) = default;
};
std::string_view to_text(Renewal::Kind kind);
std::optional<Renewal::Kind> find_renewal_kind(std::string_view word);
std::vector<std::string_view> renewal_kind_words();

/// Withdrawal from a multilateral treaty, or denunciation of a bilateral one, by one party.
struct Withdrawal {
  bool allowed = true;
  std::optional<Period> notice = {};
  std::optional<Period> not_before = {};  ///< after entry into force …
  bool not_before_for_party = false;      ///< … for that party rather than of the treaty
  std::string effect = {};  ///< alignment, or "end-of-term"; empty: when the notice ends
  std::optional<Period> window = {};
  std::optional<Counting> counting = {};
  std::vector<std::string> with = {};        ///< whoever leaves one of these leaves this as well
  std::vector<std::string> by_joining = {};  ///< whoever is bound by one of these denounces this
  friend bool operator==(const Withdrawal&, const Withdrawal&) = default;
};

/// What stays bound after the end.
struct Survival {
  std::optional<Period> length = {};
  std::string of = {};
  friend bool operator==(const Survival&, const Survival&) = default;
};

/// The final clauses of one treaty.
struct Clauses {
  std::vector<Consent> consent = {};
  Seldom<Trigger> force = {};
  Seldom<Trigger> force_later = {};
  std::string later_from = {};  ///< "condition" or "force"; empty: not said
  Seldom<Trigger> provisional = {};
  bool provisional_plain = false;  ///< provisional application is provided for, without a trigger
  Seldom<Term> term = {};
  std::optional<Renewal> renewal = {};
  Seldom<Withdrawal> withdrawal = {};
  std::optional<Survival> survival = {};
  std::string reservations = {};           ///< "prohibited", "permitted", "listed"
  std::string partial_consent = {};        ///< "permitted", "choice"; empty: not said
  std::string amendment = {};              ///< in words
  Seldom<Trigger> amendment_on = {};       ///< where the text counts acceptances
  std::vector<std::string> replaces = {};  ///< treaty ids or titles
  Seldom<Trigger> replaces_on = {};        ///< absent: with its own entry into force
  std::string territorial = {};
  std::vector<std::string> disputes = {};
  friend bool operator==(const Clauses&, const Clauses&) = default;
};

}  // namespace servanda

#endif  // SERVANDA_MODEL_CLAUSE_H_
