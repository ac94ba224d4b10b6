#include "servanda/proof/rule_checks.h"
#include "servanda/model/states.h"

#include <array>
#include <map>

#include "servanda/proof/rule_support.h"

namespace servanda {
namespace {

std::optional<When> dating(const ActFact& act) {
  return act.on ? when_of(*act.on) : std::nullopt;
}

/// Does the record state the act of the conclusion: type, treaty, and by the state named?
bool states_act(const Statement& statement, const Proposition& c) {
  const ActFact* act = act_in(statement);
  if (act == nullptr || !is_record(statement) || act->treaty != c.treaty || act->type != c.act ||
      act->of != c.of || act->undo != c.undo) {
    return false;
  }
  std::vector<Actor> actors = act->by;
  if (act->type == ActType::exchange || (act->type == ActType::extend && act->of))
    actors.insert(actors.end(), act->with.begin(), act->with.end());
  if (c.states.empty()) {
    return std::all_of(actors.begin(), actors.end(),
                       [](const Actor& a) { return a.state.empty() && a.org.empty(); });
  }
  return c.states.size() == 1 && std::any_of(actors.begin(), actors.end(), [&](const Actor& a) {
           return (a.state.empty() ? a.org : a.state) == c.states.front();
         });
}

std::string check_recorded(const Step& step, const CheckContext& context) {
  if (step.records.empty() || !step.premises.empty()) return "records are needed, and no premises";
  std::optional<When> when;
  for (std::size_t i = 0; i < step.records.size(); ++i) {
    const Statement& statement = record_of(step, i, context);
    if (!states_act(statement, step.conclusion)) return "a record does not state this act";
    const std::optional<When> own = dating(*act_in(statement));
    if (!own) continue;
    if (!when) {
      when = own;
      continue;
    }
    const Day from = std::max(when->earliest, own->earliest);
    const Day to = std::min(when->latest, own->latest);
    if (from > to) return "the records exclude each other";
    when = When(from, to);
  }
  if (!when) return "no record gives the day";
  if (*when != *step.conclusion.when) return "the records give " + to_text(*when);
  return {};
}

int best_weight(const Step& step, const CheckContext& context) {
  const Step* inner = &step;
  while (inner->rule != "recorded" && !inner->premises.empty()) inner = &inner->premises.front();
  int best = context.sources.policy.of(Authority::recalled);
  for (std::size_t i = 0; i < inner->records.size(); ++i) {
    best = std::min(best, weight_of(context.sources, record_of(*inner, i, context)));
  }
  return best;
}

/// Shared by "outweighed" and "rivals": records that date the same act on other days.
std::string check_other_datings(const Step& step, const CheckContext& context, bool rivals) {
  if (step.premises.size() != 1 || step.records.empty())
    return "one premise and records are needed";
  const Step& inner = step.premises.front();
  if (inner.conclusion.predicate != Predicate::done) return "the premise is no act";
  const int best = best_weight(inner, context);
  When span = *inner.conclusion.when;
  for (std::size_t i = 0; i < step.records.size(); ++i) {
    const Statement& statement = record_of(step, i, context);
    if (!states_act(statement, inner.conclusion)) return "a record does not state this act";
    const std::optional<When> own = dating(*act_in(statement));
    if (!own || (own->earliest <= inner.conclusion.when->latest &&
                 inner.conclusion.when->earliest <= own->latest)) {
      return "a record does not contradict the act";
    }
    const int weight = weight_of(context.sources, statement);
    if (rivals ? weight != best : weight <= best) return "the authority of a record is another";
    span = When(std::min(span.earliest, own->earliest), std::max(span.latest, own->latest));
  }
  Proposition expected = inner.conclusion;
  if (rivals) expected.when = span;
  return expected == step.conclusion ? std::string() : "does not follow from its premise";
}

std::string check_none_recorded(const Step& step, const CheckContext&) {
  if (!step.records.empty() || !step.premises.empty())
    return "silence has neither records nor premises";
  const Proposition& c = step.conclusion;
  if (!c.detail.empty()) {
    if (c.detail != "replaces" && c.detail != "clause-on-force" &&
        c.detail != "clause-on-withdrawal") {
      return "there is no such text";
    }
    return c.act || !c.states.empty() || c.number ? "a missing text is no missing act" : "";
  }
  return c.act ? std::string() : "says not what is missing";
}

std::string check_text_provides(const Step& step, const CheckContext& context) {
  if (!step.premises.empty()) return "needs no premises";
  const TreatyFact* text = text_in(&step, context);
  if (text == nullptr || text->id != step.conclusion.treaty)
    return "the record is not this treaty's text";
  if (!is_record(record_of(step, 0, context))) return "the record is somebody's word only";
  const Clauses& c = text->clauses;
  const std::map<std::string_view, bool> has_clause{{"parties", !text->parties.empty()},
                                                    {"force", c.force.has_value()},
                                                    {"term", c.term.has_value()},
                                                    {"renewal", c.renewal.has_value()},
                                                    {"withdrawal", c.withdrawal.has_value()},
                                                    {"later", c.force_later.has_value()},
                                                    {"replaces", !c.replaces.empty()},
                                                    {"signed", text->signed_on.has_value()}};
  const auto found = has_clause.find(step.conclusion.detail);
  return found != has_clause.end() && found->second ? "" : "the text has no such clause";
}

std::string check_table_counts(const Step& step, const CheckContext& context) {
  if (!step.premises.empty() || step.records.size() != 1) return "one table and no premises";
  const auto found = context.proof->tables.find(step.records.front());
  if (found == context.proof->tables.end()) return "the table is not in the proof";
  return step.conclusion.detail == "table:" + found->second.id ? "" : "the table is another one";
}

std::string check_assumed(const Step& step, const CheckContext&) {
  if (!step.premises.empty() || !step.records.empty()) return "an assumption rests on nothing";
  return step.conclusion.detail == "assumed" ? "" : "says not that it is assumed";
}

bool is_ground_for_no_force(const Step& step) {
  return step.conclusion.predicate == Predicate::open ||
         (step.conclusion.predicate == Predicate::none &&
          step.conclusion.detail == "clause-on-force");
}

std::string check_stated_outcome(const Step& step, const CheckContext& context) {
  if (step.premises.empty() || !is_ground_for_no_force(step.premises.back())) {
    return "says not what the acts show";
  }
  for (const Step& p : step.premises) {
    if (p.conclusion.treaty != step.conclusion.treaty) return "a premise is about another treaty";
  }
  std::optional<When> when;
  if (step.records.size() == 1) {
    const auto* text = std::get_if<TreatyFact>(&record_of(step, 0, context).fact);
    if (text != nullptr && text->id == step.conclusion.treaty && text->in_force &&
        is_record(record_of(step, 0, context))) {
      when = when_of(*text->in_force);
    }
  } else if (step.records.empty() && is_done(step.premises.front(), ActType::enter_into_force)) {
    when = step.premises.front().conclusion.when;
  }
  if (!when) return "no record states the outcome";
  return *when == *step.conclusion.when ? std::string() : "the record states " + to_text(*when);
}

/// A claim as its statement makes it; `in_force` after denial is taken into account.
struct Claimed {
  std::string treaty;
  std::string by;
  Competence competence;
  bool in_force = false;
  bool suspended = false;
  std::optional<When> from = {};
  std::optional<When> until = {};
};

std::optional<Claimed> claimed_in(const Statement& statement) {
  const bool denied = statement.stance == Stance::denied || statement.stance == Stance::negated;
  if (!statement.speaker || (!denied && statement.stance != Stance::asserted)) return std::nullopt;
  Claimed claimed{{}, statement.speaker->state, competence_of(*statement.speaker)};
  if (const auto* fact = std::get_if<ClaimFact>(&statement.fact)) {
    claimed.treaty = fact->treaty;
    claimed.in_force = (fact->status == ClaimedStatus::in_force) != denied;
    claimed.suspended = fact->status == ClaimedStatus::suspended;
    if (fact->from) claimed.from = when_of(*fact->from);
    if (fact->until) claimed.until = when_of(*fact->until);
  } else if (const ActFact* act = act_in(statement)) {
    if (act->of || act->undo) return std::nullopt;
    if (act->type != ActType::enter_into_force && act->type != ActType::terminate &&
        act->type != ActType::expire) {
      return std::nullopt;
    }
    claimed.treaty = act->treaty;
    claimed.in_force = (act->type == ActType::enter_into_force) != denied;
    claimed.from = dating(*act);
  } else {
    return std::nullopt;
  }
  if (!claimed.from && statement.said) claimed.from = when_of(*statement.said);
  return claimed;
}

std::string check_announced(const Step& step, const CheckContext& context) {
  if (step.records.size() != 1) return "one record is needed";
  const std::optional<Claimed> claim = claimed_in(record_of(step, 0, context));
  if (!claim || claim->treaty != step.conclusion.treaty || !claim->in_force) {
    return "the record does not say that the treaty is in force";
  }
  if (claim->competence != Competence::competent) return "the speaker does not represent a state";
  const TreatyFact* text = text_in(premise(step, Predicate::provided, "parties"), context);
  if (text == nullptr || text->id != step.conclusion.treaty || !has(text->parties, claim->by)) {
    return "the speaker's state is no party";
  }
  if (step.premises.empty() || !is_ground_for_no_force(step.premises.front()) ||
      step.premises.front().conclusion.treaty != step.conclusion.treaty) {
    return "says not what the acts show";
  }
  if (!claim->from) return "the claim has no day";
  return *claim->from == *step.conclusion.when ? std::string()
                                               : "the claim speaks of " + to_text(*claim->from);
}

std::string check_taken_back(const Step& step, const CheckContext& context) {
  if (step.premises.size() != 2) return "two premises are needed";
  const Proposition& notice = step.premises[0].conclusion;
  const Proposition& undone = step.premises[1].conclusion;
  const Proposition& c = step.conclusion;
  if (c.detail != "taken-back" || notice.predicate != Predicate::done || notice.act != c.act ||
      notice.of != c.of || notice.treaty != c.treaty || notice.states != c.states || notice.undo) {
    return "the first premise is not the notice";
  }
  if (undone.predicate != Predicate::done || undone.act != ActType::withdraw || !undone.undo ||
      undone.treaty != c.treaty || undone.states != c.states ||
      undone.when->earliest < notice.when->earliest) {
    return "the second premise does not take it back";
  }
  const std::optional<When> effect = stated_effect(step.premises[0], context);
  return effect && undone.when->earliest >= effect->earliest ? "it was taken back too late" : "";
}

std::string check_bound(const Step& step, const CheckContext& context, bool named) {
  const Proposition& c = step.conclusion;
  const Step* force = premise(step, Predicate::force);
  if (c.states.size() != 1) return "one state is bound at a time";
  if (force == nullptr || force->conclusion.treaty != c.treaty)
    return "the treaty is not shown in force";
  if (named) {
    const TreatyFact* text = text_in(premise(step, Predicate::provided, "parties"), context);
    if (text == nullptr || text->id != c.treaty || text->parties.size() != 2 ||
        !has(text->parties, c.states.front())) {
      return "the text does not name the state as one of two";
    }
    return *c.when == *force->conclusion.when ? "" : "it is bound from the entry into force";
  }
  const Step* consent = premise(step, Predicate::done);
  if (consent == nullptr || consent->conclusion.treaty != c.treaty ||
      consent->conclusion.states != c.states || consent->conclusion.of ||
      consent->conclusion.undo) {
    return "no consent of the state is shown";
  }
  switch (*consent->conclusion.act) {
    case ActType::deposit:
    case ActType::ratify:
    case ActType::accede:
    case ActType::accept:
    case ActType::approve:
    case ActType::succeed:
    case ActType::sign:
      break;
    default:
      return "the act shown is no consent to be bound";
  }
  When from = *consent->conclusion.when;
  const TreatyFact* text = text_in(premise(step, Predicate::provided, "later"), context);
  if (consent->conclusion.act == ActType::succeed) {
    // A notification of succession works back to the day of succession.
    if (const auto succession = succession_of(c.states.front())) {
      const When since = later_of(When(succession->on), *force->conclusion.when);
      return since == *c.when ? std::string() : "it is bound from " + to_text(since);
    }
  }
  When since = *force->conclusion.when;
  if (text != nullptr && text->clauses.later_from == "condition") {
    if (const Step* met = premise(*force, Predicate::met)) since = *met->conclusion.when;
  }
  if (text != nullptr && text->clauses.force_later &&
      text->clauses.force_later->on == Trigger::On::own_consent && from.earliest > since.latest) {
    const Trigger& later = *text->clauses.force_later;
    from = after(from, later.after, later.counting.value_or(Counting::date_to_date), later.align);
  }
  from = later_of(from, *force->conclusion.when);
  return from == *c.when ? std::string() : "it is bound from " + to_text(from);
}

// ---- answers --------------------------------------------------------------------------------

Truth reached_at(const Step& step, const CheckContext& context) {
  return reached(*step.conclusion.when, context.proof->question.on);
}

bool is_dated(const Step& step) {
  const Predicate p = step.conclusion.predicate;
  return p == Predicate::force || p == Predicate::bound || p == Predicate::ended ||
         p == Predicate::out;
}

/// The part of an answer's reading that is about terms: "F" of "F+K"; the letters K, N and P are
/// about how a state left.
std::string term_reading(const std::string& reading) {
  const std::string first = reading.substr(0, reading.find('+'));
  return first == "K" || first == "N" || first == "P" ? std::string() : first;
}

/// A premise that is about this treaty, this reading, and no state but those asked about.
bool belongs(const Step& step, const Proposition& answer) {
  const Proposition& p = step.conclusion;
  const bool reading_fits = (p.predicate != Predicate::ended && p.predicate != Predicate::term) ||
                            p.reading == term_reading(answer.reading);
  const bool states_fit = (p.predicate != Predicate::bound && p.predicate != Predicate::out) ||
                          (p.states.size() == 1 && has(answer.states, p.states.front()));
  return p.treaty == answer.treaty && reading_fits && states_fit;
}

bool shows_none(const Step& step, ActType act, std::optional<ActType> of) {
  for (const Step& p : step.premises) {
    if (p.conclusion.predicate == Predicate::none && p.conclusion.act == act &&
        p.conclusion.of == of && !p.conclusion.number) {
      return true;
    }
  }
  return false;
}

std::string check_in_force(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  const Step* force = premise(step, Predicate::force);
  if (force == nullptr || reached_at(*force, context) != Truth::yes)
    return "entry into force is not shown";
  std::vector<std::string> bound;
  std::vector<std::string> leaving;
  bool ends = false;
  for (const Step& p : step.premises) {
    const Proposition& q = p.conclusion;
    switch (q.predicate) {
      case Predicate::force:
        break;
      case Predicate::bound:
        if (reached_at(p, context) != Truth::yes) return "a state is not yet bound";
        bound.push_back(q.states.front());
        break;
      case Predicate::out:
        if (reached_at(p, context) != Truth::no) return "a state is no longer bound";
        leaving.push_back(q.states.front());
        break;
      case Predicate::ended:
        if (reached_at(p, context) != Truth::no) return "the treaty has ended";
        ends = q.detail != "expired";
        break;
      case Predicate::term:
        if (reached_at(p, context) != Truth::yes ||
            reached(*q.until, context.proof->question.on) != Truth::no) {
          return "the day does not lie in this term";
        }
        break;
      case Predicate::none:
        if (!q.states.empty() && q.states != c.states &&
            !std::all_of(q.states.begin(), q.states.end(),
                         [&](const std::string& s) { return has(c.states, s); })) {
          return "silence about another state shows nothing";
        }
        if (q.detail.empty() && q.act != ActType::terminate && q.act != ActType::withdraw &&
            !(q.act == ActType::notify && q.of == ActType::withdraw)) {
          return "this silence has no part in the answer";
        }
        if (q.act == ActType::terminate && q.of) return "this silence has no part in the answer";
        break;
      default:
        return "a premise has no part in the answer";
    }
  }
  for (const std::string& state : c.states) {
    if (!has(bound, state)) return "it is not shown that " + state + " is bound";
  }
  const bool all_leaving = !c.states.empty() && leaving.size() == c.states.size();
  if (ends || all_leaving) return {};
  if (!shows_none(step, ActType::terminate, std::nullopt) ||
      premise(step, Predicate::none, "replaces") == nullptr) {
    return "it is not shown that nothing ended it";
  }
  // Whether one state's leaving ends a treaty depends on the number of its parties: for the treaty
  // as such both leaves or neither; for states always both.
  const bool stayed = shows_none(step, ActType::withdraw, std::nullopt);
  const bool unannounced = shows_none(step, ActType::notify, ActType::withdraw);
  const bool shown = c.states.empty() ? stayed == unannounced : stayed && unannounced;
  return shown ? "" : "it is not shown that nobody left";
}

std::string check_not_yet(const Step& step, const CheckContext& context) {
  if (step.premises.size() != 1) return "one premise is needed";
  const Step& p = step.premises.front();
  if (p.conclusion.predicate == Predicate::open && p.rule == "condition-open") return {};
  const bool dated =
      p.conclusion.predicate == Predicate::force || p.conclusion.predicate == Predicate::bound;
  return dated && reached_at(p, context) == Truth::no ? "" : "the premise does not lie ahead";
}

std::string check_no_longer(const Step& step, const CheckContext& context) {
  if (step.premises.size() != 1) return "one premise is needed";
  const Step& p = step.premises.front();
  const bool end =
      p.conclusion.predicate == Predicate::ended || p.conclusion.predicate == Predicate::out;
  return end && reached_at(p, context) == Truth::yes ? "" : "the premise is no end that has come";
}

std::string check_straddles(const Step& step, const CheckContext& context) {
  if (step.premises.size() != 1 || !is_dated(step.premises.front()))
    return "one dated premise is needed";
  if (reached_at(step.premises.front(), context) != Truth::possibly)
    return "the premise leaves no doubt";
  const auto rivals = [](const auto& self, const Step& s) -> bool {
    return s.rule == "rivals" || std::any_of(s.premises.begin(), s.premises.end(),
                                             [&](const Step& p) { return self(self, p); });
  };
  const Verdict expected =
      rivals(rivals, step.premises.front()) ? Verdict::disputed : Verdict::ambiguous;
  return step.conclusion.verdict == expected ? "" : "the verdict should be another";
}

/// Leaves that say of each of the acts that none is recorded, of the states given.
std::string check_silence(const Step& step, const std::vector<ActType>& acts, bool of_state) {
  if (step.premises.size() != acts.size()) return "each kind of act must be said to be missing";
  for (std::size_t i = 0; i < acts.size(); ++i) {
    const Proposition& q = step.premises[i].conclusion;
    if (q.predicate != Predicate::none || q.act != acts[i] || q.of || q.number ||
        (!q.detail.empty() && q.detail != "revoked")) {
      return "each kind of act must be said to be missing";
    }
    const bool fits = of_state
                          ? q.states.size() == 1 && has(step.conclusion.states, q.states.front()) &&
                                q.states == step.premises.front().conclusion.states
                          : q.states.empty();
    if (!fits) return "silence about other states shows nothing";
  }
  return {};
}

const std::vector<ActType>& concluding_acts() {
  static const std::vector<ActType> kActs{ActType::sign, ActType::exchange, ActType::ratify,
                                          ActType::deposit, ActType::accede};
  return kActs;
}

const std::vector<ActType>& consenting_acts() {
  static const std::vector<ActType> kActs{ActType::deposit, ActType::ratify, ActType::accede,
                                          ActType::accept, ActType::succeed};
  return kActs;
}

std::string check_record_incomplete(const Step& step, const CheckContext&) {
  if (step.premises.size() == 1 && step.premises.front().conclusion.predicate == Predicate::open)
    return {};
  if (check_silence(step, consenting_acts(), true).empty()) return {};
  return check_silence(step, concluding_acts(), false);
}

/// The rules that weigh one claim against an answer.
std::string check_claim(const Step& step, const CheckContext& context) {
  if (step.records.size() != 1 || step.premises.size() != 1)
    return "one record and one premise are needed";
  const Proposition& before = step.premises.front().conclusion;
  if (before.predicate != Predicate::status) return "the premise is no answer";
  const std::optional<Claimed> claim = claimed_in(record_of(step, 0, context));
  if (!claim || claim->treaty != step.conclusion.treaty || claim->competence == Competence::none) {
    return "the record is no claim by somebody who speaks for a state";
  }
  const Moment& on = context.proof->question.on;
  if (!claim->from || reached(*claim->from, on) == Truth::no ||
      (claim->until && reached(*claim->until, on) == Truth::yes)) {
    return "the claim does not speak of this day";
  }
  if (step.rule == "claimed-otherwise") {
    return claim->in_force && before.verdict == Verdict::no ? ""
                                                            : "the claim does not say otherwise";
  }
  if (step.rule == "claim-outweighed") {
    return claim->in_force && before.verdict == Verdict::no &&
                   claim->competence == Competence::entitled
               ? ""
               : "the claim is not outweighed";
  }
  return !claim->in_force && !claim->suspended && before.verdict == Verdict::yes &&
                 claim->competence == Competence::competent
             ? ""
             : "the claim contests nothing";
}

std::string check_replacement_unread(const Step& step, const CheckContext& context) {
  if (step.records.size() != 1 || step.premises.size() != 2)
    return "one record and two premises are needed";
  const auto* relation = std::get_if<RelationFact>(&record_of(step, 0, context).fact);
  const Step& force = step.premises[1];
  if (relation == nullptr || relation->type != RelationType::replaces ||
      relation->other != step.conclusion.treaty) {
    return "the record speaks of no replacement";
  }
  if (step.premises[0].conclusion.verdict != Verdict::yes) return "there is nothing to replace";
  if (force.conclusion.predicate != Predicate::force ||
      force.conclusion.treaty != relation->treaty || reached_at(force, context) == Truth::no) {
    return "the other treaty is not shown in force";
  }
  return {};
}

std::string check_readings(const Step& step, const CheckContext&) {
  if (step.premises.size() < 2) return "one reading alone is no choice";
  std::vector<std::string> seen;
  bool agree = true;
  for (const Step& p : step.premises) {
    const Proposition& q = p.conclusion;
    if (q.predicate != Predicate::status || q.reading.empty() || has(seen, q.reading)) {
      return "each premise must answer under a reading of its own";
    }
    seen.push_back(q.reading);
    agree = agree && q.verdict == step.premises.front().conclusion.verdict;
  }
  if (!step.conclusion.reading.empty()) return "the answer is over all readings";
  const Verdict expected = agree ? *step.premises.front().conclusion.verdict : Verdict::disputed;
  return step.conclusion.verdict == expected ? "" : "the readings give another verdict";
}

std::string check_consent_revoked(const Step& step, const CheckContext&) {
  const Proposition& c = step.conclusion;
  if (c.detail != "revoked" || step.premises.size() != 2) return "two premises are needed";
  const Proposition& consent = step.premises[0].conclusion;
  const Proposition& taken = step.premises[1].conclusion;
  if (consent.predicate != Predicate::done || consent.act != c.act || consent.of || consent.undo ||
      consent.treaty != c.treaty || consent.states != c.states) {
    return "the first premise is not the consent";
  }
  const bool leaves = taken.act == ActType::withdraw && !taken.of;
  const bool announces = taken.act == ActType::notify && !taken.undo &&
                         (taken.of == ActType::withdraw || taken.of == ActType::terminate);
  if (taken.predicate != Predicate::done || taken.treaty != c.treaty || taken.states != c.states ||
      (!leaves && !announces) || taken.when->latest < consent.when->earliest) {
    return "the second premise does not take it back";
  }
  return {};
}

/// A notice that no clause gives an effect to: from when on it may have one.
When may_have_effect(const Step& notice) {
  const int months = notice.conclusion.of == ActType::terminate ? 3 : 12;
  return after(*notice.conclusion.when, Period{months, 0}, Counting::date_to_date, {});
}

std::string check_notice_waits(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  if (c.detail != "waiting" || step.premises.size() != 1) return "one notice is needed";
  const Proposition& notice = step.premises.front().conclusion;
  if (notice.predicate != Predicate::done || notice.act != ActType::notify || notice.undo ||
      (notice.of != ActType::withdraw && notice.of != ActType::terminate) || notice.of != c.of ||
      notice.act != c.act || notice.treaty != c.treaty || notice.states != c.states) {
    return "the premise is not the notice";
  }
  return reached(may_have_effect(step.premises.front()), context.proof->question.on) == Truth::no
             ? ""
             : "it has waited long enough";
}

std::string check_notice_objected(const Step& step, const CheckContext& context) {
  if (step.premises.size() != 3) return "three premises are needed";
  const Step* force = premise(step, Predicate::force);
  if (force == nullptr || reached_at(*force, context) != Truth::yes) {
    return "the treaty is not shown in force";
  }
  const Proposition& notice = step.premises[1].conclusion;
  const Proposition& objection = step.premises[2].conclusion;
  if (notice.predicate != Predicate::done || notice.act != ActType::notify || !notice.of) {
    return "no notice is shown";
  }
  if (objection.predicate != Predicate::done || objection.act != ActType::object ||
      objection.of != notice.of || objection.states == notice.states) {
    return "no objection of another state to it is shown";
  }
  return reached(*objection.when, context.proof->question.on) != Truth::no
             ? ""
             : "the objection lies ahead";
}

std::string check_third_state(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  const Step* force = premise(step, Predicate::force);
  const Step* accepted = premise(step, Predicate::done);
  const TreatyFact* text = text_in(premise(step, Predicate::provided, "parties"), context);
  if (c.states.size() != 1 || text == nullptr || text->id != c.treaty ||
      text->parties.size() != 2 || has(text->parties, c.states.front())) {
    return "the state is not shown to be a third one";
  }
  if (force == nullptr || force->conclusion.treaty != c.treaty) {
    return "the treaty is not shown in force";
  }
  if (accepted == nullptr || !is_done(*accepted, ActType::accept) ||
      accepted->conclusion.states != c.states || accepted->conclusion.treaty != c.treaty) {
    return "it is not shown to have accepted";
  }
  const When from = later_of(*accepted->conclusion.when, *force->conclusion.when);
  return from == *c.when ? std::string() : "it is bound from " + to_text(from);
}

std::string check_notice_unprovided(const Step& step, const CheckContext& context) {
  if (step.premises.size() != 3) return "three premises are needed";
  const Step* force = premise(step, Predicate::force);
  if (force == nullptr || reached_at(*force, context) != Truth::yes) {
    return "the treaty is not shown in force";
  }
  const Step& notice = step.premises[1];
  if (!is_done(notice, ActType::notify, ActType::withdraw) &&
      !is_done(notice, ActType::notify, ActType::terminate)) {
    return "no notice is shown";
  }
  if (reached(may_have_effect(notice), context.proof->question.on) == Truth::no) {
    return "the notice has to wait still";
  }
  return premise(step, Predicate::none, "clause-on-withdrawal") != nullptr
             ? ""
             : "the clause is not said to be missing";
}

using Check = std::string (*)(const Step&, const CheckContext&);

/// Rules whose conclusion is an answer, with the verdict that they allow (nothing: they check it).
struct AnswerRule {
  std::optional<Verdict> verdict;
  Check check;
};

const std::map<std::string_view, AnswerRule>& answer_rules() {
  static const std::map<std::string_view, AnswerRule> kRules{
      {"in-force", {Verdict::yes, check_in_force}},
      {"not-yet", {Verdict::no, check_not_yet}},
      {"no-longer", {Verdict::no, check_no_longer}},
      {"never-concluded",
       {Verdict::no,
        [](const Step& s, const CheckContext&) {
          return check_silence(s, concluding_acts(), false);
        }}},
      {"not-a-party",
       {Verdict::no,
        [](const Step& s, const CheckContext&) {
          return check_silence(s, consenting_acts(), true);
        }}},
      {"straddles", {std::nullopt, check_straddles}},
      {"clause-unread",
       {Verdict::unknown,
        [](const Step& s, const CheckContext&) -> std::string {
          return s.premises.size() == 1 && premise(s, Predicate::none, "clause-on-force") != nullptr
                     ? ""
                     : "the clause is not said to be missing";
        }}},
      {"cannot-tell",
       {Verdict::unknown,
        [](const Step& s, const CheckContext&) -> std::string {
          return s.premises.size() == 1 && s.premises.front().rule == "cannot-tell"
                     ? ""
                     : "the premise gives no reason";
        }}},
      {"notice-unprovided", {Verdict::unknown, check_notice_unprovided}},
      {"notice-objected", {Verdict::disputed, check_notice_objected}},
      {"record-incomplete", {Verdict::unknown, check_record_incomplete}},
      {"claimed-otherwise", {Verdict::unknown, check_claim}},
      {"claim-outweighed", {Verdict::no, check_claim}},
      {"contested", {Verdict::disputed, check_claim}},
      {"replacement-unread", {Verdict::unknown, check_replacement_unread}},
      {"readings", {std::nullopt, check_readings}},
  };
  return kRules;
}

std::string check_answer(const Step& step, const CheckContext& context) {
  const auto found = answer_rules().find(step.rule);
  if (found == answer_rules().end()) return "this rule gives no answer";
  const Proposition& c = step.conclusion;
  const ProofQuestion& question = context.proof->question;
  if (c.treaty != question.treaty || c.states != question.states || c.on != question.on ||
      c.known != question.known) {
    return "does not answer the question";
  }
  if (found->second.verdict && c.verdict != found->second.verdict)
    return "the rule gives another verdict";
  const bool over_readings = step.rule == "readings";
  for (const Step& p : step.premises) {
    const bool other_treaty = step.rule == "replacement-unread" && &p == &step.premises.back();
    if (!other_treaty && !over_readings && !belongs(p, c))
      return "a premise is about something else";
    if (p.conclusion.predicate == Predicate::status && !over_readings &&
        p.conclusion.reading != c.reading) {
      return "a premise answers under another reading";
    }
  }
  const bool uses_records = step.rule == "claimed-otherwise" || step.rule == "claim-outweighed" ||
                            step.rule == "contested" || step.rule == "replacement-unread";
  if (!uses_records && !step.records.empty()) return "this rule rests on no records of its own";
  return found->second.check(step, context);
}

struct StepRule {
  std::vector<Predicate> concludes;
  Check check;
};

const std::map<std::string_view, StepRule>& step_rules() {
  using P = Predicate;
  static const std::map<std::string_view, StepRule> kRules{
      {"recorded", {{P::done}, check_recorded}},
      {"outweighed",
       {{P::done},
        [](const Step& s, const CheckContext& c) { return check_other_datings(s, c, false); }}},
      {"rivals",
       {{P::done},
        [](const Step& s, const CheckContext& c) { return check_other_datings(s, c, true); }}},
      {"none-recorded", {{P::none}, check_none_recorded}},
      {"text-provides", {{P::provided}, check_text_provides}},
      {"table-counts", {{P::provided}, check_table_counts}},
      {"assumed", {{P::provided}, check_assumed}},
      {"condition-met", {{P::met}, check_condition_met}},
      {"condition-open", {{P::open}, check_condition_open}},
      {"cannot-tell", {{P::open}, check_cannot_tell}},
      {"enters-into-force", {{P::force}, check_enters_into_force}},
      {"stated-outcome", {{P::force}, check_stated_outcome}},
      {"announced", {{P::force}, check_announced}},
      {"term-runs", {{P::term}, check_term_runs}},
      {"expires", {{P::ended}, check_expires}},
      {"replaced", {{P::ended}, check_replaced}},
      {"notice-takes-effect", {{P::ended, P::out}, check_notice_takes_effect}},
      {"notice-extended", {{P::ended, P::out}, check_notice_extended}},
      {"act-ends", {{P::ended, P::out}, check_act_ends}},
      {"notice-waits", {{P::none}, check_notice_waits}},
      {"consent-revoked", {{P::none}, check_consent_revoked}},
      {"third-state-accepts", {{P::bound}, check_third_state}},
      {"leaves-with", {{P::out}, check_leaves_by_other}},
      {"leaves-by-joining", {{P::out}, check_leaves_by_other}},
      {"too-few-parties", {{P::ended}, check_too_few}},
      {"taken-back", {{P::none}, check_taken_back}},
      {"notice-suspended", {{P::none}, check_notice_suspended}},
      {"notice-resumed", {{P::out}, check_notice_taken_up}},
      {"notice-renewed", {{P::out}, check_notice_taken_up}},
      {"bound-by-consent",
       {{P::bound}, [](const Step& s, const CheckContext& c) { return check_bound(s, c, false); }}},
      {"bound-as-named",
       {{P::bound}, [](const Step& s, const CheckContext& c) { return check_bound(s, c, true); }}},
  };
  return kRules;
}

bool rests_on_records(std::string_view rule) {
  return rule == "recorded" || rule == "outweighed" || rule == "rivals" ||
         rule == "text-provides" || rule == "table-counts" || rule == "stated-outcome" ||
         rule == "announced";
}

}  // namespace

std::string check_fields(const Proposition& p) {
  const Predicate kind = p.predicate;
  const auto only = [&](bool present, std::initializer_list<Predicate> where) {
    return !present || std::find(where.begin(), where.end(), kind) != where.end();
  };
  using P = Predicate;
  if (p.treaty.empty()) return "names no treaty";
  const bool dated = kind == P::done || kind == P::met || kind == P::force || kind == P::term ||
                     kind == P::ended || kind == P::bound || kind == P::out;
  if (p.when.has_value() != dated)
    return dated ? "names no day" : "names a day that has no meaning here";
  if (p.until.has_value() != (kind == P::term)) return "only a term has two ends, and always both";
  if (p.verdict.has_value() != (kind == P::status))
    return "only an answer has a verdict, and always one";
  if (p.on.has_value() != (kind == P::status) || p.known.has_value() != (kind == P::status)) {
    return "only an answer names the two days, and always both";
  }
  if (!only(p.act.has_value(), {P::done, P::none}) || !only(p.of.has_value(), {P::done, P::none}) ||
      !only(p.undo.has_value(), {P::done}) || !only(p.number.has_value(), {P::none, P::term}) ||
      !only(!p.reading.empty(), {P::term, P::ended, P::status}) ||
      !only(!p.states.empty(), {P::done, P::none, P::bound, P::out, P::status}) ||
      !only(!p.detail.empty(), {P::none, P::provided, P::met, P::open, P::ended, P::out})) {
    return "has a field that has no meaning here";
  }
  return {};
}

std::string check_rule(const Step& step, const CheckContext& context) {
  // A step whose own fields are wrong is reported for that; its rule would read fields that are not
  // there.
  if (!check_fields(step.conclusion).empty()) return {};
  for (const Step& p : step.premises) {
    if (!check_fields(p.conclusion).empty()) return {};
  }
  if (step.conclusion.predicate == Predicate::status) return check_answer(step, context);
  const auto found = step_rules().find(step.rule);
  if (found == step_rules().end()) return "this rule gives answers only";
  const auto& allowed = found->second.concludes;
  if (std::find(allowed.begin(), allowed.end(), step.conclusion.predicate) == allowed.end()) {
    return "this rule does not conclude that";
  }
  if (!rests_on_records(step.rule) && !step.records.empty())
    return "this rule rests on no records of its own";
  return found->second.check(step, context);
}

}  // namespace servanda
