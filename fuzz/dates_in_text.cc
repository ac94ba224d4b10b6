// The door for dates in running text: any bytes, any language, any document's day.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/language/dates_in_text.h"

using namespace servanda;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  DatesOptions options;
  options.language = static_cast<Language>(data[0] % 4);
  options.phrase_alone = (data[1] & 1U) != 0;
  if ((data[1] & 2U) != 0)
    options.sense = (data[1] & 4U) != 0 ? DateSense::future : DateSense::past;
  if ((data[1] & 8U) != 0) {
    options.document =
        make_day(-9999, 1, 1) + std::chrono::days((data[1] >> 4U) * 470'000 + data[2] * 900);
  }
  const std::string_view text(reinterpret_cast<const char*>(data) + 3, size - 3);
  std::size_t last = 0;
  for (const DateInText& found : find_dates(text, options)) {
    // In order, within the text, and every date one that reads back.
    if (found.span.begin < last || found.span.end <= found.span.begin ||
        found.span.end > text.size()) {
      std::abort();
    }
    last = found.span.end;
    if (found.period && found.date) std::abort();
    for (const auto& date : {found.date, found.extent, found.other}) {
      if (date && !parse_edtf(date->text()).ok()) std::abort();
    }
  }
  return 0;
}
