#include "servanda/query/assume.h"

#include <fmt/format.h>

#include <vector>

#include "servanda/journal/journal.h"

namespace servanda {
namespace {

/// "USA ratify ctbt 2027-01-01" in the journal's own order; a line of the journal is taken as it
/// is.
std::string as_journal(const std::string& assumed) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : assumed + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (words.size() != 4 || parse_day(words[0]).ok() || !parse_day(words[3]).ok()) return assumed;
  return fmt::format("{} {} {} by {}", words[3], words[1], words[2], words[0]);
}

}  // namespace

Assumption add_assumption(Register& reg, const std::string& assumed) {
  const SourceText text("--assume", as_journal(assumed) + "\n");
  ParsedJournal parsed = parse_journal(text);
  Assumption result;
  result.ok = parsed.ok() && !parsed.reg.statements.empty();
  for (const Diagnostic& fault : parsed.diagnostics) result.faults += describe(fault, text);
  if (!result.ok) return result;
  for (Statement& statement : parsed.reg.statements) {
    // Known from the beginning: what if it had been so?
    statement.known = make_day(1, 1, 1);
    statement.note = "assumed";
    reg.statements.push_back(std::move(statement));
    reg.origins.emplace_back();
  }
  return result;
}

}  // namespace servanda
