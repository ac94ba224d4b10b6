// What a register's index gives about a treaty, or of the register as a whole, is what reading all
// of it gives.

#include "servanda/register/selection.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <tuple>

#include "servanda/register/loader.h"
#include "unit/journal/generators.h"

namespace servanda {
namespace {

Loader loader_of(const std::vector<std::string>& texts, Loader::Into into) {
  Loader loader({}, into);
  for (std::size_t i = 0; i < texts.size(); ++i)
    loader.add_text(SourceText(std::to_string(i) + ".treaty", texts[i]), {});
  return loader;
}

std::vector<std::string> faults(const LoadedRegister& loaded) {
  std::vector<std::string> all;
  for (const FileFault& fault : loaded.faults)
    all.push_back(describe(fault.diagnostic, loaded.files.at(fault.file)));
  return all;
}

std::vector<Statement> about(const Register& reg, const std::string& treaty) {
  std::vector<Statement> list;
  for (const Statement& statement : reg.statements) {
    if (treaty_of(statement) == treaty) list.push_back(statement);
  }
  return list;
}

/// Origins compare as equal wherever they are: they are no content.
bool same_place(const Origin& a, const Origin& b) {
  return a.file == b.file && a.span == b.span;
}

struct Compared {
  std::string difference = {};  ///< empty: none
  bool chosen = false;          ///< the texts were sound, so that statements were chosen
};

Compared compare(const std::vector<std::string>& texts) {
  const LoadedRegister whole = loader_of(texts, Loader::Into::statements).finish();
  Loader rows = loader_of(texts, Loader::Into::rows);
  if (!rows.rows_tell_all()) {
    return {whole.reg.decisions.empty() ? "rows refused" : ""};
  }
  const CheckedRegister checked = std::move(rows).finish_check();
  if (faults(checked.loaded) != faults(whole)) return {"faults"};
  if (checked.loaded.faults_not_shown != whole.faults_not_shown) return {"faults not shown"};
  if (checked.statements != whole.reg.statements.size()) return {"number of statements"};
  if (checked.sources != whole.reg.sources.size()) return {"number of sources"};
  if (checked.treaties != whole.reg.treaty_ids().size()) return {"number of treaties"};
  if (checked.loaded.ok() != whole.ok()) return {"soundness"};
  if (!whole.ok()) return {};
  for (const std::string& treaty : whole.reg.treaty_ids()) {
    const LoadedRegister part = loader_of(texts, Loader::Into::rows).finish_about({treaty});
    if (!(about(part.reg, treaty) == about(whole.reg, treaty)))
      return {"statements about the treaty"};
    if (part.reg.statements.size() != part.reg.origins.size()) return {"origins"};
    if (!(part.reg.groups == whole.reg.groups)) return {"tables"};
    if (!(part.reg.pathways == whole.reg.pathways)) return {"pathways"};
    // Each stands where it stands in the whole, and in the same order.
    std::size_t next = 0;
    for (std::size_t i = 0; i < part.reg.statements.size(); ++i) {
      while (next < whole.reg.origins.size() &&
             !same_place(whole.reg.origins[next], part.reg.origins[i]))
        ++next;
      if (next == whole.reg.statements.size()) return {"order"};
      if (!(whole.reg.statements[next] == part.reg.statements[i])) return {"a statement"};
      for (const Citation& citation : part.reg.statements[i].from) {
        const Source* source = part.reg.find_source(citation.source);
        if (source == nullptr) return {"a source is missing"};
        if (!(*source == *whole.reg.find_source(citation.source))) return {"a source"};
      }
    }
  }
  return {"", true};
}

/// Entries about six treaties and two sources, all declared, that refer to each other: in canonical
/// form, as rows are, and by hand.
rc::Gen<std::string> sound_text() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::tuple<int, int, int>>>(
          rc::gen::tuple(rc::gen::inRange(0, 9), rc::gen::inRange(0, 6), rc::gen::inRange(0, 6))),
      [](const std::vector<std::tuple<int, int, int>>& entries) {
        std::string text;
        for (int i = 0; i < 2; ++i)
          text += fmt::format("source s-{}\n  published  2001-01-0{}\n\n", i, i + 1);
        for (int i = 0; i < 6; ++i) text += fmt::format("treaty t-{}\n\n", i);
        for (const auto& [kind, one, two] : entries) {
          const int day = 10 + one + two;
          switch (kind) {
            case 0:
              text += fmt::format("treaty t-{}\n  replaces   t-{}\n\n", one, two);
              break;
            case 1:
              text += fmt::format("treaty t-{}\n  force      on the entry into force of t-{}\n\n",
                                  one, two);
              break;
            case 2:
              text += fmt::format("relation t-{} amends t-{}\n\n", one, two);
              break;
            case 3:
              text += fmt::format("2001-02-{} claim t-{} in-force by RUS\n\n", day, one);
              break;
            case 4:
              text += fmt::format("2001-02-{}   notify t-{}   by IRN ; a remark\n", day, one);
              break;
            case 5:
              text += "event CONSULT by RUS at Moscow\n\n";
              break;
            default:
              text += fmt::format("2001-02-{} notify t-{} by RUS, IRN\n  from       s-{}\n\n", day,
                                  one, two % 2);
          }
        }
        return text;
      });
}

