#include "servanda/law/threshold.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "servanda/model/states.h"

namespace servanda {
namespace {

/// Consents that stand together, or fall away, in the order of days under one bound.
struct Change {
  Day day;
  std::size_t consent;  ///< index into the consents
  bool comes;           ///< else it goes
};

/// A quota or weight with the table it is counted by.
struct Qualification {
  const std::vector<GroupRow>* rows = nullptr;
  std::string name = {};
  bool by_weight = false;
  double least = 0;  ///< an absolute number or amount …
  double share = 0;  ///< … or, where positive, a fraction of the whole table on the day
};

bool valid_on(const GroupRow& row, Day day) {
  return (!row.from || *row.from <= day) && (!row.to || day < *row.to);
}

/// "2/3" or "0.55".
double fraction(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto number = [](std::string_view digits) {
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  };
  if (slash == std::string_view::npos) return number(text);
  const double below = number(text.substr(slash + 1));
  return below > 0 ? number(text.substr(0, slash)) / below : 0;
}

bool fulfilled(const Qualification& needed, const Deeds& deeds,
               const std::vector<StandingConsent>& consents, const std::vector<bool>& stands,
               Day day) {
  double reached = 0;
  double whole = 0;
  for (const GroupRow& row : *needed.rows) {
    if (!valid_on(row, day)) continue;
    const double part = needed.by_weight ? row.weight : 1;
    whole += part;
    const std::string_view person = person_of(row.state);
    for (std::size_t i = 0; i < consents.size(); ++i) {
      if (stands[i] && deeds.states[consents[i].state] == person) {
        reached += part;
        break;
      }
    }
  }
  const double least = needed.share > 0 ? needed.share * whole : needed.least;
  // Shares are given in percent: a millionth of rounding must not decide.
  return reached + std::abs(least) * 1e-9 >= least;
}

/// The first day on which everything is fulfilled, with dates taken at one of their bounds.
struct Scan {
  std::optional<Day> met;
  std::vector<std::size_t> standing;  ///< consents that stood on that day
};

Scan scan(const Trigger& trigger, const Deeds& deeds, const std::vector<StandingConsent>& consents,
          const std::vector<Qualification>& needed, bool early) {
  std::vector<Change> changes;
  changes.reserve(consents.size());
  for (std::size_t i = 0; i < consents.size(); ++i) {
    const StandingConsent& consent = consents[i];
    const Day comes = early ? consent.when.earliest : consent.when.latest;
    changes.push_back({comes, i, true});
    if (consent.gone) {
      // The bound that helps: early, a consent stays as long as it may have stood.
      changes.push_back({early ? consent.gone->latest : consent.gone->earliest, i, false});
    }
  }
  // On one day what comes is counted before what goes.
  std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
    if (a.day != b.day) return a.day < b.day;
    if (a.comes != b.comes) return a.comes;
    return a.consent < b.consent;
  });
  std::vector<bool> stands(consents.size(), false);
  std::vector<StateIndex> named;
  for (const std::string& code : trigger.including) named.push_back(deeds.find_state(code));
  const int wanted = std::max(trigger.count, 0);
  int count = 0;
  Scan result;
  for (std::size_t at = 0; at < changes.size(); ++at) {
    const Change& change = changes[at];
    if (!change.comes) {
      if (stands[change.consent]) --count;
      stands[change.consent] = false;
      continue;
    }
    stands[change.consent] = true;
    ++count;
    // A day is judged once everything that comes on it has come.
    const bool more =
        at + 1 < changes.size() && changes[at + 1].day == change.day && changes[at + 1].comes;
    if (more || count < wanted) continue;
    const bool all_named = std::all_of(named.begin(), named.end(), [&](StateIndex state) {
      for (std::size_t i = 0; i < consents.size(); ++i) {
        if (stands[i] && consents[i].state == state) return true;
      }
      return false;
    });
    if (!all_named) continue;
    const bool qualified = std::all_of(needed.begin(), needed.end(), [&](const Qualification& q) {
      return fulfilled(q, deeds, consents, stands, change.day);
    });
    if (!qualified) continue;
    result.met = change.day;
    for (std::size_t i = 0; i < consents.size(); ++i) {
      if (stands[i]) result.standing.push_back(i);
    }
    return result;
  }
  for (std::size_t i = 0; i < consents.size(); ++i) {
    if (stands[i]) result.standing.push_back(i);
  }
  return result;
}

