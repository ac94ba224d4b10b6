// Strangers' addresses: taken apart or refused, and what is encoded again says the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "servanda/base/utf8.h"
#include "servanda/http/gzip.h"
#include "servanda/http/routes.h"
#include "servanda/http/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(servanda::accepts_gzip(bytes));
  const servanda::Result<servanda::Target> target = servanda::parse_target(bytes);
  if (!target) return 0;
  std::string again = "";
  for (const std::string& segment : target->segments) {
    if (servanda::find_invalid_utf8(segment)) std::abort();
    again += "/" + servanda::percent_encoded(segment);
  }
  if (again.empty()) again = "/";
  char separator = '?';
  for (const auto& [name, value] : target->query) {
    if (servanda::find_invalid_utf8(name) || servanda::find_invalid_utf8(value)) std::abort();
    again += separator + servanda::percent_encoded(name) + "=" + servanda::percent_encoded(value);
    separator = '&';
  }
  const servanda::Result<servanda::Target> second = servanda::parse_target(again);
  if (!second || second->query != target->query) std::abort();
  if (second->segments != target->segments) std::abort();
  if (const auto match = servanda::find_route("GET", target->segments)) {
    static_cast<void>(servanda::check_parameters(*match->route, *target));
  }
  return 0;
}
