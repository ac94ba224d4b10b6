#include "servanda/language/double_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "servanda/language/date_match.h"
#include "servanda/time/civil.h"

namespace servanda {
namespace {

using Kind = DatePhrase::Kind;

/// Days by which the Julian calendar was behind while both were in use, with one of tolerance, so
/// that a slip is told and not taken for two dates.
constexpr int kLeastGap = 9;
constexpr int kMostGap = 14;
/// From the reform to the last state that kept the old style, with room for those who still tell
/// both.
constexpr int kFirstYear = 1583;
constexpr int kLastYear = 1949;
/// A month that begins when the moon is seen begins a day or two beside the table's.
constexpr int kSighting = 2;

bool is_full(const DatePhrase& phrase) {
  return phrase.kind == Kind::calendar && phrase.year && phrase.month && phrase.day &&
         phrase.parts.empty() && !phrase.month_first;
}

CalendarDate in_its_calendar(const DatePhrase& phrase) {
  return {*phrase.calendar, *phrase.year, static_cast<int>(*phrase.month),
          static_cast<int>(*phrase.day)};
}

int days_between(Day a, Day b) {
  return static_cast<int>((b - a).count());
}

/// All days that are told, as a set of which one is meant.
std::optional<Edtf> one_of(std::vector<Day> days) {
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  if (days.empty()) return std::nullopt;
  if (days.size() == 1) return Edtf(days.front());
  std::string text;
  for (const Day day : days) text += (text.empty() ? "[" : ",") + to_text(day);
  Result<Edtf> set = parse_edtf(text + "]");
  if (!set) return std::nullopt;
  return *std::move(set);
}

/// The date by which the others are judged: the Gregorian one; without, one that is not sighted.
std::size_t judge_of(const std::vector<DatePhrase>& parts) {
  std::size_t best = 0;
  const auto rank = [](const DatePhrase& part) {
    return !part.calendar ? 0 : is_sighted(*part.calendar) ? 2 : 1;
  };
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (rank(parts[i]) < rank(parts[best])) best = i;
  }
  return best;
}

DatePhrase full_date(int year, int month, int day) {
  DatePhrase phrase;
  phrase.kind = Kind::calendar;
  phrase.unit = DateUnit::day;
  phrase.year = year;
  phrase.month = static_cast<unsigned>(month);
  phrase.day = static_cast<unsigned>(day);
  return phrase;
}

/// Two dates of one day, the one in new and the other in old style. `exact`: they must agree.
bool join_styles(DatePhrase one, DatePhrase two, bool exact, DatePhrase& phrase) {
  one.calendar = two.calendar = std::nullopt;
  const Result<Day> a = day_told(one);
  const Result<Day> b = day_told(two);
  if (!a || !b) return false;
  const int gap = std::abs(days_between(*a, *b));
  const int year = std::min(*one.year, *two.year);
  if (gap < kLeastGap || gap > kMostGap || year < kFirstYear || year > kLastYear) return false;
  // The Julian calendar is behind.
  (*a < *b ? one : two).calendar = CalendarSystem::julian;
  DatePhrase joined;
  joined.kind = Kind::twice;
  joined.unit = DateUnit::day;
  joined.parts = {std::move(one), std::move(two)};
  if (exact && !settle(joined).disagreement.empty()) return false;
  phrase = std::move(joined);
  return true;
}

/// "12 March 2001 (1379/12/22)": figures of a solar Hijri year beside a Gregorian one.
void name_calendar(const DatePhrase& date, DatePhrase& other) {
  if (date.calendar || other.calendar) return;
  const int behind = *date.year - *other.year;
  if (behind == 621 || behind == 622) other.calendar = CalendarSystem::persian;
}

}  // namespace

bool is_sighted(CalendarSystem calendar) {
  return calendar == CalendarSystem::islamic_tabular ||
         calendar == CalendarSystem::islamic_umm_al_qura;
}

Result<Day> day_told(const DatePhrase& phrase) {
  if (phrase.calendar) return to_day(in_its_calendar(phrase));
  if (*phrase.day > days_in_month(*phrase.year, *phrase.month)) {
    return Error{Code::invalid_argument,
                 fmt::format("{} {} has {} days", month_name(*phrase.month), *phrase.year,
                             days_in_month(*phrase.year, *phrase.month))};
  }
  return make_day(*phrase.year, *phrase.month, *phrase.day);
}

DoubleDate settle(const DatePhrase& phrase) {
  DoubleDate settled;
  const std::size_t judge = judge_of(phrase.parts);
  const Result<Day> day = day_told(phrase.parts[judge]);
  std::vector<Day> told;
  if (day) told.push_back(*day);
  if (!day) settled.disagreement = day.error().message;
  for (std::size_t i = 0; i < phrase.parts.size(); ++i) {
    if (i == judge) continue;
    const DatePhrase& part = phrase.parts[i];
    const Result<Day> other = day_told(part);
    std::string fault;
    if (!other) {
      fault = other.error().message;
    } else if (day && part.calendar && is_sighted(*part.calendar) &&
               std::abs(days_between(*day, *other)) <= kSighting) {
      continue;
    } else if (day && *day != *other) {
      const Status checked = part.calendar ? check_double_date(*day, in_its_calendar(part))
                                           : Status(Error{Code::conflict, "two days are told"});
      fault = checked ? "" : checked.error().message;
      told.push_back(*other);
    } else if (!day) {
      told.push_back(*other);
    }
    if (fault.empty()) continue;
    if (!settled.disagreement.empty()) settled.disagreement += "; ";
    settled.disagreement += fault;
  }
  settled.date = one_of(std::move(told));
  return settled;
}

bool build_styles(const DateSlots& slots, DatePhrase& phrase) {
  if (!slots.day || !slots.second_day || !slots.month || !slots.year) return false;
  const int month = *slots.month;
  const int second_month = slots.second_month.value_or(month);
  // Around the turn of a year the year is that of the last date told, or of January.
  const int year = month == 12 && second_month == 1 ? *slots.year - 1 : *slots.year;
  const int second_year = month == 1 && second_month == 12 ? *slots.year - 1 : *slots.year;
  return join_styles(full_date(year, month, *slots.day),
                     full_date(second_year, second_month, *slots.second_day), false, phrase);
}

bool build_style(const DatePhrase& date, bool old, DatePhrase& phrase) {
  if (!is_full(date) || date.calendar) return false;
  phrase = date;
  if (old) phrase.calendar = CalendarSystem::julian;
  phrase.impossible = !day_told(phrase);
  return true;
}

bool build_twice(const DatePhrase& date, const DatePhrase& other, int link, DatePhrase& phrase) {
  if (link == 2 && date.kind != Kind::twice) return false;
  std::vector<DatePhrase> parts =
      date.kind == Kind::twice ? date.parts : std::vector<DatePhrase>{date};
  parts.push_back(other);
  for (const DatePhrase& part : parts) {
    if (!is_full(part)) return false;
  }
  if (parts.size() == 2) {
    name_calendar(parts[0], parts[1]);
    name_calendar(parts[1], parts[0]);
    if (!parts[0].calendar && !parts[1].calendar)
      return join_styles(parts[0], parts[1], true, phrase);
  }
  // Of each calendar one.
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (parts[i].calendar == parts[j].calendar) return false;
    }
  }
  DatePhrase joined;
  joined.kind = Kind::twice;
  joined.unit = DateUnit::day;
  joined.parts = std::move(parts);
  if (link == 1 && !settle(joined).disagreement.empty()) return false;
  phrase = std::move(joined);
  return true;
}

}  // namespace servanda
