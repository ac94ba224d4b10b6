// What is planned, possible, denied, negated, demanded or conditional never comes out as asserted.
// The rows stand in tests/data/reader/acts.tsv: each past mistake is one.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "servanda/reader/reader.h"

namespace servanda {
namespace {

struct Row {
  std::string text, type, stance, by, speaker;
  std::size_t line = 0;
};

std::vector<Row> rows() {
  std::vector<Row> list;
  std::ifstream in(SERVANDA_TEST_DATA "/reader/acts.tsv");
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    std::stringstream cells(line);
    Row row;
    std::getline(cells, row.text, '\t');
    std::getline(cells, row.type, '\t');
    std::getline(cells, row.stance, '\t');
    std::getline(cells, row.by, '\t');
    std::getline(cells, row.speaker, '\t');
    row.line = number;
    list.push_back(row);
  }
  return list;
}

Reading read(const std::string& text) {
  ReadOptions options;
  options.doc = "row";
  options.published = make_day(2025, 3, 28);
  return read_dispatch(text, options).value();
}

TEST(Acts, EveryRowIsReadAsItSays) {
  const std::vector<Row> list = rows();
  ASSERT_GE(list.size(), 25U);
  for (const Row& row : list) {
    const Reading reading = read(row.text);
    const Statement* found = nullptr;
    for (const Statement& statement : reading.statements) {
      const auto* act = std::get_if<ActFact>(&statement.fact);
      if (act == nullptr) continue;
      const bool is_asserted_otherwise = row.stance != "asserted" &&
                                         statement.stance == Stance::asserted &&
                                         to_text(act->type) == row.type;
      EXPECT_FALSE(is_asserted_otherwise) << row.line << ": asserted: " << row.text;
      if (to_text(act->type) == row.type && found == nullptr) found = &statement;
    }
    if (row.stance == "-") {
      EXPECT_EQ(found, nullptr) << row.line << ": " << row.text;
      continue;
    }
    EXPECT_NE(found, nullptr) << row.line << ": no " << row.type << " in: " << row.text;
    if (found == nullptr) continue;
    EXPECT_EQ(to_text(found->stance), row.stance) << row.line << ": " << row.text;
    const auto& act = std::get<ActFact>(found->fact);
    if (!row.by.empty()) {
      std::string states;
      for (const Actor& actor : act.by) states += (states.empty() ? "" : ",") + actor.state;
      EXPECT_EQ(states, row.by) << row.line << ": " << row.text;
    }
    if (!row.speaker.empty()) {
      ASSERT_TRUE(found->speaker || !found->via.empty()) << row.line << ": " << row.text;
      const std::string& name = found->speaker ? found->speaker->name : found->via.front().name;
      EXPECT_EQ(name, row.speaker) << row.line << ": " << row.text;
    }
  }
}

TEST(Quotes, AreTheWordsAtTheirPlace) {
  for (const Row& row : rows()) {
    for (const Statement& statement : read(row.text).statements) {
      ASSERT_FALSE(statement.from.empty());
      const Citation& citation = statement.from.front();
      ASSERT_TRUE(citation.bytes);
      EXPECT_EQ(citation.bytes->of(row.text), citation.words);
    }
  }
}

TEST(Dispatch, TheExampleTellsEverythingThatTheDossierNeeds) {
  std::ifstream in(SERVANDA_EXAMPLES "/dispatches/russia-iran-2025-03-26.txt");
  std::stringstream bytes;
  bytes << in.rdbuf();
  ReadOptions options;
  options.doc = "example";
  options.published = make_day(2025, 3, 26);
  const Reading reading = read_dispatch(bytes.str(), options).value();
  const auto count = [&](auto matches) {
    return std::count_if(reading.statements.begin(), reading.statements.end(), matches);
  };
  EXPECT_EQ(count([](const Statement& s) {
              const auto* act = std::get_if<ActFact>(&s.fact);
              return act != nullptr && act->type == ActType::submit &&
                     s.stance == Stance::asserted && act->body && act->body->name == "State Duma" &&
                     act->by.front().name == "Vladimir Putin";
            }),
            1);
  EXPECT_EQ(count([](const Statement& s) {
              const auto* treaty = std::get_if<TreatyFact>(&s.fact);
              return treaty != nullptr && treaty->articles == 47 && s.speaker &&
                     s.speaker->name == "Kazem Jalali";
            }),
            1);
  EXPECT_EQ(count([](const Statement& s) {
              const auto* quantity = std::get_if<QuantityFact>(&s.fact);
              return quantity != nullptr && quantity->value == "55000000000" &&
                     quantity->unit == "m3" && quantity->bound == Bound::upper &&
                     s.stance == Stance::planned;
            }),
            1);
  EXPECT_EQ(count([](const Statement& s) {
              return s.stance == Stance::denied && s.speaker && s.speaker->state == "IRN";
            }),
            1);
  EXPECT_GE(count([](const Statement& s) {
              const auto* treaty = std::get_if<TreatyFact>(&s.fact);
              return treaty != nullptr && treaty->disclosed == false;
            }),
            2);
  EXPECT_EQ(count([](const Statement& s) {
              const auto* clause = std::get_if<ClauseFact>(&s.fact);
              return clause != nullptr && clause->must == Must::shall_not && !s.via.empty() &&
                     s.via.front().name == "TASS";
            }),
            1);
  EXPECT_EQ(count([](const Statement& s) {
              const auto* act = std::get_if<ActFact>(&s.fact);
              return act != nullptr && act->type == ActType::appoint &&
                     act->whom.front().name == "Andrey Rudenko";
            }),
            1);
}

TEST(Garbage, CostsLinearTimeAndGivesNoAssertions) {
  for (const std::string& text :
       {std::string(2000000, 'a'), std::string(500000, '.'), std::string(300000, ' '),
        std::string("\xE2\x80\xAE") + std::string(100000, 'X'), [] {
          std::string words;
          for (int i = 0; i < 100000; ++i) words += "TREATY SIGNED ";
          return words;
        }()}) {
    ReadOptions options;
    options.doc = "garbage";
    EXPECT_TRUE(read_dispatch(text, options).ok());
  }
}

TEST(Headlines, TheTailSaysWhoSaysIt) {
  ReadOptions options;
  options.doc = "h";
  const Reading reading =
      read_headline("Russia may sign treaty with Iran — Kremlin", options).value();
  bool seen = false;
  for (const Statement& statement : reading.statements) {
    if (!std::holds_alternative<ActFact>(statement.fact)) continue;
    seen = true;
    EXPECT_EQ(statement.stance, Stance::possible);
    ASSERT_TRUE(statement.speaker);
    EXPECT_EQ(statement.speaker->state, "RUS");
  }
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace servanda
