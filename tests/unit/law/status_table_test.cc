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
  disputed.parties[0].open.push_back({When(make_day(2003, 1, 11)), {}, Verdict::disputed});
  table.set(1, disputed);
  const auto prk = table.find_state("PRK");
  EXPECT_EQ(table.status(1, prk, make_day(2003, 1, 10)), Verdict::yes);
  EXPECT_EQ(table.status(1, prk, make_day(2010, 1, 1)), Verdict::disputed);
  std::vector<std::uint64_t> bits;
  table.matrix(make_day(2003, 1, 10), bits);
  EXPECT_EQ(bits[table.row_words()], std::uint64_t{1} << prk);
  table.matrix(make_day(2010, 1, 1), bits);
  EXPECT_EQ(bits[table.row_words()], 0U);
}

// A chain of renewals has no end, and a notice may still stop it long after the day asked about.
TEST(StatusTable, KnowsTheEndWhateverDayTheDerivationWasAskedFor) {
  Clauses clauses;
  clauses.force.emplace();
  clauses.term.emplace();
  clauses.term->length = Period{120, 0};
  clauses.term->from = Term::From::force;
  clauses.renewal.emplace();
  clauses.renewal->kind = Renewal::Kind::automatic;
  clauses.renewal->length = Period{60, 0};
  clauses.renewal->notice = Period{6, 0};
  Deeds deeds;
  deeds.parties = {"AUT", "BEL"};
  for (const char* state : {"AUT", "BEL"}) {
    Deed deed;
    deed.state = deeds.enter_state(state);
    deed.when = When(make_day(1985, 9, 26));
    deeds.list.push_back(deed);
  }
  Deed notice;
  notice.state = deeds.find_state("AUT");
  notice.type = ActType::notify;
  notice.of = ActType::withdraw;
  notice.when = When(make_day(1999, 9, 1));
  deeds.list.push_back(notice);
  for (const int year : {1980, 1990, 2020}) {
    StatusTable table;
    table.set(0, derive(clauses, deeds, {make_day(year, 6, 1)}));
    const auto aut = table.find_state("AUT");
    EXPECT_EQ(table.status(0, aut, make_day(2000, 9, 25)), Verdict::yes) << year;
    EXPECT_EQ(table.status(0, aut, make_day(2000, 9, 26)), Verdict::no) << year;
  }
  clauses.renewal->times = 1;
  deeds.list.pop_back();
  StatusTable table;
  table.set(0, derive(clauses, deeds, {make_day(1986, 6, 1)}));
  EXPECT_EQ(table.status(0, table.find_state("AUT"), make_day(2000, 9, 26)), Verdict::no);
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
