#include "servanda/model/competence.h"

#include <array>

namespace servanda {

std::string_view to_text(Competence competence) {
  static constexpr std::array<std::string_view, 3> kWords{"competent", "entitled", "none"};
  return kWords[static_cast<std::size_t>(competence)];
}

Competence competence_of(const Actor& actor) {
  if (actor.state.empty()) return Competence::none;
  const std::string_view role = actor.role;
  const auto says = [&](std::string_view words) {
    return role.find(words) != std::string_view::npos;
  };
  // "former president" and "deputy foreign minister" contain the words but not the office.
  const bool lesser = says("former") || says("deputy") || says("vice") || says("ex-") ||
                      says("adviser") || says("spokes");
  if (actor.kind) {
    switch (*actor.kind) {
      case ActorKind::state:
      case ActorKind::government:
      case ActorKind::head_of_state:
      case ActorKind::head_of_government:
        return lesser ? Competence::entitled : Competence::competent;
      case ActorKind::minister:
      case ActorKind::ministry:
        return says("foreign") && !lesser ? Competence::competent : Competence::entitled;
      case ActorKind::legislature:
      case ActorKind::chamber:
      case ActorKind::committee:
      case ActorKind::court:
      case ActorKind::official:
      case ActorKind::ambassador:
      case ActorKind::military:
        break;  // the role may still say more
      default:
        return Competence::none;
    }
  }
  if (role.empty()) {
    // The state itself speaks, unless a person or body without an office is named.
    return actor.name.empty() && !actor.kind ? Competence::competent : Competence::entitled;
  }
  if (lesser) return Competence::entitled;
  const bool office = role == "president" || says("head of state") || says("head of government") ||
                      says("prime minister") || says("foreign minister") ||
                      says("foreign ministry") || says("ministry of foreign affairs") ||
                      says("minister of foreign affairs") || role == "government" ||
                      role == "chancellor" || role == "king" || role == "secretary of state";
  return office ? Competence::competent : Competence::entitled;
}

bool is_record(const Statement& statement) {
  if (statement.stance != Stance::asserted) return false;
  return !statement.speaker || competence_of(*statement.speaker) == Competence::competent;
}

std::string claimant_state(const Statement& statement) {
  return statement.speaker ? statement.speaker->state : std::string();
}

}  // namespace servanda
