// Moments with a zone, where law needs them: "00:00 Moscow time on 7 November 2023".
//
//   Instant end = *parse_instant("2023-11-07T00:00+03:00");
//   end.utc == parse_instant("2023-11-06T21:00Z")->utc   // true
//   parse_instant("2023-11-07T00:00")                    // Error: no zone
//
// A question about a day and a question about an instant never mix silently: see Moment.
#ifndef SERVANDA_TIME_INSTANT_H_
#define SERVANDA_TIME_INSTANT_H_

#include <chrono>
#include <string>
#include <string_view>
#include <variant>

#include "servanda/base/result.h"
#include "servanda/time/day.h"
#include "servanda/time/edtf.h"

namespace servanda {

/// A minute of universal time, and the offset in which it was written.
struct Instant {
  std::chrono::sys_time<std::chrono::minutes> utc;
  std::chrono::minutes offset{0};
  /// The day at the place whose offset it carries.
  Day local_day() const;
  friend bool operator==(const Instant&, const Instant&) = default;
};

/// "2023-11-07T00:00+03:00", seconds optional (and must be 00 … 59; they are dropped), "Z" for
/// universal time. err: parse; a missing zone is refused with advice.
Result<Instant> parse_instant(std::string_view text);
std::string to_text(const Instant& instant);

/// What `--on` and `--known` take: a date of any precision, or an instant.
using Moment = std::variant<Edtf, Instant>;
Result<Moment> parse_moment(std::string_view text);
std::string to_text(const Moment& moment);

/// Has `boundary` (00:00 of a day at some unnamed place) been reached at `instant`? Places on Earth
/// keep offsets from -12:00 to +14:00: within that belt the answer is `possibly`.
Truth reached(Day boundary, const Instant& instant);

}  // namespace servanda

#endif  // SERVANDA_TIME_INSTANT_H_
