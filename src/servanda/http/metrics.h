// What the server has done, counted, in the text format of Prometheus (exposition format 0.0.4).
#ifndef SERVANDA_HTTP_METRICS_H_
#define SERVANDA_HTTP_METRICS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace servanda {

class Metrics {
 public:
  /// `route` is a pattern, never what a client sent: the number of series is bounded.
  void count(const std::string& route, unsigned status);
  void count_kept() { ++kept_; }
  void took(double seconds);
  void connections(std::size_t open, std::size_t cut_off);
  /// `facts` are further gauges: name and value.
  std::string print(const std::map<std::string, double>& facts) const;

 private:
  static constexpr std::array<double, 9> kBounds{0.001, 0.005, 0.01, 0.025, 0.1, 0.25, 1, 5, 20};
  mutable std::mutex guard_;  // of the two maps
  std::map<std::pair<std::string, unsigned>, std::uint64_t> requests_;
  std::array<std::uint64_t, kBounds.size() + 1> durations_{};
  double total_seconds_ = 0;
  std::atomic<std::uint64_t> kept_{0};
  std::atomic<std::size_t> open_{0};
  std::atomic<std::size_t> cut_off_{0};
};

/// Token buckets by address: `rate` requests a second, `burst` at once.
class RateLimit {
 public:
  explicit RateLimit(double rate) : rate_(rate) {}
  /// `now` in seconds of a clock that only moves forward. True where the request may pass.
  bool admit(const std::string& peer, double now);
  /// Forgets those who have not asked for a while.
  void prune(double now);

 private:
  struct Bucket {
    double tokens;
    double at;
  };
  double burst() const { return rate_ * 2; }
  double rate_;  ///< 0: no limit
  std::mutex guard_;
  std::map<std::string, Bucket> buckets_;
};

}  // namespace servanda

#endif  // SERVANDA_HTTP_METRICS_H_
