#include "servanda/time/instant.h"

#include <gtest/gtest.h>

namespace servanda {
namespace {

std::string fault(std::string_view text) {
  const Result<Instant> instant = parse_instant(text);
  return instant ? "no fault" : instant.error().message;
}

TEST(Instant, ComparesAcrossZones) {
  const Instant moscow = *parse_instant("2023-11-07T00:00+03:00");
  EXPECT_EQ(moscow.utc, parse_instant("2023-11-06T21:00Z")->utc);
  EXPECT_EQ(to_text(moscow.local_day()), "2023-11-07");
  EXPECT_EQ(to_text(parse_instant("2023-11-06T21:00Z")->local_day()), "2023-11-06");
  EXPECT_EQ(to_text(parse_instant("1970-01-01T01:00+03:30")->local_day()), "1970-01-01");
}

TEST(Instant, WritesWhatItRead) {
  for (const char* text : {"2023-11-07T00:00+03:00", "2020-01-31T23:00Z", "2025-01-17T12:34-03:30",
                           "-0044-03-15T11:00Z", "9999-12-31T23:59-14:00"}) {
    EXPECT_EQ(to_text(*parse_instant(text)), text);
  }
  EXPECT_EQ(to_text(*parse_instant("2020-01-31T23:00:59+00:00")), "2020-01-31T23:00Z");
  EXPECT_EQ(to_text(*parse_instant("2020-01-31T23:00+04")), "2020-01-31T23:00+04:00");
}

TEST(Instant, NeedsAZone) {
  const Error error = parse_instant("2023-11-07T00:00").error();
  EXPECT_EQ(error.message, "column 17: an instant needs a zone");
  EXPECT_EQ(error.advice, "add the offset of the place, such as +03:00, or Z for universal time");
}

TEST(Instant, SaysWhatIsWrong) {
  EXPECT_EQ(fault("2023-11-07"), "column 11: an instant has a 'T' and a time");
  EXPECT_EQ(fault("2023-11-07T24:00Z"), "column 12: hour 24 does not exist");
  EXPECT_EQ(fault("2023-11-07T00:60Z"), "column 15: minute 60 does not exist");
  EXPECT_EQ(fault("2023-11-07T00:00:60Z"), "column 18: second 60 does not exist");
  EXPECT_EQ(fault("2023-11-07T00:00+15:00"),
            "column 17: no zone is more than 14 hours from universal time");
  EXPECT_EQ(fault("2023-11-07T00:00+3"), "column 18: the hours of a zone have two digits");
  EXPECT_EQ(fault("2023-11-07T00:00MSK"),
            "column 17: 'M' does not belong where a zone should stand");
  EXPECT_EQ(fault("2023-11-07T00:00Z "), "column 18: a space does not belong after the zone");
  EXPECT_EQ(fault("2023-02-29T00:00Z"), "February 2023 has 28 days");
}

TEST(Moment, IsADateOrAnInstant) {
  EXPECT_TRUE(std::holds_alternative<Edtf>(*parse_moment("2025-01")));
  EXPECT_TRUE(std::holds_alternative<Instant>(*parse_moment("2025-01-17T10:00Z")));
  EXPECT_EQ(to_text(*parse_moment("2025-01")), "2025-01");
  EXPECT_EQ(to_text(*parse_moment("2025-01-17T10:00:00Z")), "2025-01-17T10:00Z");
  // A time of day without a zone is neither: it would mix days and instants.
  EXPECT_FALSE(parse_moment("2025-01-17T10:00:00"));
}

TEST(Reached, MidnightTravelsRoundTheEarth) {
  const Day boundary = make_day(2023, 11, 7);
  EXPECT_EQ(reached(boundary, *parse_instant("2023-11-06T09:59Z")), Truth::no);
  EXPECT_EQ(reached(boundary, *parse_instant("2023-11-06T10:00Z")), Truth::possibly);
  EXPECT_EQ(reached(boundary, *parse_instant("2023-11-07T11:59Z")), Truth::possibly);
  EXPECT_EQ(reached(boundary, *parse_instant("2023-11-07T12:00Z")), Truth::yes);
}

}  // namespace
}  // namespace servanda
