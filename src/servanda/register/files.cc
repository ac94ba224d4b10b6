#include "servanda/register/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>

namespace servanda {
namespace {

Error failed(const std::string& what, const std::string& path) {
  return {Code::io, fmt::format("cannot {} {}: {}", what, path, std::strerror(errno))};
}

/// An open file that closes itself.
class Handle {
 public:
  explicit Handle(int number) : number_(number) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

Result<std::string> read_all(int file, const std::string& name) {
  std::string bytes;
  char buffer[1 << 16];
  while (true) {
    const ssize_t count = ::read(file, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("read", name);
    if (count == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(count));
    if (bytes.size() > kLargestFile) {
      return Error{Code::invalid_argument, fmt::format("{} is larger than 1 GiB", name),
                   "split it into parts"};
    }
  }
}

Status write_all(int file, const std::string& bytes, const std::string& path) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t count = ::write(file, bytes.data() + written, bytes.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("write", path);
    written += static_cast<std::size_t>(count);
  }
  if (::fsync(file) != 0) return failed("sync", path);
  return Done{};
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

/// The bytes in a new file beside the target, synced; its name.
Result<std::string> write_beside(const std::string& path, const std::string& bytes) {
  std::string name = path + ".XXXXXX";
  const Handle file(::mkostemp(name.data(), O_CLOEXEC));
  if (!file) return failed("write beside", path);
  // What mkostemp makes is private; a register is as readable as any other file of its owner.
  ::fchmod(file.number(), 0644);
  if (auto written = write_all(file.number(), bytes, name); !written) {
    ::unlink(name.c_str());
    return written.error();
  }
  return name;
}

}  // namespace

void sync_folder(const std::string& path) {
  const Handle folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder) ::fsync(folder.number());
}

Result<std::string> read_file(const std::string& path) {
  struct stat about{};
  if (::stat(path.c_str(), &about) != 0) return failed("read", path);
  if (S_ISDIR(about.st_mode)) {
    return Error{Code::invalid_argument, fmt::format("{} is a folder", path), "name a file"};
  }
  if (static_cast<std::uintmax_t>(about.st_size) > kLargestFile) {
    return Error{Code::invalid_argument, fmt::format("{} is larger than 1 GiB", path),
                 "split it into parts"};
  }
  const Handle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return failed("read", path);
  return read_all(file.number(), path);
}

Result<std::string> read_standard_input() {
  return read_all(STDIN_FILENO, "standard input");
}

Status write_file_atomically(const std::string& path, const std::string& bytes) {
  std::error_code ignored;
  std::filesystem::create_directories(folder_of(path), ignored);
  SERVANDA_ASSIGN_OR_RETURN(const std::string beside, write_beside(path, bytes));
  if (::rename(beside.c_str(), path.c_str()) != 0) {
    Error error = failed("rename to", path);
    ::unlink(beside.c_str());
    return error;
  }
  sync_folder(path);
  return Done{};
}

Status create_file(const std::string& path, const std::string& bytes) {
  std::error_code ignored;
  std::filesystem::create_directories(folder_of(path), ignored);
  SERVANDA_ASSIGN_OR_RETURN(const std::string beside, write_beside(path, bytes));
  // link() refuses where the name is taken, also when two writers come at the same moment.
  const int linked = ::link(beside.c_str(), path.c_str());
  const int reason = errno;
  ::unlink(beside.c_str());
  if (linked != 0) {
    errno = reason;
    if (reason == EEXIST) {
      return Error{Code::conflict, fmt::format("{} is there already", path),
                   "a register only grows: nothing in it is overwritten"};
    }
    return failed("create", path);
  }
  sync_folder(path);
  return Done{};
}

Result<FolderLock> FolderLock::take(const std::string& folder) {
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0)
    return Error{Code::io, fmt::format("cannot open {}: {}", folder, std::strerror(errno))};
  FolderLock lock(handle);
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (::flock(handle, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR)
      return Error{Code::io, fmt::format("cannot lock {}: {}", folder, std::strerror(errno))};
    if (std::chrono::steady_clock::now() > patience) {
      return Error{Code::io, fmt::format("another writer keeps {} locked", folder),
                   "try again: nothing of this was kept"};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return lock;
}

FolderLock::~FolderLock() {
  if (handle_ >= 0) ::close(handle_);
}

}  // namespace servanda
