// Documents come from strangers: decoding and reading one must not crash, and every quote must be
// the words that stand at its place.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/base/utf8.h"
#include "servanda/language/decode.h"
#include "servanda/reader/provenance.h"
#include "servanda/reader/reader.h"

namespace {

void check(const servanda::Reading& reading, std::string_view text) {
  for (const servanda::Statement& statement : reading.statements) {
    if (statement.from.empty() || !statement.from.front().bytes) std::abort();
    const servanda::Span bytes = *statement.from.front().bytes;
    if (bytes.begin > bytes.end || bytes.end > text.size()) std::abort();
    if (bytes.of(text) != statement.from.front().words) std::abort();
    if (servanda::find_invalid_utf8(bytes.of(text))) std::abort();
  }
  if (reading.grounds.size() != reading.statements.size()) std::abort();
  for (const servanda::Mention& mention : reading.mentions) {
    if (mention.bytes.end > text.size()) std::abort();
    if (servanda::find_invalid_utf8(mention.bytes.of(text))) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace servanda;
  if (size > 65536) return 0;
  const Result<DecodedText> decoded = decode({reinterpret_cast<const char*>(data), size});
  if (!decoded) return 0;
  ReadOptions options;
  options.doc = "input";
  options.published = make_day(2025, 3, 26);
  if (const Result<Reading> reading = read_dispatch(decoded->utf8, options))
    check(*reading, decoded->utf8);
  if (const Result<Reading> reading = read_headline(decoded->utf8, options))
    check(*reading, decoded->utf8);
  for (const char* language : {"ru", "fr"}) {
    options.language = language;
    if (const Result<Reading> reading = read_dispatch(decoded->utf8, options))
      check(*reading, decoded->utf8);
  }
  (void)provenance_of("input.txt", decoded->utf8);
  return 0;
}
