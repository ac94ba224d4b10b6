#include "servanda/time/when.h"

#include <gtest/gtest.h>

namespace servanda {
namespace {

Moment moment(std::string_view text) {
  return *parse_moment(text);
}

TEST(When, AnInstantIsReachedToTheMinute) {
  const When end{make_day(2023, 11, 7), make_day(2023, 11, 7),
                 *parse_instant("2023-11-07T00:00+03:00")};
  EXPECT_EQ(reached(end, moment("2023-11-06T20:59Z")), Truth::no);
  EXPECT_EQ(reached(end, moment("2023-11-06T21:00Z")), Truth::yes);
  EXPECT_EQ(reached(end, moment("2023-11-06")), Truth::no);
  EXPECT_EQ(reached(end, moment("2023-11-07")), Truth::yes);
  EXPECT_EQ(reached(end, moment("2023-11")), Truth::possibly);
}

TEST(When, ASpanIsReachedThreeValued) {
  const When spring = *when_of(*parse_edtf("2002-03/2002-04"));
  EXPECT_EQ(to_text(spring), "2002-03-01/2002-04-30");
  EXPECT_EQ(reached(spring, moment("2002-02-28")), Truth::no);
  EXPECT_EQ(reached(spring, moment("2002-04-05")), Truth::possibly);
  EXPECT_EQ(reached(spring, moment("2002-04-30")), Truth::yes);
  EXPECT_EQ(reached(spring, moment("2002-05")), Truth::yes);
  EXPECT_EQ(reached(spring, moment("2002-05/..")), Truth::yes);
}

TEST(When, HasNoOpenEnds) {
  EXPECT_FALSE(when_of(*parse_edtf("2002/..")));
  EXPECT_FALSE(when_of(*parse_edtf("2002/")));
}

TEST(When, MovesBothEnds) {
  const When signed_in_january = *when_of(*parse_edtf("2025-01"));
  EXPECT_EQ(to_text(after(signed_in_january, Period{1, 0}, Counting::date_to_date, {})),
            "2025-02-01/2025-02-28");
  const When notice{make_day(2023, 6, 9)};
  EXPECT_EQ(to_text(after(notice, Period{0, 150}, Counting::full_periods, {})), "2023-11-07");
}

TEST(When, LaterAndEarlier) {
  const When a = *when_of(*parse_edtf("2025-01"));
  const When b{make_day(2025, 1, 17)};
  EXPECT_EQ(to_text(later_of(a, b)), "2025-01-17/2025-01-31");
  EXPECT_EQ(to_text(earlier_of(a, b)), "2025-01-01/2025-01-17");
  EXPECT_EQ(later_of(b, When{make_day(2025, 2, 1)}), When{make_day(2025, 2, 1)});
}

}  // namespace
}  // namespace servanda
