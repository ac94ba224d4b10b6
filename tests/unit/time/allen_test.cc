#include "servanda/time/allen.h"

#include <gtest/gtest.h>

#include <string>

namespace servanda {
namespace {

Day day(int n) {
  return make_day(2025, 1, 1) + std::chrono::days{n};
}

std::string between(const char* a, const char* b) {
  return to_text(allen(*parse_edtf(a), *parse_edtf(b)));
}

/// The relation of two spans of days, both ends included.
Allen relation_of(int s, int e, int t, int f) {
  if (e + 1 < t) return Allen::before;
  if (e + 1 == t) return Allen::meets;
  if (f + 1 < s) return Allen::after;
  if (f + 1 == s) return Allen::met_by;
  if (s == t && e == f) return Allen::equals;
  if (s == t) return e < f ? Allen::starts : Allen::started_by;
  if (e == f) return s > t ? Allen::finishes : Allen::finished_by;
  if (s > t && e < f) return Allen::during;
  if (s < t && e > f) return Allen::contains;
  return s < t ? Allen::overlaps : Allen::overlapped_by;
}

TEST(Allen, OfIntervalsAndDates) {
  EXPECT_EQ(between("2001-01-01/2001-06-30", "2001-07-01/2001-12-31"), "meets");
  EXPECT_EQ(between("1964-01-01/2008-12-31", "1980-01-01/1990-01-01"), "contains");
  EXPECT_EQ(between("../1980-01-01", "1985-01-01/.."), "before");
  EXPECT_EQ(between("1985-01-01", "1985-01-01"), "equals");
  EXPECT_EQ(between("1985~", "199X"), "before");
  // The end is some day of 1980, which begins on its first.
  EXPECT_EQ(between("1964-01-01/1979", "1980-01-01/1990-12-31"), "possibly before, meets");
  // An open end is without limit: only another open one can reach it.
  EXPECT_EQ(between("1985-01-01/..", "1990-01-01/.."), "finished-by");
  // An unknown end may be the day of the beginning, or long after.
  EXPECT_EQ(between("1985-01-01/", "1990-01-01"), "possibly before, meets, finished-by, contains");
}

/// Every pair of datings whose ends lie in a few days, against trying all that they may mean.
TEST(Allen, AgreesWithTryingEverySmallWorld) {
  constexpr int kDays = 4;
  const auto text = [](int b1, int b2, int e1, int e2) {
    const auto set = [](int x, int y) {
      // A range of days as one side of an interval: the month's tenth to nineteenth, "1X", will not
      // do, so the sides are single days or unspecified within 2025-01-0X.
      return x == y ? to_text(day(x)) : std::string("2025-01-XX");
    };
    return set(b1, b2) + "/" + set(e1, e2);
  };
  for (int s = 0; s < kDays; ++s) {
    for (int e = s; e < kDays; ++e) {
      for (int t = 0; t < kDays; ++t) {
        for (int f = t; f < kDays; ++f) {
          const AllenRelations found =
              allen(*parse_edtf(text(s, s, e, e)), *parse_edtf(text(t, t, f, f)));
          const Allen wanted = relation_of(s, e, t, f);
          for (std::size_t i = 0; i < kAllenRelations; ++i) {
            const auto one = static_cast<Allen>(i);
            EXPECT_EQ(found[one], one == wanted ? Truth::yes : Truth::no);
            EXPECT_EQ(inverse(inverse(one)), one);
          }
          // One end open to the month: every day from the beginning on.
          bool possible[kAllenRelations] = {};
          for (int end = s; end < 31; ++end) {
            possible[static_cast<std::size_t>(relation_of(s, end, t, f))] = true;
          }
          const AllenRelations open =
              allen(*parse_edtf(text(s, s, 0, 1)), *parse_edtf(text(t, t, f, f)));
          for (std::size_t i = 0; i < kAllenRelations; ++i) {
            EXPECT_EQ(open[static_cast<Allen>(i)] != Truth::no, possible[i]) << s << t << f << i;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace servanda
