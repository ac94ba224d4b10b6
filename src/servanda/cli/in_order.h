// Work done by several threads, its results taken in the order of the tasks.
//
//   in_order(paths.size(), 4, [&](std::size_t i) { return read(paths[i]); },
//            [&](std::size_t i, Reading&& reading) { print(reading); return true; });
//
// `use` is called on the calling thread, one after the other; where it returns false no more is
// begun. Workers run ahead by a bounded number of tasks, so that memory does not grow with them.
// Exceptions of `make` are not caught: it must not throw.
#ifndef SERVANDA_CLI_IN_ORDER_H_
#define SERVANDA_CLI_IN_ORDER_H_

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace servanda::cli {

template <typename Make, typename Use>
void in_order(std::size_t count, int jobs, const Make& make, const Use& use) {
  using Made = decltype(make(std::size_t{}));
  if (jobs <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) {
      if (!use(i, make(i))) return;
    }
    return;
  }
  constexpr std::size_t kAhead = 16;  // tasks a thread
  const std::size_t window = kAhead * static_cast<std::size_t>(jobs);
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, Made> made;  // guarded, as what follows
  std::size_t next = 0;              // to be begun
  std::size_t wanted = 0;            // to be used
  bool stopped = false;

  const auto work = [&] {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [&] { return stopped || next >= count || next < wanted + window; });
      if (stopped || next >= count) return;
      const std::size_t mine = next++;
      lock.unlock();
      Made result = make(mine);
      lock.lock();
      made.emplace(mine, std::move(result));
      changed.notify_all();
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < jobs; ++i) threads.emplace_back(work);
  for (std::size_t i = 0; i < count; ++i) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return made.count(i) != 0; });
    Made result = std::move(made.extract(i).mapped());
    wanted = i + 1;
    changed.notify_all();
    lock.unlock();
    if (!use(i, std::move(result))) break;
  }
  {
    const std::scoped_lock lock(mutex);
    stopped = true;
  }
  changed.notify_all();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace servanda::cli

#endif  // SERVANDA_CLI_IN_ORDER_H_
