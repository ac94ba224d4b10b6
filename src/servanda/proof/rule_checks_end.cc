// Terms, ends and notices of leaving: the checks that compute how something comes to its end.

#include <set>

#include "servanda/model/states.h"
#include "servanda/proof/rule_support.h"

namespace servanda {

std::optional<When> stated_effect(const Step& done, const CheckContext& context) {
  const Step* step = &done;
  while (step->rule != "recorded" && !step->premises.empty()) step = &step->premises.front();
  if (step->records.empty()) return std::nullopt;
  const ActFact* act = act_in(record_of(*step, 0, context));
  return act != nullptr && act->effect ? when_of(*act->effect) : std::nullopt;
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
  std::vector<std::pair<When, const ActFact*>> told;  // what several states agreed on is one
  for (const Step& p : step.premises) {
    if (!is_done(p, ActType::extend) || p.records.empty()) continue;
    const ActFact* act = act_in(record_of(p, 0, context));
    if (act == nullptr) continue;
    const bool again = std::any_of(told.begin(), told.end(), [&](const auto& one) {
      return one.first == *p.conclusion.when && one.second->until == act->until &&
             one.second->period == act->period;
    });
    if (again) continue;
    told.emplace_back(*p.conclusion.when, act);
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

std::string extend_effect(const Step& extension, const Proposition& notice, When& effect,
                          const CheckContext& context) {
  if (extension.conclusion.treaty != notice.treaty ||
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
  return {};
}

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
  When effect = *was.when;
  for (std::size_t i = 1; i < step.premises.size(); ++i) {
    const std::string what = extend_effect(step.premises[i], given->conclusion, effect, context);
    if (!what.empty()) return what;
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
  Day was = effect(*step.premises[0].conclusion.when).earliest;
  if (const Step* longer = premise(step, Predicate::out)) {
    const Step* notice =
        longer->premises.empty() ? nullptr : premise(longer->premises.front(), Predicate::done);
    if (longer->rule != "notice-extended" || longer->conclusion.states != c.states ||
        notice == nullptr || notice->conclusion != step.premises[0].conclusion) {
      return "what extends the notice is about another one";
    }
    for (std::size_t i = 1; i < longer->premises.size(); ++i) {
      if (longer->premises[i].conclusion.when->latest >
          step.premises[1].conclusion.when->earliest) {
        return "it was extended after it was suspended";
      }
    }
    was = longer->conclusion.when->earliest;
  }
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
