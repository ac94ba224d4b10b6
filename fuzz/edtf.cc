// Dates, periods and instants from any bytes: what is read must come back from its own text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "servanda/time/edtf.h"
#include "servanda/time/instant.h"
#include "servanda/time/period.h"
#include "servanda/time/relations.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check_edtf(std::string_view text) {
  const auto date = servanda::parse_edtf(text);
  if (!date) {
    require(!date.error().message.empty());
    return;
  }
  const auto again = servanda::parse_edtf(date->text());
  require(again.ok());
  require(again->text() == date->text());
  require(again->bounds() == date->bounds());
  require(again->level() == date->level());
  require(again->uncertain() == date->uncertain());
  require(again->approximate() == date->approximate());
  const servanda::DayBounds& bounds = date->bounds();
  require(!bounds.earliest || !bounds.latest || *bounds.earliest <= *bounds.latest);
  require(servanda::compare_same(*date, *again) != servanda::Truth::no);
  require(servanda::relations(*date, *again).equal != servanda::Truth::no);
  require(servanda::refines(*date, *again));
}

void check_period(std::string_view text) {
  const auto period = servanda::parse_period(text);
  if (!period) return;
  const auto again = servanda::parse_period(servanda::to_text(*period));
  require(again.ok());
  require(*again == *period);
  const servanda::Day day = servanda::make_day(2024, 2, 29);
  require(servanda::add(day, *period).day >= day);
  require(servanda::subtract(day, *period).day <= day);
  require(servanda::last_day_for_notice(day, *period) <= day);
}

void check_instant(std::string_view text) {
  const auto instant = servanda::parse_instant(text);
  if (!instant) return;
  const auto again = servanda::parse_instant(servanda::to_text(*instant));
  require(again.ok());
  require(*again == *instant);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kLongest = 65536;
  if (size > kLongest) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_edtf(text);
  check_period(text);
  check_instant(text);
  return 0;
}
