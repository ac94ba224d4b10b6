// The few things that are done to files, each with what happens when the machine stops halfway.
#ifndef SERVANDA_REGISTER_FILES_H_
#define SERVANDA_REGISTER_FILES_H_

#include <cstdint>
#include <string>
#include <utility>

#include "servanda/base/result.h"

namespace servanda {

/// No file larger than this is read.
inline constexpr std::uintmax_t kLargestFile = std::uintmax_t{1} << 30;

/// The bytes of a regular file. The size is asked first: a file that is too large costs nothing.
/// err: io (with the system's reason), invalid_argument (too large, a folder).
Result<std::string> read_file(const std::string& path);
/// Everything that standard input gives, up to kLargestFile.
Result<std::string> read_standard_input();

/// Writes beside the target, syncs, and renames: a reader sees the old bytes or the new ones, never
/// a part. err: io; the target is then unchanged.
Status write_file_atomically(const std::string& path, const std::string& bytes);

/// The same, but never over something that is there. err: conflict where the name is taken.
Status create_file(const std::string& path, const std::string& bytes);

/// A file made or renamed is there for good only once its folder is synced.
void sync_folder(const std::string& path);

/// One writer at a time: a lock on a folder itself, given back by the system when its holder dies.
class FolderLock {
 public:
  /// Waits for another holder, at most ten seconds. err: io.
  static Result<FolderLock> take(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
  FolderLock& operator=(FolderLock&&) = delete;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int handle) : handle_(handle) {}
  int handle_;
};

}  // namespace servanda

#endif  // SERVANDA_REGISTER_FILES_H_
