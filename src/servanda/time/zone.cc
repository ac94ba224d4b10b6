#include "servanda/time/zone.h"

#include <fmt/format.h>
#include <unicode/timezone.h>

#include <cstdint>
#include <memory>
#include <string>

namespace servanda {

Result<std::chrono::minutes> offset_at(std::string_view zone, Day day, int minute) {
  const std::string name(zone);
  const std::unique_ptr<icu::TimeZone> place(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
  if (!place || *place == icu::TimeZone::getUnknown())
    return Error{Code::invalid_argument, fmt::format("there is no time zone \"{}\"", name)};
  constexpr double kMillisecondsPerMinute = 60000.0;
  const std::chrono::minutes local = day.time_since_epoch() + std::chrono::minutes(minute);
  std::int32_t standard = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  place->getOffset(static_cast<double>(local.count()) * kMillisecondsPerMinute, true, standard,
                   summer, status);
  if (U_FAILURE(status)) return Error{Code::internal, "the time zone cannot be computed"};
  return std::chrono::floor<std::chrono::minutes>(std::chrono::milliseconds(standard + summer));
}

}  // namespace servanda