std::string quota_in_words(const Quota& quota) {
  return quota.share.empty() ? fmt::format("{} of \"{}\"", quota.count, quota.members)
                             : fmt::format("{} of \"{}\"", quota.share, quota.members);
}

std::string weight_in_words(const Weight& weight) {
  if (weight.share) return fmt::format("{:g} % of \"{}\"", *weight.share * 100, weight.of);
  return fmt::format("{:g} {} of \"{}\"", weight.amount.value_or(0), weight.unit, weight.of);
}

/// The tables that the trigger's quotas and weights are counted by; `lacking` names those that are
/// not at hand.
std::vector<Qualification> qualifications(const Trigger& trigger, const GroupTables* groups,
                                          std::vector<std::string>& lacking) {
  std::vector<Qualification> needed;
  const auto rows_of = [&](const std::string& name) -> const std::vector<GroupRow>* {
    if (groups == nullptr) return nullptr;
    const auto found = groups->find(name);
    return found == groups->end() ? nullptr : &found->second;
  };
  for (const Quota& quota : trigger.of) {
    if (const auto* rows = rows_of(quota.members)) {
      needed.push_back({rows, quota.members, false, static_cast<double>(quota.count),
                        quota.share.empty() ? 0 : fraction(quota.share)});
    } else {
      lacking.push_back(quota_in_words(quota));
    }
  }
  for (const Weight& weight : trigger.weight) {
    if (const auto* rows = rows_of(weight.of)) {
      needed.push_back(
          {rows, weight.of, true, weight.amount.value_or(0), weight.share.value_or(0)});
    } else {
      lacking.push_back(weight_in_words(weight));
    }
  }
  return needed;
}

/// Where every member of the table is needed: those whose consent does not stand, on the day of the
/// last one that does.
std::optional<Lack> members_missing(const Qualification& needed, const Deeds& deeds,
                                    const std::vector<StandingConsent>& consents,
                                    const std::vector<std::size_t>& standing) {
  if (needed.by_weight) return std::nullopt;
  std::optional<Day> day;
  for (const std::size_t i : standing) {
    day = std::max(day.value_or(Day::min()), consents[i].when.latest);
  }
  std::size_t members = 0;
  Lack lack{ActType::ratify, {}, 0};
  for (const GroupRow& row : *needed.rows) {
    if (day ? !valid_on(row, *day) : row.to.has_value()) continue;
    ++members;
    const std::string_view person = person_of(row.state);
    const bool there = std::any_of(standing.begin(), standing.end(), [&](std::size_t i) {
      return deeds.states[consents[i].state] == person;
    });
    if (!there) lack.states.push_back(row.state);
  }
  const double least =
      needed.share > 0 ? needed.share * static_cast<double>(members) : needed.least;
  if (lack.states.empty() || least + 0.5 < static_cast<double>(members)) return std::nullopt;
  lack.of_which.push_back(fmt::format("the {} of \"{}\"", members, needed.name));
  return lack;
}

}  // namespace

