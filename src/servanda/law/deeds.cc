#include "servanda/law/deeds.h"

#include <algorithm>
#include <limits>

#include "servanda/law/rule_switch.h"
#include "servanda/model/states.h"

namespace servanda {
namespace {

/// Revoking one's consent before the treaty binds: back to signatory.
bool revokes_consent(const Deed& deed) {
  if (deed.type != ActType::withdraw || !deed.undo || !in_effect("consent-revoked")) return false;
  switch (*deed.undo) {
    case ActType::ratify:
    case ActType::deposit:
    case ActType::accede:
    case ActType::accept:
    case ActType::approve:
    case ActType::succeed:
      return true;
    default:
      return false;
  }
}

std::string_view means_of(ActType type) {
  switch (type) {
    case ActType::ratify:
      return "ratification";
    case ActType::accept:
      return "acceptance";
    case ActType::approve:
      return "approval";
    case ActType::accede:
      return "accession";
    case ActType::succeed:
      return "succession";
    case ActType::sign:
      return "definitive-signature";
    default:
      return {};  // an instrument was deposited, of which kind is not recorded
  }
}

/// States have codes of three letters; organisations are all the others, and "EU" above all.
bool is_organisation(std::string_view code) {
  return code.size() != 3 || code == "EEC";
}

bool counts_for(const Deeds& deeds, const Deed& deed, const Trigger& trigger) {
  const std::string& state = deeds.states[deed.state];
  const std::string_view means = means_of(deed.type);
  if (!trigger.kinds.empty() && !means.empty() && deed.type != ActType::sign &&
      std::find(trigger.kinds.begin(), trigger.kinds.end(), means) == trigger.kinds.end()) {
    return false;
  }
  for (const std::string& left_out : trigger.not_counted) {
    if (left_out == state || (!means.empty() && left_out == means)) return false;
    if (left_out.find("organi") != std::string::npos && is_organisation(state)) return false;
  }
  // A part of a state that ended carries its predecessor's consent on; it adds none.
  if (deed.type == ActType::succeed) {
    const auto succession = succession_of(state);
    if (succession && succession->divides) return false;
  }
  return true;
}

}  // namespace

StateIndex Deeds::find_state(std::string_view code) const {
  const std::string_view person = person_of(code);
  const auto found = std::find(states.begin() + 1, states.end(), person);
  return found == states.end() ? kNobody : static_cast<StateIndex>(found - states.begin());
}

StateIndex Deeds::enter_state(std::string_view code) {
  if (code.empty()) return kNobody;
  if (const StateIndex known = find_state(code); known != kNobody) return known;
  states.emplace_back(person_of(code));
  return static_cast<StateIndex>(states.size() - 1);
}

std::uint8_t Deeds::enter_former(std::string_view code) {
  if (code.empty() || person_of(code) == code) return 0;
  const auto known = std::find(former.begin() + 1, former.end(), code);
  if (known != former.end()) return static_cast<std::uint8_t>(known - former.begin());
  if (former.size() > std::numeric_limits<std::uint8_t>::max()) return 0;
  former.emplace_back(code);
  return static_cast<std::uint8_t>(former.size() - 1);
}

std::optional<std::size_t> Deeds::find(ActType type, StateIndex state) const {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Deed& deed = list[i];
    if (deed.type == type && deed.state == state && !deed.of && !deed.undo && deed.when) return i;
  }
  return std::nullopt;
}

bool is_notice_of_leaving(const Deed& deed) {
  return deed.type == ActType::notify && !deed.undo && deed.when &&
         (deed.of == ActType::withdraw || deed.of == ActType::terminate);
}

bool is_exit(const Deed& deed) {
  return deed.type == ActType::withdraw && !deed.of && !deed.undo && deed.when;
}

bool consents_to_be_bound(ActType type) {
  switch (type) {
    case ActType::deposit:
    case ActType::ratify:
    case ActType::accede:
    case ActType::accept:
    case ActType::approve:
    case ActType::succeed:
      return true;
    default:
      return false;
  }
}

bool is_consent(const Deeds& deeds, const Deed& deed) {
  if (deed.of || deed.undo || !deed.when) return false;
  if (deed.type == ActType::sign) return deeds.signature_binds || deed.definitive;
  if (deed.type == ActType::approve) return !deed.at_home;
  return consents_to_be_bound(deed.type);
}

std::vector<StandingConsent> consents_for(const Deeds& deeds, const Trigger* trigger) {
  std::vector<StandingConsent> consents;
  // The consent of each state that now stands, as an index into `consents` plus one.
  std::vector<std::uint32_t> standing(deeds.states.size(), 0);
  for (std::size_t i = 0; i < deeds.list.size(); ++i) {
    const Deed& deed = deeds.list[i];
    if (deed.state == kNobody || !deed.when) continue;
    std::uint32_t& mine = standing[deed.state];
    if (is_consent(deeds, deed)) {
      if (mine != 0 || (trigger != nullptr && !counts_for(deeds, deed, *trigger))) continue;
      consents.push_back({deed.state, i, *deed.when});
      mine = static_cast<std::uint32_t>(consents.size());
    } else if (mine != 0 &&
               (revokes_consent(deed) || is_exit(deed) || is_notice_of_leaving(deed))) {
      consents[mine - 1].gone = deed.when;
      mine = 0;
    }
  }
  std::stable_sort(consents.begin(), consents.end(),
                   [](const StandingConsent& a, const StandingConsent& b) {
                     return a.when.earliest < b.when.earliest;
                   });
  return consents;
}

std::optional<std::size_t> consent_of(const Deeds& deeds, StateIndex state) {
  if (state == kNobody) return std::nullopt;
  for (std::size_t i = 0; i < deeds.list.size(); ++i) {
    if (deeds.list[i].state == state && is_consent(deeds, deeds.list[i])) return i;
  }
  return std::nullopt;
}

}  // namespace servanda
