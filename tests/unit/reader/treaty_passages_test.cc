// Whole short treaties of our own, in the manner of many epochs and offices, each with what a
// lawyer reads in it: tests/data/reader/treaties/NAME.txt and NAME.json (the clause contract;
// "words" stands for any words of the text). What the contract's object leaves out is not said.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "servanda/model/json.h"
#include "servanda/reader/treaty_text.h"

namespace servanda {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Lists are sets; words that only describe are "words".
Json comparable(Json treaty) {
  for (auto& [key, value] : treaty.items()) {
    const bool list = key == "parties" || key == "languages" || key == "consent" ||
                      key == "disputes" || key == "depositary";
    if (list && value.is_array()) std::sort(value.begin(), value.end());
    if ((key == "amendment" || key == "territorial") && value.is_string()) value = "words";
    if (key == "survival") value["of"] = "words";
  }
  if (treaty.contains("replaces")) {
    for (Json& title : treaty["replaces"]) {
      std::string words = title.get<std::string>();
      if (words.starts_with("the ")) title = words.substr(4);
    }
  }
  treaty.erase("fields");
  if (treaty.contains("force_later")) treaty["force_later"].erase("later_from");
  return treaty;
}

std::vector<std::filesystem::path> texts() {
  std::vector<std::filesystem::path> all;
  for (const auto& entry :
       std::filesystem::directory_iterator(SERVANDA_TEST_DATA "/reader/treaties")) {
    if (entry.path().extension() == ".txt") all.push_back(entry.path());
  }
  std::sort(all.begin(), all.end());
  return all;
}

class TreatyPassages : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(TreatyPassages, AreReadAsALawyerReadsThem) {
  const Result<TreatyReading> reading = read_treaty_text(content_of(GetParam()));
  ASSERT_TRUE(reading);
  std::filesystem::path wanted = GetParam();
  const Json gold = comparable(Json::parse(content_of(wanted.replace_extension(".json"))));
  const Json found = comparable(clauses_to_json(reading->treaty));
  for (const auto& [key, value] : gold.items()) {
    EXPECT_EQ(found.value(key, Json()), value) << key;
  }
  for (const auto& [key, value] : found.items()) {
    EXPECT_TRUE(gold.contains(key)) << key << " is not in the text: " << value;
  }
}

INSTANTIATE_TEST_SUITE_P(Ours, TreatyPassages, ::testing::ValuesIn(texts()), [](const auto& one) {
  std::string name = one.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace servanda
