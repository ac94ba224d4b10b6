#include "servanda/model/words.h"

#include <array>
#include <cstddef>

namespace servanda {
namespace {

// One table for each vocabulary, in the order of the enumerators: the index is the value.
constexpr std::array<std::string_view, 7> kStances{"asserted", "negated",  "denied",     "planned",
                                                   "possible", "demanded", "conditional"};
constexpr std::array<std::string_view, 36> kActTypes{"negotiate",
                                                     "initial",
                                                     "adopt",
                                                     "sign",
                                                     "submit",
                                                     "recommend",
                                                     "approve",
                                                     "reject",
                                                     "ratify",
                                                     "promulgate",
                                                     "deposit",
                                                     "exchange",
                                                     "notify",
                                                     "accede",
                                                     "accept",
                                                     "succeed",
                                                     "confirm",
                                                     "reserve",
                                                     "object",
                                                     "declare",
                                                     "amend",
                                                     "extend",
                                                     "renew",
                                                     "suspend",
                                                     "resume",
                                                     "withdraw",
                                                     "terminate",
                                                     "expire",
                                                     "enter-into-force",
                                                     "apply-provisionally",
                                                     "register",
                                                     "publish",
                                                     "breach",
                                                     "implement",
                                                     "appoint",
                                                     "invite"};
constexpr std::array<std::string_view, 20> kActorKinds{
    "state",     "government", "head-of-state", "head-of-government",
    "minister",  "ministry",   "legislature",   "chamber",
    "committee", "court",      "official",      "ambassador",
    "military",  "agency",     "outlet",        "organisation",
    "company",   "analyst",    "public",        "document"};
constexpr std::array<std::string_view, 6> kRelations{"replaces",   "extends",   "amends",
                                                     "implements", "resembles", "conflicts"};
constexpr std::array<std::string_view, 6> kProjectStates{"planned",   "building",  "delayed",
                                                         "operating", "discussed", "ended"};
constexpr std::array<std::string_view, 3> kMusts{"shall", "may", "shall-not"};
constexpr std::array<std::string_view, 3> kBounds{"exact", "lower", "upper"};
constexpr std::array<std::string_view, 9> kConsents{
    "signature",    "ratification", "acceptance",
    "approval",     "accession",    "definitive-signature",
    "notification", "exchange",     "formal-confirmation"};
constexpr std::array<std::string_view, 4> kClaims{"in-force", "not-in-force", "ended", "suspended"};
constexpr std::array<std::string_view, 7> kAuthorities{"text",  "depositary", "party",   "agency",
                                                       "press", "analyst",    "recalled"};
constexpr std::array<std::string_view, 5> kVerdicts{"yes", "no", "unknown", "disputed",
                                                    "ambiguous"};

template <typename Enum, std::size_t N>
std::string_view word(const std::array<std::string_view, N>& table, Enum value) {
  return table[static_cast<std::size_t>(value)];
}

template <typename Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& table, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (table[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

template <std::size_t N>
std::vector<std::string_view> all(const std::array<std::string_view, N>& table) {
  return {table.begin(), table.end()};
}

}  // namespace

std::string_view to_text(Stance value) {
  return word(kStances, value);
}
std::string_view to_text(ActType value) {
  return word(kActTypes, value);
}
std::string_view to_text(ActorKind value) {
  return word(kActorKinds, value);
}
std::string_view to_text(RelationType value) {
  return word(kRelations, value);
}
std::string_view to_text(ProjectState value) {
  return word(kProjectStates, value);
}
std::string_view to_text(Must value) {
  return word(kMusts, value);
}
std::string_view to_text(Bound value) {
  return word(kBounds, value);
}
std::string_view to_text(Consent value) {
  return word(kConsents, value);
}
std::string_view to_text(ClaimedStatus value) {
  return word(kClaims, value);
}
std::string_view to_text(Authority value) {
  return word(kAuthorities, value);
}
std::string_view to_text(Verdict value) {
  return word(kVerdicts, value);
}

std::optional<Stance> find_stance(std::string_view w) {
  return find<Stance>(kStances, w);
}
std::optional<ActType> find_act_type(std::string_view w) {
  return find<ActType>(kActTypes, w);
}
std::optional<ActorKind> find_actor_kind(std::string_view w) {
  return find<ActorKind>(kActorKinds, w);
}
std::optional<RelationType> find_relation_type(std::string_view w) {
  return find<RelationType>(kRelations, w);
}
std::optional<ProjectState> find_project_state(std::string_view w) {
  return find<ProjectState>(kProjectStates, w);
}
std::optional<Must> find_must(std::string_view w) {
  return find<Must>(kMusts, w);
}
std::optional<Bound> find_bound(std::string_view w) {
  return find<Bound>(kBounds, w);
}
std::optional<Consent> find_consent(std::string_view w) {
  return find<Consent>(kConsents, w);
}
std::optional<ClaimedStatus> find_claimed_status(std::string_view w) {
  return find<ClaimedStatus>(kClaims, w);
}
std::optional<Authority> find_authority(std::string_view w) {
  return find<Authority>(kAuthorities, w);
}
std::optional<Verdict> find_verdict(std::string_view w) {
  return find<Verdict>(kVerdicts, w);
}

std::vector<std::string_view> act_type_words() {
  return all(kActTypes);
}
std::vector<std::string_view> consent_words() {
  return all(kConsents);
}
std::vector<std::string_view> stance_words() {
  return all(kStances);
}
std::vector<std::string_view> actor_kind_words() {
  return all(kActorKinds);
}
std::vector<std::string_view> authority_words() {
  return all(kAuthorities);
}
std::vector<std::string_view> relation_type_words() {
  return all(kRelations);
}
std::vector<std::string_view> project_state_words() {
  return all(kProjectStates);
}
std::vector<std::string_view> must_words() {
  return all(kMusts);
}
std::vector<std::string_view> bound_words() {
  return all(kBounds);
}
std::vector<std::string_view> claimed_status_words() {
  return all(kClaims);
}

}  // namespace servanda
