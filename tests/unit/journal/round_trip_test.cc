// parse(format(x)) = x, for made registers and for the example register; every fault in one run.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "../model/generators.h"
#include "servanda/journal/clause_words.h"
#include "servanda/journal/journal.h"

namespace servanda {
namespace {

std::string faults_of(const ParsedJournal& parsed, const SourceText& text) {
  std::string faults;
  for (const Diagnostic& diagnostic : parsed.diagnostics) faults += describe(diagnostic, text);
  return faults;
}

TEST(RoundTrip, EveryTriggerPrintsToWordsThatParseBack) {
  EXPECT_TRUE(rc::check("parse(words_for(x)) = x", [](const Trigger& trigger) {
    const std::string words = words_for(trigger);
    const Result<Trigger> back = parse_trigger(words);
    if (!back) RC_FAIL(words + ": " + back.error().message);
    RC_ASSERT(*back == trigger);
  }));
}

/// One object, one sentence: what the words are parsed to is the object, so no two share them.
template <typename T>
void expect_back(const T& value, const Result<T>& back, const std::string& words) {
  if (!back) RC_FAIL(words + ": " + back.error().message);
  if (!(*back == value)) RC_FAIL(words);
}

TEST(RoundTrip, EveryOtherClausePrintsToWordsThatParseBack) {
  EXPECT_TRUE(rc::check("term and renewal", [] {
    TermAndRenewal both;
    both.term = *generators::term();
    both.renewal = *generators::optional(generators::renewal());
    const std::string words = words_for(*both.term, both.renewal);
    expect_back(both, parse_term(words), words);
  }));
  EXPECT_TRUE(rc::check("renewal alone", [] {
    const Renewal renewal = *generators::renewal();
    const std::string words = words_for(renewal);
    expect_back(renewal, parse_renewal(words), words);
  }));
  EXPECT_TRUE(rc::check("withdrawal", [] {
    const Withdrawal withdrawal = *generators::withdrawal();
    const std::string words = words_for(withdrawal);
    expect_back(withdrawal, parse_withdrawal(words), words);
  }));
  EXPECT_TRUE(rc::check("survival", [] {
    const Survival survival = *generators::survival();
    const std::string words = words_for(survival);
    expect_back(survival, parse_survival(words), words);
  }));
  EXPECT_TRUE(rc::check("period", [] {
    const Period period = *generators::period();
    const std::string words = period_words(period);
    expect_back(period, parse_period_words(words), words);
  }));
}

TEST(RoundTrip, GroupsComeBackFromTheirText) {
  EXPECT_TRUE(rc::check("parse(format(groups)) = groups", [] {
    Register reg;
    for (int i = *generators::anywhere(0, 4); i > 0; --i) {
      GroupTable& group = reg.groups.emplace_back();
      group.id = *generators::text(1);
      group.unit = *generators::or_empty(generators::text());
      group.known = *generators::optional(generators::day());
      group.note = *generators::or_empty(generators::text());
      group.from = *generators::few(generators::citation());
      for (int k = *generators::anywhere(0, 5); k > 0; --k) {
        GroupMember& member = group.members.emplace_back();
        member.state = *generators::state();
        member.from = *generators::optional(generators::day());
        if (*generators::coin())
          member.until = member.from
                             ? *member.from + std::chrono::days(1 + *generators::anywhere(0, 9))
                             : *generators::day();
        member.weight = *generators::optional(rc::gen::element(0.0, 17.89, 1e6, 0.1));
      }
    }
    const SourceText text("made", format_register(reg));
    const ParsedJournal parsed = parse_journal(text);
    if (!parsed.ok()) RC_FAIL(std::string(text.text()) + faults_of(parsed, text));
    RC_ASSERT(parsed.reg == reg);
  }));
}

TEST(RoundTrip, ExampleTriggersMeanWhatTheySay) {
  struct Row {
    const char* words;
    Trigger::On on;
    int count;
    Period after;
  };
  for (const Row& row :
       {Row{"30 days after the last notification", Trigger::On::last_notification, 0, {0, 30}},
        Row{"on exchange", Trigger::On::exchange, 0, {}},
        Row{"on signature", Trigger::On::signature, 0, {}},
        Row{"90 days after the 50th consent", Trigger::On::consents, 50, {0, 90}},
        Row{"P3M after the fifth consent", Trigger::On::consents, 5, {3, 0}},
        Row{"1 year and 6 months after all consents", Trigger::On::all_consents, 0, {18, 0}}}) {
    const Result<Trigger> trigger = parse_trigger(row.words);
    ASSERT_TRUE(trigger.ok()) << row.words << ": " << trigger.error().message;
    EXPECT_EQ(trigger->on, row.on) << row.words;
    EXPECT_EQ(trigger->count, row.count) << row.words;
    EXPECT_EQ(trigger->after, row.after) << row.words;
  }
  for (const char* words : {"", "soon", "30 days the last notification", "on the 5nd consent",
                            "on exchange and more"}) {
    EXPECT_FALSE(parse_trigger(words).ok()) << words;
  }
}

TEST(RoundTrip, EveryStatementComesBackFromItsText) {
  EXPECT_TRUE(rc::check("parse(format(x)) = x", [](const Statement& statement) {
    const SourceText text("made", format_statement(statement));
    const ParsedJournal parsed = parse_journal(text);
    if (!parsed.ok() || parsed.reg.statements.size() != 1) {
      RC_FAIL(std::string(text.text()) + faults_of(parsed, text));
    }
    if (!(parsed.reg.statements.front() == statement)) RC_FAIL(std::string(text.text()));
  }));
}

TEST(RoundTrip, TheExampleRegisterComesBackAndFormattingIsStable) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SERVANDA_EXAMPLES "/register")) {
    std::ifstream in(entry.path());
    std::stringstream bytes;
    bytes << in.rdbuf();
    const SourceText text(entry.path().string(), bytes.str());
    const ParsedJournal parsed = parse_journal(text);
    ASSERT_TRUE(parsed.ok()) << faults_of(parsed, text);
    const SourceText printed("printed", format_register(parsed.reg));
    EXPECT_EQ(parse_journal(printed).reg, parsed.reg) << entry.path();
    const FormattedJournal once = format_journal(text);
    ASSERT_TRUE(once.ok);
    EXPECT_EQ(format_journal(SourceText("once", once.text)).text, once.text) << entry.path();
    EXPECT_EQ(parse_journal(SourceText("once", once.text)).reg, parsed.reg) << entry.path();
    ++files;
  }
  EXPECT_GE(files, 4U);
}

