// The day of a document as told beside its text.
#include "servanda/reader/provenance.h"

#include <gtest/gtest.h>

namespace servanda {
namespace {

std::string day_of(std::string_view name, std::string_view text) {
  const Provenance known = provenance_of(name, text);
  return known.published ? to_text(*known.published) : "-";
}

TEST(Provenance, TakesTheHeadBeforeTheName) {
  EXPECT_EQ(day_of("a.txt", "Rain."), "-");
  EXPECT_EQ(day_of("russia-iran-2025-03-26.txt", "Rain."), "2025-03-26");
  EXPECT_EQ(day_of("20250326_desk.txt", ""), "2025-03-26");
  EXPECT_EQ(day_of("2025_03_26.txt", ""), "2025-03-26");
  EXPECT_EQ(day_of("2025-03-26.txt", "Date: 27 March 2025\n\nRain."), "2025-03-27");
  EXPECT_EQ(day_of("a.txt", "Published: 2025-03-27T10:00Z\nRain."), "2025-03-27");
  EXPECT_EQ(day_of("a.txt", "Дата: 27 марта 2025 года\n"), "2025-03-27");
}

TEST(Provenance, TakesNoNumberForADay) {
  EXPECT_EQ(day_of("20251326.txt", ""), "-");
  EXPECT_EQ(day_of("120250326.txt", ""), "-");
  EXPECT_EQ(day_of("2025-03_26.txt", ""), "-");
  EXPECT_EQ(day_of("2025-03-267.txt", ""), "-");
  EXPECT_EQ(day_of("a.txt", "The date: 27 March 2025"), "-");
  EXPECT_EQ(day_of("a.txt", "Date: soon"), "-");
}

TEST(Provenance, ReadsAListWithItsColumnsInAnyOrder) {
  const auto list = read_provenance_list("lang\tfile\tpublished\r\nru\ta.txt\t2025-03-26\r\n");
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->size(), 1U);
  EXPECT_EQ(list->at("a.txt").language, "ru");
  EXPECT_EQ(to_text(*list->at("a.txt").published), "2025-03-26");
  EXPECT_FALSE(read_provenance_list("name\tday\na\tb\n").ok());
}

}  // namespace
}  // namespace servanda
