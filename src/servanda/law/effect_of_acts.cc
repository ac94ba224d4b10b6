#include "servanda/law/effect_of_acts.h"

#include <fmt/format.h>

#include <algorithm>

#include "servanda/law/rule_switch.h"

namespace servanda {
namespace {

/// Acts of concluding a treaty: article 8 is about no others (on leaving, article 67 speaks).
bool concludes(const RecordedAct& act) {
  if (act.of || act.undo) return false;
  switch (act.type) {
    case ActType::initial:
    case ActType::adopt:
    case ActType::sign:
    case ActType::exchange:
    case ActType::notify:
      return true;
    default:
      return consents_to_be_bound(act.type);
  }
}

bool any_marked(const TreatyView& view, const RecordedAct& act) {
  return std::any_of(act.statements.begin(), act.statements.end(), [&](StatementIndex index) {
    return std::get<ActFact>(view.statement(index).fact).unauthorised;
  });
}

std::optional<std::size_t> confirmation_of(const TreatyView& view, const RecordedAct& act) {
  for (std::size_t i = 0; i < view.acts.size(); ++i) {
    const RecordedAct& one = view.acts[i];
    if (one.type == ActType::confirm && one.of == act.type && one.state == act.state && !one.undo &&
        one.when && act.when && one.when->earliest >= act.when->earliest) {
      return i;
    }
  }
  return std::nullopt;
}

Ineffective why_ineffective(const TreatyView& view, RecordedAct& act) {
  if (!concludes(act)) return Ineffective::no;
  if (in_effect("without-authority") && any_marked(view, act)) {
    act.confirmed_by = in_effect("confirmed") ? confirmation_of(view, act) : std::nullopt;
    if (!act.confirmed_by) return Ineffective::no_authority;
  }
  if (!in_effect("partial-consent") || !consents_to_be_bound(act.type)) return Ineffective::no;
  const std::string& clause = view.traits.clauses.partial_consent;
  const bool names_provisions = !view.fact(act).provisions.empty();
  if (clause == "choice") {
    return names_provisions ? Ineffective::no : Ineffective::choice_not_made;
  }
  return names_provisions && clause.empty() ? Ineffective::part_not_permitted : Ineffective::no;
}

}  // namespace

void weigh_effect(TreatyView& view) {
  for (RecordedAct& act : view.acts) {
    act.ineffective = why_ineffective(view, act);
    if (!act.confirmed_by) continue;
    const When& confirmed = *view.acts[*act.confirmed_by].when;
    act.when = When(act.when->earliest, std::max(act.when->latest, confirmed.latest));
    act.sourced = act.when;
  }
}

std::vector<std::size_t> without_effect(const TreatyView& view, ActType type,
                                        const std::vector<std::string>& states) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < view.acts.size(); ++i) {
    const RecordedAct& act = view.acts[i];
    const bool meant =
        act.type == type || (type == ActType::ratify && consents_to_be_bound(act.type));
    const bool concerned =
        states.empty() || std::find(states.begin(), states.end(), act.state) != states.end();
    if (act.ineffective != Ineffective::no && act.when && meant && concerned) found.push_back(i);
  }
  return found;
}

std::string in_words(const TreatyView& view, std::size_t index) {
  const RecordedAct& act = view.acts[index];
  std::string done =
      fmt::format("what {} did on {} ({})", act.state, to_text(*act.when), to_text(act.type));
  switch (act.ineffective) {
    case Ineffective::no_authority:
      return done + " was done without authority, and is not confirmed";
    case Ineffective::part_not_permitted:
      return done + " is consent to a part of the treaty, and no text in the record permits that";
    case Ineffective::choice_not_made:
      return done + " does not say which of the provisions it chooses";
    case Ineffective::no:
      break;
  }
  return done;
}

}  // namespace servanda
