#include "servanda/time/relations.h"

#include <gtest/gtest.h>

#include "table.h"

namespace servanda {
namespace {

TEST(Relations, FollowTheTable) {
  const auto rows = testing::read_table("relations.tsv");
  ASSERT_GE(rows.size(), 15U);
  for (const auto& row : rows) {
    EXPECT_EQ(to_text(relations(*parse_edtf(row[0]), *parse_edtf(row[1]))), row[2])
        << row[0] << " and " << row[1];
  }
}

/// What Relations says, found by trying every pair of spans of days.
Relations by_trying(Day a_first, Day a_last, Day b_first, Day b_last) {
  int before = 0, after = 0, equal = 0, contains = 0, within = 0, overlaps = 0, all = 0;
  constexpr std::chrono::days kOne{1};
  for (Day s = a_first; s <= a_last; s += kOne) {
    for (Day e = s; e <= a_last; e += kOne) {
      for (Day t = b_first; t <= b_last; t += kOne) {
        for (Day f = t; f <= b_last; f += kOne) {
          ++all;
          if (e < t) {
            ++before;
          } else if (f < s) {
            ++after;
          } else if (s == t && e == f) {
            ++equal;
          } else if (s <= t && f <= e) {
            ++contains;
          } else if (t <= s && e <= f) {
            ++within;
          } else {
            ++overlaps;
          }
        }
      }
    }
  }
  const auto truth = [&](int count) {
    return count == 0 ? Truth::no : count == all ? Truth::yes : Truth::possibly;
  };
  return {truth(before),   truth(after),  truth(equal),
          truth(contains), truth(within), truth(overlaps)};
}

TEST(Relations, AgreeWithTryingEverySmallWorld) {
  const auto day = [](int n) { return make_day(2025, 1, 1) + std::chrono::days{n}; };
  const auto span = [&](int first, int last) {
    return *parse_edtf(to_text(day(first)) + "/" + to_text(day(last)));
  };
  constexpr int kDays = 6;
  for (int a = 0; a < kDays; ++a) {
    for (int b = a; b < kDays; ++b) {
      for (int c = 0; c < kDays; ++c) {
        for (int d = c; d < kDays; ++d) {
          EXPECT_EQ(relations(span(a, b), span(c, d)), by_trying(day(a), day(b), day(c), day(d)))
              << a << ".." << b << " and " << c << ".." << d;
        }
      }
    }
  }
}

}  // namespace
}  // namespace servanda
