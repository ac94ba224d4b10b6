// Rows of a plain record and its weighed statements give the law the same deeds.

#include "servanda/exchange/journal_bundle.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "../journal/generators.h"

namespace servanda {
namespace {

std::string told(const Deeds& deeds) {
  std::string out = deeds.signature_binds ? "signature binds; " : "";
  for (const std::string& party : deeds.parties) out += party + " ";
  out += deeds.practice;
  for (const Deed& deed : deeds.list) {
    out += "\n" + deeds.states[deed.state] + " " + std::string(to_text(deed.type)) +
           (deed.of ? " of " + std::string(to_text(*deed.of)) : "") +
           (deed.at_home ? " at home" : "") + " " + (deed.when ? to_text(*deed.when) : "undated");
  }
  return out;
}

TEST(JournalBundle, PlainRowsAndWeighedStatementsGiveTheSameDeeds) {
  std::size_t plain = 0;
  std::size_t weighed = 0;
  EXPECT_TRUE(rc::check("plain_deeds = weighed deeds", [&] {
    std::vector<SourceText> texts;
    texts.emplace_back("made", *generators::journal_text());
    const std::optional<Day> known =
        *generators::coin() ? std::optional(make_day(2002, 1, 1)) : std::nullopt;
    const JournalBundle bundle = JournalBundle::from(std::move(texts), known);
    for (std::size_t i = 0; i < bundle.size(); ++i) {
      const DerivationQuestion question{.on = make_day(2003, 1, 1)};
      const Result<Derivation> found = bundle.derive(i, question);
      RC_ASSERT(found.ok());
      const TreatyRecord record = bundle.weighed_record(i);
      const Derivation other = derive(record.treaty.clauses, record.deeds, question);
      RC_ASSERT(found->in_force == other.in_force);
      RC_ASSERT(found->verdict == other.verdict);
      if (!bundle.is_plain(i)) {
        ++weighed;
        continue;
      }
      ++plain;
      if (told(bundle.plain_deeds(i)) != told(record.deeds)) {
        RC_FAIL(std::string(bundle.files()[0].text()) + "\n" + told(bundle.plain_deeds(i)) +
                "\n---\n" + told(record.deeds));
      }
    }
  }));
  EXPECT_GT(plain, 20U);
  EXPECT_GT(weighed, 20U);
}

TEST(JournalBundle, TheExampleRegisterIsReadWhole) {
  const Result<JournalBundle> bundle = JournalBundle::read(SERVANDA_EXAMPLES "/register");
  ASSERT_TRUE(bundle.ok());
  EXPECT_TRUE(bundle->faults().empty());
  EXPECT_GE(bundle->size(), 6U);
  EXPECT_FALSE(JournalBundle::read("/no/such/register").ok());
}

TEST(JournalBundle, SilenceOfAnIncompleteRecordIsUnknown) {
  const char* journal =
      "treaty a\n  force      on the 2nd consent\n\n2001-01-01 ratify a by FRA\n\n";
  for (const bool incomplete : {false, true}) {
    std::vector<SourceText> texts;
    texts.emplace_back("made", std::string(journal) + (incomplete ? "incomplete acts a\n" : ""));
    const JournalBundle bundle = JournalBundle::from(std::move(texts));
    ASSERT_EQ(bundle.size(), 1U);
    const Result<Derivation> found = bundle.derive(0, {.on = make_day(2003, 1, 1)});
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found->verdict, incomplete ? Verdict::unknown : Verdict::no);
  }
}

}  // namespace
}  // namespace servanda
