#include "servanda/time/day_calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "servanda/time/edtf_parts.h"

namespace servanda {
namespace {

constexpr std::string_view kWorkingDays = R"(# Working days of an invented office.
known  2024-01-01/2024-12-31
not    sat, sun
not    --12-25
not    2024-08-26 Late summer holiday
not    2024-12-27/2024-12-31
)";

TEST(DayCalendar, CountsWorkingDays) {
  const DayCalendar calendar = *parse_day_calendar(kWorkingDays);
  // Friday 23 August, weekend, holiday on Monday.
  EXPECT_EQ(to_text(*calendar.after(make_day(2024, 8, 23), 1)), "2024-08-27");
  EXPECT_EQ(to_text(*calendar.after(make_day(2024, 8, 23), 0)), "2024-08-23");
  EXPECT_EQ(*calendar.between(make_day(2024, 8, 23), make_day(2024, 8, 30)), 4);
  EXPECT_FALSE(*calendar.counts(make_day(2024, 12, 25)));
  EXPECT_TRUE(*calendar.counts(make_day(2024, 12, 26)));
}

TEST(DayCalendar, DoesNotGuessBeyondWhatItKnows) {
  const DayCalendar calendar = *parse_day_calendar(kWorkingDays);
  const Result<Day> late = calendar.after(make_day(2024, 12, 24), 3);
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().message,
            "the calendar ends on 2024-12-31, when 1 of 3 days are counted: not before 2025-01-02");
  EXPECT_FALSE(calendar.counts(make_day(2025, 1, 1)).ok());
  EXPECT_FALSE(calendar.between(make_day(2023, 1, 1), make_day(2024, 2, 1)).ok());
}

TEST(DayCalendar, OnlyTheDaysNamed) {
  const DayCalendar calendar = *parse_day_calendar(
      "known 2024-07-17/2024-12-19\non 2024-07-17/2024-07-30\non 2024-09-02\nnot sat, sun");
  EXPECT_EQ(to_text(*calendar.after(make_day(2024, 7, 29), 2)), "2024-09-02");
}

TEST(DayCalendar, FaultsNameTheirLine) {
  EXPECT_EQ(parse_day_calendar("not sat").error().message,
            "the calendar does not say which days it knows");
  EXPECT_EQ(parse_day_calendar("known 2024-01-01\nnot 2024-02-30").error().message,
            "line 2: February 2024 has 29 days");
  EXPECT_EQ(parse_day_calendar("\nholiday 2024-01-01").error().message,
            "line 2: \"holiday\" is no word of a calendar");
  EXPECT_EQ(parse_day_calendar("known 2024-01-01\nnot someday").error().message,
            "line 2: \"someday\" is no day of the week");
  EXPECT_EQ(parse_day_calendar("known 2024-02-01/2024-01-01").error().message,
            "line 1: the range ends before it begins");
  EXPECT_EQ(parse_day_calendar("known 2024-01-01\nnot --02-30").error().message,
            "line 2: column 8: February has no such day");
}

/// Counting there and counting between are inverses.
RC_GTEST_PROP(DayCalendar, AfterAndBetweenAgree, ()) {
  const DayCalendar calendar = *parse_day_calendar(kWorkingDays);
  const Day from = make_day(2024, 1, 1) + std::chrono::days(*rc::gen::inRange(0, 200));
  const int count = *rc::gen::inRange(1, 60);
  const Day until = *calendar.after(from, count);
  RC_ASSERT(*calendar.between(from, until) == count);
  RC_ASSERT(*calendar.counts(until));
}

TEST(EdtfParts, CarryTheirQualifiers) {
  const auto parts = parts_of(*parse_edtf("2004?-06-~1X"));
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0], (EdtfPart{EdtfPart::Kind::year, "2004", true, false, false}));
  EXPECT_EQ(parts[1], (EdtfPart{EdtfPart::Kind::month, "06", false, false, false}));
  EXPECT_EQ(parts[2], (EdtfPart{EdtfPart::Kind::day, "1X", false, true, true}));
  EXPECT_EQ(parts_of(*parse_edtf("2001-34~")).at(1).kind, EdtfPart::Kind::season);
  EXPECT_TRUE(parts_of(*parse_edtf("2004/2006")).empty());
  EXPECT_TRUE(parts_of(*parse_edtf("[2004,2006]")).empty());
}

}  // namespace
}  // namespace servanda
