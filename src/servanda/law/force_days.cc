#include "servanda/law/force_days.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace servanda {
namespace {

// Beyond this many days nobody reads them; the first and the last are then told.
constexpr std::size_t kMostReadings = 60;

class Finder {
 public:
  Finder(const Trigger& trigger, const Deeds& deeds, const DerivationQuestion& question,
         const ForceOfOther& other)
      : trigger_(trigger), deeds_(deeds), question_(question), other_(other) {}

  ForceDays find() {
    const Counting usual = deeds_.counting;
    const TriggerFinding finding = evaluated(deeds_, usual, question_.assume_qualified);
    out_.assumed = finding.assumed;
    add_missing(finding);
    out_.missing.insert(out_.missing.end(), finding.needs.begin(), finding.needs.end());
    out_.undecidable = !finding.undecidable.empty();
    out_.met = finding.met;
    out_.when = finding.when;
    if (finding.when) {
      add_ways_of_counting(finding, "");
      add_without_doubtful();
      add_later_completions(finding.assumed);
    } else if (out_.undecidable) {
      add_if_fulfilled(usual);
    }
    return std::move(out_);
  }

 private:
  TriggerFinding evaluated(const Deeds& deeds, Counting counting, bool assume) const {
    return evaluate(trigger_, deeds, other_, {question_.groups, assume, counting});
  }

  void add(const std::optional<When>& when, std::string because) {
    if (!when) return;
    const bool there = std::any_of(out_.readings.begin(), out_.readings.end(),
                                   [&](const DerivedDay& day) { return day.when == *when; });
    if (!there) out_.readings.push_back({*when, std::move(because)});
  }

  /// What was missing on the day asked about: acts of later days do not tell it.
  void add_missing(const TriggerFinding& finding) {
    if (finding.missing.empty()) return;
    Deeds by_then = deeds_;
    std::erase_if(by_then.list, [&](const Deed& deed) {
      return deed.when && deed.when->earliest > question_.on;
    });
    const TriggerFinding then = evaluated(by_then, deeds_.counting, question_.assume_qualified);
    for (const Lack& lack : then.missing.empty() ? finding.missing : then.missing) {
      out_.missing.push_back(in_words(lack));
    }
  }

  /// The text does not say how its period is counted: which way is this, and on whose word.
  std::string counted(Counting counting) const {
    std::string words = counting == Counting::date_to_date
                            ? "the period is counted date to date"
                            : "the period has to run out in full: in force on the day after";
    if (counting == deeds_.counting && !deeds_.practice.empty()) words += ", " + deeds_.practice;
    return words;
  }

  void add_ways_of_counting(const TriggerFinding& usual_way, const std::string& condition) {
    if (!has_open_counting(trigger_)) {
      add(usual_way.when,
          condition.empty() ? std::string("by the clause, from the acts") : condition);
      return;
    }
    const Counting usual = deeds_.counting;
    const Counting other_way =
        usual == Counting::date_to_date ? Counting::full_periods : Counting::date_to_date;
    const bool assume = question_.assume_qualified || !condition.empty();
    const std::string before = condition.empty() ? "" : condition + "; ";
    add(usual_way.when, before + counted(usual));
    add(evaluated(deeds_, other_way, assume).when, before + counted(other_way));
  }

  /// No table is at hand: the day that follows if the acts that there are fulfil the condition. By
  /// no table can it have been earlier.
  void add_if_fulfilled(Counting usual) {
    const TriggerFinding finding = evaluated(deeds_, usual, true);
    if (!finding.when || finding.assumed.empty()) return;
    add_ways_of_counting(finding, fmt::format("taken as met: {}", finding.assumed.front()));
    out_.not_before = finding.when->earliest;
    for (const DerivedDay& reading : out_.readings) {
      out_.not_before = std::min(*out_.not_before, reading.when.earliest);
    }
  }

  /// The record marks some of its rows as doubtful: what if they are wrong?
  void add_without_doubtful() {
    const bool any = std::any_of(deeds_.list.begin(), deeds_.list.end(),
                                 [](const Deed& deed) { return deed.doubtful; });
    if (!any) return;
    Deeds sure = deeds_;
    std::erase_if(sure.list, [](const Deed& deed) { return deed.doubtful; });
    for (const Counting counting : {Counting::date_to_date, Counting::full_periods}) {
      add(evaluated(sure, counting, question_.assume_qualified).when,
          "without the acts that the record itself marks as doubtful");
    }
  }

  /// A quota without a table may have been completed by any later consent as well.
  void add_later_completions(const std::vector<std::string>& assumed) {
    const Trigger* part = counting_part(trigger_);
    if (part == nullptr || assumed.empty()) return;
    const TriggerFinding counted = evaluate(*part, deeds_, other_, {question_.groups, true, {}});
    if (counted.assumed.empty() || !counted.met) return;
    std::vector<Counting> ways{deeds_.counting};
    if (has_open_counting(trigger_)) {
      ways = {Counting::date_to_date, Counting::full_periods};
    }
    for (const StandingConsent& last : consents_for(deeds_, nullptr)) {
      if (last.when.earliest < counted.met->earliest) continue;
      if (out_.readings.size() >= kMostReadings) return;
      for (const Counting counting : ways) {
        add(shifted(trigger_, last.when, counting, deeds_, other_),
            fmt::format("if only the consent of {} on {} reached {}", deeds_.states[last.state],
                        to_text(last.when), counted.assumed.front()));
      }
    }
  }

  const Trigger& trigger_;
  const Deeds& deeds_;
  const DerivationQuestion& question_;
  const ForceOfOther& other_;
  ForceDays out_;
};

}  // namespace

const Trigger* counting_part(const Trigger& trigger) {
  if (trigger.on == Trigger::On::consents || trigger.on == Trigger::On::all_consents) {
    return &trigger;
  }
  for (const auto* inner : {&trigger.parts, &trigger.condition}) {
    for (const Trigger& part : *inner) {
      if (const Trigger* found = counting_part(part)) return found;
    }
  }
  return nullptr;
}

bool has_open_counting(const Trigger& trigger) {
  return any_part(trigger,
                  [](const Trigger& part) { return !part.counting && !part.after.empty(); });
}

std::optional<When> shifted(const Trigger& trigger, const When& met, Counting counting,
                            const Deeds& deeds, const ForceOfOther& other) {
  if (trigger.on == Trigger::On::later_of || trigger.on == Trigger::On::first_of) {
    std::optional<When> result;
    for (const Trigger& part : trigger.parts) {
      const std::optional<When> when = shifted(part, met, counting, deeds, other);
      if (!when) continue;
      if (!result) {
        result = when;
      } else {
        result = trigger.on == Trigger::On::later_of ? later_of(*result, *when)
                                                     : earlier_of(*result, *when);
      }
    }
    if (!result) return result;
    return after(*result, trigger.after, trigger.counting.value_or(counting), trigger.align);
  }
  const bool by_consent =
      trigger.on == Trigger::On::consents || trigger.on == Trigger::On::all_consents;
  if (!by_consent) return evaluate(trigger, deeds, other, {}).when;
  return after(met, trigger.after, trigger.counting.value_or(counting), trigger.align);
}

ForceDays force_days(const Clauses& clauses, const Deeds& deeds, const DerivationQuestion& question,
                     const ForceOfOther& other) {
  return Finder(*clauses.force, deeds, question, other).find();
}

}  // namespace servanda
