#include "servanda/law/recorded_outcome.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "servanda/law/force_days.h"
#include "servanda/model/states.h"

namespace servanda {
namespace {

using std::chrono::days;

/// The days on which the condition must have been met for the recorded day to follow.
struct Implied {
  Day first;
  Day last;
};

std::optional<Implied> implied_days(const Trigger& trigger, const Trigger& part, const Deeds& deeds,
                                    const When& recorded, const ForceOfOther& other) {
  // Alignment moves by up to a year, counting by a day; nothing moves backwards.
  Day day = subtract(recorded.earliest, part.after).day - days(400);
  std::optional<Implied> implied;
  for (; day <= recorded.latest; day += days(1)) {
    for (const Counting counting : {Counting::date_to_date, Counting::full_periods}) {
      const auto when = shifted(trigger, When(day), counting, deeds, other);
      if (!when || when->latest < recorded.earliest || recorded.latest < when->earliest) continue;
      if (!implied) implied = Implied{day, day};
      implied->last = day;
    }
  }
  return implied;
}

int standing_by(const std::vector<StandingConsent>& consents, Day day) {
  return static_cast<int>(std::count_if(consents.begin(), consents.end(), [&](const auto& one) {
    return one.when.latest <= day && (!one.gone || one.gone->earliest > day);
  }));
}

std::string lost_predecessors(const Deeds& deeds) {
  std::vector<std::string> lost;
  for (const Deed& deed : deeds.list) {
    if (deed.type != ActType::succeed || deed.state == kNobody) continue;
    const auto succession = succession_of(deeds.states[deed.state]);
    if (!succession || !succession->divides) continue;
    for (const std::string_view code : succession->from) {
      if (!consent_of(deeds, deeds.find_state(code))) lost.emplace_back(code);
    }
  }
  std::sort(lost.begin(), lost.end());
  lost.erase(std::unique(lost.begin(), lost.end()), lost.end());
  if (lost.empty()) return {};
  return fmt::format("; the consent of a predecessor may be missing: {}", fmt::join(lost, ", "));
}

/// Which of the states named in the clause had not consented by then.
std::vector<std::string> named_but_absent(const Trigger& part, const Deeds& deeds,
                                          const std::vector<StandingConsent>& consents, Day day) {
  std::vector<std::string> absent;
  for (const std::string& code : part.including) {
    const StateIndex state = deeds.find_state(code);
    const bool there = std::any_of(consents.begin(), consents.end(), [&](const auto& one) {
      return one.state == state && one.when.latest <= day;
    });
    if (!there) absent.push_back(code);
  }
  return absent;
}

std::string explain(const Trigger& trigger, const Deeds& deeds, const When& recorded,
                    const ForceOfOther& other) {
  const Trigger* part = counting_part(trigger);
  if (part == nullptr || part->on != Trigger::On::consents) {
    return "the acts in the record do not lead there by the clause";
  }
  const auto implied = implied_days(trigger, *part, deeds, recorded, other);
  if (!implied) return "by the clause no day of the condition leads to the recorded day";
  const std::string by = implied->first == implied->last
                             ? to_text(implied->last)
                             : to_text(When(implied->first, implied->last));
  const std::vector<StandingConsent> consents = consents_for(deeds, part);
  const int have = standing_by(consents, implied->last);
  if (have < part->count) {
    return fmt::format(
        "{} too few: the recorded day needs {} consents by {}, and the record has {}{}",
        part->count - have, part->count, by, have, lost_predecessors(deeds));
  }
  const auto absent = named_but_absent(*part, deeds, consents, implied->last);
  if (!absent.empty()) {
    return fmt::format("the recorded day needs the consent of {} by {}, and the record has it not",
                       fmt::join(absent, " and of "), by);
  }
  const int before = standing_by(consents, implied->first - days(1));
  if (before >= part->count) {
    return fmt::format(
        "{} too many: the recorded day needs consent {} on {}, and the record has {} before it",
        before - part->count + 1, part->count, by, before);
  }
  return "the count fits the recorded day; another condition of the clause does not";
}

}  // namespace

RecordedOutcome compare_with_record(const Clauses& clauses, const Deeds& deeds,
                                    const Derivation& found, const When& recorded,
                                    const ForceOfOther& other) {
  RecordedOutcome outcome{recorded};
  if (found.in_force && *found.in_force == recorded) {
    outcome.agrees = true;
    return outcome;
  }
  for (const DerivedDay& reading : found.readings) {
    if (!(reading.when == recorded)) continue;
    outcome.among_readings = true;
    outcome.explanation = reading.because;
    return outcome;
  }
  outcome.explanation = clauses.force ? explain(*clauses.force, deeds, recorded, other)
                                      : "the clause on entry into force is not in the record";
  return outcome;
}

}  // namespace servanda
