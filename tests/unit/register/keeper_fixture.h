// Registers to test on: the same suite runs over every kind of keeper.
#ifndef TESTS_UNIT_REGISTER_KEEPER_FIXTURE_H_
#define TESTS_UNIT_REGISTER_KEEPER_FIXTURE_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "servanda/register/keeper.h"

namespace servanda {

/// A folder of its own for each test, gone afterwards; in it a register of the kind tested.
class KeeperTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "servanda-keeper-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  /// "R" or "R.db".
  std::string path(const std::string& name = "R") const {
    return (folder_ / (name + GetParam())).string();
  }
  std::unique_ptr<Keeper> keeper(const std::string& name = "R") const {
    Result<std::unique_ptr<Keeper>> made = create_keeper(path(name));
    EXPECT_TRUE(made.ok()) << made.error().message;
    return made ? std::move(*made) : nullptr;
  }

  static Instant at(const std::string& text) { return *parse_instant(text); }
  static Batch batch(const std::string& name, const std::string& text,
                     const std::string& when = "2026-01-01T00:00Z") {
    Batch batch;
    batch.name = name;
    batch.mark.at = at(when);
    batch.mark.by = "Anna";
    batch.mark.of = name;
    batch.text = text;
    return batch;
  }

  std::filesystem::path folder_;
};

inline std::string kind_name(const testing::TestParamInfo<const char*>& info) {
  return std::string(info.param).empty() ? "Folder" : "Sqlite";
}

}  // namespace servanda

#endif  // TESTS_UNIT_REGISTER_KEEPER_FIXTURE_H_
