#include <gtest/gtest.h>

#include "servanda/language/dates_in_text.h"
#include "servanda/language/decode.h"
#include "servanda/language/document.h"
#include "servanda/language/names.h"

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
  EXPECT_FALSE(decode("").ok());
  EXPECT_FALSE(decode(std::string("GIF89a\0\1\2\3", 10)).ok());
  EXPECT_FALSE(decode(std::string(100, '\1')).ok());
}

TEST(Sentences, AbbreviationsAndLineEnds) {
  const Document document = analyse(
      "Heading without an end\n\nMr. Peskov spoke on Sept. 20. The U.S. agreed. It\nwent on.");
  ASSERT_EQ(document.sentences.size(), 4U);
  EXPECT_EQ(document.sentences[1].span.of(document.text), "Mr. Peskov spoke on Sept. 20.");
  EXPECT_EQ(document.sentences[3].span.of(document.text), "It\nwent on.");
}

TEST(Tokens, KnowTheirBytes) {
  const Document document = analyse("Iran’s 20-year, $1,500 U.S. pact");
  std::vector<std::string> words;
  for (const Token& token : document.sentences.front().tokens) {
    EXPECT_EQ(token.span.of(document.text), token.text);
    words.push_back(token.lower);
  }
  EXPECT_EQ(words,
            (std::vector<std::string>{"iran", "'s", "20-year", ",", "$", "1,500", "u.s.", "pact"}));
}

struct DateRow {
  const char* text;
  const char* edtf;
  bool ahead;
};

TEST(Dates, AgainstTheDayOfTheDocument) {
  // 2025-03-28 is a Friday.
  for (const DateRow& row : {DateRow{"on Wednesday", "2025-03-26", false},
                             {"on Wednesday", "2025-04-02", true},
                             {"on Friday", "2025-03-28", false},
                             {"in January", "2025-01", false},
                             {"in October", "2024-10", false},
                             {"in October", "2025-10", true},
                             {"on 12 March 2001", "2001-03-12", false},
                             {"on March 12, 2001", "2001-03-12", false},
                             {"in June 2013", "2013-06", false},
                             {"in 2021", "2021", false},
                             {"yesterday", "2025-03-27", false},
                             {"last month", "2025-02", false},
                             {"next year", "2026", true},
                             {"by 2031", "../2031", true},
                             {"on Sept. 20", "2024-09-20", false},
                             {"last week", "2025-03-17/2025-03-23", false}}) {
    const Document document = analyse_line(std::string("it ended ") + row.text);
    const std::vector<DateInText> dates =
        find_dates(document.sentences.front(), make_day(2025, 3, 28), row.ahead);
    ASSERT_EQ(dates.size(), 1U) << row.text;
    EXPECT_EQ(dates.front().edtf, row.edtf) << row.text;
  }
  const Document none = analyse_line("it may march on with 2000 troops");
  EXPECT_TRUE(find_dates(none.sentences.front(), make_day(2025, 3, 28), false).empty() ||
              find_dates(none.sentences.front(), make_day(2025, 3, 28), false).front().rule ==
                  "year");
}

TEST(Names, StandForWhatTheyStoodForOnTheDay) {
  const auto name_in = [](const std::string& text, Day day) {
    std::vector<Name> people;
    const Document document = analyse_line(text);
    return find_names(document.sentences.front(), day, people);
  };
  const auto now = name_in("Iranian Ambassador to Moscow Kazem Jalali met Lavrov in Tehran",
                           make_day(2025, 3, 26));
  ASSERT_EQ(now.size(), 3U);
  EXPECT_EQ(now[0].name, "Kazem Jalali");
  EXPECT_EQ(now[0].state, "IRN");
  EXPECT_EQ(now[1].name, "Sergey Lavrov");
  EXPECT_EQ(now[2].kind, NameKind::seat);
  EXPECT_EQ(name_in("Trump signed", make_day(2018, 6, 1)).front().actor_kind, "head-of-state");
  EXPECT_EQ(name_in("the US and Turkey", make_day(2018, 6, 1)).size(), 2U);
  EXPECT_TRUE(name_in("let us eat turkey", make_day(2018, 6, 1)).empty());
}

}  // namespace
}  // namespace servanda
