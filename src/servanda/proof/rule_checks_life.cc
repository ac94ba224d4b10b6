// Conditions, entry into force, terms and ends: the checks that compute days.

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
  for (const Step& p : step.premises) {
    if (p.conclusion.predicate == Predicate::done) shown.done.push_back(&p);
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
  switch (*p.act) {
    case ActType::deposit:
    case ActType::ratify:
    case ActType::accede:
    case ActType::accept:
    case ActType::succeed:
    case ActType::approve:
    case ActType::sign:
      return true;
    default:
      return false;
  }
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

When maximum(const std::optional<When>& so_far, const When& next) {
  return so_far ? later_of(*so_far, next) : next;
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
      for (const Step* step : shown.done) {
        if (!is_done(*step, ActType::notify)) continue;
        met = met ? earlier_of(*met, *step->conclusion.when) : *step->conclusion.when;
      }
      return met;
    case On::consents:
      return met_by_consents(trigger, shown);
    case On::all_consents: {
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
      for (const Step* step : shown.done) {
        if (!is_done(*step, ActType::adopt)) continue;
        met = met ? earlier_of(*met, *step->conclusion.when) : *step->conclusion.when;
      }
      return met;
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

bool premises_about(const Step& step, const std::string& treaty) {
  return std::all_of(step.premises.begin(), step.premises.end(), [&](const Step& p) {
    return p.conclusion.predicate == Predicate::force || p.conclusion.treaty == treaty;
  });
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
               return has(trigger.including, state) && consent_in(shown, state) == nullptr;
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

When run(const When& base, const Period& period) {
  return period.empty() ? base : after(base, period, Counting::date_to_date, {});
}

}  // namespace

std::optional<When> stated_effect(const Step& done, const CheckContext& context) {
  const Step* step = &done;
  while (step->rule != "recorded" && !step->premises.empty()) step = &step->premises.front();
  if (step->records.empty()) return std::nullopt;
  const ActFact* act = act_in(record_of(*step, 0, context));
  return act != nullptr && act->effect ? when_of(*act->effect) : std::nullopt;
}

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

std::string check_term_runs(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  if (!premises_about(step, c.treaty)) return "a premise is about another treaty";
  const TreatyFact* text = text_in(premise(step, Predicate::provided, "term"), context);
  if (text == nullptr || !text->clauses.term || !text->clauses.term->length) {
    return "no premise provides the term";
  }
  const Term& term = *text->clauses.term;
  const Step* force = premise(step, Predicate::force);
  std::optional<When> signature;
  for (const Step& p : step.premises) {
    if (is_done(p, ActType::sign)) signature = maximum(signature, *p.conclusion.when);
  }
  if (const TreatyFact* dated = text_in(premise(step, Predicate::provided, "signed"), context);
      dated != nullptr && dated->signed_on && !signature) {
    signature = when_of(*dated->signed_on);
  }
  std::optional<When> base;
  if (term.from == Term::From::date) {
    base = term.from_date ? when_of(*term.from_date) : std::nullopt;
  } else if (term.from == Term::From::signature || c.reading == "S") {
    base = signature;
  } else if (force != nullptr && force->conclusion.treaty == c.treaty) {
    base = force->conclusion.when;
  }
  const bool two_readings = c.reading == "F" || c.reading == "S";
  if (!c.reading.empty() && !two_readings) return "there is no such reading";
  if (two_readings && term.from != Term::From::unsaid) return "the text leaves no such choice";
  if (!base) return "no premise gives the day from which the term runs";

  const TreatyFact* renewing = text_in(premise(step, Predicate::provided, "renewal"), context);
  const Renewal* renewal =
      renewing != nullptr && renewing->clauses.renewal ? &*renewing->clauses.renewal : nullptr;
  const bool automatic =
      renewal != nullptr && renewal->kind == Renewal::Kind::automatic && renewal->length;
  const int number = c.number.value_or(0);
  if (number < 1) return "terms are numbered from 1";
  const auto end_of = [&](int n) {
    Period length = *term.length;
    if (n > 1) {
      const Period more = times(*renewal->length, n - 1);
      length = {length.months + more.months, length.days + more.days};
    }
    return run(*base, length);
  };
  if (number == 1 || automatic) {
    if (automatic && renewal->times && number > *renewal->times + 1)
      return "it is not renewed so often";
    const When begin = number == 1 ? *base : end_of(number - 1);
    if (begin == *c.when && end_of(number) == *c.until) return {};
    return "by the clauses the term runs from " + to_text(begin) + " to " + to_text(end_of(number));
  }
  // Not renewed by itself: the further terms are extensions that were agreed on.
  When begin = *base;
  When end = end_of(1);
  int reached_number = 1;
  for (const Step& p : step.premises) {
    if (!is_done(p, ActType::extend) || p.records.empty()) continue;
    const ActFact* act = act_in(record_of(p, 0, context));
    if (act == nullptr) continue;
    std::optional<When> until;
    if (act->until) {
      until = when_of(*act->until);
    } else if (act->period) {
      until = run(end, *act->period);
    }
    if (!until || until->latest <= end.latest) continue;
    begin = end;
    end = *until;
    ++reached_number;
    if (reached_number == number && begin == *c.when && end == *c.until) return {};
  }
  return "no clause or extension shown gives this term";
}

std::string check_expires(const Step& step, const CheckContext& context) {
  if (step.conclusion.detail != "expired") return "an expired treaty ends by expiry";
  if (step.premises.size() != 1) return "one premise is needed";
  const Step& last = step.premises.front();
  if (last.conclusion.treaty != step.conclusion.treaty)
    return "the premise is about another treaty";
  if (last.conclusion.predicate == Predicate::provided) {
    const TreatyFact* text = text_in(&last, context);
    const bool dated = text != nullptr && last.conclusion.detail == "term" && text->clauses.term &&
                       text->clauses.term->until;
    if (!dated || when_of(*text->clauses.term->until) != step.conclusion.when) {
      return "the text does not name this day";
    }
    return {};
  }
  if (last.conclusion.predicate != Predicate::term) return "the premise is no term";
  if (last.conclusion.reading != step.conclusion.reading) return "the reading is another";
  const TreatyFact* renewing = text_in(premise(last, Predicate::provided, "renewal"), context);
  if (renewing != nullptr && renewing->clauses.renewal) {
    const Renewal& renewal = *renewing->clauses.renewal;
    const bool goes_on = renewal.kind == Renewal::Kind::automatic_indefinite ||
                         (renewal.kind == Renewal::Kind::automatic &&
                          (!renewal.times || last.conclusion.number.value_or(0) <= *renewal.times));
    if (goes_on) return "the text renews this term";
  }
  if (*last.conclusion.until != *step.conclusion.when) {
    return "the last term ends on " + to_text(*last.conclusion.until);
  }
  return {};
}

std::string check_replaced(const Step& step, const CheckContext& context) {
  if (step.conclusion.detail != "replaced") return "a replaced treaty ends by replacement";
  const Step* met = premise(step, Predicate::met, "replaces");
  const TreatyFact* text =
      text_in(premise(met != nullptr ? *met : step, Predicate::provided, "replaces"), context);
  if (text == nullptr || !has(text->clauses.replaces, step.conclusion.treaty)) {
    return "no text shown replaces this treaty";
  }
  std::optional<When> when;
  if (met != nullptr && text->clauses.replaces_on) {
    const Trigger& trigger = *text->clauses.replaces_on;
    when = after(*met->conclusion.when, trigger.after,
                 trigger.counting.value_or(Counting::date_to_date), trigger.align);
  } else if (const Step* force = premise(step, Predicate::force);
             force != nullptr && force->conclusion.treaty == text->id) {
    when = force->conclusion.when;
  }
  if (!when) return "the replacing treaty is not shown to be in force";
  if (*when != *step.conclusion.when) return "it is replaced on " + to_text(*when);
  return {};
}

std::string check_notice_takes_effect(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  if (c.detail != "withdrawal") return "a notice of leaving ends by withdrawal";
  const Step* notice = premise(step, Predicate::done);
  if (notice == nullptr || (!is_done(*notice, ActType::notify, ActType::withdraw) &&
                            !is_done(*notice, ActType::notify, ActType::terminate))) {
    return "no notice is shown";
  }
  if (!premises_about(step, c.treaty)) return "a premise is about another treaty";
  if (c.predicate == Predicate::out && notice->conclusion.states != c.states) {
    return "the notice is another state's";
  }
  const When given = *notice->conclusion.when;
  std::optional<When> computed;
  const TreatyFact* text = text_in(premise(step, Predicate::provided, "withdrawal"), context);
  if (text != nullptr && text->clauses.withdrawal && text->clauses.withdrawal->notice) {
    const Withdrawal& clause = *text->clauses.withdrawal;
    if (!clause.allowed) return "the text does not allow withdrawal";
    Alignment alignment;
    if (auto parsed = parse_alignment(clause.effect)) alignment = *parsed;
    computed =
        after(given, *clause.notice, clause.counting.value_or(Counting::date_to_date), alignment);
  } else if (const Step* term = premise(step, Predicate::term)) {
    const TreatyFact* renewing = text_in(premise(*term, Predicate::provided, "renewal"), context);
    if (renewing == nullptr || !renewing->clauses.renewal || !renewing->clauses.renewal->notice) {
      return "no clause says how long before the end notice is due";
    }
    const Period& length = *renewing->clauses.renewal->notice;
    if (given.latest > last_day_for_notice(term->conclusion.until->earliest, length)) {
      return "the notice came too late for this term";
    }
    if (given.latest <= last_day_for_notice(term->conclusion.when->earliest, length) &&
        term->conclusion.number.value_or(0) > 1) {
      return "the notice was in time for an earlier term";
    }
    computed = term->conclusion.until;
  }
  const std::optional<When> stated = stated_effect(*notice, context);
  if (stated && (!computed || stated->latest >= computed->earliest)) computed = stated;
  if (!computed) return "nothing says when the notice takes effect";
  if (*computed != *c.when) return "the notice takes effect on " + to_text(*computed);
  return {};
}

namespace {

bool is_upon_notice(const Step& step, ActType act, const Proposition& about) {
  const Proposition& p = step.conclusion;
  return p.predicate == Predicate::done && p.act == act && p.of == ActType::withdraw && !p.undo &&
         p.treaty == about.treaty && p.states == about.states;
}

bool names_state(const Actor& actor) {
  return !actor.state.empty();
}

/// What an act says is in its own record, within those of other datings.
const Statement& first_record(const Step& done, const CheckContext& context) {
  const Step* inner = &done;
  while (inner->rule != "recorded" && !inner->premises.empty()) inner = &inner->premises.front();
  return record_of(*inner, 0, context);
}

}  // namespace

std::string check_notice_extended(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  if (step.premises.size() < 2 || step.premises.front().rule != "notice-takes-effect") {
    return "a notice and an extension of it must be shown";
  }
  const Step& unextended = step.premises.front();
  const Proposition& was = unextended.conclusion;
  if (was.predicate != c.predicate || was.treaty != c.treaty || was.states != c.states ||
      was.detail != c.detail || was.reading != c.reading) {
    return "the notice shown is another";
  }
  const Step* given = premise(unextended, Predicate::done);
  if (given == nullptr) return "no notice is shown";
  const Proposition& notice = given->conclusion;
  When effect = *was.when;
  for (std::size_t i = 1; i < step.premises.size(); ++i) {
    const Step& extension = step.premises[i];
    if (extension.conclusion.treaty != c.treaty ||
        !is_done(extension, ActType::extend, notice.of)) {
      return "a premise does not extend the notice";
    }
    const ActFact& act = *act_in(first_record(extension, context));
    const bool names_states = std::any_of(act.by.begin(), act.by.end(), names_state) ||
                              std::any_of(act.with.begin(), act.with.end(), names_state);
    if (names_states &&
        (extension.conclusion.states != notice.states || act.by.size() + act.with.size() < 2)) {
      return "an extension was not agreed on with the state that gave the notice";
    }
    const When& made = *extension.conclusion.when;
    if (made.earliest < notice.when->earliest || made.latest >= effect.earliest) {
      return "an extension was not made while the notice ran";
    }
    std::optional<When> until;
    if (act.until) {
      until = when_of(*act.until);
    } else if (act.period) {
      until = run(effect, *act.period);
    }
    if (!until || until->earliest <= effect.latest) return "an extension ends no later";
    effect = *until;
  }
  return effect == *c.when ? std::string() : "the notice is extended to " + to_text(effect);
}

std::string check_notice_suspended(const Step& step, const CheckContext&) {
  const Proposition& c = step.conclusion;
  if (step.premises.size() != 2) return "two premises are needed";
  if (c.detail != "suspended" || c.act != ActType::notify || c.of != ActType::withdraw ||
      !is_upon_notice(step.premises[0], ActType::notify, c)) {
    return "the first premise is not the notice";
  }
  if (!is_upon_notice(step.premises[1], ActType::suspend, c) ||
      step.premises[1].conclusion.when->earliest < step.premises[0].conclusion.when->earliest) {
    return "the second premise does not suspend it";
  }
  return {};
}

std::string check_notice_taken_up(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  if (c.detail != "withdrawal") return "a notice of leaving ends by withdrawal";
  const TreatyFact* text = text_in(premise(step, Predicate::provided, "withdrawal"), context);
  if (text == nullptr || !text->clauses.withdrawal || !text->clauses.withdrawal->notice) {
    return "no premise provides the period of notice";
  }
  const Withdrawal& clause = *text->clauses.withdrawal;
  Alignment alignment;
  if (auto parsed = parse_alignment(clause.effect)) alignment = *parsed;
  const auto effect = [&](const When& given) {
    return after(given, *clause.notice, clause.counting.value_or(Counting::date_to_date),
                 alignment);
  };
  if (step.rule == "notice-renewed") {
    if (step.premises.empty() || !is_upon_notice(step.premises[0], ActType::resume, c)) {
      return "the first premise does not take the notice up again";
    }
    const When when = effect(*step.premises[0].conclusion.when);
    return when == *c.when ? std::string() : "the new notice takes effect on " + to_text(when);
  }
  if (step.premises.size() < 3 || !is_upon_notice(step.premises[0], ActType::notify, c) ||
      !is_upon_notice(step.premises[1], ActType::suspend, c) ||
      !is_upon_notice(step.premises[2], ActType::resume, c)) {
    return "notice, suspension and resumption must be shown";
  }
  const Day stopped = step.premises[1].conclusion.when->earliest;
  const Day was = effect(*step.premises[0].conclusion.when).earliest;
  if (stopped >= was) return "the notice had taken effect before it was suspended";
  const When again = *step.premises[2].conclusion.when;
  const When when(again.earliest + (was - stopped), again.latest + (was - stopped));
  return when == *c.when ? std::string() : "what was left of the period ends on " + to_text(when);
}

std::string check_leaves_by_other(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  const bool joins = step.rule == "leaves-by-joining";
  if (c.detail != "withdrawal") return "leaving with another treaty is a withdrawal";
  const TreatyFact* text = text_in(premise(step, Predicate::provided, "withdrawal"), context);
  if (step.premises.size() != 2 || text == nullptr || text->id != c.treaty ||
      !text->clauses.withdrawal) {
    return "no premise provides the clause";
  }
  const Proposition& there = step.premises.back().conclusion;
  if (step.premises.back().rule == "table-counts") {
    const GroupTable& table = context.proof->tables.at(step.premises.back().records.front());
    const auto& listed =
        joins ? text->clauses.withdrawal->by_joining : text->clauses.withdrawal->with;
    if (!has(listed, table.id) || c.states.size() != 1) return "the text does not name the table";
    for (const GroupMember& member : table.members) {
      if (person_of(member.state) != person_of(c.states.front())) continue;
      const std::optional<Day>& day = joins ? member.from : member.until;
      if (day && When(*day) == *c.when) return {};
      break;
    }
    return "the table does not say so";
  }
  const auto& named = joins ? text->clauses.withdrawal->by_joining : text->clauses.withdrawal->with;
  if (there.predicate != (joins ? Predicate::bound : Predicate::out) || !has(named, there.treaty) ||
      there.states != c.states) {
    return joins ? "the state is not shown to have joined a treaty that the text names"
                 : "the state is not shown to have left a treaty that the text names";
  }
  return *there.when == *c.when ? std::string() : "it leaves on " + to_text(*there.when);
}

std::string check_too_few(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  if (c.detail != "too-few-parties") return "the reason is another";
  const TreatyFact* text = text_in(premise(step, Predicate::provided, "term"), context);
  if (text == nullptr || text->id != c.treaty || !text->clauses.term ||
      !text->clauses.term->fewest) {
    return "no premise says how many parties the text asks for";
  }
  int left = 0;
  bool on_that_day = false;
  std::set<std::string> named;
  for (const Step& p : step.premises) {
    const Proposition& q = p.conclusion;
    if (q.predicate == Predicate::provided) continue;
    if ((q.predicate != Predicate::bound && q.predicate != Predicate::out) ||
        q.treaty != c.treaty || q.states.size() != 1 || !named.insert(q.states.front()).second) {
      return "each party is to be shown once, as bound or as gone";
    }
    if (q.predicate == Predicate::out) {
      if (q.when->earliest > c.when->earliest) return "a party had not left by then";
      on_that_day = on_that_day || *q.when == *c.when;
    } else {
      left += q.when->earliest <= c.when->earliest;
    }
  }
  if (!on_that_day) return "nobody left on that day";
  return left < *text->clauses.term->fewest ? "" : "enough parties are left";
}

std::string check_act_ends(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  if (step.premises.size() != 1) return "one premise is needed";
  const Step& done = step.premises.front();
  if (done.conclusion.treaty != c.treaty) return "the premise is about another treaty";
  const bool exit = is_done(done, ActType::withdraw);
  const bool terminated = is_done(done, ActType::terminate);
  const bool expired = is_done(done, ActType::expire);
  if (!exit && !terminated && !expired) return "the act shown ends nothing";
  if (c.detail != (exit ? "withdrawal" : terminated ? "terminated" : "expired")) {
    return "the act ends it in another way";
  }
  if (c.predicate == Predicate::out && (!exit || done.conclusion.states != c.states)) {
    return "the act is another state's";
  }
  std::optional<When> when = done.conclusion.when;
  if (!exit) {
    if (auto effect = stated_effect(done, context)) when = effect;
  }
  if (*when != *c.when) return "the act takes effect on " + to_text(*when);
  return {};
}

}  // namespace servanda
