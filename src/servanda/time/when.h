// When something takes effect: as exactly as the record allows, and how a question meets it.
//
//   When end{make_day(2023, 11, 7), make_day(2023, 11, 7),
//   *parse_instant("2023-11-07T00:00+03:00")}; reached(end, *parse_moment("2023-11-06")) //
//   Truth::no reached(end, *parse_moment("2023-11"))                // Truth::possibly: before and
//   after reached(end, *parse_moment("2023-11-06T22:00Z"))      // Truth::yes: 01:00 in Moscow
#ifndef SERVANDA_TIME_WHEN_H_
#define SERVANDA_TIME_WHEN_H_

#include <optional>
#include <string>

#include "servanda/time/day.h"
#include "servanda/time/edtf.h"
#include "servanda/time/instant.h"
#include "servanda/time/period.h"

namespace servanda {

/// The beginning of some day between `earliest` and `latest`, both included; the instant where the
/// record names it (it then lies on that day at its own place).
struct When {
  Day earliest;
  Day latest;
  std::optional<Instant> instant = {};

  When(Day first, Day last, std::optional<Instant> at = {})
      : earliest(first), latest(last), instant(at) {}
  explicit When(Day day) : When(day, day) {}

  bool exact() const { return earliest == latest; }
  friend bool operator==(const When&, const When&) = default;
};

/// The dating of an act as a When. Nothing when either end is open or not known.
std::optional<When> when_of(const Edtf& date);
/// A stated moment of effect; an instant gives the day at its own place.
std::optional<When> when_of(const Moment& moment);

/// "2025-10-02", "2002-03-01/2002-04-30", or the instant as written.
std::string to_text(const When& when);

/// Has `when` been reached at the moment asked about? `yes`: for every day that the question may
/// mean and every day on which it may take effect; `possibly`: for some. A moment with an open or
/// unknown end counts as reaching without limit there.
Truth reached(const When& when, const Moment& moment);

/// Both ends moved by the period (rounded down), counted and aligned. Order is kept, because
/// addition with a fixed rounding is monotone.
When after(const When& when, const Period& period, Counting counting, const Alignment& alignment);

/// The later of two, end by end.
When later_of(const When& a, const When& b);
/// The earlier of two, end by end.
When earlier_of(const When& a, const When& b);

}  // namespace servanda

#endif  // SERVANDA_TIME_WHEN_H_
