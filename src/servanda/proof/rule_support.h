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

/// An instrument of consent to be bound (article 11); a signature is one only where the text says
/// so.
inline bool is_consent_type(ActType act) {
  switch (act) {
    case ActType::deposit:
    case ActType::ratify:
    case ActType::accede:
    case ActType::accept:
    case ActType::approve:
    case ActType::succeed:
      return true;
    default:
      return false;
  }
}

inline When maximum(const std::optional<When>& so_far, const When& next) {
  return so_far ? later_of(*so_far, next) : next;
}

inline When run(const When& base, const Period& period) {
  return period.empty() ? base : after(base, period, Counting::date_to_date, {});
}

inline bool premises_about(const Step& step, const std::string& treaty) {
  return std::all_of(step.premises.begin(), step.premises.end(), [&](const Step& p) {
    return p.conclusion.predicate == Predicate::force || p.conclusion.treaty == treaty;
  });
}

inline Truth reached_at(const Step& step, const CheckContext& context) {
  return reached(*step.conclusion.when, context.proof->question.on);
}

/// A notice that no clause gives an effect to: from when on it may have one.
inline When may_have_effect(const Step& notice) {
  const int months = notice.conclusion.of == ActType::terminate ? 3 : 12;
  return after(*notice.conclusion.when, Period{months, 0}, Counting::date_to_date, {});
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
std::optional<Claimed> claimed_in(const Statement& statement);

/// The day of effect that the act itself states; a `done` step's own record, not those around it.
std::optional<When> stated_effect(const Step& done, const CheckContext& context);

/// Moves the day of effect of a notice by a step that shows an extension of it; what is wrong with
/// the step, else empty.
std::string extend_effect(const Step& extension, const Proposition& notice, When& effect,
                          const CheckContext& context);

/// May a condition rest on the act that a `done` step shows (articles 8 and 17)? `partial` is the
/// premise that provides for partial consent, null where there is none.
bool has_effect(const Step& done, const Step* partial, const CheckContext& context);
std::string check_without_authority(const Step& step, const CheckContext& context);
std::string check_confirmed(const Step& step, const CheckContext& context);
std::string check_partial_consent(const Step& step, const CheckContext& context);

// What is recorded (rule_checks_record.cc).
std::string check_recorded(const Step& step, const CheckContext& context);
std::string check_other_datings(const Step& step, const CheckContext& context, bool rivals);
std::string check_none_recorded(const Step& step, const CheckContext& context);
std::string check_text_provides(const Step& step, const CheckContext& context);
std::string check_table_counts(const Step& step, const CheckContext& context);
std::string check_assumed(const Step& step, const CheckContext& context);
std::string check_stated_outcome(const Step& step, const CheckContext& context);
std::string check_announced(const Step& step, const CheckContext& context);

// Answers (rule_checks_answer.cc).
std::string check_answer(const Step& step, const CheckContext& context);

// Entry into force, and how things end (rule_checks_force.cc, rule_checks_end.cc).
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
