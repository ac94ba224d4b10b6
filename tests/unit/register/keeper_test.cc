#include "servanda/register/keeper.h"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "servanda/journal/journal.h"
#include "servanda/model/json.h"
#include "servanda/register/files.h"
#include "servanda/register/sqlite.h"
#include "unit/register/keeper_fixture.h"

namespace servanda {
namespace {

namespace fs = std::filesystem;

INSTANTIATE_TEST_SUITE_P(Kinds, KeeperTest, testing::Values("", ".db"), kind_name);

constexpr const char* kTreaty = "treaty a \"A treaty\"\n  parties RUS, IRN\n";
constexpr const char* kSign = "2001-03-12 sign a by RUS, IRN\n";

/// The id of the only statement of its kind that a text holds.
std::string id_in(const std::string& text) {
  return statement_id(parse_journal(SourceText("", text)).reg.statements.front());
}

TEST_P(KeeperTest, WhatIsAddedIsThere) {
  const auto keeper = this->keeper();
  const std::string empty = *keeper->version();
  const Result<Added> first = keeper->add(batch("one", kTreaty));
  ASSERT_TRUE(first.ok()) << first.error().message;
  EXPECT_TRUE(first->added);
  EXPECT_EQ(first->statements, 1U);
  ASSERT_TRUE(keeper->add(batch("two", kSign)).ok());
  const Result<LoadedRegister> loaded = load_register(path());
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_TRUE(loaded->ok());
  EXPECT_EQ(loaded->reg.statements.size(), 2U);
  ASSERT_EQ(loaded->reg.batches.size(), 2U);
  EXPECT_EQ(loaded->reg.batches[0].by, "Anna");
  EXPECT_NE(*keeper->version(), empty);
  EXPECT_EQ(*keeper->version(), *open_keeper(path()).value()->version());
}

TEST_P(KeeperTest, TheSameTwiceAddsNothing) {
  const auto keeper = this->keeper();
  ASSERT_TRUE(keeper->add(batch("one", kTreaty)).ok());
  const std::string version = *keeper->version();
  const Result<Added> again = keeper->add(batch("another-name", kTreaty));
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again->added);
  EXPECT_EQ(*keeper->version(), version);
  EXPECT_EQ(keeper->load()->reg.statements.size(), 1U);
}

TEST_P(KeeperTest, NothingIsOverwritten) {
  const auto keeper = this->keeper();
  ASSERT_TRUE(keeper->add(batch("a", kTreaty)).ok());
  ASSERT_TRUE(keeper->add(batch("one", kSign)).ok());
  const Result<Added> other = keeper->add(batch("one", "2001-03-13 exchange a by RUS\n"));
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().code, Code::conflict);
  EXPECT_EQ(keeper->load()->reg.statements.size(), 2U);
}

TEST_P(KeeperTest, FaultyTextLeavesTheRegisterAsItWas) {
  const auto keeper = this->keeper();
  ASSERT_TRUE(keeper->add(batch("a", kTreaty)).ok());
  const std::string version = *keeper->version();
  for (const char* text : {"2001-02-30 sign a by RUS\n", "2001-03-12 sign b by RUS\n", "nonsense\n",
                           "source s\n\nsource s\n", "2001-03-12 sign a by RUS\n  from nowhere\n",
                           "decision retract 0123456789abcdef at 2026-01-01T00:00Z\n"}) {
    const Result<Added> added = keeper->add(batch("one", text));
    ASSERT_FALSE(added.ok()) << text;
    EXPECT_EQ(added.error().code, Code::parse) << text;
  }
  EXPECT_EQ(*keeper->version(), version);
}

TEST_P(KeeperTest, NamesCannotLeaveTheRegister) {
  const auto keeper = this->keeper();
  for (const char* name : {"../x", "a/b", "", ".hidden", "-x"})
    EXPECT_FALSE(keeper->add(batch(name, kTreaty)).ok()) << name;
  for (const char* name : {"../x", "/etc/passwd", "documents/../../x", ""}) {
    Batch with = batch("one", kTreaty);
    with.documents.push_back({name, "text"});
    EXPECT_FALSE(keeper->add(with).ok()) << name;
    EXPECT_FALSE(keeper->document(name).ok()) << name;
  }
}

TEST_P(KeeperTest, DocumentsAreKept) {
  const auto keeper = this->keeper();
  Batch with = batch("one", kTreaty);
  with.documents.push_back({"documents/one.txt", std::string("bytes \0 and more", 16)});
  ASSERT_TRUE(keeper->add(with).ok());
  EXPECT_EQ(*keeper->document("documents/one.txt"), std::string("bytes \0 and more", 16));
  EXPECT_EQ(keeper->document("documents/two.txt").error().code, Code::not_found);
  EXPECT_EQ(*keeper->documents(), std::vector<std::string>{"documents/one.txt"});
}

