#include "servanda/exchange/act_table.h"

#include <gtest/gtest.h>

#include "servanda/exchange/bundle.h"

namespace servanda {
namespace {

TEST(ActTable, ReadsWhatItCanAndTellsTheRest) {
  ActTable table;
  ASSERT_TRUE(table.read_for(0,
                             "state,act,date,use,flags\n"
                             "FRA,ratify,2016-10-05,,\n"
                             "DEU,ratify,2016-02-31,,\n"
                             "ITA,applaud,2016-10-05,,\n"
                             "SUN,consent,1990,,doubtful\n"
                             "RUS,withdraw,2020-01-01,,\n"
                             "ESP,sign,2015-04-22,no,\n"));
  ASSERT_EQ(table.rows().size(), 3U);
  ASSERT_EQ(table.faults().size(), 2U);
  EXPECT_EQ(table.faults()[0].line, 3U);
  EXPECT_EQ(table.faults()[1].line, 4U);
  EXPECT_EQ(table.left_out(), 1U);
  const Deeds deeds = table.deeds(0, 3);
  // The Soviet Union's act comes first, and is Russia's own.
  EXPECT_EQ(deeds.states[deeds.list[0].state], "RUS");
  EXPECT_TRUE(deeds.list[0].doubtful);
  EXPECT_EQ(deeds.list[0].when->latest, make_day(1990, 12, 31));
  EXPECT_TRUE(is_notice_of_leaving(deeds.list[2]));
}

TEST(ActTable, LeavesOutWhatWasKnownLater) {
  ActTable table(make_day(2016, 12, 31));
  ASSERT_TRUE(table.read_for(0,
                             "state,act,date,known\n"
                             "FRA,ratify,2016-10-05,2016-10-07\n"
                             "DEU,ratify,2016-10-05,2017-01-01\n"));
  EXPECT_EQ(table.rows().size(), 1U);
}

TEST(ActTable, RefusesATableWithoutItsColumns) {
  ActTable table;
  EXPECT_FALSE(table.read_for(0, "country,act,date\nFRA,ratify,2016-10-05\n"));
  EXPECT_FALSE(table.read_for(0, ""));
}

TEST(Groups, AreReadByDate) {
  const Result<GroupTables> groups = read_groups(
      "group,state,from,to,weight\nCoE,FRA,1949-08-03,,\nCoE,RUS,1996-02-28,2022-03-16,2.5\n");
  ASSERT_TRUE(groups);
  ASSERT_EQ(groups->at("CoE").size(), 2U);
  EXPECT_EQ(*groups->at("CoE")[1].to, make_day(2022, 3, 16));
  EXPECT_DOUBLE_EQ(groups->at("CoE")[1].weight, 2.5);
  EXPECT_FALSE(read_groups("group,state,weight\nx,FRA,nan\n"));
  EXPECT_FALSE(read_groups("group,state,weight\nx,FRA,-1\n"));
  EXPECT_FALSE(read_groups("group,state,from\nx,FRA,soon\n"));
  EXPECT_FALSE(read_groups("group\nx\n"));
}

}  // namespace
}  // namespace servanda
