#include "servanda/time/edtf.h"

#include <gtest/gtest.h>

#include "table.h"

namespace servanda {
namespace {

Edtf date(std::string_view text) {
  return *parse_edtf(text);
}

std::string shown(const std::optional<Day>& day, bool unknown) {
  if (day) return to_text(*day);
  return unknown ? "unknown" : "open";
}

TEST(Edtf, ReadsTheDatesOfTheTable) {
  const auto rows = testing::read_table("edtf.tsv");
  ASSERT_GE(rows.size(), 90U);
  for (const auto& row : rows) {
    SCOPED_TRACE(row[0] + " (" + row[4] + ")");
    const Result<Edtf> parsed = parse_edtf(row[0]);
    if (!parsed) {
      ADD_FAILURE() << parsed.error().message;
      continue;
    }
    EXPECT_EQ(parsed->text(), row[5] == "=" ? row[0] : row[5]);
    EXPECT_EQ(std::to_string(parsed->level()), row[1]);
    EXPECT_EQ(shown(parsed->bounds().earliest, parsed->bounds().unknown_start), row[2]);
    EXPECT_EQ(shown(parsed->bounds().latest, parsed->bounds().unknown_end), row[3]);
    const Result<Edtf> again = parse_edtf(parsed->text());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->text(), parsed->text());
    EXPECT_EQ(again->bounds(), parsed->bounds());
    EXPECT_EQ(again->level(), parsed->level());
  }
}

TEST(Edtf, RefusesTheTextsOfTheTable) {
  const auto rows = testing::read_table("edtf_refused.tsv");
  ASSERT_GE(rows.size(), 60U);
  for (const auto& row : rows) {
    const Result<Edtf> parsed = parse_edtf(row[0]);
    ASSERT_FALSE(parsed) << row[0];
    EXPECT_EQ(parsed.error().message, row[1]) << row[0];
    EXPECT_EQ(parsed.error().code, Code::parse);
  }
}

TEST(Edtf, TeachesWhatToWrite) {
  EXPECT_EQ(parse_edtf("198").error().advice, "a decade is written 198X");
  EXPECT_EQ(parse_edtf("Y-1985").error().advice, "write -1985");
  EXPECT_EQ(parse_edtf("1985-04-12T24:00:00").error().advice, "write 00:00 of the day after");
  EXPECT_EQ(parse_edtf("1984..").error().advice, "write 1984/.. or [1984..]");
}

TEST(Edtf, ShowsNoBrokenCharacters) {
  EXPECT_EQ(parse_edtf("2025\xD0\xB3.").error().message,
            "column 5: this character does not belong after a date");
}

TEST(Edtf, IsADayOnlyWhereItCanBeNoOther) {
  EXPECT_EQ(date("2025-01-17").day(), make_day(2025, 1, 17));
  EXPECT_EQ(date("2025-01-17?").day(), make_day(2025, 1, 17));
  EXPECT_EQ(date("2025-01-17T10:00:00Z").day(), make_day(2025, 1, 17));
  EXPECT_EQ(date("2025-01").day(), std::nullopt);
  EXPECT_EQ(date("2025-01-17/2025-01-17").day(), std::nullopt);
  EXPECT_EQ(date("Y10000").day(), std::nullopt);
  EXPECT_EQ(Edtf(make_day(2025, 1, 17)), date("2025-01-17"));
  EXPECT_EQ(Edtf(make_day(-44, 3, 15)).level(), date("-0044-03-15").level());
}

TEST(Edtf, KeepsQualifiers) {
  EXPECT_TRUE(date("1985?").uncertain());
  EXPECT_FALSE(date("1985?").approximate());
  EXPECT_TRUE(date("1985/1986~").approximate());
  EXPECT_TRUE(date("[1985,1986%]").uncertain());
  EXPECT_TRUE(date("[1985..1986%]").approximate());
  EXPECT_FALSE(date("1985").uncertain());
}

TEST(Edtf, KnowsIntervals) {
  EXPECT_TRUE(date("1985/..").is_interval());
  EXPECT_FALSE(date("[1985..]").is_interval());
  EXPECT_FALSE(date("1985").is_interval());
}

TEST(EdtfComparison, Before) {
  EXPECT_EQ(compare_before(date("2025-01"), date("2025-03")), Truth::yes);
  EXPECT_EQ(compare_before(date("2025-01"), date("2025-01-17")), Truth::possibly);
  EXPECT_EQ(compare_before(date("2025-01-17"), date("2025-01-17")), Truth::no);
  EXPECT_EQ(compare_before(date("2025-03"), date("2025-01")), Truth::no);
  EXPECT_EQ(compare_before(date("2025"), date("2025-01-01")), Truth::no);
  EXPECT_EQ(compare_before(date("1985/.."), date("1990")), Truth::possibly);
  EXPECT_EQ(compare_before(date("1985/"), date("1984")), Truth::no);
  EXPECT_EQ(compare_before(date("../1980"), date("1985/..")), Truth::yes);
  EXPECT_EQ(compare_before(date("2025"), date("Y170000002")), Truth::yes);
  EXPECT_EQ(to_text(Truth::possibly), "possibly");
}

TEST(EdtfComparison, Same) {
  EXPECT_EQ(compare_same(date("2025-01-17"), date("2025-01-17~")), Truth::yes);
  EXPECT_EQ(compare_same(date("2025-01"), date("2025-01")), Truth::possibly);
  EXPECT_EQ(compare_same(date("2025-01"), date("2025-02")), Truth::no);
  EXPECT_EQ(compare_same(date("2025-01/.."), date("2030")), Truth::possibly);
}

TEST(EdtfComparison, Refines) {
  EXPECT_TRUE(refines(date("2002-04-05"), date("2002-03/2002-04")));
  EXPECT_TRUE(refines(date("2002-04"), date("2002-04")));
  EXPECT_TRUE(refines(date("2002"), date("2001/")));
  EXPECT_TRUE(refines(date("2002/.."), date("2001/..")));
  EXPECT_FALSE(refines(date("2002"), date("2002-04")));
  EXPECT_FALSE(refines(date("2002-05-01"), date("2002-03/2002-04")));
  EXPECT_FALSE(refines(date("2002/.."), date("2001/2009")));
}

}  // namespace
}  // namespace servanda
