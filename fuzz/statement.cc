// Statements come from strangers: reading one must not crash, and what was read must be written and
// read again as the same statement.
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "servanda/model/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace servanda;
  const Result<Json> json = parse_json({reinterpret_cast<const char*>(data), size});
  if (!json) return 0;
  if (const Result<Statement> statement = statement_from_json(*json)) {
    const Result<Statement> again = statement_from_json(to_json(*statement));
    if (!again || !(*again == *statement)) std::abort();
    const Result<Json> printed = parse_json(print_json(to_json(*statement)));
    if (!printed || *printed != to_json(*statement)) std::abort();
  }
  if (const Result<TreatyFact> treaty = clauses_from_json(*json)) {
    const Result<TreatyFact> again = clauses_from_json(clauses_to_json(*treaty));
    if (!again || !(*again == *treaty)) std::abort();
  }
  return 0;
}
