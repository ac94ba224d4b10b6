// What is recorded, and what is not: acts and their datings, silence, texts, tables, and words that
// somebody said.

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

}  // namespace

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

namespace {

int best_weight(const Step& step, const CheckContext& context) {
  const Step* inner = &step;
  while (inner->rule != "recorded" && !inner->premises.empty()) inner = &inner->premises.front();
  int best = context.sources.policy.of(Authority::recalled);
  for (std::size_t i = 0; i < inner->records.size(); ++i) {
    best = std::min(best, weight_of(context.sources, record_of(*inner, i, context)));
  }
  return best;
}

}  // namespace

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
  const Proposition& c = step.conclusion;
  // Beside it may stand acts that have no legal effect, or were taken back.
  const bool beside = std::all_of(step.premises.begin(), step.premises.end(), [&](const Step& p) {
    const Proposition& q = p.conclusion;
    return q.predicate == Predicate::none &&
           (q.detail == "without-effect" || q.detail == "revoked") && q.treaty == c.treaty &&
           c.act && (q.act == c.act || c.act == ActType::ratify) &&
           (c.states.empty() || has(c.states, q.states.front()));
  });
  if (!step.records.empty() || !beside) return "silence has neither records nor premises";
  if (!c.detail.empty()) {
    if (c.detail != "replaces" && c.detail != "clause-on-force" &&
        c.detail != "clause-on-withdrawal" && c.detail != "clause-on-partial-consent") {
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
                                                    {"partial-consent", !c.partial_consent.empty()},
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

namespace {

bool is_ground_for_no_force(const Step& step) {
  return step.conclusion.predicate == Predicate::open ||
         (step.conclusion.predicate == Predicate::none &&
          step.conclusion.detail == "clause-on-force");
}

}  // namespace

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

}  // namespace servanda
