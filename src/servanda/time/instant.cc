#include "servanda/time/instant.h"

#include <fmt/format.h>

#include "servanda/time/civil.h"
#include "servanda/time/scanner.h"

namespace servanda {

namespace {

// Midnight comes first where clocks stand at +14:00 and last where they stand at -12:00.
constexpr std::chrono::hours kEasternmost{14};
constexpr std::chrono::hours kWesternmost{12};

constexpr const char* kForm = "write an instant as 2023-11-07T00:00+03:00";

}  // namespace

Day Instant::local_day() const {
  return std::chrono::floor<std::chrono::days>(utc + offset);
}

Result<Instant> parse_instant(std::string_view text) {
  Scanner scanner(text);
  SERVANDA_ASSIGN_OR_RETURN(const Day day, scan_day(scanner));
  if (!scanner.take('T')) return scanner.fail("an instant has a 'T' and a time", kForm);
  SERVANDA_ASSIGN_OR_RETURN(const int clock, scan_clock(scanner));
  if (scanner.take(':')) {
    const std::size_t place = scanner.at();
    const auto second = scanner.number(2);
    if (!second) return scanner.fail("a second has two digits", kForm);
    if (*second > 59) {
      return Scanner::fail_at(place, fmt::format("second {} does not exist", *second));
    }
  }
  if (scanner.done()) {
    return scanner.fail("an instant needs a zone",
                        "add the offset of the place, such as +03:00, or Z for universal time");
  }
  SERVANDA_ASSIGN_OR_RETURN(const int shift, scan_shift(scanner));
  if (!scanner.done()) return scanner.unexpected("after the zone");
  const std::chrono::minutes offset{shift};
  return Instant{day + std::chrono::minutes{clock} - offset, offset};
}

std::string to_text(const Instant& instant) {
  const auto local = instant.utc + instant.offset;
  const Day day = instant.local_day();
  const auto minutes = (local - day).count();
  return fmt::format("{}T{:02}:{:02}{}", to_text(day), minutes / 60, minutes % 60,
                     shift_text(static_cast<int>(instant.offset.count())));
}

Result<Moment> parse_moment(std::string_view text) {
  // No EDTF date contains a 'T' but the one with a time of day, and a time of day is an instant.
  if (text.find('T') != std::string_view::npos) {
    SERVANDA_ASSIGN_OR_RETURN(Instant instant, parse_instant(text));
    return Moment{instant};
  }
  SERVANDA_ASSIGN_OR_RETURN(Edtf date, parse_edtf(text));
  return Moment{std::move(date)};
}

std::string to_text(const Moment& moment) {
  if (const auto* instant = std::get_if<Instant>(&moment)) return to_text(*instant);
  return std::get<Edtf>(moment).text();
}

Truth reached(Day boundary, const Instant& instant) {
  if (instant.utc < boundary - kEasternmost) return Truth::no;
  if (instant.utc >= boundary + kWesternmost) return Truth::yes;
  return Truth::possibly;
}

}  // namespace servanda
