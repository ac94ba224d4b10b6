// The table of formulas compiles, and its parts are found.
#include "servanda/reader/text_formulas.h"

#include <gtest/gtest.h>

namespace servanda {
namespace {

TEST(Formulas, EveryRowCompiles) {
  EXPECT_EQ(Formulas::faults(), std::vector<std::string>{});
}

TEST(Formulas, HandsOnTheWordsOfItsParts) {
  const Formulas& english = *Formulas::of("en");
  const auto match = english.first("leave.notice", "on giving 6 months' written notice");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->period(), (Period{6, 0}));
  EXPECT_FALSE(english.first("leave.notice", "on giving written notice"));
}

TEST(Formulas, KnowsItsLanguages) {
  EXPECT_EQ(Formulas::of("eo"), nullptr);
  EXPECT_EQ(period_of("30", "jours"), (Period{0, 30}));
  EXPECT_EQ(period_of("30", "parsecs"), std::nullopt);
}

}  // namespace
}  // namespace servanda
