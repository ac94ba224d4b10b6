// Random days and periods for the properties of the time room.
#ifndef SERVANDA_TESTS_UNIT_TIME_GENERATORS_H_
#define SERVANDA_TESTS_UNIT_TIME_GENERATORS_H_

#include <rapidcheck.h>

#include <chrono>

#include "servanda/time/day.h"
#include "servanda/time/period.h"

namespace servanda::testing {

/// Days of the years 1600 to 2400: four centuries on both sides of one that is no leap year.
inline rc::Gen<Day> any_day() {
  const Day first = make_day(1600, 1, 1);
  const auto count = static_cast<int>((make_day(2400, 12, 31) - first).count());
  return rc::gen::map(rc::gen::inRange(0, count + 1),
                      [first](int days) { return first + std::chrono::days{days}; });
}

/// Up to fifty years and four hundred days; empty parts are common.
inline rc::Gen<Period> any_period() {
  return rc::gen::map(
      rc::gen::pair(rc::gen::oneOf(rc::gen::just(0), rc::gen::inRange(0, 600)),
                    rc::gen::oneOf(rc::gen::just(0), rc::gen::inRange(0, 400))),
      [](const std::pair<int, int>& parts) { return Period{parts.first, parts.second}; });
}

inline rc::Gen<Rounding> any_rounding() {
  return rc::gen::element(Rounding::down, Rounding::up);
}

}  // namespace servanda::testing

namespace servanda {

// How rapidcheck shows a failing case.
inline void showValue(const Day& day, std::ostream& out) {
  out << to_text(day);
}
inline void showValue(const Period& period, std::ostream& out) {
  out << to_text(period);
}
inline void showValue(Rounding rounding, std::ostream& out) {
  out << to_text(rounding);
}

}  // namespace servanda

#endif  // SERVANDA_TESTS_UNIT_TIME_GENERATORS_H_
