// A second engine, slow and plain: it walks through time day by day and applies the written rules
// of docs/clauses.md to small worlds. It shares nothing with the law room but the words for acts,
// clauses and dates; where the two differ, one of them is wrong.
#ifndef SERVANDA_TESTS_UNIT_LAW_REFERENCE_H_
#define SERVANDA_TESTS_UNIT_LAW_REFERENCE_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "servanda/model/clause.h"
#include "servanda/time/period.h"

namespace servanda::reference {

enum class Kind {
  sign,
  ratify,
  accede,
  leave,  ///< notice of withdrawal
  stay,   ///< the notice is revoked
  halt,   ///< the notice is suspended
  again   ///< and taken up again
};

struct Act {
  int state = 0;  ///< index into World::states
  Kind kind = Kind::sign;
  Day day = {};
};

struct World {
  std::vector<std::string> states;
  std::vector<std::string> parties;  ///< two: bilateral; none: open to all
  Clauses clauses;
  std::vector<Act> acts;
  Day first = {};
  Day last = {};  ///< the last day that is walked through
};

struct Outcome {
  std::optional<Day> met;
  std::optional<Day> force;
  /// For every state the days on which it is bound.
  std::vector<std::set<Day>> bound;
  /// Of those, the days on which it is so by some readings only: a notice that was suspended was
  /// taken up again.
  std::vector<std::set<Day>> disputed;
};

/// The day that a trigger's event, having happened on `met`, leads to.
inline Day shifted(const Trigger& trigger, Day met) {
  Day day = add(met, trigger.after).day;
  const bool any = trigger.after.months != 0 || trigger.after.days != 0;
  if (trigger.counting == Counting::full_periods && any) day += std::chrono::days(1);
  return align(day, trigger.align);
}

class Walker {
 public:
  explicit Walker(const World& world) : world_(world) {}

  Outcome walk() {
    Outcome outcome;
    outcome.bound.resize(world_.states.size());
    outcome.disputed.resize(world_.states.size());
    for (Day day = world_.first; day <= world_.last; day += std::chrono::days(1)) {
      begin_of(day);
      if (!outcome.met && happened(*world_.clauses.force, day)) {
        outcome.force = effect(*world_.clauses.force, day);
        // Of combined triggers the condition is met on the day that the parts lead to.
        const auto combined = combined_.find(&*world_.clauses.force);
        outcome.met = combined == combined_.end() ? day : combined->second;
      }
      if (outcome.met) met_ = outcome.met;
      if (outcome.force) force_ = outcome.force;
      end_of(day);
    }
    for (std::size_t i = 0; i < world_.states.size(); ++i) {
      for (const Spell& spell : spells_of(static_cast<int>(i), outcome)) {
        for (Day day = std::max(spell.from, world_.first);
             day <= world_.last && (!spell.until || day < *spell.until);
             day += std::chrono::days(1)) {
          outcome.bound[i].insert(day);
          if (spell.disputed && *spell.disputed <= day) outcome.disputed[i].insert(day);
        }
      }
    }
    return outcome;
  }

 private:
  struct Spell {
    Day from;
    std::optional<Day> until;
    std::optional<Day> disputed = {};
  };

  bool consents(const Act& act) const {
    return act.kind == Kind::ratify || act.kind == Kind::accede;
  }

  /// What comes on the day comes at its beginning …
  void begin_of(Day day) {
    for (const Act& act : world_.acts) {
      if (act.day != day) continue;
      if (act.kind == Kind::sign) signed_.insert(act.state);
      if (consents(act)) standing_[act.state].insert(act.kind);
    }
  }
  /// … and what goes, at its end.
  void end_of(Day day) {
    for (const Act& act : world_.acts) {
      if (act.day == day && act.kind == Kind::leave) standing_.erase(act.state);
    }
  }

  bool counts(const Trigger& trigger, int state) const {
    const auto found = standing_.find(state);
    if (found == standing_.end()) return false;
    if (trigger.kinds.empty()) return true;
    for (const std::string& allowed : trigger.kinds) {
      if (allowed == "ratification" && found->second.count(Kind::ratify)) return true;
      if (allowed == "accession" && found->second.count(Kind::accede)) return true;
    }
    return false;
  }

  int index_of(const std::string& state) const {
    for (std::size_t i = 0; i < world_.states.size(); ++i) {
      if (world_.states[i] == state) return static_cast<int>(i);
    }
    return -1;
  }

