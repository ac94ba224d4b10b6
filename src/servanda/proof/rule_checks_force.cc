// Whether a clause's condition is met or open, and the entry into force: the checks of triggers.

#include <cstdlib>
#include <map>
#include <set>

#include "servanda/model/states.h"
#include "servanda/proof/rule_support.h"

namespace servanda {
namespace {

using On = Trigger::On;

/// What a condition's premises show, ready to be held against a trigger.
struct Shown {
  std::vector<std::string> parties = {};
  std::vector<const Step*> done = {};
  std::vector<const Step*> none = {};
  std::vector<const Step*> force = {};
  std::map<std::string, const GroupTable*, std::less<>> tables = {};
  bool assumed = false;  ///< what no table or record tells is taken as met
};

Shown shown_by(const Step& step, const CheckContext& context) {
  Shown shown;
  if (const TreatyFact* text = text_in(premise(step, Predicate::provided, "parties"), context)) {
    shown.parties = text->parties;
  }
  const Step* partial = premise(step, Predicate::provided, "partial-consent");
  for (const Step& p : step.premises) {
    if (p.conclusion.predicate == Predicate::done && has_effect(p, partial, context)) {
      shown.done.push_back(&p);
    }
    if (p.conclusion.predicate == Predicate::none) shown.none.push_back(&p);
    if (p.conclusion.predicate == Predicate::force) shown.force.push_back(&p);
    if (p.rule == "assumed") shown.assumed = true;
    if (p.rule == "table-counts" && p.records.size() == 1) {
      const auto found = context.proof->tables.find(p.records.front());
      if (found != context.proof->tables.end()) shown.tables[found->second.id] = &found->second;
    }
  }
  return shown;
}

bool is_consent(const Step& step) {
  const Proposition& p = step.conclusion;
  if (p.of || p.undo || !p.when || !p.act) return false;
  return is_consent_type(*p.act) || p.act == ActType::sign;
}

/// The day of the first act of the kind that is shown.
std::optional<When> first_done(const Shown& shown, ActType act) {
  std::optional<When> first;
  for (const Step* step : shown.done) {
    if (!is_done(*step, act)) continue;
    first = first ? earlier_of(*first, *step->conclusion.when) : *step->conclusion.when;
  }
  return first;
}

/// Does the trigger count this consent: by its kind, and by whose it is?
bool counts(const Trigger& trigger, const Step& step) {
  if (!is_consent(step) || step.conclusion.states.size() != 1) return false;
  const std::string& state = step.conclusion.states.front();
  std::string kind;
  switch (*step.conclusion.act) {
    case ActType::ratify:
      kind = "ratification";
      break;
    case ActType::accept:
      kind = "acceptance";
      break;
    case ActType::approve:
      kind = "approval";
      break;
    case ActType::accede:
      kind = "accession";
      break;
    case ActType::succeed: {
      kind = "succession";
      // Parts of a state that ended carry its consent on; they add none.
      const auto succession = succession_of(state);
      if (succession && succession->divides) return false;
      break;
    }
    default:
      break;  // an instrument whose kind is not recorded, or a signature that binds
  }
  if (!kind.empty() && !trigger.kinds.empty() && !has(trigger.kinds, kind)) return false;
  return std::none_of(trigger.not_counted.begin(), trigger.not_counted.end(),
                      [&](const std::string& out) {
                        const bool organisation = state.size() != 3 || state == "EEC";
                        return out == state || (!kind.empty() && out == kind) ||
                               (organisation && out.find("organi") != std::string::npos);
                      });
}

const Step* act_of(const Shown& shown, ActType act, const std::string& state) {
  const Step* of_all = nullptr;
  for (const Step* step : shown.done) {
    if (!is_done(*step, act)) continue;
    if (has(step->conclusion.states, state)) return step;
    if (step->conclusion.states.empty()) of_all = step;
  }
  return of_all;
}

const Step* consent_in(const Shown& shown, const std::string& state) {
  for (const Step* step : shown.done) {
    const auto& states = step->conclusion.states;
    const bool same = std::any_of(states.begin(), states.end(), [&](const std::string& one) {
      return person_of(one) == person_of(state);
    });
    if (is_consent(*step) && same) return step;
  }
  return nullptr;
}

std::optional<ActType> act_wanted(On on) {
  switch (on) {
    case On::signature:
      return ActType::sign;
    case On::exchange:
      return ActType::exchange;
    case On::last_notification:
    case On::first_notification:
      return ActType::notify;
    default:
      return std::nullopt;
  }
}

std::optional<When> met_by(const Trigger& trigger, const Shown& shown, const std::string& treaty);

std::optional<When> effective(const Trigger& trigger, const Shown& shown,
                              const std::string& treaty) {
  const std::optional<When> met = met_by(trigger, shown, treaty);
  if (!met) return std::nullopt;
  return after(*met, trigger.after, trigger.counting.value_or(Counting::date_to_date),
               trigger.align);
}

/// "2/3" or "0.55"; nought for what is no fraction.
double fraction(const std::string& text) {
  const std::size_t slash = text.find('/');
  const double above = std::strtod(text.substr(0, slash).c_str(), nullptr);
  if (slash == std::string::npos) return above;
  const double below = std::strtod(text.substr(slash + 1).c_str(), nullptr);
  return below > 0 ? above / below : 0;
}

/// How much of the table those who had consented by the day hold, and how much there is.
struct Held {
  double reached = 0;
  double whole = 0;
};
Held held_of(const GroupTable& table, bool by_weight, const std::set<std::string>& persons,
             Day day) {
  Held held;
  for (const GroupMember& member : table.members) {
    if ((member.from && day < *member.from) || (member.until && *member.until <= day)) continue;
    const double part = by_weight ? member.weight.value_or(1) : 1;
    held.whole += part;
    if (persons.count(std::string(person_of(member.state)))) held.reached += part;
  }
  return held;
}

/// Are quotas and weights reached by the consents of the persons? Nothing: a table is wanting.
std::optional<bool> qualified(const Trigger& trigger, const Shown& shown,
                              const std::set<std::string>& persons, Day day) {
  const auto enough = [](double reached, double least) {
    return reached * (1 + 1e-9) + 1e-12 >= least;
  };
  bool all = true;
  for (const Quota& quota : trigger.of) {
    const auto table = shown.tables.find(quota.members);
    if (table == shown.tables.end()) {
      if (!shown.assumed) return std::nullopt;
      continue;
    }
    const Held held = held_of(*table->second, false, persons, day);
    all = all && enough(held.reached,
                        quota.share.empty() ? quota.count : fraction(quota.share) * held.whole);
  }
  for (const Weight& weight : trigger.weight) {
    const auto table = shown.tables.find(weight.of);
    if (table == shown.tables.end()) {
      if (!shown.assumed) return std::nullopt;
      continue;
    }
    const Held held = held_of(*table->second, true, persons, day);
    all = all && enough(held.reached,
                        weight.share ? *weight.share * held.whole : weight.amount.value_or(0));
  }
  return all;
}

/// With quotas and weights: the first day on which number, named states and tables are all
/// satisfied, with every date taken at one of its bounds.
std::optional<Day> first_qualified(const Trigger& trigger, const Shown& shown, bool early) {
  std::vector<std::pair<Day, std::string>> consents;
  for (const Step* step : shown.done) {
    if (!counts(trigger, *step)) continue;
    const When& when = *step->conclusion.when;
    consents.emplace_back(early ? when.earliest : when.latest,
                          person_of(step->conclusion.states.front()));
  }
  std::sort(consents.begin(), consents.end());
  std::set<std::string> persons;
  for (std::size_t i = 0; i < consents.size(); ++i) {
    persons.insert(consents[i].second);
    const bool more = i + 1 < consents.size() && consents[i + 1].first == consents[i].first;
    if (more || persons.size() < static_cast<std::size_t>(std::max(trigger.count, 0))) continue;
    const bool named = std::all_of(
        trigger.including.begin(), trigger.including.end(),
        [&](const std::string& state) { return persons.count(std::string(person_of(state))) > 0; });
    const std::optional<bool> holds = qualified(trigger, shown, persons, consents[i].first);
    if (!holds) return std::nullopt;
    if (named && *holds) return consents[i].first;
  }
  return std::nullopt;
}

std::optional<When> met_by_consents(const Trigger& trigger, const Shown& shown) {
  if (!trigger.of.empty() || !trigger.weight.empty()) {
    const std::optional<Day> early = first_qualified(trigger, shown, true);
    const std::optional<Day> late = first_qualified(trigger, shown, false);
    if (!early || !late) return std::nullopt;
    return When(*early, std::max(*early, *late));
  }
  std::set<std::string> states;
  std::vector<Day> earliest;
  std::vector<Day> latest;
  for (const Step* step : shown.done) {
    if (!counts(trigger, *step)) continue;
    if (!states.emplace(person_of(step->conclusion.states.front())).second) continue;
    earliest.push_back(step->conclusion.when->earliest);
    latest.push_back(step->conclusion.when->latest);
  }
  const auto wanted = static_cast<std::size_t>(std::max(trigger.count, 0));
  if (states.size() < wanted || (wanted == 0 && trigger.including.empty())) return std::nullopt;
  std::sort(earliest.begin(), earliest.end());
  std::sort(latest.begin(), latest.end());
  std::optional<When> met;
  if (wanted > 0) met = When(earliest[wanted - 1], latest[wanted - 1]);
  for (const std::string& state : trigger.including) {
    const Step* step = consent_in(shown, state);
    if (step == nullptr) return std::nullopt;
    met = maximum(met, *step->conclusion.when);
  }
  return met;
}

/// The day on which the shown acts fulfil the trigger; nothing where they do not.
std::optional<When> met_by(const Trigger& trigger, const Shown& shown, const std::string& treaty) {
  std::optional<When> met;
  switch (trigger.on) {
    case On::signature:
    case On::exchange:
    case On::last_notification: {
      const auto& whom = trigger.on == On::last_notification && !trigger.including.empty()
                             ? trigger.including
                             : shown.parties;
      for (const std::string& state : whom) {
        const Step* step = act_of(shown, *act_wanted(trigger.on), state);
        if (step == nullptr) return std::nullopt;
        met = maximum(met, *step->conclusion.when);
      }
      return met;
    }
    case On::first_notification:
      return first_done(shown, ActType::notify);
    case On::consents:
      return met_by_consents(trigger, shown);
    case On::all_consents: {
      if (trigger.whom.size() == 1 && shown.tables.count(trigger.whom.front()) != 0) {
        // Every member of the table, on the day.
        Trigger counted;
        counted.on = On::consents;
        counted.kinds = trigger.kinds;
        counted.not_counted = trigger.not_counted;
        counted.of = {{trigger.whom.front(), 0, "1"}};
        return met_by_consents(counted, shown);
      }
      const bool named = !trigger.whom.empty() && trigger.whom.front() != "signatories" &&
                         trigger.whom.front().find(' ') == std::string::npos;
      if (!named && shown.parties.empty() && shown.assumed) {
        // Those in the record are taken as all who are meant.
        for (const Step* step : shown.done) {
          if (is_consent(*step)) met = maximum(met, *step->conclusion.when);
        }
        return met;
      }
      for (const std::string& state : named ? trigger.whom : shown.parties) {
        const Step* step = consent_in(shown, state);
        if (step == nullptr) return std::nullopt;
        met = maximum(met, *step->conclusion.when);
      }
      return met;
    }
    case On::date: {
      const std::optional<When> date = trigger.date ? when_of(*trigger.date) : std::nullopt;
      if (!date || trigger.condition.empty()) return date;
      const std::optional<When> condition = effective(trigger.condition.front(), shown, treaty);
      if (!condition) return std::nullopt;
      if (condition->latest <= date->earliest) return date;
      if (!trigger.otherwise) return std::nullopt;
      return after(*condition, *trigger.otherwise, Counting::date_to_date, {});
    }
    case On::treaty:
      for (const Step* step : shown.force) {
        if (step->conclusion.treaty == trigger.treaty) return step->conclusion.when;
      }
      return std::nullopt;
    case On::later_of:
      for (const Trigger& part : trigger.parts) {
        const std::optional<When> when = effective(part, shown, treaty);
        // A treaty that is waited for, and of which nothing is known, may be taken as in force.
        if (!when && part.on == On::treaty && shown.assumed) continue;
        if (!when) return std::nullopt;
        met = maximum(met, *when);
      }
      return met;
    case On::first_of:
      for (const Trigger& part : trigger.parts) {
        const std::optional<When> when = effective(part, shown, treaty);
        if (when) met = met ? earlier_of(*met, *when) : *when;
      }
      return met;
    case On::decision:
      return first_done(shown, ActType::adopt);
    case On::own_consent:
    case On::meeting:
      return std::nullopt;
  }
  return std::nullopt;
}

/// The trigger that a condition is about: of entry into force, or of the replacement.
const Trigger* trigger_of(const Step& step, std::string_view key, const CheckContext& context) {
  const TreatyFact* text = text_in(premise(step, Predicate::provided, key), context);
  if (text == nullptr) return nullptr;
  const auto& trigger = key == "force" ? text->clauses.force : text->clauses.replaces_on;
  return trigger ? &*trigger : nullptr;
}

bool is_member(const GroupTable& table, const std::string& state) {
  return std::any_of(table.members.begin(), table.members.end(),
                     [&](const GroupMember& member) { return member.state == state; });
}

/// Is `leaf` something that the trigger (or a part of it) waits for, and that nothing shown
/// supplies?
bool is_wanted(const Trigger& trigger, const Proposition& leaf, const Shown& shown) {
  if (!leaf.act || leaf.of || !leaf.detail.empty()) return false;
  switch (trigger.on) {
    case On::signature:
    case On::exchange:
    case On::last_notification: {
      const auto& whom = trigger.on == On::last_notification && !trigger.including.empty()
                             ? trigger.including
                             : shown.parties;
      return leaf.act == act_wanted(trigger.on) && !leaf.states.empty() && !leaf.number &&
             std::all_of(leaf.states.begin(), leaf.states.end(), [&](const std::string& state) {
               return has(whom, state) && act_of(shown, *leaf.act, state) == nullptr;
             });
    }
    case On::first_notification:
      return leaf.act == ActType::notify && leaf.number == 1 && leaf.states.empty();
    case On::consents: {
      if (leaf.act != ActType::ratify) return false;
      if (leaf.number) {
        std::set<std::string> states;
        for (const Step* step : shown.done) {
          if (is_consent(*step))
            states.insert(step->conclusion.states.begin(), step->conclusion.states.end());
        }
        return leaf.states.empty() && *leaf.number > 0 && *leaf.number <= trigger.count &&
               (!shown.done.empty() || *leaf.number == trigger.count);
      }
      return !leaf.states.empty() &&
             std::all_of(leaf.states.begin(), leaf.states.end(), [&](const std::string& state) {
               const bool member =
                   std::any_of(trigger.of.begin(), trigger.of.end(), [&](const Quota& quota) {
                     const auto table = shown.tables.find(quota.members);
                     return table != shown.tables.end() && is_member(*table->second, state);
                   });
               return (member || has(trigger.including, state)) &&
                      consent_in(shown, state) == nullptr;
             });
    }
    case On::all_consents:
      return leaf.act == ActType::ratify && !leaf.number && !leaf.states.empty() &&
             std::all_of(leaf.states.begin(), leaf.states.end(), [&](const std::string& state) {
               return consent_in(shown, state) == nullptr;
             });
    default:
      return std::any_of(trigger.parts.begin(), trigger.parts.end(),
                         [&](const Trigger& part) { return is_wanted(part, leaf, shown); }) ||
             std::any_of(trigger.condition.begin(), trigger.condition.end(),
                         [&](const Trigger& part) { return is_wanted(part, leaf, shown); });
  }
}

template <typename Predicate>
bool anywhere(const Trigger& trigger, Predicate holds) {
  if (holds(trigger)) return true;
  const auto inside = [&](const Trigger& part) { return anywhere(part, holds); };
  return std::any_of(trigger.parts.begin(), trigger.parts.end(), inside) ||
         std::any_of(trigger.condition.begin(), trigger.condition.end(), inside);
}

}  // namespace

std::string check_condition_met(const Step& step, const CheckContext& context) {
  const std::string& detail = step.conclusion.detail;
  if (!detail.empty() && detail != "replaces") return "there is no such condition";
  const Trigger* trigger = trigger_of(step, detail.empty() ? "force" : "replaces", context);
  if (trigger == nullptr) return "no premise provides the clause";
  if (!premises_about(step, step.conclusion.treaty)) return "a premise is about another treaty";
  const auto met = met_by(*trigger, shown_by(step, context), step.conclusion.treaty);
  if (!met) return "the acts shown do not fulfil the condition";
  if (*met != *step.conclusion.when) return "the condition was met on " + to_text(*met);
  return {};
}

std::string check_condition_open(const Step& step, const CheckContext& context) {
  if (!step.conclusion.detail.empty()) return "an open condition needs no reason";
  const Trigger* trigger = trigger_of(step, "force", context);
  if (trigger == nullptr) return "no premise provides the clause";
  if (!premises_about(step, step.conclusion.treaty)) return "a premise is about another treaty";
  const Shown shown = shown_by(step, context);
  if (met_by(*trigger, shown, step.conclusion.treaty)) return "the acts shown fulfil the condition";
  if (shown.none.empty()) return "no premise says what is missing";
  for (const Step* none : shown.none) {
    if (!is_wanted(*trigger, none->conclusion, shown)) {
      return "the clause does not wait for what is said to be missing";
    }
  }
  return {};
}

std::string check_cannot_tell(const Step& step, const CheckContext& context) {
  const Trigger* trigger = trigger_of(step, "force", context);
  if (trigger == nullptr) return "no premise provides the clause";
  if (!premises_about(step, step.conclusion.treaty)) return "a premise is about another treaty";
  const Shown shown = shown_by(step, context);
  if (met_by(*trigger, shown, step.conclusion.treaty)) return "the acts shown fulfil the condition";
  const std::string& why = step.conclusion.detail;
  const auto waits_on = [&](auto holds) { return anywhere(*trigger, holds); };
  bool fits = false;
  if (why == "parties") {
    fits = shown.parties.empty();
  } else if (why == "tables") {
    fits = waits_on([](const Trigger& t) { return !t.of.empty() || !t.weight.empty(); });
  } else if (why == "meeting") {
    fits = waits_on([](const Trigger& t) { return t.on == On::meeting || t.on == On::decision; });
  } else if (why == "circle" || why == "waiting") {
    fits = waits_on([](const Trigger& t) { return t.on == On::treaty; });
  } else if (why == "own-consent") {
    fits = waits_on([](const Trigger& t) { return t.on == On::own_consent; });
  } else if (why == "date") {
    fits = waits_on(
        [](const Trigger& t) { return t.on == On::date && (!t.date || !when_of(*t.date)); });
  } else if (why == "undated") {
    fits = waits_on([](const Trigger& t) { return act_wanted(t.on).has_value(); });
  }
  return fits ? std::string() : "the clause gives no such reason";
}

std::string check_enters_into_force(const Step& step, const CheckContext& context) {
  if (step.premises.size() != 1) return "one premise is needed";
  const Step& met = step.premises.front();
  if (met.conclusion.predicate != Predicate::met || !met.conclusion.detail.empty() ||
      met.conclusion.treaty != step.conclusion.treaty) {
    return "the premise is not the condition of this treaty";
  }
  const Trigger* trigger = trigger_of(met, "force", context);
  if (trigger == nullptr) return "no premise provides the clause";
  const When when = after(*met.conclusion.when, trigger->after,
                          trigger->counting.value_or(Counting::date_to_date), trigger->align);
  if (when != *step.conclusion.when) return "by the clause the day is " + to_text(when);
  return {};
}

}  // namespace servanda
