// The child process that reads a PDF is bound: what it may say, and how it may end.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "servanda/reader/document.h"

namespace servanda {
namespace {

/// Stands in for pdftotext while it lives.
class Impostor {
 public:
  explicit Impostor(const std::string& script)
      : folder_(std::filesystem::temp_directory_path() /
                ("servanda-pdf-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
    const std::filesystem::path program = folder_ / "pdftotext";
    std::ofstream(program) << "#!/bin/sh\n" << script << "\n";
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    const char* path = std::getenv("PATH");
    path_ = path == nullptr ? "" : path;
    ::setenv("PATH", (folder_.string() + ":" + path_).c_str(), 1);
  }
  Impostor(const Impostor&) = delete;
  Impostor& operator=(const Impostor&) = delete;
  ~Impostor() {
    ::setenv("PATH", path_.c_str(), 1);
    std::error_code none;
    std::filesystem::remove_all(folder_, none);
  }

 private:
  std::filesystem::path folder_;
  std::string path_;
};

std::string fault_with(const std::string& script) {
  const Impostor impostor(script);
  const Result<std::string> text = text_of_pdf("%PDF-1.4");
  return text ? "read: " + *text : text.error().message;
}

TEST(PdfChild, IsKilledWhenItSaysTooMuch) {
  EXPECT_EQ(fault_with("exec yes 'Article 1'"), "the PDF holds more than 64 MB of text");
}

TEST(PdfChild, IsToldWhenItsTimeRanOut) {
  EXPECT_EQ(fault_with("kill -s XCPU $$"), "the PDF took too long to read");
  EXPECT_EQ(fault_with("kill -s KILL $$"), "the PDF took too long to read");
}

TEST(PdfChild, IsToldWhenItCrashes) {
  EXPECT_EQ(fault_with("kill -s SEGV $$"), "the PDF is damaged");
  EXPECT_EQ(fault_with("exit 1"), "the PDF is damaged");
}

TEST(PdfChild, GivesWhatItSays) {
  EXPECT_EQ(fault_with("echo 'Article 1'"), "read: Article 1\n");
}

/// Its memory is bound: what asks for more than there is fails, and takes nothing else with it.
TEST(PdfChild, MayNotTakeAllMemory) {
  EXPECT_EQ(fault_with("ulimit -v | grep -q 1048576 && echo bound"), "read: bound\n");
}

}  // namespace
}  // namespace servanda
