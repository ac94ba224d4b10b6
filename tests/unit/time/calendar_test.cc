#include "servanda/time/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "generators.h"

namespace servanda {
namespace {

using System = CalendarSystem;

struct Pair {
  CalendarDate date;
  const char* day;
};

TEST(Calendar, KnowsDatesOfHistory) {
  const Pair pairs[] = {
      {{System::persian, 1379, 12, 22}, "2001-03-12"},  // treaty of Russia and Iran
      {{System::persian, 1403, 10, 28}, "2025-01-17"},  // its successor
      {{System::persian, 1357, 11, 22}, "1979-02-11"},  // the revolution in Iran
      {{System::persian, 1403, 12, 30}, "2025-03-20"},  // a leap year's last day
      {{System::persian, 1404, 1, 1}, "2025-03-21"},
      {{System::julian, 1917, 10, 25}, "1917-11-07"},  // the October revolution
      {{System::julian, 1900, 2, 29}, "1900-03-13"},   // no leap year in the Gregorian calendar
      {{System::julian, 1582, 10, 4}, "1582-10-14"},   // the last day before the reform
      {{System::julian, -4712, 1, 1}, "-4713-11-24"},  // Julian day number 0
      {{System::islamic_tabular, 1, 1, 1}, "0622-07-19"},
      {{System::islamic_umm_al_qura, 1445, 9, 1}, "2024-03-11"},
  };
  for (const Pair& pair : pairs) {
    SCOPED_TRACE(in_words(pair.date));
    const Result<Day> day = to_day(pair.date);
    ASSERT_TRUE(day) << day.error().message;
    EXPECT_EQ(to_text(*day), pair.day);
    EXPECT_EQ(*in_calendar(*day, pair.date.system), pair.date);
  }
}

TEST(Calendar, SaysWhichDaysDoNotExist) {
  EXPECT_EQ(to_day({System::persian, 1380, 12, 30}).error().message, "Esfand 1380 has 29 days");
  EXPECT_EQ(to_day({System::persian, 1380, 1, 32}).error().message, "Farvardin 1380 has 31 days");
  EXPECT_EQ(to_day({System::julian, 1901, 2, 29}).error().message, "February 1901 has 28 days");
  EXPECT_EQ(to_day({System::julian, 1901, 13, 1}).error().message, "month 13 does not exist");
  EXPECT_EQ(to_day({System::julian, 1901, 1, 0}).error().message, "day 0 does not exist");
  EXPECT_EQ(to_day({System::julian, 30000, 1, 1}).error().message,
            "the julian calendar is not known for the year 30000");
  EXPECT_EQ(to_day({System::islamic_umm_al_qura, 1299, 1, 1}).error().advice,
            "use islamic-tabular");
  EXPECT_FALSE(in_calendar(make_day(1850, 1, 1), System::islamic_umm_al_qura));
}

TEST(Calendar, ReadsWellAloud) {
  EXPECT_EQ(in_words({System::persian, 1379, 12, 22}), "22 Esfand 1379");
  EXPECT_EQ(in_words({System::julian, 1917, 10, 25}), "25 October 1917 (Julian)");
  EXPECT_EQ(month_name(System::islamic_tabular, 9), "Ramadan");
  EXPECT_EQ(month_name(System::persian, 13), "");
  for (const System system :
       {System::julian, System::persian, System::islamic_tabular, System::islamic_umm_al_qura}) {
    EXPECT_EQ(*parse_calendar_system(to_text(system)), system);
  }
  EXPECT_FALSE(parse_calendar_system("mayan"));
}

TEST(DoubleDate, AgreesOrSaysWhatTheDayIs) {
  EXPECT_TRUE(check_double_date(make_day(2001, 3, 12), {System::persian, 1379, 12, 22}));
  const Status wrong = check_double_date(make_day(2001, 3, 13), {System::persian, 1379, 12, 22});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, Code::conflict);
  EXPECT_EQ(wrong.error().message, "13 March 2001 is 23 Esfand 1379, not 22 Esfand 1379");
  EXPECT_EQ(check_double_date(make_day(2002, 3, 20), {System::persian, 1380, 12, 30}).error().code,
            Code::invalid_argument);
}

RC_GTEST_PROP(CalendarLaws, EveryDayComesBack, ()) {
  const Day day = *testing::any_day();
  const System system = *rc::gen::element(System::julian, System::persian, System::islamic_tabular);
  const Result<CalendarDate> date = in_calendar(day, system);
  RC_ASSERT(date.ok());
  RC_ASSERT(*to_day(*date) == day);
}

}  // namespace
}  // namespace servanda
