#include "servanda/reader/reported_speech.h"

#include <gtest/gtest.h>

#include <string>

#include "servanda/language/sentences.h"

namespace servanda {
namespace {

/// Each report as "source | cue | content", one a line.
std::string read(std::string_view text) {
  static const Result<SyntaxTables> tables = SyntaxTables::map(SERVANDA_SYNTAX_TABLES);
  const Parser parser(*tables);
  SpeechReading reading;
  for_each_sentence(text, [&](const SentenceSpan& sentence) {
    read_reported_speech(text, parser.parse(text, sentence.span), sentence.opens_paragraph,
                         reading);
  });
  std::string all;
  for (const ReportedSpeech& one : reading.found) {
    all += one.source ? std::string(one.source->of(text)) : "-";
    all += " | " + std::string(one.cue.of(text)) + " |";
    for (const Span part : one.content) all += " " + std::string(part.of(text));
    if (one.negated) all += " [not]";
    if (one.nested) all += " [nested]";
    if (one.own_voice) all += " [own]";
    all += "\n";
  }
  return all;
}

TEST(ReportedSpeech, ClausesQuotationsAndAsides) {
  EXPECT_EQ(read("The minister said that the treaty was dead."),
            "The minister | said | that the treaty was dead\n");
  EXPECT_EQ(read("The treaty was dead, the minister said."),
            "the minister | said | The treaty was dead\n");
  EXPECT_EQ(read("\"The treaty is dead,\" said Mr. Lavrov."),
            "Mr. Lavrov | said | \"The treaty is dead,\"\n");
  EXPECT_EQ(read("Russia has left the treaty, according to the foreign ministry."),
            "the foreign ministry | according to | Russia has left the treaty\n");
}

TEST(ReportedSpeech, NegationAndOwnVoice) {
  EXPECT_EQ(read("Officials did not say that the talks had failed."),
            "Officials | did not say | that the talks had failed [not]\n");
  EXPECT_EQ(read("I think that the talks have failed."),
            "I | think | that the talks have failed [own]\n");
}

TEST(ReportedSpeech, QuotationsOverSentences) {
  EXPECT_EQ(read("\u201CWe are ready. We will sign,\u201D the president said."),
            "the president | said | \u201CWe are ready. We will sign,\u201D\n");
  EXPECT_EQ(read("\u201CAre we ready?\u201D the president asked."),
            "the president | asked | \u201CAre we ready?\u201D\n");
  // What stands inside is the president's, no report of the document.
  EXPECT_EQ(read("\u201CHe says that we are ready,\u201D the president said."),
            "the president | said | \u201CHe says that we are ready,\u201D\n");
}

TEST(ReportedSpeech, WhatNobodyHasSaidYet) {
  EXPECT_EQ(read("He came to say that the talks had failed."), "");
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("\" \" : , ."), "");
}

}  // namespace
}  // namespace servanda
