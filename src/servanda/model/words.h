// The closed vocabularies: one word for one thing, the same word in JSON, journal and answers.
//
//   to_text(Stance::possible)      // "possible"
//   find_act_type("ratify")        // ActType::ratify
//   find_act_type("ratified")      // nothing: forms are the reader's business
//
// Source: the reading contract (statements) and the Vienna Convention on the Law of Treaties.
#ifndef SERVANDA_MODEL_WORDS_H_
#define SERVANDA_MODEL_WORDS_H_

#include <optional>
#include <string_view>
#include <vector>

namespace servanda {

/// How surely it is said. Only `asserted` counts as a fact for the law; `negated` says it is not
/// so.
enum class Stance { asserted, negated, denied, planned, possible, demanded, conditional };

/// What can be done to a treaty. The order is roughly that of a treaty's life.
enum class ActType {
  negotiate,
  initial,
  adopt,
  sign,
  submit,
  recommend,
  approve,
  reject,
  ratify,
  promulgate,
  deposit,
  exchange,
  notify,
  accede,
  accept,
  succeed,
  confirm,
  reserve,
  object,
  declare,
  amend,
  extend,
  renew,
  suspend,
  resume,
  withdraw,
  terminate,
  expire,
  enter_into_force,
  apply_provisionally,
  register_,
  publish,
  breach,
  implement,
  appoint,
  invite,
};

enum class ActorKind {
  state,
  government,
  head_of_state,
  head_of_government,
  minister,
  ministry,
  legislature,
  chamber,
  committee,
  court,
  official,
  ambassador,
  military,
  agency,
  outlet,
  organisation,
  company,
  analyst,
  public_,
  document,
};

enum class RelationType { replaces, extends, amends, implements, resembles, conflicts };

enum class ProjectState { planned, building, delayed, operating, discussed, ended };

enum class Must { shall, may, shall_not };

/// The bound that a quantity states: "up to" is `upper`, "at least" `lower`.
enum class Bound { exact, lower, upper };

/// By which means a state may express its consent to be bound (Vienna Convention, articles 11-15).
enum class Consent {
  signature,
  ratification,
  acceptance,
  approval,
  accession,
  definitive_signature,
  notification,
  exchange,
  formal_confirmation,
};

/// What somebody may claim of a treaty, or of one state's part in it.
enum class ClaimedStatus { in_force, not_in_force, ended, suspended };

/// What a source is, and so how much its word weighs where sources differ. Declared from the
/// weightiest to the lightest.
enum class Authority {
  text,        ///< the authentic text of the instrument itself
  depositary,  ///< the depositary's notification or register
  party,     ///< an official publication of a party: gazette, decree, foreign ministry, parliament
  agency,    ///< a news agency
  press,     ///< newspapers, broadcasters, sites
  analyst,   ///< studies, commentary
  recalled,  ///< general knowledge, not found in a source: marked wherever it is used
};

/// Every question about status has one of these answers; none of them is an error.
enum class Verdict { yes, no, unknown, disputed, ambiguous };

std::string_view to_text(Stance value);
std::string_view to_text(ActType value);
std::string_view to_text(ActorKind value);
std::string_view to_text(RelationType value);
std::string_view to_text(ProjectState value);
std::string_view to_text(Must value);
std::string_view to_text(Bound value);
std::string_view to_text(Consent value);
std::string_view to_text(ClaimedStatus value);
std::string_view to_text(Authority value);
std::string_view to_text(Verdict value);

std::optional<Stance> find_stance(std::string_view word);
std::optional<ActType> find_act_type(std::string_view word);
std::optional<ActorKind> find_actor_kind(std::string_view word);
std::optional<RelationType> find_relation_type(std::string_view word);
std::optional<ProjectState> find_project_state(std::string_view word);
std::optional<Must> find_must(std::string_view word);
std::optional<Bound> find_bound(std::string_view word);
std::optional<Consent> find_consent(std::string_view word);
std::optional<ClaimedStatus> find_claimed_status(std::string_view word);
std::optional<Authority> find_authority(std::string_view word);
std::optional<Verdict> find_verdict(std::string_view word);

/// All words of a vocabulary in the order of declaration, for suggestions and completion.
std::vector<std::string_view> act_type_words();
std::vector<std::string_view> consent_words();
std::vector<std::string_view> stance_words();
std::vector<std::string_view> actor_kind_words();
std::vector<std::string_view> authority_words();
std::vector<std::string_view> relation_type_words();
std::vector<std::string_view> project_state_words();
std::vector<std::string_view> must_words();
std::vector<std::string_view> bound_words();
std::vector<std::string_view> claimed_status_words();

}  // namespace servanda

#endif  // SERVANDA_MODEL_WORDS_H_
