#include "servanda/http/metrics.h"

#include <fmt/format.h>

#include <algorithm>

namespace servanda {

void Metrics::count(const std::string& route, unsigned status) {
  const std::lock_guard lock(guard_);
  ++requests_[{route, status}];
}

void Metrics::took(double seconds) {
  const std::lock_guard lock(guard_);
  const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), seconds);
  ++durations_[static_cast<std::size_t>(bound - kBounds.begin())];
  total_seconds_ += seconds;
}

void Metrics::connections(std::size_t open, std::size_t cut_off) {
  open_ = open;
  cut_off_ = cut_off;
}

std::string Metrics::print(const std::map<std::string, double>& facts) const {
  std::string out =
      "# HELP servanda_requests_total Requests answered, by route and status.\n"
      "# TYPE servanda_requests_total counter\n";
  const std::lock_guard lock(guard_);
  for (const auto& [key, count] : requests_) {
    out += fmt::format("servanda_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first,
                       key.second, count);
  }
  out +=
      "# HELP servanda_answer_seconds Time of answers that were computed.\n"
      "# TYPE servanda_answer_seconds histogram\n";
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i < durations_.size(); ++i) {
    so_far += durations_[i];
    const std::string bound = i < kBounds.size() ? fmt::format("{}", kBounds[i]) : "+Inf";
    out += fmt::format("servanda_answer_seconds_bucket{{le=\"{}\"}} {}\n", bound, so_far);
  }
  out += fmt::format("servanda_answer_seconds_sum {}\nservanda_answer_seconds_count {}\n",
                     total_seconds_, so_far);
  out += fmt::format(
      "# HELP servanda_answers_kept_total Answers given from memory.\n"
      "# TYPE servanda_answers_kept_total counter\nservanda_answers_kept_total {}\n"
      "# HELP servanda_connections Connections now open.\n"
      "# TYPE servanda_connections gauge\nservanda_connections {}\n"
      "# HELP servanda_connections_cut_off_total Connections ended for slowness or number.\n"
      "# TYPE servanda_connections_cut_off_total counter\nservanda_connections_cut_off_total {}\n",
      kept_.load(), open_.load(), cut_off_.load());
  for (const auto& [name, value] : facts) {
    out += fmt::format("# TYPE {0} gauge\n{0} {1}\n", name, value);
  }
  return out;
}

bool RateLimit::admit(const std::string& peer, double now) {
  if (rate_ <= 0) return true;
  const std::lock_guard lock(guard_);
  auto [it, is_new] = buckets_.try_emplace(peer, Bucket{burst(), now});
  Bucket& bucket = it->second;
  bucket.tokens = std::min(burst(), bucket.tokens + (now - bucket.at) * rate_);
  bucket.at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

void RateLimit::prune(double now) {
  constexpr double kForget = 60;
  const std::lock_guard lock(guard_);
  std::erase_if(buckets_, [&](const auto& item) { return now - item.second.at > kForget; });
}

}  // namespace servanda
