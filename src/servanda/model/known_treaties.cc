#include "servanda/model/known_treaties.h"

#include <cctype>
#include <string>
#include <unordered_map>

#include "servanda/base/table.h"
#include "servanda/model/tables.h"

namespace servanda {
namespace {

/// Lower case, words of letters and digits with one space between, no leading "the".
std::string plain(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80) {
      text += static_cast<char>(std::tolower(byte));
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  if (!text.empty() && text.back() == ' ') text.pop_back();
  if (text.starts_with("the ")) text.erase(0, 4);
  return text;
}

}  // namespace

std::optional<Day> entry_into_force_of(std::string_view name) {
  static const auto* days = [] {
    auto* made = new std::unordered_map<std::string, Day>();
    for (const Row& row : table_rows(tables::treaties_tsv)) {
      const Result<Day> day = parse_day(row.field(1));
      if (!day) continue;
      for (const std::string_view one : row.parts(0)) made->emplace(plain(one), *day);
    }
    return made;
  }();
  const auto found = days->find(plain(name));
  if (found == days->end()) return std::nullopt;
  return found->second;
}

}  // namespace servanda
