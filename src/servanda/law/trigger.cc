#include "servanda/law/trigger.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace servanda {
namespace {

// Acts that establish consent once the instrument is exchanged, deposited or notified (article 16).
constexpr std::array kConsentActs{ActType::deposit, ActType::ratify,  ActType::accede,
                                  ActType::accept,  ActType::succeed, ActType::approve};

std::size_t index_in(const TreatyView& view, const RecordedAct& act) {
  return static_cast<std::size_t>(&act - view.acts.data());
}

/// One act of the same type by every party: exchange, signature, notification.
struct ByParties {
  std::vector<const RecordedAct*> done;
  std::vector<std::string> open;
  bool undated = false;
};

ByParties by_parties(const TreatyView& view, ActType type,
                     const std::vector<std::string>& parties) {
  ByParties result;
  const bool undated_somewhere =
      std::any_of(view.acts.begin(), view.acts.end(),
                  [&](const RecordedAct& act) { return act.type == type && !act.of && !act.when; });
  // An act that names nobody is the act of all ("instruments were exchanged").
  const RecordedAct* of_all = view.find(type, "");
  for (const std::string& party : parties) {
    const RecordedAct* act = view.find(type, party);
    if (act == nullptr) act = of_all;
    if (act != nullptr) {
      result.done.push_back(act);
    } else {
      result.open.push_back(party);
    }
  }
  result.undated = undated_somewhere;
  return result;
}

TriggerFinding all_of(const TreatyView& view, ActType type,
                      const std::vector<std::string>& parties) {
  TriggerFinding finding;
  if (parties.empty()) {
    finding.undecidable = "parties";
    return finding;
  }
  const ByParties acts = by_parties(view, type, parties);
  if (!acts.open.empty()) {
    if (acts.undated) {
      finding.undecidable = "undated";
    } else {
      finding.missing.push_back({type, acts.open, 0});
    }
    for (const RecordedAct* act : acts.done) finding.acts.push_back(index_in(view, *act));
    return finding;
  }
  for (const RecordedAct* act : acts.done) {
    finding.met = finding.met ? later_of(*finding.met, *act->when) : *act->when;
    finding.acts.push_back(index_in(view, *act));
  }
  std::sort(finding.acts.begin(), finding.acts.end());
  finding.acts.erase(std::unique(finding.acts.begin(), finding.acts.end()), finding.acts.end());
  return finding;
}

TriggerFinding first_of_parties(const TreatyView& view, ActType type,
                                const std::vector<std::string>& parties) {
  TriggerFinding finding;
  const ByParties acts = by_parties(view, type, parties);
  if (acts.done.empty()) {
    finding.missing.push_back({type, {}, 1});
    return finding;
  }
  for (const RecordedAct* act : acts.done) {
    finding.met = finding.met ? earlier_of(*finding.met, *act->when) : *act->when;
    finding.acts.push_back(index_in(view, *act));
  }
  return finding;
}

/// Every state that is recorded as having consented, each with its act.
std::vector<const RecordedAct*> all_consents(const TreatyView& view) {
  std::vector<std::string> states;
  for (const RecordedAct& act : view.acts) {
    if (!act.state.empty()) states.push_back(act.state);
  }
  std::sort(states.begin(), states.end());
  states.erase(std::unique(states.begin(), states.end()), states.end());
  std::vector<const RecordedAct*> consents;
  for (const std::string& state : states) {
    if (const RecordedAct* act = consent_of(view, state)) consents.push_back(act);
  }
  std::stable_sort(consents.begin(), consents.end(),
                   [](const RecordedAct* a, const RecordedAct* b) {
                     return a->when->earliest < b->when->earliest;
                   });
  return consents;
}

TriggerFinding count_consents(const Trigger& trigger, const TreatyView& view) {
  TriggerFinding finding;
  if (!trigger.of.empty() || !trigger.weight.empty()) {
    finding.undecidable = "tables";
    return finding;
  }
  const std::vector<const RecordedAct*> consents = all_consents(view);
  const auto wanted = static_cast<std::size_t>(std::max(trigger.count, 0));
  if (consents.size() < wanted) {
    finding.missing.push_back({ActType::ratify, {}, static_cast<int>(wanted - consents.size())});
  } else if (wanted > 0) {
    // The nth in order of earliest days and the nth in order of latest days enclose the nth.
    std::vector<Day> latest;
    latest.reserve(consents.size());
    for (const RecordedAct* act : consents) latest.push_back(act->when->latest);
    std::sort(latest.begin(), latest.end());
    finding.met = When(consents[wanted - 1]->when->earliest, latest[wanted - 1]);
    for (std::size_t i = 0; i < wanted; ++i) finding.acts.push_back(index_in(view, *consents[i]));
  }
  std::vector<std::string> named_missing;
  for (const std::string& state : trigger.including) {
    const RecordedAct* act = consent_of(view, state);
    if (act == nullptr) {
      named_missing.push_back(state);
      continue;
    }
    finding.acts.push_back(index_in(view, *act));
    finding.met = finding.met ? later_of(*finding.met, *act->when) : *act->when;
  }
  if (!named_missing.empty()) finding.missing.push_back({ActType::ratify, named_missing, 0});
  std::sort(finding.acts.begin(), finding.acts.end());
  finding.acts.erase(std::unique(finding.acts.begin(), finding.acts.end()), finding.acts.end());
  if (!finding.missing.empty()) finding.met.reset();
  return finding;
}

TriggerFinding consents_of_all(const Trigger& trigger, const TreatyView& view) {
  TriggerFinding finding;
  const std::vector<std::string>& whom =
      trigger.whom.empty() || trigger.whom.front() == "signatories" ? view.traits.parties
                                                                    : trigger.whom;
  if (whom.empty()) {
    finding.undecidable = "parties";
    return finding;
  }
  std::vector<std::string> open;
  for (const std::string& state : whom) {
    const RecordedAct* act = consent_of(view, state);
    if (act == nullptr) {
      open.push_back(state);
      continue;
    }
    finding.acts.push_back(index_in(view, *act));
    finding.met = finding.met ? later_of(*finding.met, *act->when) : *act->when;
  }
  if (!open.empty()) {
    finding.missing.push_back({ActType::ratify, open, 0});
    finding.met.reset();
  }
  return finding;
}

TriggerFinding combine(const Trigger& trigger, const TreatyView& view, const ForceOfOther& other) {
  TriggerFinding result;
  const bool all = trigger.on == Trigger::On::later_of;
  for (const Trigger& part : trigger.parts) {
    TriggerFinding finding = evaluate(part, view, other);
    result.acts.insert(result.acts.end(), finding.acts.begin(), finding.acts.end());
    if (finding.when) {
      if (!result.met) {
        result.met = finding.when;
      } else {
        result.met =
            all ? later_of(*result.met, *finding.when) : earlier_of(*result.met, *finding.when);
      }
    } else {
      result.missing.insert(result.missing.end(), finding.missing.begin(), finding.missing.end());
      if (result.undecidable.empty()) result.undecidable = finding.undecidable;
    }
  }
  if (all && (!result.missing.empty() || !result.undecidable.empty())) result.met.reset();
  if (!all && result.met) {
    result.missing.clear();
    result.undecidable.clear();
  }
  return result;
}

TriggerFinding on_date(const Trigger& trigger, const TreatyView& view, const ForceOfOther& other) {
  TriggerFinding finding;
  if (!trigger.date) {
    finding.undecidable = "date";
    return finding;
  }
  const std::optional<When> date = when_of(*trigger.date);
  if (!date) {
    finding.undecidable = "date";
    return finding;
  }
  if (trigger.condition.empty()) {
    finding.met = date;
    return finding;
  }
  finding = evaluate(trigger.condition.front(), view, other);
  if (!finding.when) return finding;
  if (finding.when->latest <= date->earliest) {
    finding.met = date;
  } else if (trigger.otherwise) {
    finding.met = after(*finding.when, *trigger.otherwise, Counting::date_to_date, {});
  }
  finding.when.reset();
  return finding;
}

}  // namespace

