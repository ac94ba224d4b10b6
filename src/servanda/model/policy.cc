#include "servanda/model/policy.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "servanda/base/table.h"
#include "servanda/model/tables.h"

namespace servanda {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

}  // namespace

const std::vector<SourcePolicy>& written_policies() {
  static const auto* policies = [] {
    auto* made = new std::vector<SourcePolicy>();
    for (const Row& row : table_rows(tables::policies_tsv)) {
      SourcePolicy policy{std::string(row.field(0)), {}};
      if (const auto rank = parse_policy_order(row.field(1))) {
        policy.rank = *rank;
        made->push_back(std::move(policy));
      }
    }
    return made;
  }();
  return *policies;
}

const SourcePolicy* find_policy(std::string_view name) {
  const auto& all = written_policies();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& policy) { return policy.name == name; });
  return found == all.end() ? nullptr : &*found;
}

Result<std::array<int, 7>> parse_policy_order(std::string_view order) {
  std::array<int, 7> rank{};
  rank.fill(-1);
  int level = 0;
  std::size_t weighed = 0;
  while (!order.empty()) {
    const std::size_t end = std::min(order.find_first_of(">="), order.size());
    const std::string_view word = trimmed(order.substr(0, end));
    const std::optional<Authority> authority = find_authority(word);
    if (!authority) {
      return Error{Code::parse, fmt::format("\"{}\" is no kind of source", word),
                   fmt::format("one of {}", fmt::join(authority_words(), ", "))};
    }
    int& mine = rank[static_cast<std::size_t>(*authority)];
    if (mine >= 0) return Error{Code::parse, fmt::format("\"{}\" is weighed twice", word)};
    mine = level;
    ++weighed;
    if (end == order.size()) break;
    if (order[end] == '>') ++level;
    order.remove_prefix(end + 1);
    if (trimmed(order).empty())
      return Error{Code::parse, "a kind of source is expected at the end"};
  }
  if (weighed < rank.size()) {
    return Error{Code::parse,
                 fmt::format("it weighs {} kinds of sources of {}", weighed, rank.size()),
                 fmt::format("all of {}", fmt::join(authority_words(), ", "))};
  }
  return rank;
}

std::string policy_order(const SourcePolicy& policy) {
  std::string text;
  int last = 0;
  for (int level = 0; level < static_cast<int>(policy.rank.size()); ++level) {
    for (const std::string_view word : authority_words()) {
      if (policy.of(*find_authority(word)) != level) continue;
      if (!text.empty()) text += level == last ? " = " : " > ";
      text += word;
      last = level;
    }
  }
  return text;
}

Result<SourcePolicy> parse_policy(std::string_view text) {
  SourcePolicy policy;
  policy.name.clear();
  bool ordered = false;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    line = trimmed(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    const std::size_t space = std::min(line.find_first_of(" \t"), line.size());
    const std::string_view key = line.substr(0, space);
    const std::string_view rest = trimmed(line.substr(space));
    if (key == "policy" && !rest.empty()) {
      policy.name = rest;
    } else if (key == "order") {
      Result<std::array<int, 7>> rank = parse_policy_order(rest);
      if (!rank) {
        return Error{rank.error().code, fmt::format("line {}: {}", number, rank.error().message),
                     rank.error().advice};
      }
      policy.rank = *rank;
      ordered = true;
    } else {
      return Error{Code::parse, fmt::format("line {}: \"{}\" is not known here", number, key),
                   "a policy has the lines \"policy NAME\" and \"order text > depositary > …\""};
    }
  }
  if (policy.name.empty() || !ordered) {
    return Error{Code::parse, "the policy has no name or no order",
                 "a policy has the lines \"policy NAME\" and \"order text > depositary > …\""};
  }
  for (const SourcePolicy& written : written_policies()) {
    if ((written.name == policy.name) != (written.rank == policy.rank)) {
      return Error{Code::conflict,
                   fmt::format("\"{}\" and the order of the written policy \"{}\" part",
                               policy.name, written.name),
                   "a written policy is chosen by its name; give another order another name"};
    }
  }
  return policy;
}

}  // namespace servanda
