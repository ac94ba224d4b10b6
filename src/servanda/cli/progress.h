// How far the work on many documents has got: a bar on standard error, on a terminal only.
//
//   Progress progress(files.size(), "treaties");
//   progress.clear();      // before anything else is printed: the bar stands in the line
//   progress.tell(12);     // [===>          ] 12 of 60 treaties, 31/s, 2 s left
//
// Drawn at most ten times a second, wiped away at the end.
#ifndef SERVANDA_CLI_PROGRESS_H_
#define SERVANDA_CLI_PROGRESS_H_

#include <chrono>
#include <cstddef>
#include <string_view>

namespace servanda::cli {

class Progress {
 public:
  /// Fewer than `least` are done before anybody would read of them.
  Progress(std::size_t total, std::string_view what, std::size_t least = 2);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  void tell(std::size_t done);
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  std::size_t total_;
  std::string_view what_;
  bool shown_;
  bool drawn_ = false;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point last_ = begun_;
};

}  // namespace servanda::cli

#endif  // SERVANDA_CLI_PROGRESS_H_
