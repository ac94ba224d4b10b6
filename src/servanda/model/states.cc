#include "servanda/model/states.h"

#include <algorithm>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/model/tables.h"

namespace servanda {
namespace {

struct Entry {
  std::optional<Day> from = {};
  std::optional<Day> to = {};
  std::vector<std::string_view> follows = {};
  std::string_view how = {};
};

const std::unordered_map<std::string_view, Entry>& entries() {
  static const auto* table = [] {
    auto* made = new std::unordered_map<std::string_view, Entry>();
    for (const Row& row : table_rows(tables::states_tsv)) {
      Entry entry;
      if (const auto from = parse_day(row.field(1))) entry.from = *from;
      if (const auto to = parse_day(row.field(2))) entry.to = *to;
      entry.follows = row.parts(3);
      entry.how = row.field(4);
      made->emplace(row.field(0), std::move(entry));
    }
    return made;
  }();
  return *table;
}

const Entry* find(std::string_view code) {
  const auto found = entries().find(code);
  return found == entries().end() ? nullptr : &found->second;
}

/// Turns "who continues whom" round: the one that is continued leads to its continuator.
const std::unordered_map<std::string_view, std::string_view>& continuators() {
  static const auto* table = [] {
    auto* made = new std::unordered_map<std::string_view, std::string_view>();
    for (const auto& [code, entry] : entries()) {
      if (entry.how != "continues") continue;
      for (const std::string_view predecessor : entry.follows) made->emplace(predecessor, code);
    }
    return made;
  }();
  return *table;
}

}  // namespace

const std::vector<std::string_view>& known_codes() {
  static const auto* codes = [] {
    auto* made = new std::vector<std::string_view>();
    for (const Row& row : table_rows(tables::codes_tsv)) {
      const auto of_row = row.parts(1);
      made->insert(made->end(), of_row.begin(), of_row.end());
    }
    std::sort(made->begin(), made->end());
    return made;
  }();
  return *codes;
}

bool is_known_code(std::string_view word) {
  return std::binary_search(known_codes().begin(), known_codes().end(), word);
}

std::string_view person_of(std::string_view code) {
  const auto found = continuators().find(code);
  return found == continuators().end() ? code : found->second;
}

std::optional<Succession> succession_of(std::string_view code) {
  const Entry* entry = find(code);
  if (entry == nullptr || !entry->from || entry->follows.empty() || entry->how == "continues" ||
      entry->how == "unification") {
    return std::nullopt;
  }
  return Succession{*entry->from, entry->follows, entry->how == "dissolution"};
}

std::optional<Day> extinct_from(std::string_view code) {
  const Entry* entry = find(code);
  return entry == nullptr ? std::nullopt : entry->to;
}

bool existed(std::string_view code, Day day) {
  const Entry* entry = find(code);
  if (entry == nullptr) return true;
  return (!entry->from || *entry->from <= day) && (!entry->to || day < *entry->to);
}

}  // namespace servanda
