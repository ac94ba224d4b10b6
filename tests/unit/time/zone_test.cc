// Clocks of places against days on which laws changed them.
#include "servanda/time/zone.h"

#include <gtest/gtest.h>

namespace servanda {
namespace {

TEST(Zone, FollowsTheLawOfTheDay) {
  const auto moscow = [](Day day) { return offset_at("Europe/Moscow", day, 0)->count(); };
  EXPECT_EQ(moscow(make_day(2023, 11, 7)), 180);
  EXPECT_EQ(moscow(make_day(2012, 11, 7)), 240);
  EXPECT_EQ(offset_at("Asia/Tehran", make_day(2025, 1, 17), 0)->count(), 210);
  EXPECT_EQ(offset_at("Europe/London", make_day(2020, 7, 1), 720)->count(), 60);
}

TEST(Zone, RefusesNamesThatNobodyKeeps) {
  for (const char* name : {"", "Europe/Atlantis", "Moscow", "\xFF"})
    EXPECT_FALSE(offset_at(name, make_day(2023, 11, 7), 0).ok()) << name;
}

}  // namespace
}  // namespace servanda