TEST_P(KeeperTest, ACorrectionStandsFromItsDayOnAndTheErrorBefore) {
  const auto keeper = this->keeper();
  const std::string wrong = "2001-03-22 sign a by RUS, IRN\n  known      2001-04-01\n";
  const std::string right = "2001-03-12 sign a by RUS, IRN\n  known      2001-04-01\n";
  ASSERT_TRUE(keeper->add(batch("a", std::string(kTreaty) + "\n" + wrong)).ok());
  const std::string decision = fmt::format(
      "\ndecision supersede {} with {} at 2026-02-03T10:00Z by \"Anna\" because \"the "
      "text says 12 March\"\n",
      id_in(wrong), id_in(right));
  const Result<Added> added = keeper->add(batch("b", right + decision, "2026-02-03T10:00Z"));
  ASSERT_TRUE(added.ok()) << added.error().message;
  const LoadedRegister loaded = *keeper->load();
  const auto days = [&](const char* known) {
    std::set<std::string> found;
    for (const Statement& statement : loaded.reg.statements) {
      const auto* act = std::get_if<ActFact>(&statement.fact);
      if (act != nullptr && is_known(loaded.reg, statement, *parse_day(known)))
        found.insert(act->on->text());
    }
    return found;
  };
  EXPECT_EQ(days("2026-02-02"), std::set<std::string>{"2001-03-22"});
  EXPECT_EQ(days("2026-02-03"), std::set<std::string>{"2001-03-12"});
  EXPECT_EQ(days("2001-03-31"), std::set<std::string>{});
  // Who came later with another correction of the same is told so, and nothing is written.
  const std::string version = *keeper->version();
  const std::string other = "2001-03-15 sign a by RUS, IRN\n";
  const Result<Added> late =
      keeper->add(batch("c",
                        other + fmt::format("\ndecision supersede {} with {} at "
                                            "2026-02-03T11:00Z by \"Boris\"\n",
                                            id_in(wrong), id_in(other)),
                        "2026-02-03T11:00Z"));
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().code, Code::conflict);
  EXPECT_NE(late.error().message.find("Anna"), std::string::npos);
  EXPECT_EQ(*keeper->version(), version);
}

TEST_P(KeeperTest, ProposalsCountForNothingUntilTheyAreAccepted) {
  const auto keeper = this->keeper();
  const std::string one = "2001-03-12 sign a by RUS, IRN\n";
  const std::string two = "2001-03-13 exchange a by RUS, IRN\n";
  const auto propose = [](const std::string& id) {
    return fmt::format("\ndecision propose {} at 2026-01-02T00:00Z by \"watch\"\n", id);
  };
  const std::string text = one + "\n" + two + propose(id_in(one)) + propose(id_in(two));
  ASSERT_TRUE(keeper->add(batch("a", kTreaty)).ok());
  ASSERT_TRUE(keeper->add(batch("b", text, "2026-01-02T00:00Z")).ok());
  EXPECT_EQ(keeper->load()->reg.statements.size(), 1U);
  ASSERT_EQ(keeper->load()->proposals.size(), 2U);
  EXPECT_FALSE(keeper->load()->proposals[0].decided);
  const std::string decide = fmt::format(
      "decision accept {} at 2026-01-03T00:00Z by \"Anna\"\n\ndecision reject {} at "
      "2026-01-03T00:00Z by \"Anna\" because \"misread\"\n",
      id_in(one), id_in(two));
  ASSERT_TRUE(keeper->add(batch("c", decide, "2026-01-03T00:00Z")).ok());
  const LoadedRegister loaded = *keeper->load();
  EXPECT_EQ(loaded.reg.statements.size(), 2U);
  ASSERT_EQ(loaded.proposals.size(), 2U);
  EXPECT_EQ(loaded.proposals[0].decided->ruling, Ruling::accept);
  EXPECT_EQ(loaded.proposals[1].decided->reason, "misread");
  const Result<Added> twice = keeper->add(
      batch("d", fmt::format("decision reject {} at 2026-01-04T00:00Z by \"Boris\"\n", id_in(one)),
            "2026-01-04T00:00Z"));
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(twice.error().code, Code::conflict);
}

