// Feeds and mailboxes: any bytes give items of well-formed text, or are refused.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/base/utf8.h"
#include "servanda/exchange/feed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (auto items = servanda::read_feed(bytes)) {
    for (const servanda::FeedItem& item : *items) {
      if (servanda::find_invalid_utf8(item.text)) std::abort();
    }
  }
  if (auto items = servanda::read_mailbox(bytes)) {
    if (items->empty()) std::abort();
  }
  const std::string text = servanda::text_of_markup(bytes);
  if (text.size() > 2 * bytes.size() + 16) std::abort();
  return 0;
}
