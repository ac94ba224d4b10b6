#include "servanda/time/when.h"

#include <algorithm>
#include <variant>

namespace servanda {

std::optional<When> when_of(const Edtf& date) {
  const DayBounds& bounds = date.bounds();
  if (!bounds.earliest || !bounds.latest) return std::nullopt;
  return When(*bounds.earliest, *bounds.latest);
}

std::optional<When> when_of(const Moment& moment) {
  if (const auto* date = std::get_if<Edtf>(&moment)) return when_of(*date);
  const Instant& instant = std::get<Instant>(moment);
  return When(instant.local_day(), instant.local_day(), instant);
}

std::string to_text(const When& when) {
  if (when.instant) return to_text(*when.instant);
  if (when.exact()) return to_text(when.earliest);
  return to_text(when.earliest) + "/" + to_text(when.latest);
}

Truth reached(const When& when, const Moment& moment) {
  if (const auto* instant = std::get_if<Instant>(&moment)) {
    if (when.instant) return when.instant->utc <= instant->utc ? Truth::yes : Truth::no;
    const Truth last = reached(when.latest, *instant);
    if (last == Truth::yes) return Truth::yes;
    return reached(when.earliest, *instant) == Truth::no ? Truth::no : Truth::possibly;
  }
  const DayBounds& asked = std::get<Edtf>(moment).bounds();
  if (asked.earliest && when.latest <= *asked.earliest) return Truth::yes;
  if (asked.latest && *asked.latest < when.earliest) return Truth::no;
  return Truth::possibly;
}

When after(const When& when, const Period& period, Counting counting, const Alignment& alignment) {
  const auto move = [&](Day day) {
    // A period that runs out in full takes effect on the day after its last.
    Day end = add(day, period).day;
    if (counting == Counting::full_periods && !period.empty()) end += std::chrono::days(1);
    return align(end, alignment);
  };
  // An instant survives only where nothing is moved.
  if (period.empty() && alignment.kind == Alignment::Kind::none) return when;
  return {move(when.earliest), move(when.latest)};
}

When later_of(const When& a, const When& b) {
  if (a.earliest >= b.latest) return a;
  if (b.earliest >= a.latest) return b;
  return {std::max(a.earliest, b.earliest), std::max(a.latest, b.latest)};
}

When earlier_of(const When& a, const When& b) {
  if (a.latest <= b.earliest) return a;
  if (b.latest <= a.earliest) return b;
  return {std::min(a.earliest, b.earliest), std::min(a.latest, b.latest)};
}

}  // namespace servanda
