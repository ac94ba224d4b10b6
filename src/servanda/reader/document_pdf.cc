// PDF by the program pdftotext in a child process that cannot run away.
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <csignal>

#include "servanda/reader/document.h"

namespace servanda {
namespace {

constexpr rlim_t kSeconds = 20;
constexpr int kWaitMilliseconds = 60000;
constexpr useconds_t kPauseMicroseconds = 2000;
constexpr rlim_t kMemory = rlim_t{1} << 30U;
constexpr std::size_t kMostText = std::size_t{64} << 20U;

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(fd, bytes.data(), bytes.size());
    if (done <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return ::lseek(fd, 0, SEEK_SET) == 0;
}

/// Only calls that are safe between fork and exec.
[[noreturn]] void run_child(int input, int output, int errors) {
  const rlimit time{kSeconds, kSeconds};
  const rlimit memory{kMemory, kMemory};
  const rlimit none{0, 0};
  if (::setrlimit(RLIMIT_CPU, &time) != 0 || ::setrlimit(RLIMIT_AS, &memory) != 0 ||
      ::setrlimit(RLIMIT_FSIZE, &none) != 0 || ::dup2(input, STDIN_FILENO) < 0 ||
      ::dup2(output, STDOUT_FILENO) < 0 || ::dup2(errors, STDERR_FILENO) < 0) {
    ::_exit(126);
  }
  ::execlp("pdftotext", "pdftotext", "-q", "-enc", "UTF-8", "-", "-", nullptr);
  ::_exit(127);
}

}  // namespace

Result<std::string> text_of_pdf(std::string_view bytes) {
  if (bytes.find("/Encrypt") != std::string_view::npos &&
      bytes.find("trailer") == std::string_view::npos && bytes.size() < 64) {
    return Error{Code::parse, "the PDF is damaged", {}};
  }
  const Descriptor input(::memfd_create("document", MFD_CLOEXEC));
  if (input.get() < 0 || !write_all(input.get(), bytes)) {
    return Error{Code::internal, "no memory for the PDF", {}};
  }
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return Error{Code::internal, "no pipe", {}};
  Descriptor out(ends[0]);
  Descriptor in(ends[1]);
  const Descriptor errors(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  const pid_t child = ::fork();
  if (child < 0) return Error{Code::internal, "no child process", {}};
  if (child == 0) run_child(input.get(), in.get(), errors.get());
  in.close();
  std::string text;
  bool too_much = false;
  bool too_long = false;
  std::array<char, 65536> buffer{};
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(kWaitMilliseconds);
  while (true) {
    pollfd wait{out.get(), POLLIN, 0};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    const int ready = left.count() <= 0 ? 0 : ::poll(&wait, 1, static_cast<int>(left.count()));
    if (ready <= 0) {
      too_long = true;
      break;
    }
    const ssize_t got = ::read(out.get(), buffer.data(), buffer.size());
    if (got <= 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > kMostText) {
      too_much = true;
      break;
    }
  }
  int status = 0;
  bool ended = false;
  // A child that closed its output may go on for ever: it has the same time to end.
  while (!too_much && !too_long && !ended) {
    ended = ::waitpid(child, &status, WNOHANG) != 0;
    too_long = !ended && std::chrono::steady_clock::now() >= deadline;
    if (!ended && !too_long) ::usleep(kPauseMicroseconds);
  }
  if (!ended) {
    ::kill(child, SIGKILL);
    ::waitpid(child, &status, 0);
  }
  if (too_much) return Error{Code::parse, "the PDF holds more than 64 MB of text", {}};
  if (too_long ||
      (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))) {
    return Error{Code::parse, "the PDF took too long to read", "at most 20 s"};
  }
  if (WIFSIGNALED(status)) return Error{Code::parse, "the PDF is damaged", {}};
  switch (WEXITSTATUS(status)) {
    case 0:
      break;
    case 127:
      return Error{Code::parse, "the program pdftotext is not there", "install poppler-utils"};
    default:
      return Error{Code::parse,
                   bytes.find("/Encrypt") != std::string_view::npos
                       ? "the PDF is encrypted and asks for a password"
                       : "the PDF is damaged",
                   {}};
  }
  const bool letters = std::any_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
  });
  if (!letters) {
    return Error{Code::parse, "the PDF holds no text",
                 "its pages may be pictures: run them through character recognition first"};
  }
  return text;
}

}  // namespace servanda
