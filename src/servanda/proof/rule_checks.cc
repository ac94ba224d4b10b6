#include "servanda/proof/rule_checks.h"
#include "servanda/model/states.h"

#include <array>
#include <map>

#include "servanda/proof/rule_support.h"

namespace servanda {
namespace {

std::string check_taken_back(const Step& step, const CheckContext& context) {
  if (step.premises.size() < 2) return "two premises are needed";
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
  std::optional<When> effect = stated_effect(step.premises[0], context);
  if (!effect && step.premises.size() > 2) return "nothing says what is extended";
  for (std::size_t i = 2; i < step.premises.size(); ++i) {
    const std::string what = extend_effect(step.premises[i], notice, *effect, context);
    if (!what.empty()) return what;
  }
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
  if (!has_effect(*consent, premise(step, Predicate::provided, "partial-consent"), context)) {
    return "the consent shown has no legal effect";
  }
  const ActType act = *consent->conclusion.act;
  if (!is_consent_type(act) && act != ActType::sign)
    return "the act shown is no consent to be bound";
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

using Check = std::string (*)(const Step&, const CheckContext&);

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
      {"without-authority", {{P::none}, check_without_authority}},
      {"confirmed", {{P::done}, check_confirmed}},
      {"partial-consent", {{P::none}, check_partial_consent}},
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
