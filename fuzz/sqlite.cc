// A register file from a stranger: any bytes, put over a sound one, are refused or answer; nothing
// runs away. The first two bytes say where the others go.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "servanda/register/keeper.h"

namespace {

/// A folder that goes with the program.
class Scratch {
 public:
  Scratch() : name_((std::filesystem::temp_directory_path() / "servanda-fuzz-XXXXXX").string()) {
    if (::mkdtemp(name_.data()) == nullptr) std::abort();
  }
  ~Scratch() {
    std::error_code none;
    std::filesystem::remove_all(name_, none);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

const std::string& folder() {
  static const Scratch kFolder;
  return kFolder.name();
}

const std::string& sound() {
  static const std::string kBytes = [] {
    const std::string path = folder() + "/sound.db";
    {
      auto keeper = servanda::create_keeper(path);
      servanda::Batch batch;
      batch.name = "a";
      batch.text = "treaty a \"A treaty\"\n  parties RUS, IRN\n\n2001-03-12 sign a by RUS, IRN\n";
      if (!keeper || !(*keeper)->add(batch)) std::abort();
    }
    std::ifstream file(path, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(file), {}};
  }();
  return kBytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2 || size > 65536) return 0;
  std::string bytes = sound();
  const std::size_t at = (data[0] * 256U + data[1]) % bytes.size();
  bytes.replace(at, std::min(size - 2, bytes.size() - at), reinterpret_cast<const char*>(data) + 2,
                size - 2);
  const std::string path = folder() + "/fuzzed.db";
  std::filesystem::remove(path + "-wal");
  std::filesystem::remove(path + "-shm");
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  auto keeper = servanda::open_keeper(path);
  if (!keeper) return 0;
  const auto loaded = (*keeper)->load();
  const auto part = (*keeper)->load_about({"a"});
  servanda::SearchQuestion question;
  question.words = "treaty";
  const auto found = (*keeper)->search(question);
  servanda::Batch batch;
  batch.name = "b";
  batch.text = "2001-03-13 exchange a by RUS, IRN\n";
  const auto added = (*keeper)->add(batch);
  return loaded.ok() && part.ok() && found.ok() && added.ok() ? 0 : 0;
}