TEST(Selection, RowsSayWhatStatementsSay) {
  std::size_t chosen = 0;
  EXPECT_TRUE(rc::check("rows = statements", [&] {
    const Compared compared = compare({*sound_text(), *generators::journal_text()});
    RC_ASSERT(compared.difference == "");
    const Compared sound = compare({*sound_text()});
    RC_ASSERT(sound.difference == "");
    chosen += sound.chosen ? 1 : 0;
  }));
  // About half are sound, by chance: few would mean that hardly anything was compared.
  EXPECT_GT(chosen, 10U);
}

TEST(Selection, RowsFindTheSameFaults) {
  EXPECT_TRUE(rc::check("rows = statements, edited", [] {
    RC_ASSERT(compare({*generators::edited_text(), *generators::edited_text()}).difference == "");
  }));
}

TEST(Selection, TheExampleRegisterIsTheSameEitherWay) {
  std::vector<std::string> texts;
  const auto paths = files_below(SERVANDA_EXAMPLES "/register");
  ASSERT_TRUE(paths.ok());
  Loader files(SERVANDA_EXAMPLES "/register");
  for (const auto& path : *paths) ASSERT_TRUE(files.add_file(path).ok());
  for (const SourceText& file : files.so_far().files) texts.emplace_back(file.text());
  const Compared compared = compare(texts);
  EXPECT_EQ(compared.difference, "");
  EXPECT_TRUE(compared.chosen);
}

TEST(Selection, FollowsWhatTheWordsConnect) {
  const std::vector<std::string> texts = {
      "treaty old \"Old\"\n  parties RUS, IRN\n\n"
      "treaty new \"New\"\n  parties RUS, IRN\n  replaces old\n\n"
      "treaty other \"Other\"\n  parties RUS, IRN\n\n"
      "2001-03-12 sign old by RUS, IRN\n\n2025-01-17 sign new by RUS, IRN\n\n"
      "2025-01-17 sign other by RUS, IRN\n"};
  for (const char* asked : {"old", "new"}) {
    const LoadedRegister part = loader_of(texts, Loader::Into::rows).finish_about({asked});
    EXPECT_TRUE(part.ok());
    EXPECT_EQ(part.reg.statements.size(), 4U) << asked;
    EXPECT_TRUE(about(part.reg, "other").empty()) << asked;
  }
  EXPECT_TRUE(loader_of(texts, Loader::Into::rows).finish_about({"none"}).reg.statements.empty());
}

}  // namespace
}  // namespace servanda