TriggerFinding count_consents(const Trigger& trigger, const Deeds& deeds,
                              const TriggerReading& reading) {
  TriggerFinding finding;
  const std::vector<StandingConsent> consents = consents_for(deeds, &trigger);
  std::vector<std::string> lacking;
  const std::vector<Qualification> needed = qualifications(trigger, reading.groups, lacking);
  const Scan early = scan(trigger, deeds, consents, needed, true);
  std::optional<Day> latest;
  if (early.met) {
    const bool exact = std::all_of(consents.begin(), consents.end(), [](const auto& consent) {
      return consent.when.exact() && (!consent.gone || consent.gone->exact());
    });
    latest = exact ? early.met : scan(trigger, deeds, consents, needed, false).met;
  }
  for (const std::size_t i : early.standing) finding.acts.push_back(consents[i].deed);
  std::sort(finding.acts.begin(), finding.acts.end());
  if (early.met) {
    if (!latest) {
      // It depends on how dates are read whether the threshold was ever reached.
      finding.undecidable = "undated";
      finding.needs.emplace_back("the exact days of the acts around the threshold");
      return finding;
    }
    if (!lacking.empty() && !reading.assume_qualified) {
      finding.undecidable = "tables";
      for (const std::string& what : lacking) {
        finding.needs.push_back("a table that tells whether the consents reach " + what);
      }
      return finding;
    }
    finding.assumed = std::move(lacking);
    finding.met = When(*early.met, std::max(*early.met, *latest));
    return finding;
  }
  const auto wanted = static_cast<std::size_t>(std::max(trigger.count, 0));
  const std::size_t have = early.standing.size();
  std::size_t accounted = 0;
  for (const Qualification& all : needed) {
    std::optional<Lack> lack = members_missing(all, deeds, consents, early.standing);
    if (!lack) continue;
    accounted = std::max(accounted, lack->states.size());
    finding.missing.push_back(*std::move(lack));
  }
  // Who is missing tells more than how many.
  if (have + accounted < wanted) {
    finding.missing.push_back({ActType::ratify, {}, static_cast<int>(wanted - have)});
  }
  std::vector<std::string> open;
  for (const std::string& code : trigger.including) {
    const StateIndex state = deeds.find_state(code);
    const bool there =
        std::any_of(early.standing.begin(), early.standing.end(),
                    [&](std::size_t i) { return state != kNobody && consents[i].state == state; });
    if (!there) open.push_back(code);
  }
  if (!open.empty()) {
    Lack lack{ActType::ratify, std::move(open), 0};
    // "8 of the 44 states": where so many are named, the number tells more than the list.
    if (trigger.including.size() > 3) {
      lack.of_which.push_back(fmt::format("the {} states named", trigger.including.size()));
    }
    finding.missing.push_back(std::move(lack));
  }
  if (finding.missing.empty() && wanted == 0) {
    finding.missing.push_back({ActType::ratify, {}, 1});
  } else if (finding.missing.empty()) {
    // The number is there; by the table the quota or weight is not.
    Lack lack{ActType::ratify, {}, 1};
    for (const Quota& quota : trigger.of) lack.of_which.push_back(quota_in_words(quota));
    for (const Weight& weight : trigger.weight) lack.of_which.push_back(weight_in_words(weight));
    finding.missing.push_back(std::move(lack));
  }
  return finding;
}

TriggerFinding consents_of_signatories(const Deeds& deeds, const std::string& what) {
  TriggerFinding finding;
  const std::vector<StandingConsent> consents = consents_for(deeds, nullptr);
  std::vector<Day> signed_on(deeds.states.size(), Day::max());
  for (const Deed& deed : deeds.list) {
    if (deed.type != ActType::sign || deed.undo || !deed.when || deed.state == kNobody) continue;
    signed_on[deed.state] = std::min(signed_on[deed.state], deed.when->earliest);
  }
  // Days on which the last of those who had signed consented are days of some consent.
  for (const StandingConsent& last : consents) {
    const Day day = last.when.latest;
    std::vector<bool> done(deeds.states.size(), false);
    for (const StandingConsent& consent : consents) {
      if (consent.when.latest <= day) done[consent.state] = true;
    }
    std::size_t signatories = 0;
    bool open = false;
    for (StateIndex state = 1; state < deeds.states.size(); ++state) {
      if (signed_on[state] > day) continue;
      ++signatories;
      open = open || !done[state];
    }
    if (open || signatories < 2) continue;
    finding.met = last.when;
    for (const StandingConsent& consent : consents) {
      if (consent.when.latest <= day) finding.acts.push_back(consent.deed);
    }
    std::sort(finding.acts.begin(), finding.acts.end());
    finding.assumed.push_back(what);
    return finding;
  }
  finding.missing.push_back({ActType::ratify, {}, 1});
  return finding;
}

}  // namespace servanda
