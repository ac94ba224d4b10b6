#include <gtest/gtest.h>

#include "servanda/language/dates_in_text.h"
#include "servanda/language/decode.h"
#include "servanda/language/sentences.h"
#include "servanda/language/tokens.h"

namespace servanda {
namespace {

TEST(Decode, KnowsTheUsualEncodings) {
  EXPECT_EQ(decode("plain").value().utf8, "plain");
  EXPECT_EQ(decode("\xEF\xBB\xBFplain").value().utf8, "plain");
  EXPECT_EQ(decode(std::string("\xFF\xFE\x14\x04\x43\x04", 6)).value().utf8, "Ду");
  EXPECT_EQ(decode(std::string("D\0u\0m\0a\0", 8)).value().utf8, "Duma");
  EXPECT_EQ(decode("\xC4\xF3\xEC\xE0 \xD0\xEE\xF1\xF1\xE8\xE8").value().utf8, "Дума России");
  EXPECT_EQ(decode("trait\xE9 sign\xE9").value().utf8, "traité signé");
}

TEST(Decode, RefusesWhatIsNoText) {
  EXPECT_FALSE(decode(std::string("GIF89a\0\1\2\3", 10)).ok());
  EXPECT_FALSE(decode(std::string(100, '\1')).ok());
}

TEST(Sentences, AbbreviationsAndLineEnds) {
  const std::string_view text =
      "Heading without an end\n\nMr. Peskov spoke on Sept. 20. The U.S. agreed.";
  std::vector<std::string_view> sentences;
  for_each_sentence(
      text, [&](const SentenceSpan& sentence) { sentences.push_back(sentence.span.of(text)); });
  EXPECT_EQ(sentences,
            (std::vector<std::string_view>{"Heading without an end",
                                           "Mr. Peskov spoke on Sept. 20.", "The U.S. agreed."}));
}

TEST(Tokens, KnowTheirBytes) {
  const std::string_view text = "Iran’s 20-year, $1,500 U.S. pact";
  for (const Token& token : tokenize(text, 0)) {
    ASSERT_LE(token.span.end, text.size());
    EXPECT_FALSE(token.span.empty());
  }
}

TEST(Dates, AgainstTheDayOfTheDocument) {
  struct Row {
    const char* text;
    const char* edtf;
    DateSense sense;
  };
  // 2025-03-28 is a Friday.
  for (const Row& row :
       {Row{"Wednesday", "2025-03-26", DateSense::past},
        Row{"Wednesday", "2025-04-02", DateSense::future},
        Row{"January", "2025-01", DateSense::past}, Row{"October", "2024-10", DateSense::past},
        Row{"12 March 2001", "2001-03-12", DateSense::past},
        Row{"March 12, 2001", "2001-03-12", DateSense::past},
        Row{"June 2013", "2013-06", DateSense::past},
        Row{"yesterday", "2025-03-27", DateSense::past},
        Row{"last month", "2025-02", DateSense::past},
        Row{"next year", "2026", DateSense::future}}) {
    const std::vector<Token> tokens = tokenize(row.text, 0);
    const std::optional<DatePhrase> phrase = find_date(tokens, 0);
    ASSERT_TRUE(phrase.has_value()) << row.text;
    const auto resolved = resolve(*phrase, {make_day(2025, 3, 28), row.sense});
    ASSERT_TRUE(resolved.has_value()) << row.text;
    EXPECT_EQ(resolved->text(), row.edtf) << row.text;
  }
}

}  // namespace
}  // namespace servanda
