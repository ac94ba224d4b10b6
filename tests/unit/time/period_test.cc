#include "servanda/time/period.h"

#include <gtest/gtest.h>

#include "table.h"

namespace servanda {
namespace {

std::string fault(std::string_view text) {
  const Result<Period> period = parse_period(text);
  return period ? "no fault" : period.error().message;
}

TEST(Period, ReadsDateUnits) {
  EXPECT_EQ(*parse_period("P20Y"), (Period{240, 0}));
  EXPECT_EQ(*parse_period("P1Y6M"), (Period{18, 0}));
  EXPECT_EQ(*parse_period("P150D"), (Period{0, 150}));
  EXPECT_EQ(*parse_period("P2W"), (Period{0, 14}));
  EXPECT_EQ(*parse_period("P1Y2M3D"), (Period{14, 3}));
  EXPECT_EQ(*parse_period("P0D"), Period{});
  EXPECT_EQ(*parse_period("P0Y0M"), Period{});
}

TEST(Period, WritesTheShortestForm) {
  EXPECT_EQ(to_text(Period{240, 0}), "P20Y");
  EXPECT_EQ(to_text(Period{18, 0}), "P1Y6M");
  EXPECT_EQ(to_text(Period{3, 10}), "P3M10D");
  EXPECT_EQ(to_text(Period{0, 14}), "P14D");
  EXPECT_EQ(to_text(Period{}), "P0D");
}

TEST(Period, ReadsWellAloud) {
  EXPECT_EQ(in_words(Period{240, 0}), "20 years");
  EXPECT_EQ(in_words(Period{18, 0}), "1 year and 6 months");
  EXPECT_EQ(in_words(Period{0, 150}), "150 days");
  EXPECT_EQ(in_words(Period{1, 1}), "1 month and 1 day");
  EXPECT_EQ(in_words(Period{14, 3}), "1 year, 2 months and 3 days");
  EXPECT_EQ(in_words(Period{}), "0 days");
}

TEST(Period, RefusesWhatItCannotCount) {
  EXPECT_EQ(fault("P1M2W"), "column 5: weeks stand alone");
  EXPECT_EQ(fault("P2W1D"), "column 5: weeks stand alone");
  EXPECT_EQ(fault("PT12H"), "column 2: a period has no hours, minutes or seconds");
  EXPECT_EQ(fault("P1DT12H"), "column 4: a period has no hours, minutes or seconds");
  EXPECT_EQ(fault("P-1D"), "column 2: a period has no sign");
  EXPECT_EQ(fault("-P1D"), "column 1: a period begins with 'P'");
  EXPECT_EQ(fault("P1.5Y"), "column 3: a period has no fractions");
  EXPECT_EQ(fault("P1,5Y"), "column 3: a period has no fractions");
  EXPECT_EQ(fault("P"), "column 2: a period has at least one unit");
  EXPECT_EQ(fault("P1"), "column 3: a unit is missing after the number");
  EXPECT_EQ(fault("PY"), "column 2: 'Y' does not belong where a number should stand");
  EXPECT_EQ(fault("P1M1Y"), "column 5: the units of a period come once each, in the order Y, M, D");
  EXPECT_EQ(fault("P1D1D"), "column 5: the units of a period come once each, in the order Y, M, D");
  EXPECT_EQ(fault("P1X"), "column 3: 'X' does not belong where a unit should stand");
  EXPECT_EQ(fault("P99999999999D"), "column 2: the period is too long to count with");
  EXPECT_EQ(fault("20 years"), "column 1: a period begins with 'P'");
}

TEST(Period, TimesAFactorNeverOverflows) {
  EXPECT_EQ(times(Period{60, 10}, 3), (Period{180, 30}));
  EXPECT_EQ(times(Period{60, 10}, 0), Period{});
  EXPECT_EQ(times(Period{2000000000, 1}, 1000), (Period{2147483647, 1000}));
}

TEST(Addition, GivesTheSumsOfTheTable) {
  const auto rows = testing::read_table("sums.tsv");
  ASSERT_GE(rows.size(), 40U);
  for (const auto& row : rows) {
    SCOPED_TRACE(row[0] + " + " + row[1]);
    const Day day = *parse_day(row[0]);
    const Period period = *parse_period(row[1]);
    const bool ambiguous = !row[3].empty();
    const std::string up = ambiguous ? row[3] : row[2];
    const Addition sum = add(day, period);
    EXPECT_EQ(to_text(sum.day), row[2]);
    EXPECT_EQ(to_text(sum.other), up);
    EXPECT_EQ(sum.ambiguous, ambiguous);
    EXPECT_EQ(to_text(add(day, period, Rounding::up).day), up);
  }
}

TEST(Addition, StaysWithinTheCalendar) {
  EXPECT_EQ(to_text(add(make_day(9999, 12, 1), Period{1, 0}).day), "9999-12-31");
  EXPECT_EQ(to_text(add(make_day(2025, 1, 1), Period{2147483647, 2147483647}).day), "9999-12-31");
  EXPECT_EQ(to_text(subtract(make_day(2025, 1, 1), Period{2147483647, 0}).day), "-9999-01-01");
}

TEST(Subtraction, TakesMonthsFirstThenDays) {
  EXPECT_EQ(to_text(subtract(make_day(2025, 3, 31), Period{1, 0}).day), "2025-02-28");
  EXPECT_EQ(to_text(subtract(make_day(2025, 3, 31), Period{1, 0}).other), "2025-03-01");
  EXPECT_TRUE(subtract(make_day(2025, 3, 31), Period{1, 0}).ambiguous);
  EXPECT_EQ(to_text(subtract(make_day(2025, 3, 31), Period{1, 1}).day), "2025-02-27");
  EXPECT_EQ(to_text(subtract(make_day(2044, 10, 2), Period{12, 0}).day), "2043-10-02");
}

TEST(Counting, HasTwoNames) {
  EXPECT_EQ(*parse_counting("date-to-date"), Counting::date_to_date);
  EXPECT_EQ(*parse_counting("full-periods"), Counting::full_periods);
  EXPECT_EQ(to_text(Counting::full_periods), "full-periods");
  EXPECT_EQ(parse_counting("roughly").error().message, "\"roughly\" is no way of counting");
}

TEST(Alignment, ReadsWhatItWrites) {
  for (const char* text :
       {"", "first-of-next-month", "first-of-second-month", "first-of-third-month",
        "first-of-fourth-month", "first-of-fifth-month", "first-of-sixth-month",
        "first-of-seventh-month", "first-of-eighth-month", "first-of-ninth-month",
        "first-of-tenth-month", "first-of-eleventh-month", "first-of-twelfth-month", "day:1-jan",
        "day:31-dec", "day:29-feb"}) {
    const Result<Alignment> alignment = parse_alignment(text);
    ASSERT_TRUE(alignment) << text;
    EXPECT_EQ(to_text(*alignment), text);
  }
  for (const char* text : {"first-of-month", "first-of-next-year", "day:", "day:jan", "day:0-jan",
                           "day:31-apr", "day:30-feb", "day:1-january", "day:100-jan", " "}) {
    EXPECT_FALSE(parse_alignment(text)) << text;
  }
  EXPECT_EQ(parse_alignment("day:31-apr").error().message, "April has 30 days");
}

TEST(Alignment, MovesToTheFirstOfAMonth) {
  const Alignment next = *parse_alignment("first-of-next-month");
  EXPECT_EQ(to_text(align(make_day(2025, 1, 1), next)), "2025-02-01");
  EXPECT_EQ(to_text(align(make_day(2025, 1, 31), next)), "2025-02-01");
  EXPECT_EQ(to_text(align(make_day(2025, 12, 31), next)), "2026-01-01");
  EXPECT_EQ(to_text(align(make_day(1998, 9, 16), *parse_alignment("first-of-sixth-month"))),
            "1999-03-01");
}

TEST(Alignment, MovesToADayOfTheYear) {
  const Alignment new_year = *parse_alignment("day:1-jan");
  EXPECT_EQ(to_text(align(make_day(2025, 1, 1), new_year)), "2025-01-01");
  EXPECT_EQ(to_text(align(make_day(2025, 1, 2), new_year)), "2026-01-01");
  EXPECT_EQ(to_text(align(make_day(2018, 10, 12), *parse_alignment("day:31-dec"))), "2018-12-31");
  EXPECT_EQ(to_text(align(make_day(1897, 1, 1), *parse_alignment("day:29-feb"))), "1904-02-29");
}

TEST(Effect, FollowsTheRecords) {
  const auto rows = testing::read_table("effects.tsv");
  ASSERT_GE(rows.size(), 20U);
  for (const auto& row : rows) {
    SCOPED_TRACE(row[0]);
    Day effect = add(*parse_day(row[1]), *parse_period(row[2])).day;
    if (*parse_counting(row[3]) == Counting::full_periods) effect += std::chrono::days{1};
    EXPECT_EQ(to_text(align(effect, *parse_alignment(row[4]))), row[5]);
  }
}

TEST(LastDayForNotice, IsTheLastThatStillCounts) {
  // Twenty years from 2 October 2025, notice a year before the end.
  const Day end = add(make_day(2025, 10, 2), Period{240, 0}).day;
  EXPECT_EQ(to_text(last_day_for_notice(end, Period{12, 0})), "2044-10-02");
  EXPECT_EQ(to_text(last_day_for_notice(end, Period{0, 90})), "2045-07-04");
  EXPECT_EQ(last_day_for_notice(end, Period{}), end);
}

TEST(LastDayForNotice, DependsOnTheRounding) {
  // 31 January + 1 month is 28 February rounded down, 1 March rounded up.
  const Day end = make_day(2025, 2, 28);
  EXPECT_EQ(to_text(last_day_for_notice(end, Period{1, 0})), "2025-01-31");
  EXPECT_EQ(to_text(last_day_for_notice(end, Period{1, 0}, Rounding::up)), "2025-01-28");
  EXPECT_EQ(to_text(last_day_for_notice(make_day(9999, 12, 31), Period{1, 0})), "9999-11-30");
  EXPECT_EQ(to_text(last_day_for_notice(make_day(-9999, 1, 31), Period{12, 0})), "-9999-01-01");
}

}  // namespace
}  // namespace servanda
