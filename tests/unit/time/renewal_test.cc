#include "servanda/time/renewal.h"

#include <gtest/gtest.h>

namespace servanda {
namespace {

TEST(Renewal, CountsFromTheBase) {
  // Twenty years, then five at a time.
  const auto ends = renewal_chain(make_day(2025, 10, 2), Period{240, 0}, Period{60, 0}, 2);
  ASSERT_EQ(ends.size(), 3U);
  EXPECT_EQ(to_text(ends[0]), "2045-10-02");
  EXPECT_EQ(to_text(ends[1]), "2050-10-02");
  EXPECT_EQ(to_text(ends[2]), "2055-10-02");
}

TEST(Renewal, LeapDaysComeBack) {
  const Day base = make_day(2004, 2, 29);
  const Period first{60, 0};
  const Period step{12, 0};
  EXPECT_EQ(to_text(term_end(base, first, step, 0).day), "2009-02-28");
  EXPECT_EQ(to_text(term_end(base, first, step, 3).day), "2012-02-29");
  EXPECT_TRUE(term_end(base, first, step, 0).ambiguous);
  EXPECT_FALSE(term_end(base, first, step, 3).ambiguous);
}

TEST(Renewal, CountsHowOften) {
  const Day base = make_day(2001, 3, 12);
  const Period ten{120, 0};
  const Period five{60, 0};
  EXPECT_EQ(renewals_to_outlast(make_day(2011, 3, 11), base, ten, five), 0);
  EXPECT_EQ(renewals_to_outlast(make_day(2011, 3, 12), base, ten, five), 1);
  EXPECT_EQ(renewals_to_outlast(make_day(2025, 1, 17), base, ten, five), 3);
  EXPECT_EQ(renewals_to_outlast(make_day(2025, 1, 17), base, ten, Period{}), std::nullopt);
  EXPECT_EQ(renewals_to_outlast(make_day(9999, 12, 31), base, ten, five), std::nullopt);
}

TEST(Renewal, PeriodsAddUpWithoutOverflow) {
  EXPECT_EQ(plus(Period{1, 2}, Period{3, 4}), (Period{4, 6}));
  EXPECT_EQ(plus(Period{2147483647, 0}, Period{1, 0}), (Period{2147483647, 0}));
}

}  // namespace
}  // namespace servanda