std::string in_words(const Lack& lack) {
  const std::string whom = fmt::format("{}", fmt::join(lack.states, " and by "));
  switch (lack.act) {
    case ActType::notify:
      return lack.states.empty()
                 ? "a notification that the procedures are complete"
                 : fmt::format("the notification by {} that the procedures are complete", whom);
    case ActType::exchange:
      return "the exchange of the instruments of ratification";
    case ActType::sign:
      return fmt::format("the signature by {}", whom);
    default:
      if (lack.states.empty()) return fmt::format("{} more consents to be bound", lack.more);
      return fmt::format("the consent to be bound by {}", whom);
  }
}

std::string_view undecidable_in_words(std::string_view word) {
  if (word == "parties") return "the states whose acts are needed are not known";
  if (word == "undated") return "an act that is needed is recorded without its day";
  if (word == "tables")
    return "the clause counts memberships or weights, and no table of them is at hand";
  if (word == "date") return "the clause names no certain date";
  if (word == "own-consent") return "the clause speaks of one state's own consent";
  if (word == "meeting") return "the clause waits for a meeting or decision that is not recorded";
  if (word == "circle") return "the treaties wait for each other, or in too long a chain";
  if (word == "waiting") return "the clause waits for another treaty that is not in force";
  if (word == "no-clause") return "the clause on entry into force is not in the record";
  return "the record cannot tell";
}

