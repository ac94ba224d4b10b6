// What the clocks of a place show: offsets by the zone's name and the day.
//
//   offset_at("Europe/Moscow", make_day(2023, 11, 7), 0)      // 180 minutes
//   offset_at("Europe/Moscow", make_day(2012, 11, 7), 0)      // 240: the law of 2011
//   offset_at("Europe/Atlantis", make_day(2023, 11, 7), 0)    // Error: invalid_argument
//
// From ICU's copy of the IANA time zone database. An hour that the clocks pass twice is its first.
#ifndef SERVANDA_TIME_ZONE_H_
#define SERVANDA_TIME_ZONE_H_

#include <chrono>
#include <string_view>

#include "servanda/base/result.h"
#include "servanda/time/day.h"

namespace servanda {

/// How far the place was ahead of universal time when its clocks showed `minute` of the day (0 to
/// 1439). err: invalid_argument for an unknown zone.
Result<std::chrono::minutes> offset_at(std::string_view zone, Day day, int minute);

}  // namespace servanda

#endif  // SERVANDA_TIME_ZONE_H_
