#include "servanda/base/seldom.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace servanda {
namespace {

static_assert(sizeof(Seldom<std::string>) == sizeof(void*));

TEST(Seldom, HoldsNothingOrAValueOfItsOwn) {
  Seldom<std::string> none;
  EXPECT_FALSE(none);
  Seldom<std::string> one = std::string("a");
  Seldom<std::string> copy = one;
  *copy += "b";
  EXPECT_EQ(*one, "a");
  EXPECT_EQ(*copy, "ab");
  copy = one;
  EXPECT_EQ(copy, one);
  one.reset();
  EXPECT_EQ(one, none);
  EXPECT_NE(copy, none);
  copy = none;
  EXPECT_FALSE(copy.has_value());
}

TEST(Seldom, TakesWhatAnOptionalHolds) {
  EXPECT_FALSE(Seldom<int>(std::optional<int>()));
  EXPECT_EQ(*Seldom<int>(std::optional<int>(3)), 3);
  Seldom<int> moved = 4;
  const Seldom<int> taken = std::move(moved);
  EXPECT_EQ(*taken, 4);
  Seldom<int> made;
  EXPECT_EQ(made.emplace(), 0);
}

}  // namespace
}  // namespace servanda
