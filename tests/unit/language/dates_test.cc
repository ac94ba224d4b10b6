// Dates in running text against tests/data/language/dates.tsv, and what must hold for any text.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "servanda/base/table.h"
#include "servanda/language/dates_in_text.h"
#include "servanda/time/calendar.h"
#include "servanda/time/civil.h"

namespace servanda {
namespace {

std::string read_data(const std::string& name) {
  std::ifstream file(std::string(SERVANDA_TEST_DATA) + "/language/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// "Wednesday = 2025-03-26 past; 20-year = P20Y".
std::string in_short(const std::vector<DateInText>& found, std::string_view text) {
  std::string out;
  for (const DateInText& one : found) {
    if (!out.empty()) out += "; ";
    out += std::string(text.substr(one.span.begin, one.span.end - one.span.begin)) + " = ";
    if (one.period) {
      out += to_text(*one.period);
      continue;
    }
    out += one.date ? one.date->text() : one.fault.empty() ? "open" : one.fault;
    if (one.cue && one.date) {
      out += " " + std::string(to_text(one.sense)) + " by " +
             std::string(text.substr(one.cue->begin, one.cue->end - one.cue->begin));
    }
    if (one.extent) out += " in " + one.extent->text();
    if (one.other) out += " or " + one.other->text();
    if (!one.disagreement.empty()) out += " although " + one.disagreement;
  }
  return out;
}

TEST(Dates, OfTheTable) {
  const std::string table = read_data("dates.tsv");
  std::size_t rows = 0;
  for (const Row& row : table_rows(table)) {
    ++rows;
    DatesOptions options;
    options.language = language_of(row.field(0));
    const Result<Day> document = parse_day(row.field(1));
    if (document) options.document = *document;
    const std::string text(row.field(2));
    EXPECT_EQ(in_short(find_dates(text, options), text), row.field(3)) << text;
  }
  EXPECT_GT(rows, 80U);
}

TEST(Dates, TheDatelineComesFirst) {
  const std::string text = "Thursday, May 7, 2015\n\nThe Duma voted on Tuesday.";
  DatesOptions options;
  options.language = Language::english;
  options.document = make_day(2011, 12, 2);
  const auto found = find_dates(text, options);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].date->text(), "2015-05-05");
}

TEST(Dates, TheLanguageIsGuessed) {
  EXPECT_EQ(guess_language("Дума ратифицировала договор"), Language::russian);
  EXPECT_EQ(guess_language("Le traité a été signé dans la ville et les pays"), Language::french);
  EXPECT_EQ(guess_language("El tratado y los acuerdos del año por la paz"), Language::spanish);
  EXPECT_EQ(guess_language("The treaty was signed on Monday"), Language::english);
  EXPECT_EQ(guess_language(""), Language::english);
}

/// Pieces that dates are made of, in any order: what strangers may write.
rc::Gen<std::string> some_text() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
          "the ", "last ", "next ", "in ", "on ", "from ", "to ", "and ", "May ", "March ", "31 ",
          "29 ", "February ", "2024 ", "2025-13 ", "12/11/2025 ", "31.12.1999 ", "week ", "years ",
          "two ", "twenty-", "one ", "ago ", "later ", "Monday ", "of ", ", ", ". ", "\n\n", "- ",
          "– ", "1990s ", "Q", "3 ", "22:30 ", "p.m. ", "GMT ", "end ", "early ", "first ", "half ",
          "century ", "was ", "will ", "Esfand ", "1379 ", "(", ") ", "/", "old style ",
          "corresponding to ", "Dhu al-Hijjah ", "января ", "года ", "\xD0", "\xE2\x80", "l'été ",
          "99999999999 ")),
      [](const std::vector<std::string>& pieces) {
        std::string text;
        for (const std::string& piece : pieces) text += piece;
        return text;
      });
}

RC_GTEST_PROP(Dates, LieInTheTextInOrderWithoutOverlap, ()) {
  const std::string text = *some_text();
  DatesOptions options;
  options.language = static_cast<Language>(*rc::gen::inRange(0, 4));
  if (*rc::gen::arbitrary<bool>()) {
    options.document = make_day(*rc::gen::inRange(1, 9999), *rc::gen::inRange(1U, 13U), 28);
  }
  std::size_t last = 0;
  for (const DateInText& one : find_dates(text, options)) {
    RC_ASSERT(one.span.begin >= last);
    RC_ASSERT(one.span.begin < one.span.end);
    RC_ASSERT(one.span.end <= text.size());
    last = one.span.end;
    if (one.date) RC_ASSERT(parse_edtf(one.date->text()).ok());
    RC_ASSERT(!one.rule.empty());
  }
}

/// A day told in any other calendar beside the Gregorian one is that day; told one off, it is not.
RC_GTEST_PROP(Dates, OfTwoCalendarsAgreeOrSaySo, ()) {
  // While Iran has used the calendar, and the table of its leap years is known.
  const Day day = make_day(1926, 1, 1) + std::chrono::days(*rc::gen::inRange(0, 50000));
  const auto off = *rc::gen::element(0, 1);
  const Result<CalendarDate> other =
      in_calendar(day + std::chrono::days(off), CalendarSystem::persian);
  RC_ASSERT(other.ok());
  const Civil civil = civil_from_days(number_of(day));
  const std::string text = std::to_string(civil.day) + " " + std::string(month_name(civil.month)) +
                           " " + std::to_string(civil.year) +
                           *rc::gen::element<std::string>(" (", ", corresponding to ") +
                           in_words(*other) + ")";
  DatesOptions options;
  options.language = Language::english;
  const auto found = find_dates(text, options);
  RC_ASSERT(found.size() == 1U);
  RC_ASSERT(found[0].disagreement.empty() == (off == 0));
  RC_ASSERT((found[0].date->day() == day) == (off == 0));
  RC_ASSERT(number_of(*found[0].date->bounds().earliest) == number_of(day));
}

/// A weekday of the past lies within the week up to the document, one to come within the week from
/// it.
RC_GTEST_PROP(Dates, WeekdaysLieWithinAWeek, ()) {
  const Day document = make_day(2000, 1, 1) + std::chrono::days(*rc::gen::inRange(0, 20000));
  const auto name = *rc::gen::element<std::string>("Monday", "Wednesday", "Friday", "Sunday");
  DatesOptions options;
  options.language = Language::english;
  options.document = document;
  for (const DateSense sense : {DateSense::past, DateSense::future}) {
    options.sense = sense;
    const auto found = find_dates("on " + name, options);
    RC_ASSERT(found.size() == 1U);
    const auto away = (*found[0].date->day() - document).count();
    const bool right = sense == DateSense::past ? -6 <= away && away <= 0 : 0 <= away && away <= 6;
    RC_ASSERT(right);
  }
}

}  // namespace
}  // namespace servanda
