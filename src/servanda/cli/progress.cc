#include "servanda/cli/progress.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <string>

#include "servanda/cli/cli.h"

namespace servanda::cli {
namespace {

constexpr std::size_t kCells = 24;
constexpr std::chrono::milliseconds kBetween{100};
constexpr double kSecondsAMinute = 60;

/// "2 s", "3 min 05 s".
std::string duration(double seconds) {
  const double whole = std::ceil(seconds);
  if (whole < kSecondsAMinute) return fmt::format("{:.0f} s", whole);
  return fmt::format("{:.0f} min {:02.0f} s", std::floor(whole / kSecondsAMinute),
                     std::fmod(whole, kSecondsAMinute));
}

}  // namespace

Progress::Progress(std::size_t total, std::string_view what, std::size_t least)
    : total_(total), what_(what), shown_(total >= least && isatty_stderr()) {}

void Progress::tell(std::size_t done) {
  const Clock::time_point now = Clock::now();
  if (!shown_ || now - last_ < kBetween) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const double rate = static_cast<double>(done) / seconds;
  const std::size_t full = total_ == 0 ? kCells : kCells * done / total_;
  const std::string bar =
      std::string(full, '=') + (full < kCells ? ">" + std::string(kCells - full - 1, ' ') : "");
  fmt::print(stderr, "\r[{}] {} of {} {}, {}/s{}\033[K", bar, done, total_, what_,
             rate < 10 ? fmt::format("{:.1f}", rate) : fmt::format("{:.0f}", rate),
             rate > 0 ? ", " + duration(static_cast<double>(total_ - done) / rate) + " left" : "");
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::clear() {
  if (!drawn_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace servanda::cli
