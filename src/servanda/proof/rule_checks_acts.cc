// Acts that have no legal effect, and those that a confirmation gives theirs: articles 8 and 17.

#include "servanda/proof/rule_support.h"

namespace servanda {
namespace {

bool is_concluding(ActType act) {
  return act == ActType::initial || act == ActType::adopt || act == ActType::sign ||
         act == ActType::exchange || act == ActType::notify || is_consent_type(act);
}

/// The step that shows the act, within those of other datings and of its confirmation.
const Step& recorded_in(const Step& done) {
  const Step* step = &done;
  while (step->rule != "recorded" && !step->premises.empty()) step = &step->premises.front();
  return *step;
}

bool marked_unauthorised(const Step& done, const CheckContext& context) {
  const Step& recorded = recorded_in(done);
  for (std::size_t i = 0; i < recorded.records.size(); ++i) {
    const ActFact* act = act_in(record_of(recorded, i, context));
    if (act != nullptr && act->unauthorised) return true;
  }
  return false;
}

const std::string& provisions_of(const Step& done, const CheckContext& context) {
  static const std::string kNone;
  const Step& recorded = recorded_in(done);
  const ActFact* act = recorded.records.empty() ? nullptr : act_in(record_of(recorded, 0, context));
  return act == nullptr ? kNone : act->provisions;
}

/// Is the premise the act that the conclusion speaks of?
bool shows(const Step& premise, const Proposition& c) {
  const Proposition& p = premise.conclusion;
  return p.predicate == Predicate::done && p.act == c.act && !p.of && !p.undo && !c.of && !c.undo &&
         p.treaty == c.treaty && p.states == c.states && p.states.size() == 1;
}

}  // namespace

bool has_effect(const Step& done, const Step* partial, const CheckContext& context) {
  const Proposition& p = done.conclusion;
  if (!p.act || p.of || p.undo) return true;
  if (is_concluding(*p.act) && done.rule != "confirmed" && marked_unauthorised(done, context)) {
    return false;
  }
  if (!is_consent_type(*p.act)) return true;
  const TreatyFact* text = text_in(partial, context);
  const bool names_provisions = !provisions_of(done, context).empty();
  if (text != nullptr && text->clauses.partial_consent == "choice") return names_provisions;
  return !names_provisions || (text != nullptr && !text->clauses.partial_consent.empty());
}

std::string check_without_authority(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  if (c.detail != "without-effect") return "says not that the act is without effect";
  if (step.premises.size() != 1 || !shows(step.premises.front(), c)) return "the act is not shown";
  if (!is_concluding(*c.act)) return "the act is none of concluding a treaty";
  const Step& done = step.premises.front();
  if (done.rule == "confirmed") return "the act was confirmed";
  return marked_unauthorised(done, context) ? "" : "no record says that authority was wanting";
}

std::string check_confirmed(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  if (step.premises.size() != 2 || !shows(step.premises[0], c)) return "the act is not shown";
  const Step& done = step.premises[0];
  const Proposition& confirmation = step.premises[1].conclusion;
  if (!marked_unauthorised(done, context)) return "the act needed no confirmation";
  if (confirmation.predicate != Predicate::done || confirmation.act != ActType::confirm ||
      confirmation.of != c.act || confirmation.undo || confirmation.treaty != c.treaty ||
      confirmation.states != c.states ||
      confirmation.when->earliest < done.conclusion.when->earliest) {
    return "the second premise does not confirm it";
  }
  const When span(done.conclusion.when->earliest,
                  std::max(done.conclusion.when->latest, confirmation.when->latest));
  return span == *c.when ? std::string() : "it has effect from a day in " + to_text(span);
}

std::string check_partial_consent(const Step& step, const CheckContext& context) {
  const Proposition& c = step.conclusion;
  if (c.detail != "without-effect") return "says not that the act is without effect";
  if (step.premises.size() != 2 || !shows(step.premises.front(), c)) return "the act is not shown";
  if (!is_consent_type(*c.act)) return "the act is no consent to be bound";
  const bool names_provisions = !provisions_of(step.premises.front(), context).empty();
  if (premise(step, Predicate::none, "clause-on-partial-consent") != nullptr) {
    return names_provisions ? "" : "the consent is to the whole treaty";
  }
  const TreatyFact* text = text_in(premise(step, Predicate::provided, "partial-consent"), context);
  if (text == nullptr || text->id != c.treaty || text->clauses.partial_consent != "choice") {
    return "no premise says what the text permits";
  }
  return names_provisions ? "the choice was made" : "";
}

}  // namespace servanda