TEST_P(KeeperTest, AClockThatWentBackIsRefused) {
  const auto keeper = this->keeper();
  ASSERT_TRUE(keeper->add(batch("a", kTreaty, "2026-01-01T12:00Z")).ok());
  // Another machine's clock may be behind a little: the order is kept.
  ASSERT_TRUE(keeper->add(batch("b", kSign, "2026-01-01T11:58Z")).ok());
  EXPECT_EQ(to_text(keeper->load()->reg.batches[1].at), "2026-01-01T12:00Z");
  const Result<Added> back =
      keeper->add(batch("c", "2001-03-13 exchange a by RUS\n", "2025-12-31T12:00Z"));
  ASSERT_FALSE(back.ok());
  EXPECT_EQ(back.error().code, Code::conflict);
}

TEST_P(KeeperTest, SeveralWritersLoseNothing) {
  constexpr int kWriters = 4;
  constexpr int kBatches = 6;
  ASSERT_TRUE(keeper()->add(batch("a", kTreaty)).ok());
  std::vector<std::thread> writers;
  std::atomic<int> failed = 0;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      Result<std::unique_ptr<Keeper>> own = open_keeper(path());
      for (int i = 0; i < kBatches && own.ok(); ++i) {
        const std::string text =
            fmt::format("{}-01-{:02} submit a by RUS (writer {})\n", 2001 + writer, i + 1,
                        std::string(1, static_cast<char>('a' + writer)));
        if (!(*own)->add(batch(fmt::format("w{}-{}", writer, i), text)).ok()) ++failed;
      }
      if (!own.ok()) ++failed;
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(keeper()->load()->reg.statements.size(), 1U + kWriters * kBatches);
  EXPECT_TRUE(keeper()->load()->ok());
}

TEST_P(KeeperTest, AnImportIsSeenWholeOrNotAtAllAndGoesOn) {
  const auto content = [](int first, int count) {
    Register reg;
    for (int i = first; i < first + count; ++i) {
      const auto parsed = parse_journal(SourceText(
          "", fmt::format("treaty t-{} \"Treaty {}\"\n\n2001-03-12 sign t-{} by RUS\n", i, i, i)));
      for (const Statement& statement : parsed.reg.statements) reg.statements.push_back(statement);
    }
    return reg;
  };
  BatchMark mark;
  mark.at = at("2026-01-01T00:00Z");
  mark.of = "table.csv";
  mark.key = std::string(64, 'a');
  ASSERT_TRUE(keeper()->add(batch("a", kTreaty)).ok());
  const std::string version = *keeper()->version();
  {
    const auto keeper = this->keeper();
    auto import = keeper->begin_import("table", mark);
    ASSERT_TRUE(import.ok()) << import.error().message;
    EXPECT_EQ((*import)->pieces_kept(), 0U);
    ASSERT_TRUE((*import)->add_piece(content(0, 10)).ok());
    // Here the machine stops.
  }
  EXPECT_EQ(*keeper()->version(), version);
  EXPECT_EQ(keeper()->load()->reg.statements.size(), 1U);
  EXPECT_FALSE(*keeper()->holds(mark.key));
  SearchQuestion question;
  question.words = "treaty";
  EXPECT_EQ(keeper()->search(question)->total, 1U);
  const auto keeper = this->keeper();
  auto import = keeper->begin_import("table", mark);
  ASSERT_TRUE(import.ok());
  EXPECT_EQ((*import)->pieces_kept(), 1U);
  ASSERT_TRUE((*import)->add_piece(content(10, 5)).ok());
  EXPECT_EQ(keeper->load()->reg.statements.size(), 1U);
  ASSERT_TRUE((*import)->finish().ok());
  EXPECT_NE(*keeper->version(), version);
  EXPECT_TRUE(keeper->load()->ok());
  EXPECT_EQ(keeper->load()->reg.statements.size(), 31U);
  EXPECT_EQ(keeper->search(question)->total, 16U);
  EXPECT_EQ(keeper->begin_import("table", mark).error().code, Code::conflict);
}

/// All files of a register and what they hold.
std::map<std::string, std::string> contents(Keeper& keeper) {
  std::map<std::string, std::string> all;
  const auto files = keeper.files();
  EXPECT_TRUE(files.ok()) << files.error().message;
  for (const JournalFile& file : *files) all[file.path] = file.text;
  return all;
}

