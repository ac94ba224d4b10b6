// Treaty texts come from strangers: reading one must not crash, every quote and article lies within
// the text, and its Akoma Ntoso can be read back.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/base/utf8.h"
#include "servanda/reader/akoma_ntoso.h"
#include "servanda/reader/document.h"
#include "servanda/reader/treaty_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace servanda;
  if (size > 65536) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Result<TreatyReading> reading = read_treaty_text(text);
  if (!reading) return 0;
  for (const ClauseQuote& quote : reading->quotes) {
    if (quote.bytes.begin > quote.bytes.end || quote.bytes.end > text.size()) std::abort();
  }
  for (const TextArticle& article : reading->articles) {
    if (article.span.begin > article.span.end || article.span.end > text.size()) std::abort();
  }
  if (!text_of_xml(to_akoma_ntoso(*reading, text))) std::abort();
  return 0;
}
