// The kept intervals answer as the derivation does.
#include "servanda/law/status_table.h"

#include <gtest/gtest.h>

namespace servanda {
namespace {

Derivation with_party(const std::string& state, When from, std::optional<When> until) {
  Derivation derived;
  DerivedParty party;
  party.state = state;
  party.from = from;
  party.until = until;
  derived.parties.push_back(party);
  return derived;
}

TEST(StatusTable, AnswersWithinTheInterval) {
  StatusTable table;
  table.set(3, with_party("FRA", When(make_day(2000, 1, 1)), When(make_day(2010, 1, 1))));
  const auto fra = table.find_state("FRA");
  EXPECT_EQ(table.status(3, fra, make_day(1999, 12, 31)), Verdict::no);
  EXPECT_EQ(table.status(3, fra, make_day(2000, 1, 1)), Verdict::yes);
  EXPECT_EQ(table.status(3, fra, make_day(2009, 12, 31)), Verdict::yes);
  EXPECT_EQ(table.status(3, fra, make_day(2010, 1, 1)), Verdict::no);
  EXPECT_EQ(table.status(2, fra, make_day(2005, 1, 1)), Verdict::no);
  EXPECT_EQ(table.status(9, fra, make_day(2005, 1, 1)), Verdict::no);
  EXPECT_EQ(table.status(3, StatusTable::kUnknownState, make_day(2005, 1, 1)), Verdict::no);
}

TEST(StatusTable, KeepsWhatIsOpen) {
  StatusTable table;
  table.set(0, with_party("FRA", When(make_day(2000, 1, 1), make_day(2000, 1, 31)), {}));
  const auto fra = table.find_state("FRA");
  EXPECT_EQ(table.status(0, fra, make_day(2000, 1, 15)), Verdict::ambiguous);
  EXPECT_EQ(table.status(0, fra, make_day(2000, 1, 31)), Verdict::yes);
  Derivation disputed = with_party("PRK", When(make_day(1985, 12, 12)), {});
  disputed.parties[0].status = PartyStatus::disputed;
  table.set(1, disputed);
  EXPECT_EQ(table.status(1, table.find_state("PRK"), make_day(2010, 1, 1)), Verdict::disputed);
}

TEST(StatusTable, TakesOneTreatyAnewAndLeavesTheOthers) {
  StatusTable table;
  for (std::size_t i = 0; i < 3000; ++i) {
    table.set(i, with_party("FRA", When(make_day(1900, 1, 1)), {}));
  }
  // Often enough that freed places are gathered.
  for (int round = 0; round < 3; ++round) {
    for (std::size_t i = 0; i < 3000; i += 2) {
      table.set(i, with_party("DEU", When(make_day(1950, 1, 1)), {}));
    }
  }
  std::vector<std::uint64_t> bits;
  table.matrix(make_day(1960, 1, 1), bits);
  const auto fra = table.find_state("FRA");
  const auto deu = table.find_state("DEU");
  for (std::size_t i = 0; i < 3000; ++i) {
    const auto wanted = i % 2 == 0 ? deu : fra;
    EXPECT_EQ(table.status(i, wanted, make_day(1960, 1, 1)), Verdict::yes);
    EXPECT_EQ(bits[i * table.row_words()], std::uint64_t{1} << wanted);
  }
}

}  // namespace
}  // namespace servanda
