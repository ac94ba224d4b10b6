// What can only be seen when all entries are there: names, doubles, contradictions. Inside the
// room; the same rules serve a register and the index of a large one.
#ifndef SERVANDA_JOURNAL_REFERENCES_H_
#define SERVANDA_JOURNAL_REFERENCES_H_

#include <functional>
#include <string_view>
#include <vector>

#include "servanda/journal/journal.h"

namespace servanda {

/// What is to be looked at, and the names that are declared somewhere.
struct ReferenceInput {
  struct Entry {
    const Statement* statement = nullptr;  ///< null: read when it is its turn, and let go
    Origin origin = {};
  };
  std::vector<Entry> statements = {};  ///< in the order of the register
  std::vector<const Source*> sources = {};
  const std::vector<Incomplete>* incomplete = nullptr;
  const std::vector<GroupTable>* groups = nullptr;
  const std::vector<Assertion>* assertions = nullptr;
  const FaultyNames* faulty = nullptr;
  std::vector<std::string_view> treaty_names = {};
  std::vector<std::string_view> source_names = {};
  /// Codes that stand in entries which are not among `statements`.
  std::vector<std::string_view> state_names = {};
  std::vector<const SourceText*> files = {};
  std::function<Statement(const Origin&)> read = {};  ///< for entries without their statement
};

/// At most kMostDiagnostics; where there are more faults the last of them counts the rest.
std::vector<FileDiagnostic> check_references(const ReferenceInput& input);

/// Acts that a state does once, so that two days for one of them are a contradiction.
bool is_done_once(ActType type);

}  // namespace servanda

#endif  // SERVANDA_JOURNAL_REFERENCES_H_
