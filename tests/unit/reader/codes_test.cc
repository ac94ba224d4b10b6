// The codes that the reader gives are codes that the journal knows: it would warn of its own
// reading otherwise.
#include <gtest/gtest.h>

#include <string>

#include "servanda/base/table.h"
#include "servanda/language/tables.h"
#include "servanda/model/states.h"
#include "servanda/model/tables.h"

namespace servanda {
namespace {

TEST(Codes, AllThatNamesAndSuccessionSpeakOf) {
  for (const std::string_view table : {tables::countries_tsv, tables::states_tsv}) {
    for (const Row& row : table_rows(table))
      EXPECT_TRUE(is_known_code(row.field(0))) << std::string(row.field(0));
  }
  EXPECT_FALSE(is_known_code("RSU"));
  EXPECT_FALSE(is_known_code(""));
}

}  // namespace
}  // namespace servanda
