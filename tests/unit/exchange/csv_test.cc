#include "servanda/exchange/csv.h"

#include <gtest/gtest.h>

namespace servanda {
namespace {

TEST(Csv, UndoesQuotesAndKeepsLines) {
  const std::string_view text = "\xEF\xBB\xBFstate,act\r\n\"a,\"\"b\"\"\nc\",x\n\n,\"\"\nlast";
  CsvReader csv(text);
  ASSERT_TRUE(csv.next());
  EXPECT_EQ(csv.field(0), "state");
  EXPECT_EQ(csv.field(1), "act");
  ASSERT_TRUE(csv.next());
  EXPECT_EQ(csv.field(0), "a,\"b\"\nc");
  EXPECT_EQ(csv.field(1), "x");
  EXPECT_EQ(csv.line(), 2U);
  ASSERT_TRUE(csv.next());
  EXPECT_EQ(csv.line(), 5U);
  EXPECT_EQ(csv.size(), 2U);
  EXPECT_EQ(csv.field(1), "");
  ASSERT_TRUE(csv.next());
  EXPECT_EQ(csv.field(0), "last");
  EXPECT_EQ(csv.field(7), "");
  EXPECT_FALSE(csv.next());
  EXPECT_FALSE(csv.broken());
}

TEST(Csv, TellsAnOpenQuotationMark) {
  CsvReader csv("a,\"b\nc");
  EXPECT_FALSE(csv.next());
  EXPECT_TRUE(csv.broken());
}

}  // namespace
}  // namespace servanda
