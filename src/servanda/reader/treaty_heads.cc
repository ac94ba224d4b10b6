#include "servanda/reader/treaty_heads.h"

#include <optional>

#include "servanda/base/table.h"
#include "servanda/reader/tables.h"

namespace servanda {

const std::unordered_map<std::string, HeadForm>& treaty_heads() {
  static const auto* table = [] {
    auto* made = new std::unordered_map<std::string, HeadForm>();
    for (const Row& row : table_rows(tables::forms_tsv)) {
      (*made)[std::string(row.field(0))] = {std::string(row.field(1)), std::string(row.field(2))};
    }
    return made;
  }();
  return *table;
}

const std::unordered_set<std::string>& not_treaties() {
  static const auto* table = [] {
    auto* made = new std::unordered_set<std::string>();
    for (const Row& row : table_rows(tables::not_treaties_tsv)) made->emplace(row.field(0));
    return made;
  }();
  return *table;
}

const std::unordered_map<std::string, std::vector<ShortName>>& short_names() {
  static const auto* table = [] {
    auto* made = new std::unordered_map<std::string, std::vector<ShortName>>();
    const auto put = [&](std::string_view name, std::string_view form) {
      ShortName one;
      for (const Token& token : tokenize(name, 0)) one.words.push_back(token.lower);
      one.form = form;
      const std::string first = one.words.front();
      (*made)[first].push_back(std::move(one));
    };
    for (const Row& row : table_rows(tables::short_names_tsv)) {
      put(row.field(0), row.field(1));
      for (std::string_view other : row.parts(2)) put(other, row.field(1));
    }
    return made;
  }();
  return *table;
}

std::string party_of(const NameEntry& entry) {
  switch (entry.kind) {
    case NameKind::state:
    case NameKind::adjective:
    case NameKind::capital:
    case NameKind::seat:
    case NameKind::organisation:
      return entry.code;
    case NameKind::entity:
    case NameKind::entity_adjective:
      return entry.name;
    default:
      return {};
  }
}

bool is_party(const std::vector<Token>& tokens, std::size_t at) {
  const std::optional<NameMatch> match = gazetteer().match(tokens, at);
  return match && !party_of(*match->entry).empty();
}

}  // namespace servanda