TEST_P(KeeperTest, AnotherKeeperAndBackGivesTheSameText) {
  const auto examples = *open_keeper(SERVANDA_EXAMPLES "/register");
  const auto original = contents(*examples);
  ASSERT_GE(original.size(), 3U);
  const auto there = keeper();
  const Result<Added> taken = there->add_files(*examples->files(), {}, at("2026-01-01T00:00Z"));
  ASSERT_TRUE(taken.ok()) << taken.error().message;
  EXPECT_EQ(contents(*there), original);
  // The same again adds nothing.
  const std::string version = *there->version();
  EXPECT_FALSE(there->add_files(*examples->files(), {}, at("2026-01-01T00:00Z"))->added);
  EXPECT_EQ(*there->version(), version);
  // The other kind, and back.
  const std::string other = (folder_ / (std::string(GetParam()).empty() ? "O.db" : "O")).string();
  const auto back = *create_keeper(other);
  ASSERT_TRUE(back->add_files(*there->files(), {}, at("2026-01-01T00:00Z")).ok());
  EXPECT_EQ(contents(*back), original);
  // And both answer as the original does.
  const LoadedRegister one = *examples->load();
  const LoadedRegister two = *there->load();
  EXPECT_TRUE(two.ok());
  EXPECT_TRUE(one.reg == two.reg);
  const std::vector<JournalFile> files = *there->files();
  for (const JournalFile& file : files) {
    const auto formatted = format_journal(SourceText(file.path, file.text));
    EXPECT_TRUE(formatted.ok);
    EXPECT_EQ(formatted.text, file.text) << file.path;
  }
}

TEST_P(KeeperTest, APartSaysOfItsTreatyWhatTheWholeSays) {
  const auto keeper = this->keeper();
  const auto examples = *open_keeper(SERVANDA_EXAMPLES "/register");
  ASSERT_TRUE(keeper->add_files(*examples->files(), {}, at("2026-01-01T00:00Z")).ok());
  const LoadedRegister whole = *keeper->load();
  for (const std::string& treaty : whole.reg.treaty_ids()) {
    const Result<LoadedRegister> part = keeper->load_about({treaty});
    ASSERT_TRUE(part.ok()) << part.error().message;
    EXPECT_TRUE(part->ok()) << treaty;
    const auto about = [&](const Register& reg) {
      std::vector<Statement> list;
      for (const Statement& statement : reg.statements) {
        if (treaty_of(statement) == treaty) list.push_back(statement);
      }
      return list;
    };
    EXPECT_TRUE(about(part->reg) == about(whole.reg)) << treaty;
    for (const Statement& statement : part->reg.statements) {
      for (const Citation& citation : statement.from)
        EXPECT_NE(part->reg.find_source(citation.source), nullptr) << citation.source;
    }
    EXPECT_EQ(part->reg.pathways.size(), whole.reg.pathways.size());
  }
}

TEST_P(KeeperTest, FindsNamesMisspeltAndInOtherScripts) {
  const auto keeper = this->keeper();
  const auto examples = *open_keeper(SERVANDA_EXAMPLES "/register");
  ASSERT_TRUE(keeper->add_files(*examples->files(), {}, at("2026-01-01T00:00Z")).ok());
  const auto hits = [&](const std::string& words) {
    SearchQuestion question;
    question.words = words;
    const Result<SearchAnswer> answer = keeper->search(question);
    EXPECT_TRUE(answer.ok()) << answer.error().message;
    return answer ? *answer : SearchAnswer{};
  };
  const std::size_t spelt = hits("Pezeshkian ").total;
  ASSERT_GE(spelt, 1U);
  for (const char* words : {"Пезешкиан ", "Pezeshkyan ", "Pezeskhian ", "PEZESHKIAN ",
                            "Pezechkian ", "pezesh", "پزشکیان "})
    EXPECT_EQ(hits(words).total, spelt) << words;
  EXPECT_EQ(hits("Xyzzyq ").total, 0U);
  // What is marked is what was asked for.
  const SearchAnswer answer = hits("Пезешкиан ");
  ASSERT_FALSE(answer.hits.empty());
  ASSERT_FALSE(answer.hits[0].marked.empty());
  for (const SearchHit& hit : answer.hits) {
    for (const Span& span : hit.marked) EXPECT_EQ(span.of(hit.text), "Pezeshkian");
  }
  ASSERT_EQ(answer.understood.size(), 1U);
  EXPECT_EQ(answer.understood[0].found, std::vector<std::string>{"pezeshkian"});
  // Names of states stand for their codes, in any language.
  EXPECT_GE(hits("Иран ratify ").total + hits("Iran sign ").total, 2U);
}

