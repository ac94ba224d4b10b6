// Tables of other people: any bytes become statements that a journal can hold, or faults with their
// rows. The first byte chooses the kind.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "servanda/exchange/import.h"
#include "servanda/journal/journal.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  servanda::ImportOptions options;
  options.kind = static_cast<servanda::ImportKind>(data[0] % 6);
  options.treaty = "t";
  servanda::ImportInput input;
  input.path = "table";
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  // A bundle is two files: cut in the middle.
  if (options.kind == servanda::ImportKind::bundle) {
    input.bytes = text.substr(0, text.size() / 2);
    input.acts = text.substr(text.size() / 2);
  } else {
    input.bytes = text;
  }
  const servanda::Source source = servanda::source_of_import(input, options, "0123456789abcdef");
  servanda::Register all;
  const auto sink = [&](servanda::Register&& piece) -> servanda::Status {
    for (auto& one : piece.sources) all.sources.push_back(std::move(one));
    for (auto& one : piece.statements) all.statements.push_back(std::move(one));
    return servanda::Done{};
  };
  const auto report = servanda::run_import(input, options, source, sink);
  if (!report) return 0;
  if (report->statements != all.statements.size()) std::abort();
  const servanda::SourceText journal("", servanda::format_register(all));
  const servanda::ParsedJournal parsed = servanda::parse_journal(journal);
  if (!parsed.ok() || parsed.reg.statements != all.statements) std::abort();
  return 0;
}