const RecordedAct* consent_of(const TreatyView& view, std::string_view state) {
  const RecordedAct* best = nullptr;
  for (const RecordedAct& act : view.acts) {
    if (act.state != state || act.of || act.undo || !act.when) continue;
    const bool instrument =
        std::find(kConsentActs.begin(), kConsentActs.end(), act.type) != kConsentActs.end() &&
        // What a chamber or a minister approves is a step at home, not the consent of the state.
        (act.type != ActType::approve || act.actor.empty());
    if (instrument && (best == nullptr || act.when->earliest < best->when->earliest)) best = &act;
  }
  if (best != nullptr) return best;
  const auto& means = view.traits.clauses.consent;
  const bool by_signature = std::any_of(means.begin(), means.end(),
                                        [](Consent consent) {
                                          return consent == Consent::signature ||
                                                 consent == Consent::definitive_signature;
                                        }) &&
                            means.size() == 1;
  return by_signature ? view.find(ActType::sign, state) : nullptr;
}

TriggerFinding evaluate(const Trigger& trigger, const TreatyView& view, const ForceOfOther& other) {
  TriggerFinding finding;
  switch (trigger.on) {
    case Trigger::On::signature:
      finding = all_of(view, ActType::sign, view.traits.parties);
      break;
    case Trigger::On::exchange:
      finding = all_of(view, ActType::exchange, view.traits.parties);
      break;
    case Trigger::On::last_notification:
      finding = all_of(view, ActType::notify,
                       trigger.including.empty() ? view.traits.parties : trigger.including);
      break;
    case Trigger::On::first_notification:
      finding = first_of_parties(view, ActType::notify, view.traits.parties);
      break;
    case Trigger::On::consents:
      finding = count_consents(trigger, view);
      break;
    case Trigger::On::all_consents:
      finding = consents_of_all(trigger, view);
      break;
    case Trigger::On::own_consent:
      finding.undecidable = "own-consent";
      break;
    case Trigger::On::date:
      finding = on_date(trigger, view, other);
      break;
    case Trigger::On::treaty: {
      const Result<std::optional<When>> force = other(trigger.treaty);
      if (!force) {
        finding.undecidable = "circle";
      } else if (*force) {
        finding.met = **force;
      } else {
        finding.undecidable = "waiting";
      }
      break;
    }
    case Trigger::On::meeting:
    case Trigger::On::decision:
      finding.undecidable = "meeting";
      break;
    case Trigger::On::later_of:
    case Trigger::On::first_of:
      finding = combine(trigger, view, other);
      break;
  }
  if (finding.met) {
    finding.when = after(*finding.met, trigger.after,
                         trigger.counting.value_or(Counting::date_to_date), trigger.align);
  }
  return finding;
}

}  // namespace servanda