TEST_P(KeeperTest, FacetsNarrowAndAddUp) {
  const auto keeper = this->keeper();
  const auto examples = *open_keeper(SERVANDA_EXAMPLES "/register");
  ASSERT_TRUE(keeper->add_files(*examples->files(), {}, at("2026-01-01T00:00Z")).ok());
  SearchQuestion question;
  question.state = "IRN";
  question.limit = 1000;
  const SearchAnswer all = *keeper->search(question);
  ASSERT_GT(all.total, 5U);
  EXPECT_EQ(all.hits.size(), all.total);
  std::size_t sum = 0;
  for (const FacetCount& act : all.acts) {
    SearchQuestion narrow = question;
    narrow.act = act.value;
    EXPECT_EQ(keeper->search(narrow)->total, act.count) << act.value;
    sum += act.count;
  }
  EXPECT_EQ(sum, all.total);
  question.treaty = "ru-ir-2025";
  const SearchAnswer one = *keeper->search(question);
  EXPECT_GT(one.total, 0U);
  for (const SearchHit& hit : one.hits) EXPECT_EQ(hit.treaty, "ru-ir-2025");
  EXPECT_EQ(keeper->search({}).error().code, Code::invalid_argument);
}

TEST_P(KeeperTest, WhatStrangersTypeIsNoSyntax) {
  const auto keeper = this->keeper();
  ASSERT_TRUE(keeper->add(batch("a", kTreaty)).ok());
  for (const char* words : {"\"", "a\" OR \"b", "NEAR(a b)", "text : a", "'; DROP TABLE entry; --",
                            "* ^ - + ( ) { }", "\xff\xfe", "0atreaty"}) {
    SearchQuestion question;
    question.words = words;
    question.state = "' OR 1";
    EXPECT_TRUE(keeper->search(question).ok()) << words;
  }
  EXPECT_TRUE(keeper->load()->ok());
}

// ---- SQLite alone ------------------------------------------------------------------------------

class SqliteTest : public KeeperTest {};
INSTANTIATE_TEST_SUITE_P(Kinds, SqliteTest, testing::Values(".db"), kind_name);

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

TEST_P(SqliteTest, AFileThatIsNoRegisterIsRefusedAsDamaged) {
  write(path(), "this is no database, however long it may be, and never was one at all\n");
  EXPECT_EQ(load_register(path()).error().code, Code::corrupt);
  write(path("E"), "");
  EXPECT_EQ(load_register(path("E")).error().code, Code::corrupt);
}

TEST_P(SqliteTest, ANewerSchemaIsRefusedClearly) {
  ASSERT_TRUE(keeper()->add(batch("a", kTreaty)).ok());
  std::string bytes = bytes_of(path());
  // The user version stands at offset 60 of the header, big-endian (SQLite file format, 1.3).
  ASSERT_GT(bytes.size(), 100U);
  bytes[63] = 99;
  write(path(), bytes);
  const auto opened = open_keeper(path());
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, Code::conflict);
  EXPECT_NE(opened.error().message.find("99"), std::string::npos);
}

TEST_P(SqliteTest, NoDamageGoesUnseen) {
  {
    const auto keeper = this->keeper();
    const auto examples = *open_keeper(SERVANDA_EXAMPLES "/register");
    ASSERT_TRUE(keeper->add_files(*examples->files(), {}, at("2026-01-01T00:00Z")).ok());
  }
  const std::string sound = bytes_of(path());
  const Register truth = keeper()->load()->reg;
  int seen = 0;
  int tried = 0;
  // A byte changed anywhere: the register is refused, or it is whole.
  for (std::size_t at = 18; at < sound.size(); at += 331) {
    std::string bytes = sound;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x15);
    write(path("D"), bytes);
    fs::remove(path("D") + "-wal");
    fs::remove(path("D") + "-shm");
    ++tried;
    const Result<LoadedRegister> loaded = load_register(path("D"));
    if (!loaded.ok() || !loaded->ok()) {
      ++seen;
      continue;
    }
    EXPECT_TRUE(loaded->reg == truth) << "byte " << at;
  }
  EXPECT_GT(seen, 5) << "of " << tried;
}

TEST_P(SqliteTest, NothingCanBeChangedOrDeletedThroughTheSchema) {
  ASSERT_TRUE(keeper()->add(batch("a", kTreaty)).ok());
  Result<Database> database = Database::open(path(), Database::Mode::write);
  ASSERT_TRUE(database.ok());
  for (const char* sql : {"UPDATE entry SET text = ''", "DELETE FROM entry", "DELETE FROM file",
                          "UPDATE file SET path = 'x'", "UPDATE entry SET file = 2"}) {
    const Status changed = database->run(sql);
    ASSERT_FALSE(changed.ok()) << sql;
    EXPECT_EQ(changed.error().code, Code::conflict) << changed.error().message;
  }
  EXPECT_EQ(keeper()->load()->reg.statements.size(), 1U);
}

}  // namespace
}  // namespace servanda
