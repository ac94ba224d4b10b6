#include "servanda/law/steps.h"

#include <algorithm>
#include <functional>
#include <set>

#include "servanda/law/effect_of_acts.h"
#include "servanda/law/ending.h"
#include "servanda/law/rule_switch.h"

namespace servanda {

Proposition StepWriter::about(Predicate predicate) const {
  Proposition p;
  p.predicate = predicate;
  p.treaty = view_.id;
  return p;
}

std::string StepWriter::record(StatementIndex index) {
  const Statement& statement = view_.statement(index);
  std::string id = statement_id(statement);
  if (statements_.emplace(id, statement).second) {
    for (const Citation& citation : statement.from) {
      const Source* source = view_.reg->find_source(citation.source);
      if (source == nullptr) continue;
      // Where it was written down is no part of the source.
      Source plain = *source;
      plain.origin = {};
      sources_.emplace(source_digest(plain), std::move(plain));
    }
  }
  return id;
}

Step StepWriter::done(std::size_t index) {
  const RecordedAct& act = view_.acts[index];
  Step step{"recorded", about(Predicate::done)};
  step.conclusion.act = act.type;
  step.conclusion.of = act.of;
  step.conclusion.undo = act.undo;
  if (!act.state.empty()) step.conclusion.states = {act.state};
  for (const StatementIndex statement : act.statements) step.records.push_back(record(statement));
  // What the believed statements say alone; rivals widen it only in the step around.
  std::optional<When> own;
  for (const StatementIndex statement : act.statements) {
    const auto& fact = std::get<ActFact>(view_.statement(statement).fact);
    const std::optional<When> when = fact.on ? when_of(*fact.on) : std::nullopt;
    if (!when) continue;
    own = own ? When(std::max(own->earliest, when->earliest), std::min(own->latest, when->latest))
              : *when;
  }
  step.conclusion.when = own;
  const auto wrap = [&](const char* rule, const std::vector<StatementIndex>& others) {
    if (others.empty()) return;
    Step around{rule, step.conclusion};
    for (const StatementIndex statement : others) around.records.push_back(record(statement));
    around.premises.push_back(std::move(step));
    step = std::move(around);
  };
  wrap("outweighed", act.outweighed);
  wrap("rivals", act.rivals);
  for (const StatementIndex statement : act.rivals) {
    const auto rival = when_of(*std::get<ActFact>(view_.statement(statement).fact).on);
    When& span = *step.conclusion.when;
    span = When(std::min(span.earliest, rival->earliest), std::max(span.latest, rival->latest));
  }
  if (act.confirmed_by) {
    Step confirmed{"confirmed", step.conclusion};
    confirmed.conclusion.when = act.when;
    confirmed.premises = {std::move(step), done(*act.confirmed_by)};
    return confirmed;
  }
  return step;
}

Step StepWriter::none(ActType act, std::vector<std::string> states, std::optional<ActType> of,
                      std::optional<int> number) {
  Step step{in_effect("none-recorded") ? "none-recorded" : "recorded", about(Predicate::none)};
  step.conclusion.act = act;
  step.conclusion.of = of;
  if (!of) {
    for (const std::size_t i : servanda::without_effect(view_, act, states)) {
      step.premises.push_back(without_effect(i));
    }
    for (const std::string& state : states) {
      if (act != ActType::ratify) break;
      if (std::optional<Step> back = revoked({}, state)) step.premises.push_back(*std::move(back));
    }
  }
  step.conclusion.states = std::move(states);
  step.conclusion.number = number;
  return step;
}

std::optional<Step> StepWriter::revoked(std::optional<ActType> act, const std::string& state) {
  std::optional<std::size_t> consent;
  for (std::size_t i = 0; i < view_.acts.size(); ++i) {
    const RecordedAct& one = view_.acts[i];
    if (one.state != state || !one.when) continue;
    const bool meant = act ? one.type == *act : consents_to_be_bound(one.type);
    if (meant && !one.of && !one.undo && !consent) consent = i;
    const bool leaves =
        one.type == ActType::withdraw && !one.of && (!one.undo || consents_to_be_bound(*one.undo));
    const bool announces = one.type == ActType::notify && !one.undo &&
                           (one.of == ActType::withdraw || one.of == ActType::terminate);
    if (!consent || (!leaves && !announces)) continue;
    Step step{"consent-revoked", about(Predicate::none)};
    step.conclusion.act = view_.acts[*consent].type;
    step.conclusion.states = {state};
    step.conclusion.detail = "revoked";
    step.premises = {done(*consent), done(i)};
    return step;
  }
  return std::nullopt;
}

Step StepWriter::no_consent(ActType act, const std::string& state) {
  if (std::optional<Step> step = revoked(act, state)) return *std::move(step);
  return none(act, {state});
}

Step StepWriter::without_effect(std::size_t index) {
  const RecordedAct& act = view_.acts[index];
  const bool authority = act.ineffective == Ineffective::no_authority;
  Step step{authority ? "without-authority" : "partial-consent", about(Predicate::none)};
  step.conclusion.act = act.type;
  step.conclusion.states = {act.state};
  step.conclusion.detail = "without-effect";
  step.premises.push_back(done(index));
  if (act.ineffective == Ineffective::part_not_permitted) {
    step.premises.push_back(no_text("clause-on-partial-consent"));
  } else if (act.ineffective == Ineffective::choice_not_made) {
    step.premises.push_back(provided("partial-consent", *view_.provider("partial-consent")));
  }
  return step;
}

Step StepWriter::no_text(const std::string& detail) {
  Step step{"none-recorded", about(Predicate::none)};
  step.conclusion.detail = detail;
  return step;
}

Step StepWriter::provided(const std::string& key, StatementIndex statement) {
  Step step{"text-provides", about(Predicate::provided)};
  step.conclusion.detail = key;
  step.records.push_back(record(statement));
  return step;
}

Step StepWriter::table(const GroupTable& group) {
  Step step{"table-counts", about(Predicate::provided)};
  step.conclusion.detail = "table:" + group.id;
  const std::string digest = table_digest(group);
  step.records.push_back(digest);
  GroupTable plain = group;
  plain.origin = {};
  for (const Citation& citation : plain.from) {
    const Source* source = view_.reg->find_source(citation.source);
    if (source == nullptr) continue;
    Source bare = *source;
    bare.origin = {};
    sources_.emplace(source_digest(bare), std::move(bare));
  }
  tables_.emplace(digest, std::move(plain));
  return step;
}

std::vector<Step> StepWriter::grounds(const std::string& key, StatementIndex clause,
                                      const Trigger& trigger,
                                      const std::vector<std::size_t>& acts) {
  std::vector<Step> steps{provided(key, clause)};
  if (const auto parties = view_.provider("parties"))
    steps.push_back(provided("parties", *parties));
  if (const auto partial = view_.provider("partial-consent"))
    steps.push_back(provided("partial-consent", *partial));
  for (const std::size_t act : acts) steps.push_back(done(act));
  if (key == "force") {
    std::set<std::string> named;
    any_part(trigger, [&](const Trigger& part) {
      for (const Quota& quota : part.of) named.insert(quota.members);
      for (const Weight& weight : part.weight) named.insert(weight.of);
      named.insert(part.whom.begin(), part.whom.end());
      return false;
    });
    for (const GroupTable* group : view_.tables) {
      if (named.erase(group->id) > 0) steps.push_back(table(*group));
    }
    if (!timeline_.force.assumed.empty()) {
      Step step{"assumed", about(Predicate::provided)};
      step.conclusion.detail = "assumed";
      steps.push_back(std::move(step));
    }
  }
  // What is not met has nothing to show of the treaties that it waits for.
  if (timeline_.force.when || key != "force") add_awaited(trigger, steps);
  return steps;
}

void StepWriter::add_awaited(const Trigger& trigger, std::vector<Step>& steps) {
  if (trigger.on == Trigger::On::treaty && trigger.treaty != "self" && trigger.treaty != view_.id) {
    Step awaited = force_of(trigger.treaty);
    if (awaited.conclusion.predicate == Predicate::force) steps.push_back(std::move(awaited));
  }
  for (const Trigger& part : trigger.parts) add_awaited(part, steps);
  for (const Trigger& part : trigger.condition) add_awaited(part, steps);
}

StepWriter StepWriter::writer_for(const Timeline& other) const {
  StepWriter writer(other, on_);
  writer.path_ = path_;
  writer.path_.push_back(view_.id);
  return writer;
}

void StepWriter::take_records_of(StepWriter& other) {
  statements_.merge(other.statements_);
  sources_.merge(other.sources_);
  tables_.merge(other.tables_);
}

Step StepWriter::force_of(const std::string& treaty) {
  // A circle of treaties leaves each of them open: there is nothing to follow.
  if (treaty == view_.id || std::find(path_.begin(), path_.end(), treaty) != path_.end()) {
    return no_text("clause-on-force");
  }
  const Timeline timeline = resolve(*view_.reg, treaty, view_.known, view_.known);
  StepWriter writer = writer_for(timeline);
  Step step = writer.force();
  take_records_of(writer);
  return step;
}

Step StepWriter::force() {
  const ForceFinding& force = timeline_.force;
  std::vector<Step> condition;
  if (force.clause) {
    condition = grounds("force", *force.clause, *view_.traits.clauses.force, force.acts);
  }
  if (force.kind == ForceFinding::Kind::computed) {
    Step met{"condition-met", about(Predicate::met)};
    met.conclusion.when = force.met;
    met.premises = std::move(condition);
    Step step{"enters-into-force", about(Predicate::force)};
    step.conclusion.when = force.when;
    step.premises.push_back(std::move(met));
    return step;
  }
  Step open;
  if (!force.clause) {
    open = no_text("clause-on-force");
  } else {
    for (const Lack& lack : force.missing) {
      condition.push_back(none(lack.act, lack.states, std::nullopt,
                               lack.more > 0 ? std::optional<int>(lack.more) : std::nullopt));
    }
    open = Step{force.missing.empty() ? "cannot-tell" : "condition-open", about(Predicate::open)};
    // The reason is a word of a closed list: the checker holds it against the clause.
    if (force.missing.empty()) open.conclusion.detail = force.why;
    open.premises = std::move(condition);
  }
  if (force.kind == ForceFinding::Kind::stated || force.kind == ForceFinding::Kind::announced) {
    Step step{force.kind == ForceFinding::Kind::stated ? "stated-outcome" : "announced",
              about(Predicate::force)};
    step.conclusion.when = force.when;
    if (force.word) step.records.push_back(record(*force.word));
    if (force.stated_act) step.premises.push_back(done(*force.stated_act));
    step.premises.push_back(std::move(open));
    if (force.kind == ForceFinding::Kind::announced) {
      if (const auto parties = view_.provider("parties")) {
        step.premises.push_back(provided("parties", *parties));
      }
    }
    return step;
  }
  return open;
}

Step StepWriter::force_of_other(const PossibleReplacement& other) {
  return force_of(other.treaty);
}

Step StepWriter::bound(const Membership& member) {
  const auto& parties = view_.traits.parties;
  const bool listed = std::find(parties.begin(), parties.end(), member.state) != parties.end();
  const bool named = timeline_.bilateral() && listed;
  const bool third = timeline_.bilateral() && !listed;
  Step step{named   ? "bound-as-named"
            : third ? "third-state-accepts"
                    : "bound-by-consent",
            about(Predicate::bound)};
  step.conclusion.states = {member.state};
  step.conclusion.when = member.from;
  step.premises.push_back(force());
  if (named) {
    step.premises.push_back(provided("parties", *view_.provider("parties")));
  } else {
    step.premises.push_back(done(*member.consent));
    if (const auto partial = view_.provider("partial-consent"))
      step.premises.push_back(provided("partial-consent", *partial));
    if (third) step.premises.push_back(provided("parties", *view_.provider("parties")));
    if (const auto later = view_.provider("later"))
      step.premises.push_back(provided("later", *later));
  }
  return step;
}

Step StepWriter::out(const Membership& member) {
  const Ending& ending = *member.out;
  if (!ending.treaty.empty()) return out_by_other(member);
  const char* rule = ending.stated      ? "act-ends"
                     : ending.suspended ? "notice-resumed"
                     : ending.resumed   ? "notice-renewed"
                                        : "notice-takes-effect";
  Step step{rule, about(Predicate::out)};
  step.conclusion.states = {member.state};
  step.conclusion.when = ending.unextended.value_or(ending.when);
  step.conclusion.detail = ending.reason;
  step.premises.push_back(done(*ending.act));
  if (ending.suspended) {
    step.premises.push_back(done(*ending.suspended));
    step.premises.push_back(done(*ending.resumed));
  }
  if (ending.suspended_end) {
    Step notice{"notice-takes-effect", step.conclusion};
    notice.conclusion.when = ending.unextended;
    notice.premises = {done(*ending.act), provided("withdrawal", *view_.provider("withdrawal"))};
    Ending then = ending;
    then.when = *ending.suspended_end;
    step.premises.push_back(extended(std::move(notice), then));
    step.conclusion.when = ending.when;
  }
  if (!ending.stated) {
    if (const auto clause = view_.provider("withdrawal")) {
      step.premises.push_back(provided("withdrawal", *clause));
    }
  }
  if (ending.suspended) return step;
  return extended(std::move(step), ending);
}

Step StepWriter::extended(Step notice, const Ending& ending) {
  if (ending.extensions.empty()) return notice;
  Step step{"notice-extended", notice.conclusion};
  step.conclusion.when = ending.when;
  step.premises.push_back(std::move(notice));
  for (const std::size_t act : ending.extensions) step.premises.push_back(done(act));
  return step;
}

Step StepWriter::out_by_other(const Membership& member) {
  const Ending& ending = *member.out;
  Step step{ending.joined ? "leaves-by-joining" : "leaves-with", about(Predicate::out)};
  step.conclusion.states = {member.state};
  step.conclusion.when = ending.when;
  step.conclusion.detail = ending.reason;
  step.premises.push_back(provided("withdrawal", *view_.provider("withdrawal")));
  for (const GroupTable* group : view_.tables) {
    if (group->id != ending.treaty) continue;
    step.premises.push_back(table(*group));
    return step;
  }
  const Timeline other = resolve(*view_.reg, ending.treaty, view_.known, view_.known);
  StepWriter writer = writer_for(other);
  const Membership& there = *other.find_member(member.state);
  step.premises.push_back(ending.joined ? writer.bound(there) : writer.out(there));
  take_records_of(writer);
  return step;
}

Step StepWriter::term(const Life& life, const TermPeriod& period) {
  Step step{"term-runs", about(Predicate::term)};
  step.conclusion.number = period.number;
  step.conclusion.when = period.begin;
  step.conclusion.until = period.end;
  step.conclusion.reading = life.reading;
  step.premises.push_back(provided("term", *view_.provider("term")));
  if (const auto renewal = view_.provider("renewal")) {
    step.premises.push_back(provided("renewal", *renewal));
  }
  const auto from = view_.traits.clauses.term->from;
  if (from == Term::From::signature || life.reading == "S") {
    bool dated = false;
    for (std::size_t i = 0; i < view_.acts.size(); ++i) {
      const RecordedAct& act = view_.acts[i];
      if (act.type != ActType::sign || act.of || !act.when) continue;
      step.premises.push_back(done(i));
      dated = true;
    }
    // Where nobody's act of signing is recorded, the text's own date stands for it.
    if (!dated) step.premises.push_back(provided("signed", *view_.provider("signed")));
  } else {
    step.premises.push_back(force());
  }
  for (std::size_t i = 0; i < view_.acts.size(); ++i) {
    const RecordedAct& act = view_.acts[i];
    if (act.type == ActType::extend && !act.of && !act.undo && act.when) {
      step.premises.push_back(done(i));
    }
  }
  return step;
}

Step StepWriter::ended(const Life& life) {
  const Ending& ending = *life.end;
  Step step{"act-ends", about(Predicate::ended)};
  step.conclusion.when = ending.when;
  step.conclusion.detail = ending.reason;
  step.conclusion.reading = life.reading;
  if (ending.reason == "replaced") {
    step.rule = "replaced";
    const Timeline other = resolve(*view_.reg, ending.treaty, view_.known, view_.known);
    StepWriter writer = writer_for(other);
    const StatementIndex clause = *other.view.provider("replaces");
    const auto& on = other.view.traits.clauses.replaces_on;
    if (on && on->on != Trigger::On::treaty) {
      const TriggerFinding finding = evaluate(*on, other.view.deeds, [](const std::string&) {
        return Result<std::optional<When>>(std::optional<When>());
      });
      Step met{"condition-met", writer.about(Predicate::met)};
      met.conclusion.detail = "replaces";
      met.conclusion.when = finding.met;
      met.premises = writer.grounds("replaces", clause, *on, finding.acts);
      step.premises.push_back(std::move(met));
    } else {
      step.premises.push_back(writer.provided("replaces", clause));
      step.premises.push_back(writer.force());
    }
    take_records_of(writer);
  } else if (ending.reason == "too-few-parties") {
    step.rule = "too-few-parties";
    step.premises.push_back(provided("term", *view_.provider("term")));
    for (const Membership& member : timeline_.members) {
      // Who left and came back is shown by the time in which the end lies.
      const std::optional<Membership> then =
          timeline_.member_at(member.state, Moment(Edtf(ending.when.earliest)));
      if (!then || !then->from || then->from->earliest > ending.when.earliest) continue;
      const bool gone = then->out && then->out->when.earliest <= ending.when.earliest;
      step.premises.push_back(gone ? out(*then) : bound(*then));
    }
  } else if (ending.reason == "expired" && !ending.stated) {
    step.rule = "expires";
    if (life.terms.empty()) {
      step.premises.push_back(provided("term", *view_.provider("term")));
    } else {
      step.premises.push_back(term(life, life.terms.back()));
    }
  } else {
    if (!ending.stated) {
      step.rule = "notice-takes-effect";
      step.conclusion.when = ending.unextended.value_or(ending.when);
      if (const auto clause = view_.provider("withdrawal")) {
        step.premises.push_back(provided("withdrawal", *clause));
      } else if (!life.terms.empty()) {
        const auto of_term =
            std::find_if(life.terms.begin(), life.terms.end(),
                         [&](const TermPeriod& t) { return t.end == *step.conclusion.when; });
        if (of_term != life.terms.end()) step.premises.push_back(term(life, *of_term));
      }
    }
    step.premises.insert(step.premises.begin(), done(*ending.act));
  }
  return extended(std::move(step), ending);
}

const Membership* StepWriter::waiting_notice(const std::vector<std::string>& states) const {
  for (const Membership& member : timeline_.members) {
    const bool asked =
        states.empty() || std::find(states.begin(), states.end(), member.state) != states.end();
    if (asked && member.unknown_act && reached(*member.unknown_from, on_) == Truth::no) {
      return &member;
    }
  }
  return nullptr;
}

std::vector<Step> StepWriter::nothing_ended(const std::vector<std::string>& states) {
  std::vector<Step> steps;
  const auto none_of = [&](ActType act, std::optional<ActType> of) {
    // A notice that was taken back is recorded, and yet ends nothing.
    std::optional<std::size_t> notice;
    std::optional<std::size_t> undone;
    std::optional<std::size_t> suspended;
    for (std::size_t i = 0; i < view_.acts.size(); ++i) {
      const RecordedAct& a = view_.acts[i];
      const bool concerned =
          states.empty() || std::find(states.begin(), states.end(), a.state) != states.end();
      if (!concerned || !a.when) continue;
      if (a.type == act && a.of == of && !a.undo) notice = i;
      if (a.type == ActType::withdraw && a.undo && notice && a.state == view_.acts[*notice].state) {
        undone = i;
      }
      if (a.type == ActType::suspend && a.of == of && !a.undo && notice && !suspended &&
          a.state == view_.acts[*notice].state) {
        suspended = i;
      }
    }
    Step leaf = none(act, states, of);
    if (const Membership* waiting = waiting_notice(states); waiting != nullptr && of) {
      Step wait = leaf;
      wait.rule = "notice-waits";
      wait.conclusion.detail = "waiting";
      wait.conclusion.of = view_.acts[*waiting->unknown_act].of;
      wait.conclusion.states = {waiting->state};
      wait.premises.push_back(done(*waiting->unknown_act));
      // A notice of termination stands beside the silence about withdrawal.
      if (wait.conclusion.of != of) steps.push_back(std::move(leaf));
      steps.push_back(std::move(wait));
      return;
    }
    if (notice && undone) {
      leaf.rule = "taken-back";
      leaf.conclusion.detail = "taken-back";
      leaf.conclusion.states = {view_.acts[*notice].state};
      leaf.premises.push_back(done(*notice));
      leaf.premises.push_back(done(*undone));
      const Deed& given = view_.deeds.list[*notice];
      if (given.effect) {
        Ending ending{*given.effect, "withdrawal"};
        extend_notice(view_.deeds, given, ending);
        for (const std::size_t extension : ending.extensions) {
          leaf.premises.push_back(done(extension));
        }
      }
    } else if (notice && suspended && of == ActType::withdraw) {
      leaf.rule = "notice-suspended";
      leaf.conclusion.detail = "suspended";
      leaf.conclusion.states = {view_.acts[*notice].state};
      leaf.premises.push_back(done(*notice));
      leaf.premises.push_back(done(*suspended));
    }
    steps.push_back(std::move(leaf));
  };
  none_of(ActType::terminate, std::nullopt);
  if (timeline_.bilateral() || !states.empty()) {
    none_of(ActType::withdraw, std::nullopt);
    none_of(ActType::notify, ActType::withdraw);
  }
  steps.push_back(no_text("replaces"));
  return steps;
}

Step StepWriter::answer(const std::string& rule, Verdict verdict,
                        const std::vector<std::string>& states, std::vector<Step> premises,
                        const std::vector<StatementIndex>& records, const std::string& reading) {
  Step step{rule, about(Predicate::status)};
  step.conclusion.verdict = verdict;
  step.conclusion.on = on_;
  step.conclusion.known = view_.known;
  step.conclusion.states = states;
  step.conclusion.reading = reading;
  step.premises = std::move(premises);
  for (const StatementIndex index : records) step.records.push_back(record(index));
  return step;
}

Proof StepWriter::finish(const ProofQuestion& question, Step root) && {
  // Steps that were written and not needed leave their records behind: only what is named stays.
  std::set<std::string> named;
  std::set<std::string> cited;
  const std::function<void(const Step&)> visit = [&](const Step& step) {
    named.insert(step.records.begin(), step.records.end());
    for (const Step& premise : step.premises) visit(premise);
  };
  visit(root);
  std::erase_if(statements_, [&](const auto& entry) { return named.count(entry.first) == 0; });
  for (const auto& [id, statement] : statements_) {
    for (const Citation& citation : statement.from) cited.insert(citation.source);
  }
  std::erase_if(tables_, [&](const auto& entry) { return named.count(entry.first) == 0; });
  for (const auto& [digest, group] : tables_) {
    for (const Citation& citation : group.from) cited.insert(citation.source);
  }
  std::erase_if(sources_, [&](const auto& entry) { return cited.count(entry.second.id) == 0; });
  return {question,           std::move(root),  std::move(statements_), std::move(sources_),
          std::move(tables_), view_.reg->policy};
}

}  // namespace servanda
