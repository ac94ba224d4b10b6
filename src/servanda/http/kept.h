// Answers kept in memory until what they follow from changes.
#ifndef SERVANDA_HTTP_KEPT_H_
#define SERVANDA_HTTP_KEPT_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace servanda {

struct KeptAnswer {
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<const std::string> body;
  std::shared_ptr<const std::string> gzipped;  ///< null where it would not be smaller
  unsigned status = 200;
};

/// At most `most` bytes, in two halves: when the younger is full it becomes the older, and what the
/// older held and nobody asked for since is forgotten. Safe between threads.
class KeptAnswers {
 public:
  explicit KeptAnswers(std::size_t most) : most_(most) {}

  /// `generation` names what the answers follow from; those of another are forgotten.
  std::optional<KeptAnswer> find(const std::string& generation, const std::string& key) {
    const std::lock_guard lock(guard_);
    if (generation != generation_) return std::nullopt;
    if (const auto found = young_.find(key); found != young_.end()) return found->second;
    const auto found = old_.find(key);
    if (found == old_.end()) return std::nullopt;
    KeptAnswer answer = found->second;
    old_.erase(found);
    insert(key, answer);
    return answer;
  }

  void keep(const std::string& generation, const std::string& key, KeptAnswer answer) {
    const std::lock_guard lock(guard_);
    if (generation != generation_) {
      young_.clear();
      old_.clear();
      bytes_ = 0;
      generation_ = generation;
    }
    if (size_of(key, answer) <= most_ / 2) insert(key, std::move(answer));
  }

 private:
  static std::size_t size_of(const std::string& key, const KeptAnswer& answer) {
    constexpr std::size_t kOverhead = 512;
    return key.size() + answer.body->size() + (answer.gzipped ? answer.gzipped->size() : 0) +
           kOverhead;
  }
  void insert(const std::string& key, KeptAnswer answer) {
    const std::size_t size = size_of(key, answer);
    if (bytes_ + size > most_ / 2) {
      old_ = std::move(young_);
      young_.clear();
      bytes_ = 0;
    }
    bytes_ += size;
    young_.insert_or_assign(key, std::move(answer));
  }

  std::size_t most_;
  std::mutex guard_;
  std::string generation_;
  std::unordered_map<std::string, KeptAnswer> young_, old_;
  std::size_t bytes_ = 0;  ///< of the young half
};

}  // namespace servanda

#endif  // SERVANDA_HTTP_KEPT_H_
