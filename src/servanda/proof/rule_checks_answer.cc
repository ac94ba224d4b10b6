// Answers: each rule that concludes one, with the verdict that it allows.

#include <map>

#include "servanda/proof/rule_support.h"

namespace servanda {
namespace {

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

}  // namespace

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

}  // namespace servanda
