// Entries of an SQLite register that bear on something, as one text. Inside the room: see
// Keeper::load_about.
//
//   SqliteSelection selection(database);
//   selection.add_treaty("ru-ir-2025");      // and every treaty connected with it
//   selection.text();                        // with sources, decisions, what bears on every answer
#ifndef SERVANDA_REGISTER_SQLITE_SELECTION_H_
#define SERVANDA_REGISTER_SQLITE_SELECTION_H_

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "servanda/register/sqlite.h"

namespace servanda {

/// What is asked for adds to it; names that the register does not know add nothing.
class SqliteSelection {
 public:
  explicit SqliteSelection(Database& database) : database_(database) {}

  /// The treaty, and every one connected with it.
  Status add_treaty(const std::string& id);
  Status add_source(const std::string& id);
  Status add_statement(const std::string& id);
  /// Every decision, and what was decided about.
  Status add_decisions();

  /// Decisions about what was chosen, what stands in its place, the sources of all that, and what
  /// bears on every answer; then the text in the order of entry.
  Result<std::string> text();

 private:
  Result<std::int64_t> number_of(const std::string& name);
  Status add_entries(std::string_view condition, std::int64_t value);
  /// A source, and what it tells beside treaties (events, remarks).
  Status add_source(std::int64_t name);
  Status follow(std::int64_t entry);

  Database& database_;
  std::set<std::int64_t> entries_;
  std::set<std::int64_t> treaties_;
  std::set<std::int64_t> sources_;
};

/// A register whose parts do not agree with each other; `where` is what was looked at.
Error damaged(const std::string& path, const std::string& where);

}  // namespace servanda

#endif  // SERVANDA_REGISTER_SQLITE_SELECTION_H_
