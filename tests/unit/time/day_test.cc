#include "servanda/time/day.h"

#include <gtest/gtest.h>

#include "servanda/time/civil.h"

namespace servanda {
namespace {

std::string fault(std::string_view text) {
  const Result<Day> day = parse_day(text);
  return day ? "no fault" : day.error().message;
}

TEST(Day, ReadsAndWritesIsoDates) {
  EXPECT_EQ(*parse_day("2025-01-17"), make_day(2025, 1, 17));
  EXPECT_EQ(to_text(make_day(2025, 1, 17)), "2025-01-17");
  EXPECT_EQ(to_text(*parse_day("0033-04-03")), "0033-04-03");
  EXPECT_EQ(to_text(*parse_day("-0044-03-15")), "-0044-03-15");
}

TEST(Day, ReachesFromMinusNineThousandToNine) {
  EXPECT_EQ(number_of(*parse_day("-9999-01-01")), kFirstDay);
  EXPECT_EQ(number_of(*parse_day("9999-12-31")), kLastDay);
  EXPECT_EQ(to_text(clamped_day(kLastDay + 1)), "9999-12-31");
}

TEST(Day, SaysWhichDaysDoNotExist) {
  EXPECT_EQ(fault("2025-02-30"), "February 2025 has 28 days");
  EXPECT_EQ(fault("2024-02-30"), "February 2024 has 29 days");
  EXPECT_EQ(fault("1900-02-29"), "February 1900 has 28 days");
  EXPECT_EQ(fault("2025-04-31"), "April 2025 has 30 days");
  EXPECT_EQ(fault("2025-04-00"), "day 00 does not exist");
}

TEST(Day, SaysWhereTheFormIsWrong) {
  EXPECT_EQ(fault("2025-13-01"), "column 6: month 13 does not exist");
  EXPECT_EQ(fault("2025-1-17"), "column 6: a month has two digits");
  EXPECT_EQ(fault("20250117"), "column 5: the year is followed by a hyphen");
  EXPECT_EQ(fault("2025-01"), "column 8: the month is followed by a hyphen and the day");
  EXPECT_EQ(fault("2025-01-17 "), "column 11: a space does not belong after the day");
  EXPECT_EQ(fault(" 2025-01-17"), "column 1: a year has four digits");
  EXPECT_EQ(fault("-0000-01-01"), "column 1: there is no year -0000");
  EXPECT_EQ(parse_day("17 January 2025").error().advice, "write a date as 2025-01-17");
}

// The standard library counts the same calendar another way.
TEST(Civil, AgreesWithTheStandardLibraryOnEveryDay) {
  for (std::int64_t number = kFirstDay; number <= kLastDay; ++number) {
    const std::chrono::year_month_day expected{clamped_day(number)};
    const Civil civil = civil_from_days(number);
    ASSERT_EQ(civil.year, static_cast<int>(expected.year())) << number;
    ASSERT_EQ(civil.month, static_cast<unsigned>(expected.month())) << number;
    ASSERT_EQ(civil.day, static_cast<unsigned>(expected.day())) << number;
    ASSERT_EQ(days_from_civil(civil.year, civil.month, civil.day), number);
  }
}

}  // namespace
}  // namespace servanda
