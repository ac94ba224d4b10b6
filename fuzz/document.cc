// Files of many formats come from strangers: HTML, XML and DOCX must not crash, and what they give
// is UTF-8, with places that lie in the file. PDF goes to another program and is not fuzzed here.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/base/utf8.h"
#include "servanda/reader/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace servanda;
  if (size > 65536) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (format_of(bytes) == DocumentFormat::pdf) return 0;
  const Result<DocumentText> document = read_document(bytes);
  if (!document) return 0;
  if (find_invalid_utf8(document->text)) std::abort();
  // Every place lies within the file and moves on with the text.
  std::size_t before = 0;
  for (std::size_t at = 0; at + 1 < document->text.size(); at += 1 + at / 64) {
    const std::optional<Span> place = document->source({at, at + 1});
    if (!place) break;
    if (place->begin > place->end || place->begin < before) std::abort();
    if (document->part.empty() && place->end > bytes.size()) std::abort();
    before = place->begin;
  }
  return 0;
}
