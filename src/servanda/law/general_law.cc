#include "servanda/law/general_law.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/law/tables.h"
#include "servanda/model/competence.h"
#include "servanda/model/states.h"

namespace servanda {
namespace {

/// A state's place in the Convention.
struct Place {
  std::optional<Day> consent = {};  ///< nothing: no party
  bool contests = false;
};

const Place* place_of(std::string_view state) {
  static const auto* places = [] {
    auto* made = new std::unordered_map<std::string_view, Place>();
    for (const Row& row : table_rows(tables::vienna_tsv)) {
      Place place;
      if (const auto day = parse_day(row.field(1))) place.consent = *day;
      place.contests = row.field(2) == "contests";
      made->emplace(row.field(0), place);
    }
    return made;
  }();
  const auto found = places->find(person_of(state));
  return found == places->end() ? nullptr : &found->second;
}

/// Articles 84(1) and 84(2): the thirtieth day after the 35th instrument, then after each.
Day in_force_for(Day consent) {
  return std::max(make_day(1980, 1, 27), consent + std::chrono::days(30));
}

}  // namespace

std::string_view to_text(GeneralLaw::Kind kind) {
  switch (kind) {
    case GeneralLaw::Kind::treaty:
      return "treaty law";
    case GeneralLaw::Kind::custom:
      return "custom";
    case GeneralLaw::Kind::contested:
      return "contested";
    case GeneralLaw::Kind::unknown:
      break;
  }
  return "unknown";
}

GeneralLaw general_law(const std::vector<std::string>& states, std::optional<Day> concluded) {
  if (states.empty()) return {GeneralLaw::Kind::unknown, "no states are named"};
  std::vector<std::string> outside;
  std::vector<std::string> contesting;
  std::vector<std::string> unknown;
  std::optional<Day> since;
  std::string last;
  for (const std::string& state : states) {
    const Place* place = place_of(state);
    if (place == nullptr) {
      unknown.push_back(state);
    } else if (!place->consent) {
      (place->contests ? contesting : outside).push_back(state);
    } else if (const Day day = in_force_for(*place->consent); !since || day > *since) {
      since = day;
      last = state;
    }
  }
  if (!contesting.empty()) {
    return {
        GeneralLaw::Kind::contested,
        fmt::format("{} has declined the Convention; where it reflects custom it applies as such",
                    fmt::join(contesting, " and "))};
  }
  if (!outside.empty()) {
    return {GeneralLaw::Kind::custom,
            fmt::format("{} {} no party to the Convention", fmt::join(outside, " and "),
                        outside.size() == 1 ? "is" : "are")};
  }
  if (!unknown.empty()) {
    return {GeneralLaw::Kind::unknown,
            fmt::format("whether {} {} party to the Convention is not on file; at least as custom",
                        fmt::join(unknown, " and "), unknown.size() == 1 ? "is" : "are")};
  }
  if (!concluded) {
    return {GeneralLaw::Kind::unknown, "the day on which the treaty was concluded is not known"};
  }
  if (*concluded < *since) {
    return {
        GeneralLaw::Kind::custom,
        fmt::format("concluded on {}, before the Convention was in force for {} ({}, article 4)",
                    to_text(*concluded), last, to_text(*since))};
  }
  return {GeneralLaw::Kind::treaty,
          fmt::format("in force for all of them when the treaty was concluded on {} (article 4)",
                      to_text(*concluded))};
}

GeneralLaw general_law_of(const Register& reg, const ProofQuestion& question) {
  std::vector<std::string> states = question.states;
  std::optional<Day> concluded;
  for (const std::size_t i : reg.about(question.treaty)) {
    const Statement& statement = reg.statements[i];
    const auto* treaty = std::get_if<TreatyFact>(&statement.fact);
    const auto* act = std::get_if<ActFact>(&statement.fact);
    const std::optional<Day> known = known_from(reg, statement);
    if (!is_record(statement) || (known && *known > question.known)) continue;
    if (treaty != nullptr) {
      if (states.empty()) states = treaty->parties;
      if (treaty->signed_on && !concluded) {
        if (const auto when = when_of(*treaty->signed_on)) concluded = when->earliest;
      }
    } else if (act != nullptr && act->type == ActType::sign && !act->undo && act->on &&
               !concluded) {
      if (const auto when = when_of(*act->on)) concluded = when->earliest;
    }
  }
  return general_law(states, concluded);
}

const GeneralLaw& AppliedLaw::between_states_of(const std::string& treaty) {
  if (const auto found = known_.find(treaty); found != known_.end()) return found->second;
  ProofQuestion question = question_;
  if (treaty != question.treaty) {
    question.treaty = treaty;
    question.states.clear();
  }
  return known_.emplace(treaty, general_law_of(reg_, question)).first->second;
}

std::string_view AppliedLaw::of(const Step& step) {
  const Rule* rule = find_rule(step.rule);
  if (rule == nullptr || !is_of_convention(*rule)) return {};
  switch (between_states_of(step.conclusion.treaty).kind) {
    case GeneralLaw::Kind::treaty:
      return "as treaty law";
    case GeneralLaw::Kind::contested:
      return "contested";
    case GeneralLaw::Kind::custom:
    case GeneralLaw::Kind::unknown:
      break;
  }
  // Whoever is no party, and whoever may be one, is bound by custom at least.
  return rule->custom_contested ? "contested" : "as custom";
}

}  // namespace servanda
