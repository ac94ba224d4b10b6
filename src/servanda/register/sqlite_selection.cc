#include "servanda/register/sqlite_selection.h"

#include <fmt/format.h>

#include <vector>

#include "servanda/journal/journal.h"
#include "servanda/model/json.h"
#include "servanda/register/mentions.h"
#include "servanda/register/schema.h"

namespace servanda {

Error damaged(const std::string& path, const std::string& where) {
  return {Code::corrupt, fmt::format("{} is damaged: {} is not what was written", path, where),
          "restore it from a copy, or from its journal (`servanda export journal`)"};
}

Status SqliteSelection::add_treaty(const std::string& id) {
  SERVANDA_ASSIGN_OR_RETURN(const std::int64_t name, number_of(id));
  if (name == 0) return Done{};
  SERVANDA_ASSIGN_OR_RETURN(Query others,
                            database_.prepare("SELECT other FROM link WHERE one = ?"));
  std::vector<std::int64_t> waiting{name};
  while (!waiting.empty()) {
    const std::int64_t next = waiting.back();
    waiting.pop_back();
    if (!treaties_.insert(next).second) continue;
    SERVANDA_RETURN_IF_ERROR(add_entries("treaty = ?", next));
    others.bind(1, next);
    while (true) {
      SERVANDA_ASSIGN_OR_RETURN(const bool row, others.next());
      if (!row) break;
      waiting.push_back(others.number(0));
    }
  }
  return Done{};
}

Status SqliteSelection::add_source(const std::string& id) {
  SERVANDA_ASSIGN_OR_RETURN(const std::int64_t name, number_of(id));
  return name == 0 ? Status(Done{}) : add_source(name);
}

Status SqliteSelection::add_statement(const std::string& id) {
  return add_entries("id = ?", number_of_id(id));
}

Status SqliteSelection::add_decisions() {
  return add_entries("kind = ?", static_cast<std::int64_t>(BlockKind::decision));
}

Result<std::string> SqliteSelection::text() {
  SERVANDA_RETURN_IF_ERROR(add_entries("kind = ?", static_cast<std::int64_t>(BlockKind::general)));
  std::string text;
  std::set<std::int64_t> looked_at;
  // Decisions bring statements in, and these more decisions, until nothing is new.
  while (looked_at.size() < entries_.size()) {
    const std::set<std::int64_t> now = entries_;
    for (const std::int64_t entry : now) {
      if (looked_at.insert(entry).second) SERVANDA_RETURN_IF_ERROR(follow(entry));
    }
  }
  SERVANDA_ASSIGN_OR_RETURN(Query query,
                            database_.prepare("SELECT text FROM entry WHERE number = ?"));
  for (const std::int64_t entry : entries_) {
    query.bind(1, entry);
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    if (!row) return damaged(database_.path(), "an index");
    if (!text.empty()) text += '\n';
    text += query.text(0);
    query.reset();
  }
  return text;
}

Result<std::int64_t> SqliteSelection::number_of(const std::string& name) {
  SERVANDA_ASSIGN_OR_RETURN(Query query,
                            database_.prepare("SELECT number FROM name WHERE text = ?"));
  query.bind(1, name);
  SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
  return row ? query.number(0) : std::int64_t{0};
}

Status SqliteSelection::add_entries(std::string_view condition, std::int64_t value) {
  SERVANDA_ASSIGN_OR_RETURN(
      Query query, database_.prepare(fmt::format(
                       "SELECT entry.number FROM entry JOIN file ON file.number = entry.file "
                       "WHERE entry.{} AND file.batch IS NOT NULL",
                       condition)));
  query.bind(1, value);
  while (true) {
    SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
    if (!row) return Done{};
    entries_.insert(query.number(0));
  }
}

Status SqliteSelection::add_source(std::int64_t name) {
  if (!sources_.insert(name).second) return Done{};
  return add_entries("source = ? AND (kind = 2 OR (kind = 1 AND treaty IS NULL))", name);
}

Status SqliteSelection::follow(std::int64_t entry) {
  SERVANDA_ASSIGN_OR_RETURN(
      Query query,
      database_.prepare("SELECT kind, id, source, text, treaty FROM entry WHERE number = ?"));
  query.bind(1, entry);
  SERVANDA_ASSIGN_OR_RETURN(const bool row, query.next());
  if (!row) return damaged(database_.path(), "an index");
  const auto kind = static_cast<BlockKind>(query.number(0));
  if (kind == BlockKind::general) {
    const ParsedJournal parsed = parse_journal(SourceText("", std::string(query.text(3))));
    for (const GroupTable& group : parsed.reg.groups) {
      for (const Citation& citation : group.from)
        SERVANDA_RETURN_IF_ERROR(add_source(citation.source));
    }
    return Done{};
  }
  if (kind != BlockKind::statement && kind != BlockKind::decision) return Done{};
  const std::int64_t id = query.number(1);
  // Decisions and statements bear the same id: both come with either.
  SERVANDA_RETURN_IF_ERROR(add_entries("id = ?", id));
  const ParsedJournal parsed = parse_journal(SourceText("", std::string(query.text(3))));
  if (kind == BlockKind::decision) {
    for (const Decision& decision : parsed.reg.decisions) {
      if (!decision.by_statement.empty())
        SERVANDA_RETURN_IF_ERROR(add_statement(decision.by_statement));
    }
    return Done{};
  }
  for (const Statement& statement : parsed.reg.statements) {
    if (number_of_id(statement_id(statement)) != id)
      return damaged(database_.path(), "statement " + id_of_number(id));
    for (const Citation& citation : statement.from)
      SERVANDA_RETURN_IF_ERROR(add_source(citation.source));
    // One that was drawn in by its source or a decision needs its treaty to be declared.
    for (const std::string& treaty : mentioned_treaties(statement)) {
      SERVANDA_ASSIGN_OR_RETURN(const std::int64_t name, number_of(treaty));
      if (name != 0 && treaties_.count(name) == 0) SERVANDA_RETURN_IF_ERROR(add_treaty(treaty));
    }
  }
  return Done{};
}

}  // namespace servanda
