// The index says what the parser says, and formatting leaves what it copies as it is.

#include "servanda/journal/index.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "generators.h"
#include "servanda/journal/look_alikes.h"
#include "servanda/time/when.h"

namespace servanda {
namespace {

std::string faults(const std::vector<Diagnostic>& diagnostics, const SourceText& text) {
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics) all += describe(diagnostic, text);
  return all;
}

/// All statements of an index in the order of the text.
std::vector<Statement> statements_of(const JournalIndex& index) {
  struct At {
    std::size_t offset;
    Statement statement;
  };
  std::vector<At> found;
  const auto add = [&](EntryPlace place) {
    found.push_back({place.offset, index.statement_at(place)});
  };
  for (std::size_t i = 0; i < index.acts().size(); ++i) {
    if (i > 0 && index.acts()[i].offset == index.acts()[i - 1].offset) continue;
    add(index.acts()[i].place());
  }
  for (const IndexedTreaty& treaty : index.treaties()) add(treaty.place);
  const Register& rest = index.rest().reg;
  for (std::size_t i = 0; i < rest.statements.size(); ++i)
    found.push_back({rest.origins[i].span.begin, rest.statements[i]});
  std::stable_sort(found.begin(), found.end(),
                   [](const At& a, const At& b) { return a.offset < b.offset; });
  std::vector<Statement> statements;
  for (At& at : found) statements.push_back(std::move(at.statement));
  return statements;
}

void expect_same(const std::string& written) {
  const SourceText text("made", written);
  const ParsedJournal parsed = parse_journal(text);
  JournalIndex index;
  index.add(text);
  RC_ASSERT(faults(index.rest().diagnostics, text) == faults(parsed.diagnostics, text));
  RC_ASSERT(index.rest().not_shown == parsed.not_shown);
  RC_ASSERT(index.statement_count() == parsed.reg.statements.size());
  if (!(statements_of(index) == parsed.reg.statements)) RC_FAIL(written);
  RC_ASSERT(index.rest().reg.sources.size() + index.sources().size() == parsed.reg.sources.size());
  RC_ASSERT(index.rest().includes.size() == parsed.includes.size());
  RC_ASSERT(index.rest().reg.assertions == parsed.reg.assertions);
}

TEST(Index, SaysOfCanonicalTextsWhatTheParserSays) {
  EXPECT_TRUE(rc::check("index = parse on canonical texts",
                        [] { expect_same(*generators::journal_text()); }));
}

TEST(Index, SaysOfEditedTextsWhatTheParserSays) {
  EXPECT_TRUE(
      rc::check("index = parse on edited texts", [] { expect_same(*generators::edited_text()); }));
}

TEST(Index, RowsHoldTheFieldsOfTheirStatements) {
  std::size_t rows = 0;
  EXPECT_TRUE(rc::check("rows = statements", [&rows] {
    const SourceText text("made", *generators::journal_text());
    JournalIndex index;
    index.add(text);
    for (const IndexedAct& row : index.acts()) {
      ++rows;
      const Statement statement = index.statement_at(row.place());
      const auto& act = std::get<ActFact>(statement.fact);
      RC_ASSERT(index.treaty_names()[row.treaty] == act.treaty);
      RC_ASSERT(static_cast<ActType>(row.type) == act.type);
      RC_ASSERT((row.of != IndexedAct::kNoAct) == act.of.has_value());
      const std::optional<When> when = when_of(*act.on);
      RC_ASSERT(row.earliest == when->earliest.time_since_epoch().count());
      RC_ASSERT(row.latest == when->latest.time_since_epoch().count());
      RC_ASSERT((row.known != kNoDay) == statement.known.has_value());
      if (statement.known) {
        RC_ASSERT(row.known == statement.known->time_since_epoch().count());
      }
      RC_ASSERT(row.source_count == statement.from.size());
      const std::string_view state = index.state_names()[row.state];
      const bool named = std::any_of(act.by.begin(), act.by.end(), [&](const Actor& actor) {
        return (actor.state.empty() ? actor.org : actor.state) == state;
      });
      RC_ASSERT(act.by.empty() == state.empty());
      RC_ASSERT(act.by.empty() != named);
    }
    for (const IndexedTreaty& row : index.treaties()) {
      const auto treaty = std::get<TreatyFact>(index.statement_at(row.place).fact);
      RC_ASSERT(index.clauses()[row.clauses] == treaty.clauses);
      RC_ASSERT(row.parties.count == treaty.parties.size());
      RC_ASSERT(row.depositary == treaty.depositary);
    }
  }));
  EXPECT_GT(rows, 50U);
}

TEST(Format, LeavesCanonicalTextAsItIs) {
  EXPECT_TRUE(rc::check("format(canonical) = canonical", [] {
    const std::string written = *generators::journal_text();
    const SourceText text("made", written);
    const ParsedJournal parsed = parse_journal(text);
    const FormattedJournal formatted = format_journal(text);
    RC_ASSERT(formatted.ok == parsed.ok());
    // What the generator writes with another spelling of a clause is not canonical.
    if (written.find("P30D after") == std::string::npos &&
        written.find(" to RUS") == std::string::npos && formatted.ok &&
        written.find('"') == std::string::npos) {
      RC_ASSERT(formatted.text == written);
    }
  }));
}

TEST(Format, RefusesACommentThatIsNoText) {
  const std::string act = "2001-03-12 sign t by RUS\n";
  for (const std::string& written : {"; \x1a\n" + act, act + "  ; \xff\n", act + "\n; \x01\n"}) {
    const SourceText text("made", written);
    const FormattedJournal once = format_journal(text);
    EXPECT_FALSE(once.ok);
    EXPECT_EQ(once.text, "");
    EXPECT_EQ(once.diagnostics.size(), 1U);
  }
}

TEST(Format, KeepsMeaningAndCommentsAndIsIdempotent) {
  EXPECT_TRUE(rc::check("format on edited texts", [] {
    const std::string written = *generators::edited_text();
    const SourceText text("made", written);
    const ParsedJournal parsed = parse_journal(text);
    const FormattedJournal once = format_journal(text);
    RC_ASSERT(once.ok == parsed.ok());
    if (!once.ok) return;
    const SourceText printed("once", once.text);
    const ParsedJournal again = parse_journal(printed);
    if (!again.ok()) RC_FAIL(written + "\n----\n" + once.text);
    if (!(again.reg == parsed.reg)) RC_FAIL(written + "\n----\n" + once.text);
    const FormattedJournal twice = format_journal(printed);
    if (twice.text != once.text) RC_FAIL(once.text + "\n----\n" + twice.text);
    RC_ASSERT(std::count(once.text.begin(), once.text.end(), ';') >=
              (written.find("; a remark") == std::string::npos ? 0 : 1));
  }));
}

TEST(LookAlikes, AWordOfTwoScriptsIsFound) {
  EXPECT_FALSE(find_mixed_word("treaty a \"Договор, treaty\""));
  EXPECT_FALSE(find_mixed_word("Türkiye, Côte d'Ivoire, 俄罗斯, 日本の条約, NATO加盟"));
  const std::string line = "by RUS (Vladimir \u0420utin)";  // a Cyrillic Р
  ASSERT_TRUE(find_mixed_word(line));
  EXPECT_EQ(find_mixed_word(line)->of(line), "\u0420utin");
  EXPECT_EQ(skeleton_of("c\u043Ee"), skeleton_of("coe"));
  EXPECT_NE(skeleton_of("npt"), skeleton_of("ctbt"));
}

}  // namespace
}  // namespace servanda
