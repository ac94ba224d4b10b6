// Small questions that several rules' checks ask of a step.
#ifndef SERVANDA_PROOF_RULE_SUPPORT_H_
#define SERVANDA_PROOF_RULE_SUPPORT_H_

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/proof/rule_checks.h"

namespace servanda {

inline const Statement& record_of(const Step& step, std::size_t i, const CheckContext& context) {
  return context.proof->statements.at(step.records[i]);
}

/// The act that a record states; null where it states something else.
inline const ActFact* act_in(const Statement& statement) {
  return std::get_if<ActFact>(&statement.fact);
}

/// First premise with the predicate (and detail, where one is given).
inline const Step* premise(const Step& step, Predicate predicate, std::string_view detail = {}) {
  for (const Step& p : step.premises) {
    if (p.conclusion.predicate == predicate && (detail.empty() || p.conclusion.detail == detail)) {
      return &p;
    }
  }
  return nullptr;
}

/// The text behind a "text-provides" premise.
inline const TreatyFact* text_in(const Step* provided, const CheckContext& context) {
  if (provided == nullptr || provided->rule != "text-provides" || provided->records.size() != 1) {
    return nullptr;
  }
  return std::get_if<TreatyFact>(&record_of(*provided, 0, context).fact);
}

inline bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

inline bool is_done(const Step& step, ActType act, std::optional<ActType> of = {}) {
  const Proposition& p = step.conclusion;
  return p.predicate == Predicate::done && p.act == act && p.of == of && !p.undo && p.when;
}

/// The day of effect that the act itself states; a `done` step's own record, not those around it.
std::optional<When> stated_effect(const Step& done, const CheckContext& context);

// The rules about a treaty's life; rule_checks.cc has the rest.
std::string check_condition_met(const Step& step, const CheckContext& context);
std::string check_condition_open(const Step& step, const CheckContext& context);
std::string check_cannot_tell(const Step& step, const CheckContext& context);
std::string check_enters_into_force(const Step& step, const CheckContext& context);
std::string check_term_runs(const Step& step, const CheckContext& context);
std::string check_expires(const Step& step, const CheckContext& context);
std::string check_replaced(const Step& step, const CheckContext& context);
std::string check_notice_takes_effect(const Step& step, const CheckContext& context);
std::string check_notice_extended(const Step& step, const CheckContext& context);
std::string check_notice_suspended(const Step& step, const CheckContext& context);
std::string check_notice_taken_up(const Step& step, const CheckContext& context);
std::string check_leaves_by_other(const Step& step, const CheckContext& context);
std::string check_too_few(const Step& step, const CheckContext& context);
std::string check_act_ends(const Step& step, const CheckContext& context);

}  // namespace servanda

#endif  // SERVANDA_PROOF_RULE_SUPPORT_H_
