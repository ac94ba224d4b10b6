#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "servanda/base/utf8.h"
#include "servanda/language/conllu.h"
#include "servanda/language/parse.h"
#include "servanda/language/sentences.h"
#include "servanda/language/syntactic_words.h"
#include "servanda/language/syntax_tables.h"

namespace servanda {
namespace {

std::string cut(std::string_view text) {
  std::string all;
  for (const Span span : syntactic_words(text, {0, text.size()})) {
    if (!all.empty()) all += '|';
    all += span.of(text);
  }
  return all;
}

TEST(SyntacticWords, CutAsTheTreebanksDo) {
  EXPECT_EQ(cut("Moscow's 20-year pact isn't worth $1.5bn."),
            "Moscow|'s|20|-|year|pact|is|n't|worth|$|1.5|bn|.");
  EXPECT_EQ(cut("The U.S. and U.K. e-mailed a@b.com, Mr. Orban."),
            "The|U.S.|and|U.K.|e-mailed|a@b.com|,|Mr.|Orban|.");
  EXPECT_EQ(cut("It cannot, he said, be re-signed on 9/11."),
            "It|can|not|,|he|said|,|be|re-signed|on|9/11|.");
  EXPECT_EQ(cut("\u201CWe\u2019re ready,\u201D she said \u2014 at 7pm (20%)."),
            "\u201C|We|\u2019re|ready|,|\u201D|she|said|\u2014|at|7|pm|(|20|%|)|.");
  EXPECT_EQ(cut("Wait... what?! No."), "Wait|...|what|?!|No|.");
  EXPECT_EQ(cut("See https://example.org/a_b?c=1. End"), "See|https://example.org/a_b?c=1|.|End");
  EXPECT_EQ(cut(""), "");
  EXPECT_EQ(cut("\u202E \u200B"), "");
}

RC_GTEST_PROP(SyntacticWords, StandInOrderOnCodePoints, (const std::string& bytes)) {
  std::size_t at = 0;
  for (const Span span : syntactic_words(bytes, {0, bytes.size()})) {
    RC_ASSERT(span.begin >= at);
    RC_ASSERT(span.begin < span.end);
    RC_ASSERT(span.end <= bytes.size());
    at = span.end;
  }
}

TEST(SyntacticWords, LongRunsAreCut) {
  const std::string text(100000, 'a');
  const std::vector<Span> words = syntactic_words(text, {0, text.size()});
  EXPECT_GT(words.size(), 400U);
  EXPECT_EQ(words.back().end, text.size());
}

TEST(Conllu, ReadsWordsHeadsAndSpaces) {
  const auto read = parse_conllu(
      "# newpar\n# sent_id = x\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
      "1\tdo\t_\t_\tVB\t_\t0\troot\t_\t_\n2\tn't\t_\t_\tRB\t_\t1\tadvmod\t_\t_\n"
      "2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n3\t.\t_\t_\t.\t_\t1\tpunct\t_\t_\n\n");
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->size(), 1U);
  const ConlluSentence& sentence = read->front();
  EXPECT_TRUE(sentence.opens_paragraph);
  EXPECT_EQ(sentence.id, "x");
  ASSERT_EQ(sentence.words.size(), 3U);
  EXPECT_EQ(sentence.words[0].head, -1);
  EXPECT_EQ(sentence.words[1].head, 0);
  EXPECT_FALSE(sentence.words[0].space_after);
  EXPECT_FALSE(sentence.words[1].space_after);
  EXPECT_TRUE(sentence.words[2].space_after);
}

TEST(Conllu, TellsTheLineThatIsWrong) {
  for (const char* text :
       {"1\tonly\tthree\n", "2\ta\t_\t_\tX\t_\t0\troot\t_\t_\n",
        "1\ta\t_\t_\tX\t_\t7\tdep\t_\t_\n\n", "1\ta\t_\t_\tX\t_\tb\tdep\t_\t_\n\n"}) {
    const auto read = parse_conllu(text);
    EXPECT_FALSE(read.ok()) << text;
    if (!read) {
      EXPECT_NE(read.error().message.find("line"), std::string::npos);
    }
  }
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const char* const kTables = SERVANDA_SYNTAX_TABLES;

TEST(SyntaxTables, RefuseWhatIsDamaged) {
  const std::string good = bytes_of(kTables);
  ASSERT_GT(good.size(), 1000000U);
  const auto message = [](const std::string& bytes) {
    std::vector<std::uint64_t> aligned(bytes.size() / 8 + 1);
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(aligned.data()));  // NOLINT
    const auto tables = SyntaxTables::view(
        {reinterpret_cast<const char*>(aligned.data()), bytes.size()});  // NOLINT
    return tables ? std::string() : tables.error().message;
  };
  EXPECT_EQ(message(good), "");
  EXPECT_NE(message("").find("cut short"), std::string::npos);
  EXPECT_NE(message(good.substr(0, good.size() - 64)).find("cut short"), std::string::npos);
  EXPECT_NE(message(std::string(200, 'x')).find("no file of syntax tables"), std::string::npos);
  std::string changed = good;
  changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
  EXPECT_NE(message(changed).find("bytes have changed"), std::string::npos);
  std::string other = good;
  other[7] = '0';
  EXPECT_NE(message(other).find("another version"), std::string::npos);
  EXPECT_FALSE(SyntaxTables::map("/does/not/exist").ok());
  EXPECT_FALSE(SyntaxTables::map("/").ok());
}

class Trees : public ::testing::Test {
 protected:
  static const SyntaxTables& tables() {
    static const Result<SyntaxTables> mapped = SyntaxTables::map(kTables);
    return mapped.value();
  }
  static Tree parse(std::string_view text) {
    return Parser(tables()).parse(text, {0, text.size()});
  }
};

TEST_F(Trees, TellWhoSaysWhat) {
  const std::string text = "Tehran denied that it had signed.";
  const Tree tree = parse(text);
  ASSERT_EQ(tree.words.size(), 7U);
  EXPECT_EQ(tree.words[1].tag, "VBD");
  EXPECT_EQ(tree.words[1].head, -1);
  EXPECT_EQ(tree.words[1].relation, "root");
  EXPECT_EQ(tree.child(1, "nsubj"), 0);
  EXPECT_EQ(tree.child(1, "ccomp"), 5);
  EXPECT_EQ(tree.child(1, "obj"), -1);
  EXPECT_EQ(tree.subtree(5).begin, 2);
  EXPECT_EQ(tree.subtree(5).end, 6);
  EXPECT_TRUE(tree.hangs_on(4, 1));
  EXPECT_FALSE(tree.hangs_on(1, 4));
  EXPECT_EQ(tree.word_at(0), 0);
  EXPECT_EQ(tree.word_at(6), -1);
  EXPECT_EQ(tree.word_at(7), 1);
  EXPECT_EQ(tree.word_at(text.size()), -1);
}

TEST_F(Trees, KnowSubtypes) {
  EXPECT_TRUE(relation_is("nsubj:pass", "nsubj"));
  EXPECT_TRUE(relation_is("nsubj", "nsubj"));
  EXPECT_FALSE(relation_is("nsubj", "nsubj:pass"));
  EXPECT_FALSE(relation_is("conj", "con"));
}

/// One root, heads inside, no circles, projective; words on code points.
void expect_tree(std::string_view text, const Tree& tree) {
  int roots = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < tree.words.size(); ++i) {
    const ParsedWord& word = tree.words[i];
    ASSERT_GE(word.span.begin, at);
    ASSERT_LT(word.span.begin, word.span.end);
    ASSERT_LE(word.span.end, text.size());
    at = word.span.end;
    roots += word.head < 0 ? 1 : 0;
    ASSERT_LT(word.head, static_cast<int>(tree.words.size()));
    std::size_t steps = 0;
    for (int up = word.head; up >= 0; up = tree.words[static_cast<std::size_t>(up)].head)
      ASSERT_LT(++steps, tree.words.size());
  }
  ASSERT_EQ(roots, tree.words.empty() ? 0 : 1);
}

RC_GTEST_FIXTURE_PROP(Trees, AreTreesWhateverTheBytes, (const std::string& bytes)) {
  expect_tree(bytes, parse(bytes));
  RC_ASSERT(!HasFatalFailure());
}

TEST_F(Trees, OfSentencesWithoutEnd) {
  std::string text;
  for (int i = 0; i < 600; ++i) text += "word ";
  const Tree tree = parse(text);
  EXPECT_EQ(tree.words.size(), 600U);
  expect_tree(text, tree);
}

TEST_F(Trees, ReadCapitalsAsWords) {
  const Tree tree = parse("THE PARLIAMENT RATIFIED THE TREATY ON MONDAY .");
  EXPECT_EQ(tree.words[2].tag, "VBD");
  EXPECT_EQ(tree.words[2].head, -1);
}

}  // namespace
}  // namespace servanda
