#include "servanda/law/trigger.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

#include "servanda/law/rule_switch.h"
#include "servanda/law/threshold.h"

namespace servanda {
namespace {

/// Sorts the acts that a finding rests on and names each once.
void tidy(std::vector<std::size_t>& acts) {
  std::sort(acts.begin(), acts.end());
  acts.erase(std::unique(acts.begin(), acts.end()), acts.end());
}

/// One act of the same type by every party: exchange, signature, notification.
struct ByParties {
  std::vector<std::size_t> done;
  std::vector<std::string> open;
};

ByParties by_parties(const Deeds& deeds, ActType type, const std::vector<std::string>& parties) {
  ByParties result;
  // An act that names nobody is the act of all ("instruments were exchanged").
  const std::optional<std::size_t> of_all = deeds.find(type, kNobody);
  for (const std::string& party : parties) {
    const StateIndex state = deeds.find_state(party);
    std::optional<std::size_t> act;
    if (state != kNobody) act = deeds.find(type, state);
    if (!act) act = of_all;
    if (act) {
      result.done.push_back(*act);
    } else {
      result.open.push_back(party);
    }
  }
  return result;
}

TriggerFinding all_of(const Deeds& deeds, ActType type, const std::vector<std::string>& parties) {
  TriggerFinding finding;
  if (parties.empty()) {
    finding.undecidable = "parties";
    finding.needs.emplace_back("the states that are to be parties");
    return finding;
  }
  ByParties acts = by_parties(deeds, type, parties);
  if (!acts.open.empty()) {
    const bool undated = std::any_of(deeds.list.begin(), deeds.list.end(), [&](const Deed& deed) {
      return deed.type == type && !deed.of && !deed.when;
    });
    if (undated) {
      finding.undecidable = "undated";
      finding.needs.emplace_back("the day of an act that is recorded without it");
    } else {
      finding.missing.push_back({type, std::move(acts.open), 0});
    }
    finding.acts = std::move(acts.done);
    return finding;
  }
  for (const std::size_t act : acts.done) {
    const When& when = *deeds.list[act].when;
    finding.met = finding.met ? later_of(*finding.met, when) : when;
  }
  finding.acts = std::move(acts.done);
  tidy(finding.acts);
  return finding;
}

/// "From the day of signature": of the parties of a bilateral treaty, else the day on which the
/// treaty was opened for it.
TriggerFinding on_signature(const Deeds& deeds) {
  TriggerFinding finding;
  const bool recorded = deeds.find(ActType::sign, kNobody) ||
                        std::any_of(deeds.parties.begin(), deeds.parties.end(), [&](const auto& p) {
                          const StateIndex state = deeds.find_state(p);
                          return state != kNobody && deeds.find(ActType::sign, state);
                        });
  if (deeds.bilateral() || (recorded && !deeds.signed_on)) {
    return all_of(deeds, ActType::sign, deeds.parties);
  }
  if (deeds.signed_on) {
    finding.met = deeds.signed_on;
    return finding;
  }
  return all_of(deeds, ActType::sign, deeds.parties);
}

TriggerFinding first_of_parties(const Deeds& deeds, ActType type,
                                const std::vector<std::string>& parties) {
  TriggerFinding finding;
  ByParties acts = by_parties(deeds, type, parties);
  if (acts.done.empty()) {
    finding.missing.push_back({type, {}, 1});
    return finding;
  }
  for (const std::size_t act : acts.done) {
    const When& when = *deeds.list[act].when;
    finding.met = finding.met ? earlier_of(*finding.met, when) : when;
  }
  finding.acts = std::move(acts.done);
  tidy(finding.acts);
  return finding;
}

/// The table at hand whose members "all" means; empty where it names states, or none is at hand.
std::string table_of(const Trigger& trigger, const GroupTables* groups) {
  const bool there = groups != nullptr && trigger.whom.size() == 1 &&
                     groups->find(trigger.whom.front()) != groups->end();
  return there ? trigger.whom.front() : std::string();
}

/// The states whose consent "all" means; nothing where the record does not tell.
std::vector<std::string> circle_of(const Trigger& trigger, const Deeds& deeds) {
  const bool signatories = !trigger.whom.empty() && trigger.whom.front() == "signatories";
  if (!trigger.whom.empty() && !signatories) {
    const std::string& first = trigger.whom.front();
    // "parties of the Convention": named by another treaty, not by code.
    if (first.find(' ') != std::string::npos) return {};
    return trigger.whom;
  }
  if (!deeds.parties.empty()) return deeds.parties;
  std::vector<std::string> whom;
  if (signatories) {
    for (const Deed& deed : deeds.list) {
      if (deed.type == ActType::sign && !deed.undo) whom.push_back(deeds.states[deed.state]);
    }
    std::sort(whom.begin(), whom.end());
    whom.erase(std::unique(whom.begin(), whom.end()), whom.end());
  }
  return whom;
}

TriggerFinding consents_of_all(const Trigger& trigger, const Deeds& deeds,
                               const TriggerReading& reading) {
  TriggerFinding finding;
  // Their consents must stand together on one day, as where a number is asked for.
  Trigger counted = trigger;
  counted.on = Trigger::On::consents;
  counted.count = 0;
  if (const std::string table = table_of(trigger, reading.groups); !table.empty()) {
    counted.of = {{table, 0, "1"}};
    return count_consents(counted, deeds, reading);
  }
  const std::vector<std::string> whom = circle_of(trigger, deeds);
  if (whom.empty()) {
    const std::string what = trigger.whom.empty()
                                 ? "the states whose consent is needed"
                                 : fmt::format("who they are: {}", trigger.whom.front());
    if (reading.assume_qualified) return consents_of_signatories(deeds, what);
    finding.undecidable = "parties";
    finding.needs.push_back(what);
    return finding;
  }
  counted.including = whom;
  finding = count_consents(counted, deeds, reading);
  std::erase_if(finding.acts, [&](std::size_t act) {
    return std::none_of(whom.begin(), whom.end(), [&](const std::string& code) {
      return deeds.find_state(code) == deeds.list[act].state;
    });
  });
  return finding;
}

TriggerFinding combine(const Trigger& trigger, const Deeds& deeds, const ForceOfOther& other,
                       const TriggerReading& reading) {
  TriggerFinding result;
  const bool all = trigger.on == Trigger::On::later_of;
  for (const Trigger& part : trigger.parts) {
    TriggerFinding finding = evaluate(part, deeds, other, reading);
    result.acts.insert(result.acts.end(), finding.acts.begin(), finding.acts.end());
    result.assumed.insert(result.assumed.end(), finding.assumed.begin(), finding.assumed.end());
    if (finding.when) {
      if (!result.met) {
        result.met = finding.when;
      } else {
        result.met =
            all ? later_of(*result.met, *finding.when) : earlier_of(*result.met, *finding.when);
      }
    } else if (finding.assumed.empty()) {
      result.missing.insert(result.missing.end(), finding.missing.begin(), finding.missing.end());
      if (result.undecidable.empty()) result.undecidable = finding.undecidable;
      result.needs.insert(result.needs.end(), finding.needs.begin(), finding.needs.end());
    }
  }
  if (all && (!result.missing.empty() || !result.undecidable.empty())) result.met.reset();
  if (!all && result.met) {
    result.missing.clear();
    result.undecidable.clear();
    result.needs.clear();
  }
  return result;
}

TriggerFinding on_date(const Trigger& trigger, const Deeds& deeds, const ForceOfOther& other,
                       const TriggerReading& reading) {
  TriggerFinding finding;
  const std::optional<When> date = trigger.date ? when_of(*trigger.date) : std::nullopt;
  if (!date) {
    finding.undecidable = "date";
    finding.needs.emplace_back("the date that the clause names");
    return finding;
  }
  if (trigger.condition.empty()) {
    finding.met = date;
    return finding;
  }
  finding = evaluate(trigger.condition.front(), deeds, other, reading);
  if (!finding.when) return finding;
  if (finding.when->latest <= date->earliest) {
    finding.met = date;
  } else if (trigger.otherwise) {
    finding.met =
        after(*finding.when, *trigger.otherwise, reading.counting.value_or(deeds.counting), {});
  }
  finding.when.reset();
  return finding;
}

/// "Upon adoption by the conference": the day on which it is recorded as adopted.
TriggerFinding on_decision(const Deeds& deeds) {
  TriggerFinding finding;
  for (std::size_t i = 0; i < deeds.list.size(); ++i) {
    const Deed& deed = deeds.list[i];
    if (deed.type != ActType::adopt || deed.of || deed.undo || !deed.when) continue;
    finding.met = deed.when;
    finding.acts = {i};
    return finding;
  }
  finding.undecidable = "meeting";
  finding.needs.emplace_back("the day of the meeting or decision");
  return finding;
}

TriggerFinding on_treaty(const Trigger& trigger, const ForceOfOther& other,
                         const TriggerReading& reading) {
  TriggerFinding finding;
  const Result<std::optional<When>> force = other(trigger.treaty);
  if (force && *force) {
    finding.met = **force;
  } else if (reading.assume_qualified) {
    finding.assumed.push_back(fmt::format("that {} was in force by then", trigger.treaty));
  } else {
    finding.undecidable = force ? "waiting" : "circle";
    finding.needs.push_back(fmt::format("the entry into force of {}", trigger.treaty));
  }
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
      if (!lack.of_which.empty() && !lack.states.empty()) {
        return fmt::format("the consent to be bound by {} of {}: {}", lack.states.size(),
                           lack.of_which.front(), fmt::join(lack.states, ", "));
      }
      if (!lack.of_which.empty()) {
        return fmt::format("consents that reach {}", fmt::join(lack.of_which, " and "));
      }
      if (lack.states.empty()) {
        return fmt::format("{} more consent{} to be bound", lack.more, lack.more == 1 ? "" : "s");
      }
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

bool any_part(const Trigger& trigger, const std::function<bool(const Trigger&)>& holds) {
  if (holds(trigger)) return true;
  const auto inside = [&](const Trigger& part) { return any_part(part, holds); };
  return std::any_of(trigger.parts.begin(), trigger.parts.end(), inside) ||
         std::any_of(trigger.condition.begin(), trigger.condition.end(), inside);
}

TriggerFinding evaluate(const Trigger& trigger, const Deeds& deeds, const ForceOfOther& other,
                        const TriggerReading& reading) {
  TriggerFinding finding;
  switch (trigger.on) {
    case Trigger::On::signature:
      finding = on_signature(deeds);
      break;
    case Trigger::On::exchange:
      finding = all_of(deeds, ActType::exchange, deeds.parties);
      break;
    case Trigger::On::last_notification:
      finding = all_of(deeds, ActType::notify,
                       trigger.including.empty() ? deeds.parties : trigger.including);
      break;
    case Trigger::On::first_notification:
      finding = first_of_parties(deeds, ActType::notify, deeds.parties);
      break;
    case Trigger::On::consents:
      finding = count_consents(trigger, deeds, reading);
      break;
    case Trigger::On::all_consents:
      finding = consents_of_all(trigger, deeds, reading);
      break;
    case Trigger::On::own_consent:
      finding.undecidable = "own-consent";
      finding.needs.emplace_back("which state is meant");
      break;
    case Trigger::On::date:
      finding = on_date(trigger, deeds, other, reading);
      break;
    case Trigger::On::treaty:
      finding = on_treaty(trigger, other, reading);
      break;
    case Trigger::On::decision:
      finding = on_decision(deeds);
      break;
    case Trigger::On::meeting:
      finding.undecidable = "meeting";
      finding.needs.emplace_back("the day of the meeting or decision");
      break;
    case Trigger::On::later_of:
    case Trigger::On::first_of:
      finding = combine(trigger, deeds, other, reading);
      break;
  }
  if (!in_effect("condition-met")) finding.met.reset();
  if (!in_effect("condition-open")) finding.missing.clear();
  if (finding.met && !in_effect("enters-into-force")) {
    finding.when = finding.met;
  } else if (finding.met) {
    finding.when =
        after(*finding.met, trigger.after,
              trigger.counting.value_or(reading.counting.value_or(deeds.counting)), trigger.align);
  }
  return finding;
}

}  // namespace servanda