/// What stands between ```treaty and ``` in a page, joined.
std::vector<std::string> examples_in(const char* path) {
  std::vector<std::string> blocks;
  std::ifstream in(path);
  std::string line;
  bool inside = false;
  while (std::getline(in, line)) {
    if (line.rfind("```", 0) == 0) {
      // Blocks marked "faulty" show mistakes; tests/run_docs.py holds all of them to what they say.
      const bool example =
          line.rfind("```treaty", 0) == 0 && line.find("faulty") == std::string::npos;
      if (example) blocks.emplace_back();
      inside = example;
    } else if (inside) {
      blocks.back() += line + "\n";
    }
  }
  return blocks;
}

TEST(Docs, EveryExampleParses) {
  std::size_t count = 0;
  for (const char* path :
       {SERVANDA_EXAMPLES "/../docs/journal.md", SERVANDA_EXAMPLES "/../README.md"}) {
    for (const std::string& block : examples_in(path)) {
      const SourceText text(path, block);
      const ParsedJournal parsed = parse_journal(text);
      EXPECT_TRUE(parsed.ok()) << faults_of(parsed, text);
      EXPECT_EQ(parse_journal(SourceText("printed", format_register(parsed.reg))).reg, parsed.reg);
      ++count;
    }
  }
  EXPECT_GE(count, 3U);
}

TEST(Faults, AMillionOfThemAreCountedAndAHundredShown) {
  std::string text;
  for (int i = 0; i < 1000000; ++i) text += "x\n";
  const ParsedJournal parsed = parse_journal(SourceText("many", text));
  EXPECT_EQ(parsed.diagnostics.size(), kMostDiagnostics);
  EXPECT_EQ(parsed.not_shown, 1000000U - kMostDiagnostics);
  EXPECT_FALSE(parsed.ok());
}

TEST(Faults, OddTextsNeitherCrashNorHang) {
  for (const std::string& text :
       {std::string(), std::string("\xEF\xBB\xBFtreaty a \"A\"\r\n\tparties RUS\r\n"),
        std::string("treaty a\0b\n", 11), std::string("treaty ") + std::string(1000000, 'x'),
        std::string(1000000, '('), std::string("treaty a \"") + std::string(1000000, '\\'),
        std::string("treaty a\n  force ") + std::string(100000, '['),
        std::string("; only a comment")}) {
    const SourceText source("odd", text);
    const ParsedJournal parsed = parse_journal(source);
    for (const Diagnostic& diagnostic : parsed.diagnostics)
      EXPECT_FALSE(describe(diagnostic, source).empty());
  }
  EXPECT_TRUE(
      parse_journal(SourceText("bom", "\xEF\xBB\xBFtreaty a \"A\"\r\n\tparties RUS\r\n")).ok());
}

}  // namespace
}  // namespace servanda
