#include "servanda/register/store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "servanda/register/files.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

/// A register folder of its own for each test, gone afterwards.
class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "servanda-store-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  void put(const std::string& name, const std::string& bytes) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  fs::path folder_;
};

constexpr const char* kTreaty = "treaty a \"A treaty\"\n  parties RUS, IRN\n";

TEST_F(StoreTest, TheBuiltInPathwaysAreSoundAndThere) {
  put("a.treaty", kTreaty);
  const Result<LoadedRegister> loaded = load_register(folder_.string());
  ASSERT_TRUE(loaded.ok());
  EXPECT_TRUE(loaded->ok());
  for (const char* state : {"RUS", "IRN"}) {
    const Pathway* pathway = loaded->reg.find_pathway(state);
    ASSERT_NE(pathway, nullptr) << state;
    EXPECT_GE(pathway->stations.size(), 6U) << state;
    // The international act comes last (Vienna Convention, article 16).
    EXPECT_TRUE(pathway->stations.back().act == ActType::exchange ||
                pathway->stations.back().act == ActType::notify);
  }
}

TEST_F(StoreTest, ARegisterOverridesABuiltInPathway) {
  put("a.treaty", std::string(kTreaty) + "\npathway RUS \"Ours\"\n  station sign by President\n");
  const Result<LoadedRegister> loaded = load_register(folder_.string());
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(loaded->reg.find_pathway("RUS")->title, "Ours");
}

TEST_F(StoreTest, IncludesAreFollowedOnceAndOnlyInside) {
  put("r/a.treaty", "include b.treaty\ninclude ../outside.treaty\ninclude missing.treaty\n");
  put("r/b.treaty", std::string("include a.treaty\n\n") + kTreaty);
  put("outside.treaty", "treaty x \"X\"\n");
  const Result<LoadedRegister> loaded = load_register((folder_ / "r" / "a.treaty").string());
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(loaded->reg.statements.size(), 1U);
  // Outside, missing, and the include that comes round.
  EXPECT_EQ(loaded->faults.size(), 3U);
  EXPECT_FALSE(loaded->ok());
}

TEST_F(StoreTest, TextThatIsNotUtf8IsRefusedWithItsPlace) {
  put("a.treaty", "treaty a \"\xD4\xEE\xF0\"\n");
  const Result<LoadedRegister> loaded = load_register(folder_.string());
  ASSERT_TRUE(loaded.ok());
  EXPECT_FALSE(loaded->ok());
  EXPECT_EQ(loaded->faults.front().diagnostic.span.begin, 10U);
}

TEST_F(StoreTest, AnEmptyFolderAndNoFolderSayWhatToDo) {
  EXPECT_EQ(load_register(folder_.string()).error().code, Code::invalid_argument);
  EXPECT_EQ(load_register((folder_ / "none").string()).error().code, Code::io);
  EXPECT_FALSE(load_register(folder_.string()).error().advice.empty());
}

TEST_F(StoreTest, AHugeFileCostsNothing) {
  put("big.txt", "");
  fs::resize_file(folder_ / "big.txt", (std::uintmax_t{1} << 30) + 1);  // sparse
  const Result<std::string> bytes = read_file((folder_ / "big.txt").string());
  ASSERT_FALSE(bytes.ok());
  EXPECT_EQ(bytes.error().code, Code::invalid_argument);
}

TEST_F(StoreTest, CarriesThePathwaysOfTwelve) {
  put("a.treaty", "treaty a \"A\"\n");
  const Result<LoadedRegister> loaded = load_register(folder_.string());
  ASSERT_TRUE(loaded);
  for (const char* state :
       {"RUS", "IRN", "USA", "GBR", "FRA", "DEU", "JPN", "IND", "CHN", "EU", "BRA", "TUR"}) {
    const Pathway* pathway = loaded->reg.find_pathway(state);
    ASSERT_NE(pathway, nullptr) << state;
    EXPECT_GE(pathway->stations.size(), 4U) << state;
  }
}

}  // namespace
}  // namespace servanda
