// The acts of one treaty as the law computes with them: days and states, without their words.
//
// Everything that decides (triggers, terms, withdrawals, who is bound) works on these, whether they
// come from a register's statements (law/view.h) or by the million from tables.
#ifndef SERVANDA_LAW_DEEDS_H_
#define SERVANDA_LAW_DEEDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/model/clause.h"
#include "servanda/time/when.h"

namespace servanda {

/// Index into Deeds::states; 0 is nobody.
using StateIndex = std::uint32_t;
inline constexpr StateIndex kNobody = 0;

/// Whose word an act is, where it takes the agreement of several.
enum class Agreement : std::uint8_t {
  alone,    ///< one state's
  among,    ///< the state's with others
  for_all,  ///< no state is named: an organisation's, or recorded of the treaty itself
};

/// One act of one state.
struct Deed {
  StateIndex state = kNobody;
  ActType type = ActType::sign;
  std::optional<ActType> of = {};    ///< notify: of what
  std::optional<ActType> undo = {};  ///< withdraw: of which earlier act
  bool at_home = false;     ///< a step of the state's own procedure: an organ of it is named
  bool definitive = false;  ///< sign: without reservation of ratification
  bool doubtful = false;    ///< the record itself marks it as doubtful
  Agreement agreement = Agreement::alone;
  std::uint8_t former =
      0;  ///< done under another code of the same person: index into Deeds::former
  std::optional<When> when = {};
  std::optional<When> effect = {};  ///< the day of effect that the act names
  std::optional<When> until = {};
  std::optional<Period> period = {};
};

/// The acts of one treaty in the order of their earliest days, undated ones last.
struct Deeds {
  std::vector<std::string> states{std::string()};  ///< codes, each once; the first is nobody
  std::vector<std::string> former{std::string()};  ///< codes of predecessors that acts stand under
  std::vector<Deed> list = {};
  std::vector<std::string> parties = {};  ///< both of a bilateral treaty, else those named
  std::optional<When> signed_on = {};     ///< of the treaty, where no acts tell it
  /// How periods are counted where the clauses do not say it, and on whose practice that rests.
  Counting counting = Counting::date_to_date;
  std::string practice = {};
  bool signature_binds = false;  ///< signature is the only means of consent (article 12)

  bool bilateral() const { return parties.size() == 2; }
  /// kNobody where the state has done nothing. Codes of one person (SUN, RUS) are one state.
  StateIndex find_state(std::string_view code) const;
  /// The same, entered where it is new.
  StateIndex enter_state(std::string_view code);
  /// Where `code` is another name of the person, as the Soviet Union's is of Russia: its index in
  /// `former`, else 0.
  std::uint8_t enter_former(std::string_view code);
  /// The code under which the act stands in the record.
  const std::string& code_of(const Deed& deed) const {
    return deed.former == 0 ? states[deed.state] : former[deed.former];
  }
  /// The first dated act of the type by the state, nothing undone; its index, or nothing.
  std::optional<std::size_t> find(ActType type, StateIndex state) const;
};

/// The consent of one state to be bound, as long as it stood.
struct StandingConsent {
  StateIndex state = kNobody;
  std::size_t deed = 0;
  When when;
  std::optional<When> gone = {};  ///< withdrawn, revoked, denounced: from then on it counts no more
};

/// Acts that express consent to be bound whenever a state does them; signature only may.
bool consents_to_be_bound(ActType type);

/// Does the deed establish consent to be bound (Vienna Convention, articles 11-16)? Signature only
/// where the text lets it, approval only by the state itself, not by one of its organs.
bool is_consent(const Deeds& deeds, const Deed& deed);

/// The consents that count for the trigger (its kinds, who does not count; every consent where it
/// is null), the first of each state while it stood, by earliest day. Cost: n log n.
std::vector<StandingConsent> consents_for(const Deeds& deeds, const Trigger* trigger);

/// The earliest consent of the state; nothing where none is recorded.
std::optional<std::size_t> consent_of(const Deeds& deeds, StateIndex state);

/// A notice of withdrawal, denunciation or termination by the state.
bool is_notice_of_leaving(const Deed& deed);
/// The state leaves, or left, on that very day.
bool is_exit(const Deed& deed);

}  // namespace servanda

#endif  // SERVANDA_LAW_DEEDS_H_