  /// Has the event happened by this day (taken at its beginning, with all that came on it)?
  bool happened(const Trigger& trigger, Day day) {
    switch (trigger.on) {
      case Trigger::On::consents: {
        int count = 0;
        for (std::size_t i = 0; i < world_.states.size(); ++i) {
          if (counts(trigger, static_cast<int>(i))) ++count;
        }
        bool named = true;
        for (const std::string& state : trigger.including) {
          named = named && counts(trigger, index_of(state));
        }
        return count >= trigger.count && count > 0 && named;
      }
      case Trigger::On::all_consents: {
        // All of them stand on the day: what was taken back before does not help.
        for (const std::string& state : trigger.whom.empty() ? world_.parties : trigger.whom) {
          if (standing_.count(index_of(state)) == 0) return false;
        }
        return true;
      }
      case Trigger::On::signature:
        for (const std::string& state : world_.parties) {
          if (!signed_.count(index_of(state))) return false;
        }
        return true;
      case Trigger::On::date:
        return day == *trigger.date->bounds().latest;
      case Trigger::On::later_of:
      case Trigger::On::first_of: {
        // Parts count with their own delays.
        std::optional<Day> when;
        bool all = true;
        for (const Trigger& part : trigger.parts) {
          auto& met = part_met_[&part];
          if (!met && happened(part, day)) met = day;
          if (!met) {
            all = false;
            continue;
          }
          const Day effective = shifted(part, *met);
          if (!when) {
            when = effective;
          } else {
            when = trigger.on == Trigger::On::later_of ? std::max(*when, effective)
                                                       : std::min(*when, effective);
          }
        }
        if (trigger.on == Trigger::On::later_of ? !all : !when) return false;
        combined_[&trigger] = *when;
        return trigger.on == Trigger::On::later_of || day >= *when || all;
      }
      default:
        return false;
    }
  }

  Day effect(const Trigger& trigger, Day met) {
    const auto combined = combined_.find(&trigger);
    return shifted(trigger, combined == combined_.end() ? met : combined->second);
  }

  std::vector<Spell> spells_of(int state, const Outcome& outcome) const {
    std::vector<Spell> spells;
    if (!outcome.force) return spells;
    bool in = false;
    for (Day day = world_.first; day <= world_.last; day += std::chrono::days(1)) {
      for (const Act& act : world_.acts) {
        if (act.day != day || act.state != state || !consents(act)) continue;
        if (in && !spells.back().until) continue;
        spells.push_back({joins(act, outcome), std::nullopt});
        in = true;
      }
      for (const Act& act : world_.acts) {
        if (act.day != day || act.state != state || act.kind != Kind::leave || !in) continue;
        Spell& spell = spells.back();
        if (day < spell.from) {
          // Not bound yet: the consent itself is taken back.
          spells.pop_back();
          in = !spells.empty() && false;
          continue;
        }
        if (!world_.clauses.withdrawal || !world_.clauses.withdrawal->allowed) continue;
        const Period& notice = *world_.clauses.withdrawal->notice;
        const Day out = add(day, notice).day;
        if (revoked(state, day, out)) continue;
        // Suspended before it takes effect it ends nothing; taken up again, the old period goes on,
        // or a new one begins, or neither.
        const std::optional<Day> halted = first(Kind::halt, state, day);
        if (halted && *halted < out) {
          const std::optional<Day> again = first(Kind::again, state, *halted);
          if (!again) continue;
          for (const Day end : {*again + (out - *halted), add(*again, notice).day}) {
            if (revoked(state, day, end)) continue;
            spell.disputed = spell.disputed ? std::min(*spell.disputed, end) : end;
          }
          continue;
        }
        if (!spell.until || out < *spell.until) spell.until = out;
      }
    }
    return spells;
  }

  /// Article 68: a notice that is revoked before it takes effect is as if it had not been given.
  bool revoked(int state, Day given, Day effect) const {
    const std::optional<Day> day = first(Kind::stay, state, given);
    return day && *day < effect;
  }

  /// The first such act of the state since then.
  std::optional<Day> first(Kind kind, int state, Day since) const {
    std::optional<Day> day;
    for (const Act& act : world_.acts) {
      if (act.kind == kind && act.state == state && act.day >= since && (!day || act.day < *day)) {
        day = act.day;
      }
    }
    return day;
  }

  Day joins(const Act& act, const Outcome& outcome) const {
    Day own = act.day;
    const Clauses& clauses = world_.clauses;
    const Day since = clauses.later_from == "condition" ? *outcome.met : *outcome.force;
    if (clauses.force_later && own > since) own = shifted(*clauses.force_later, own);
    return std::max(own, *outcome.force);
  }

  const World& world_;
  std::set<int> signed_;
  std::map<int, std::set<Kind>> standing_;  ///< the instruments of each state that stand
  std::map<const Trigger*, std::optional<Day>> part_met_;
  std::map<const Trigger*, Day> combined_;
  std::optional<Day> met_;
  std::optional<Day> force_;
};

}  // namespace servanda::reference

#endif  // SERVANDA_TESTS_UNIT_LAW_REFERENCE_H_
