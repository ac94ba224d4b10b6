// What a register's index gives about a treaty, or of the register as a whole, is what reading all
// of it gives.

#include "servanda/register/selection.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <filesystem>

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

TEST(Selection, RowsSayWhatStatementsSay) {
  std::size_t chosen = 0;
  EXPECT_TRUE(rc::check("rows = statements", [&] {
    const Compared compared = compare({*generators::journal_text(), *generators::journal_text()});
    RC_ASSERT(compared.difference == "");
    chosen += compared.chosen ? 1 : 0;
  }));
  EXPECT_GT(chosen, 0U);
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
