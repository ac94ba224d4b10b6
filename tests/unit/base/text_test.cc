#include "servanda/base/text.h"

#include <gtest/gtest.h>

namespace servanda {
namespace {

TEST(SourceText, TellsLineAndColumnInCodePoints) {
  const SourceText text("a.treaty", "first\nзона +03:00\nlast");
  EXPECT_EQ(text.line_count(), 3U);
  EXPECT_EQ(text.position(0), (Position{1, 1}));
  EXPECT_EQ(text.position(6), (Position{2, 1}));
  EXPECT_EQ(text.position(6 + 9), (Position{2, 6}));  // four Cyrillic letters of two bytes, a blank
  EXPECT_EQ(text.line(2), "зона +03:00");
  EXPECT_EQ(text.line(4), "");
  EXPECT_EQ(text.position(1000).line, 3U);
}

TEST(SourceText, CarriageReturnsAreNoPartOfALine) {
  const SourceText text("a", "one\r\ntwo\r\n");
  EXPECT_EQ(text.line(1), "one");
  EXPECT_EQ(text.line(2), "two");
}

TEST(Describe, PointsAtThePlace) {
  const SourceText text("r.treaty", "treaty a\ntreety b\n");
  const Diagnostic fault{Severity::error, {9, 15}, "unknown directive \"treety\"", "\"treaty\""};
  EXPECT_EQ(describe(fault, text),
            "r.treaty:2:1: error: unknown directive \"treety\"\n"
            "    2 | treety b\n"
            "      | ^^^^^^\n"
            "        expected: \"treaty\"\n");
}

TEST(Describe, ShowsBothPlacesOfAContradiction) {
  const SourceText one("one.treaty", "2001-03-12 sign a\n");
  const SourceText two("two.treaty", "2001-03-22 sign a\n");
  Diagnostic fault{Severity::warning, {0, 10}, "the acts exclude each other", ""};
  fault.notes.push_back({&one, {0, 10}, "the other day stands here"});
  const std::string shown = describe(fault, two);
  EXPECT_NE(shown.find("two.treaty:1:1: warning"), std::string::npos);
  EXPECT_NE(shown.find("one.treaty:1:1: note"), std::string::npos);
}

TEST(Describe, CutsALongLineAroundThePlace) {
  const SourceText text("long", std::string(100000, 'x') + "HERE" + std::string(100000, 'y'));
  const std::string shown = describe({Severity::error, {100000, 100004}, "here", ""}, text);
  EXPECT_LT(shown.size(), 600U);
  EXPECT_NE(shown.find("HERE"), std::string::npos);
  EXPECT_NE(shown.find("^^^^"), std::string::npos);
}

TEST(Describe, SurvivesAPlaceAtTheEndAndIllFormedBytes) {
  const SourceText text("bad", std::string("a\xff\x80\0b", 5));
  EXPECT_NE(describe({Severity::error, {5, 5}, "end", ""}, text).find("bad:1:"), std::string::npos);
  EXPECT_NE(describe({Severity::error, {1, 2}, "byte", ""}, text).find('^'), std::string::npos);
}

TEST(Closest, FindsMisspeltWordsAndNothingElse) {
  const std::vector<std::string_view> words{"treaty", "source", "pathway", "sign", "ratify"};
  EXPECT_EQ(closest("treety", words), "treaty");
  EXPECT_EQ(closest("tretay", words), "treaty");  // neighbours swapped
  EXPECT_EQ(closest("sgin", words), "sign");
  EXPECT_EQ(closest("ratified", words), "ratify");
  EXPECT_EQ(closest("zzzzzz", words), "");
  EXPECT_EQ(closest("", words), "");
}

}  // namespace
}  // namespace servanda
