// Journal text comes from strangers: reading it must not crash, and what was read must come back.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "servanda/journal/journal.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace servanda;
  if (size > 65536) return 0;
  const SourceText source("input", std::string(reinterpret_cast<const char*>(data), size));
  const ParsedJournal parsed = parse_journal(source);
  for (const Diagnostic& diagnostic : parsed.diagnostics) (void)describe(diagnostic, source);
  if (!parsed.ok()) return 0;
  const ParsedJournal again = parse_journal(SourceText("printed", format_register(parsed.reg)));
  if (!again.ok() || !(again.reg == parsed.reg)) std::abort();
  const FormattedJournal once = format_journal(source);
  const FormattedJournal twice = format_journal(SourceText("formatted", once.text));
  if (!once.ok || !twice.ok || once.text != twice.text) std::abort();
  return 0;
}
