#include "servanda/exchange/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "servanda/model/json.h"
#include "servanda/proof/proof.h"
#include "servanda/register/files.h"

namespace servanda {
namespace {

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

/// The words of docs/clauses.md for acts that a table has words of its own for.
std::string word_of(const ActFact& act) {
  if (act.type == ActType::notify && act.of == ActType::withdraw) return "withdraw";
  if (act.type == ActType::withdraw && act.undo == ActType::withdraw) return "revoke-withdrawal";
  if (act.type == ActType::withdraw && act.undo == ActType::sign) return "unsign";
  if (act.type == ActType::withdraw && act.undo) return "revoke";
  if (act.of || act.undo) return {};
  if (act.type == ActType::withdraw) return {};  // without a notice: no row says so
  return std::string(to_text(act.type));
}

/// Calls `take` with treaty and row ("state,act,date,known") of each asserted act of each state.
template <typename Take>
void for_rows(const Register& reg, Day known, Take take) {
  for (const Statement& statement : reg.statements) {
    const auto* act = std::get_if<ActFact>(&statement.fact);
    if (act == nullptr || statement.stance != Stance::asserted || statement.speaker) continue;
    if (!is_known(reg, statement, known)) continue;
    const std::string word = word_of(*act);
    if (word.empty()) continue;
    std::string day;
    if (const auto from = known_from(reg, statement)) day = to_text(*from);
    std::vector<Actor> actors = act->by;
    if (act->type == ActType::exchange)
      actors.insert(actors.end(), act->with.begin(), act->with.end());
    for (const Actor& actor : actors) {
      const std::string& who = actor.state.empty() ? actor.org : actor.state;
      if (who.empty()) continue;
      const std::string on = act->on ? act->on->text() : "";
      take(act->treaty, fmt::format("{},{},{},{}\n", cell(who), word, cell(on), day));
    }
  }
}

}  // namespace

std::string export_jsonl(const Register& reg, Day known) {
  std::set<std::string> cited;
  std::string lines;
  for (const Statement& statement : reg.statements) {
    if (!is_known(reg, statement, known)) continue;
    for (const Citation& citation : statement.from) cited.insert(citation.source);
    lines += print_json(to_json(statement)) + "\n";
  }
  std::string sources;
  for (const Source& source : reg.sources) {
    if (cited.count(source.id) == 0) continue;
    Json line;
    line["source"] = to_json(source);
    sources += print_json(line) + "\n";
  }
  return sources + lines;
}

std::string export_acts(const Register& reg, Day known) {
  std::string table = "treaty,state,act,date,known\n";
  for_rows(reg, known, [&](const std::string& treaty, const std::string& row) {
    table += cell(treaty) + "," + row;
  });
  return table;
}

Status export_bundle(const Register& reg, Day known, const std::string& folder) {
  std::map<std::string, TreatyFact> treaties;
  for (const Statement& statement : reg.statements) {
    const auto* fact = std::get_if<TreatyFact>(&statement.fact);
    if (fact == nullptr || statement.stance != Stance::asserted || statement.speaker) continue;
    if (!is_known(reg, statement, known)) continue;
    // The statement that says most of the clauses stands for the treaty.
    const auto [place, added] = treaties.emplace(fact->id, *fact);
    if (!added && !place->second.clauses.force && fact->clauses.force) place->second = *fact;
  }
  std::map<std::string, std::string> acts;
  for_rows(reg, known,
           [&](const std::string& treaty, const std::string& row) { acts[treaty] += row; });
  for (const auto& [id, treaty] : treaties) {
    const bool plain = std::all_of(id.begin(), id.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '-' || c == '_' || c == '.';
    });
    if (!plain || id.empty() || id.front() == '.') {
      return Error{Code::invalid_argument, fmt::format("the id \"{}\" is no name for a file", id)};
    }
    const std::filesystem::path root(folder);
    SERVANDA_RETURN_IF_ERROR(create_file((root / "clauses" / (id + ".json")).string(),
                                         print_json(clauses_to_json(treaty), 2) + "\n"));
    SERVANDA_RETURN_IF_ERROR(
        create_file((root / "acts" / (id + ".csv")).string(), "state,act,date,known\n" + acts[id]));
  }
  return Done{};
}

}  // namespace servanda
