#include "servanda/journal/state_codes.h"

#include <algorithm>
#include <utility>

#include "servanda/base/text.h"
#include "servanda/model/states.h"

namespace servanda {
namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}

bool has_form_of_code(std::string_view word) {
  return word.size() == 3 && std::all_of(word.begin(), word.end(), is_capital);
}

std::string in_capitals(std::string_view word) {
  std::string capitals(word);
  for (char& c : capitals) {
    if (is_small(c)) c = static_cast<char>(c - 'a' + 'A');
  }
  return capitals;
}

/// The code of those used that was meant by "rus" or "RUSS" (one letter too many); empty: none.
std::string_view meant_by(std::string_view word, const std::vector<std::string_view>& used) {
  const std::string capitals = in_capitals(word);
  for (const std::string_view code : used) {
    if (capitals == code) return code;
    for (std::size_t i = 0; i < capitals.size(); ++i) {
      std::string shorter = capitals;
      shorter.erase(i, 1);
      if (shorter == code) return code;
    }
  }
  return {};
}

}  // namespace

bool may_be_slip(std::string_view word) {
  if (word.size() != 3 && word.size() != 4) return false;
  const bool capitals = std::all_of(word.begin(), word.end(), is_capital);
  if (word.size() == 4) return capitals;
  if (capitals) return !is_known_code(word);
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return is_capital(c) || is_small(c); }) &&
         is_known_code(in_capitals(word));
}

StateCodes::StateCodes() : used_(known_codes().size(), false) {}

void StateCodes::add(std::string_view word, const Origin* where) {
  const std::vector<std::string_view>& codes = known_codes();
  const auto place = std::lower_bound(codes.begin(), codes.end(), word);
  if (place != codes.end() && *place == word) {
    used_[static_cast<std::size_t>(place - codes.begin())] = true;
    return;
  }
  if (!may_be_slip(word)) return;
  auto odd = unknown_.find(word);
  if (odd == unknown_.end()) odd = unknown_.emplace(word, std::nullopt).first;
  if (!odd->second && where != nullptr) odd->second = *where;
}

void StateCodes::add(const std::vector<Actor>& actors, const Origin* where) {
  for (const Actor& actor : actors) add(actor.state.empty() ? actor.name : actor.state, where);
}

void StateCodes::add(const Trigger& trigger, const Origin* where) {
  for (const std::string& state : trigger.including) add(state, where);
  for (const std::string& state : trigger.whom) add(state, where);
  for (const Trigger& part : trigger.parts) add(part, where);
  for (const Trigger& condition : trigger.condition) add(condition, where);
}

void StateCodes::add(const Statement& statement, const Origin* where) {
  const auto add_one = [&](const Actor& actor) {
    add(actor.state.empty() ? actor.name : actor.state, where);
  };
  if (statement.speaker) add_one(*statement.speaker);
  add(statement.via, where);
  if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact)) {
    for (const std::string& party : treaty->parties) add(party, where);
    if (treaty->clauses.force) add(*treaty->clauses.force, where);
  } else if (const auto* act = std::get_if<ActFact>(&statement.fact)) {
    add(act->by, where);
    add(act->with, where);
    add(act->whom, where);
    if (act->body) add_one(*act->body);
  } else if (const auto* event = std::get_if<EventFact>(&statement.fact)) {
    add(event->by, where);
    add(event->whom, where);
  } else if (const auto* claim = std::get_if<ClaimFact>(&statement.fact)) {
    add(claim->state, where);
  }
}

std::vector<StateCodes::Slip> StateCodes::slips() const {
  const std::vector<std::string_view>& codes = known_codes();
  std::vector<std::string_view> used;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (used_[i]) used.push_back(codes[i]);
  }
  const auto made_up = std::count_if(unknown_.begin(), unknown_.end(),
                                     [](const auto& odd) { return has_form_of_code(odd.first); });
  if (static_cast<std::size_t>(made_up) > used.size()) return {};
  std::vector<Slip> slips;
  for (const auto& [word, where] : unknown_) {
    if (!where) continue;
    if (has_form_of_code(word)) {
      const std::string_view near = closest(word, used);
      slips.push_back({word, near.empty() ? closest(word, codes) : near, *where});
    } else if (const std::string_view meant = meant_by(word, used); !meant.empty()) {
      slips.push_back({word, meant, *where});
    }
  }
  std::stable_sort(slips.begin(), slips.end(), [](const Slip& a, const Slip& b) {
    return std::pair(a.where.file, a.where.span.begin) <
           std::pair(b.where.file, b.where.span.begin);
  });
  return slips;
}

}  // namespace servanda
