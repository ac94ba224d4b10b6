#include "servanda/reader/confidence.h"

#include <fmt/format.h>

#include <charconv>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/model/words.h"
#include "servanda/reader/tables.h"

namespace servanda {
namespace {

struct Counted {
  double right = 0;
  double all = 0;
};

double number_of(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

const std::unordered_map<std::string, Counted>& counted() {
  static const auto* table = [] {
    auto* made = new std::unordered_map<std::string, Counted>();
    for (const Row& row : table_rows(tables::confidence_tsv))
      (*made)[std::string(row.field(0))] = {number_of(row.field(1)), number_of(row.field(2))};
    return made;
  }();
  return *table;
}

}  // namespace

std::vector<std::string> confidence_groups(const Statement& statement, const Grounds& grounds) {
  std::vector<std::string> groups{"all"};
  std::string group(kind_of(statement.fact));
  groups.push_back(group);
  group += "/" + (grounds.frame.empty() ? "-" : grounds.frame);
  groups.push_back(group);
  if (const auto* act = std::get_if<ActFact>(&statement.fact)) {
    group += act->by.empty() ? "/nobody" : "/by";
    groups.push_back(group);
  } else if (const auto* treaty = std::get_if<TreatyFact>(&statement.fact)) {
    group += treaty->parties.empty() ? "/no-parties" : "/parties";
    groups.push_back(group);
  }
  group += statement.stance == Stance::asserted ? "/asserted" : "/other";
  groups.push_back(group);
  return groups;
}

double confidence_of(const Statement& statement, const Grounds& grounds) {
  // As many imagined statements of the wider group as it takes to doubt a small count.
  constexpr double kWeight = 6;
  double share = 0.5;
  for (const std::string& group : confidence_groups(statement, grounds)) {
    const auto found = counted().find(group);
    if (found == counted().end()) continue;
    share = (found->second.right + kWeight * share) / (found->second.all + kWeight);
  }
  return share;
}

std::string describe_grounds(const Grounds& grounds) {
  std::string text;
  if (grounds.confidence) text = fmt::format("{:.2f}", *grounds.confidence);
  if (!grounds.frame.empty()) text += (text.empty() ? "" : ", ") + grounds.frame;
  if (!grounds.trigger.empty()) text += fmt::format(" on \"{}\"", grounds.trigger);
  for (std::size_t i = 0; i < grounds.cues.size(); ++i)
    text += (i == 0 ? ", cues: " : " ") + grounds.cues[i];
  return text;
}

}  // namespace servanda
