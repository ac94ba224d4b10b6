#include "servanda/time/renewal.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "servanda/time/civil.h"

namespace servanda {

Period plus(const Period& a, const Period& b) {
  const auto sum = [](int x, int y) {
    constexpr std::int64_t kMost = std::numeric_limits<int>::max();
    return static_cast<int>(std::min(std::int64_t{x} + y, kMost));
  };
  return {sum(a.months, b.months), sum(a.days, b.days)};
}

Addition term_end(Day base, const Period& first, const Period& step, int renewals,
                  Rounding rounding) {
  return add(base, plus(first, times(step, renewals)), rounding);
}

std::vector<Day> renewal_chain(Day base, const Period& first, const Period& step, int renewals,
                               Rounding rounding) {
  std::vector<Day> ends;
  ends.reserve(static_cast<std::size_t>(renewals) + 1);
  for (int n = 0; n <= renewals; ++n) {
    ends.push_back(term_end(base, first, step, n, rounding).day);
  }
  return ends;
}

std::optional<int> renewals_to_outlast(Day day, Day base, const Period& first, const Period& step,
                                       Rounding rounding) {
  const auto outlasts = [&](int n) { return term_end(base, first, step, n, rounding).day > day; };
  if (outlasts(0)) return 0;
  // No calendar of ours has more days than this; a step of one day would reach the end.
  int high = static_cast<int>(kLastDay - kFirstDay) + 1;
  if (step.empty() || !outlasts(high)) return std::nullopt;
  int low = 0;  // does not outlast
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (outlasts(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace servanda
