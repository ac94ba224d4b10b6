// Files of many formats come from strangers: HTML, XML and DOCX must not crash, and what they give
// is UTF-8. PDF goes to another program and is not fuzzed here.

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
  if (document && find_invalid_utf8(document->text)) std::abort();
  return 0;
}
