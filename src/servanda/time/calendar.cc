#include "servanda/time/calendar.h"

#include <fmt/format.h>
#include <unicode/calendar.h>
#include <unicode/gregocal.h>
#include <unicode/locid.h>
#include <unicode/timezone.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "servanda/time/civil.h"

namespace servanda {

namespace {

constexpr std::size_t kSystems = 4;

constexpr std::array<std::string_view, kSystems> kSystemNames = {
    "julian", "persian", "islamic-tabular", "islamic-umm-al-qura"};

constexpr std::array<std::string_view, 12> kPersianMonths = {
    "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
    "Mehr",      "Aban",        "Azar",    "Dey", "Bahman", "Esfand"};

constexpr std::array<std::string_view, 12> kIslamicMonths = {
    "Muharram", "Safar",  "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Thaniya",
    "Rajab",    "Shaban", "Ramadan",       "Shawwal",       "Dhu al-Qidah",  "Dhu al-Hijjah"};

// The table of Umm al-Qura; outside it ICU silently falls back to arithmetic.
constexpr int kFirstTableYear = 1300;
constexpr int kLastTableYear = 1600;

// Wider than the years of a Day in any of the calendars, and far from every overflow.
constexpr int kWidestYear = 20000;

constexpr double kMillisecondsPerDay = 86400000.0;

constexpr std::size_t index_of(CalendarSystem system) {
  return static_cast<std::size_t>(system);
}

std::unique_ptr<icu::Calendar> new_calendar(CalendarSystem system) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::getGMT()->clone());
  std::unique_ptr<icu::Calendar> calendar;
  if (system == CalendarSystem::julian) {
    auto gregorian =
        std::make_unique<icu::GregorianCalendar>(*zone, icu::Locale::getRoot(), status);
    // The change to the Gregorian calendar lies after every Day.
    constexpr double kNever = 8.64e15;
    if (U_SUCCESS(status)) gregorian->setGregorianChange(kNever, status);
    calendar = std::move(gregorian);
  } else {
    constexpr std::array<const char*, kSystems> kLocales = {
        "", "en@calendar=persian", "en@calendar=islamic-civil", "en@calendar=islamic-umalqura"};
    calendar.reset(icu::Calendar::createInstance(
        *zone, icu::Locale::createFromName(kLocales[index_of(system)]), status));
  }
  if (U_FAILURE(status)) return nullptr;
  return calendar;
}

/// ICU's calendars are costly to make and keep state: one of each for every thread.
icu::Calendar* calendar_of(CalendarSystem system) {
  thread_local std::array<std::unique_ptr<icu::Calendar>, kSystems> calendars;
  auto& calendar = calendars[index_of(system)];
  if (!calendar) calendar = new_calendar(system);
  return calendar.get();
}

Error no_calendar(CalendarSystem system) {
  return {Code::internal, fmt::format("ICU has no {} calendar", to_text(system))};
}

Status check_year(CalendarSystem system, int year) {
  const bool table = system == CalendarSystem::islamic_umm_al_qura;
  const int first = table ? kFirstTableYear : -kWidestYear;
  const int last = table ? kLastTableYear : kWidestYear;
  if (first <= year && year <= last) return Done{};
  return Error{Code::invalid_argument,
               fmt::format("the {} calendar is not known for the year {}", to_text(system), year),
               table ? "use islamic-tabular" : ""};
}

/// The date that `calendar` stands at.
Result<CalendarDate> read(const icu::Calendar& calendar, CalendarSystem system) {
  UErrorCode status = U_ZERO_ERROR;
  const int year = calendar.get(UCAL_EXTENDED_YEAR, status);
  const int month = calendar.get(UCAL_MONTH, status) + 1;
  const int day = calendar.get(UCAL_DATE, status);
  if (U_FAILURE(status)) return no_calendar(system);
  return CalendarDate{system, year, month, day};
}

Error no_such_day(icu::Calendar& calendar, const CalendarDate& date) {
  if (date.day < 1) {
    return {Code::invalid_argument, fmt::format("day {} does not exist", date.day)};
  }
  UErrorCode status = U_ZERO_ERROR;
  calendar.clear();
  calendar.set(UCAL_EXTENDED_YEAR, date.year);
  calendar.set(UCAL_MONTH, date.month - 1);
  calendar.set(UCAL_DATE, 1);
  const int length = calendar.getActualMaximum(UCAL_DATE, status);
  return {Code::invalid_argument,
          fmt::format("{} {} has {} days", month_name(date.system, date.month), date.year, length)};
}

}  // namespace

std::string_view to_text(CalendarSystem system) {
  return kSystemNames[index_of(system)];
}

Result<CalendarSystem> parse_calendar_system(std::string_view text) {
  for (std::size_t i = 0; i < kSystems; ++i) {
    if (text == kSystemNames[i]) return static_cast<CalendarSystem>(i);
  }
  return Error{Code::parse, fmt::format("\"{}\" is no calendar", text),
               "write julian, persian, islamic-tabular or islamic-umm-al-qura"};
}

std::string_view month_name(CalendarSystem system, int month) {
  if (month < 1 || month > 12) return {};
  const auto index = static_cast<std::size_t>(month) - 1;
  switch (system) {
    case CalendarSystem::julian:
      return month_name(static_cast<unsigned>(month));
    case CalendarSystem::persian:
      return kPersianMonths[index];
    case CalendarSystem::islamic_tabular:
    case CalendarSystem::islamic_umm_al_qura:
      return kIslamicMonths[index];
  }
  return {};
}

std::string in_words(const CalendarDate& date) {
  return fmt::format("{} {} {}{}", date.day, month_name(date.system, date.month), date.year,
                     date.system == CalendarSystem::julian ? " (Julian)" : "");
}

Result<Day> to_day(const CalendarDate& date) {
  SERVANDA_RETURN_IF_ERROR(check_year(date.system, date.year));
  if (date.month < 1 || date.month > 12) {
    return Error{Code::invalid_argument, fmt::format("month {} does not exist", date.month)};
  }
  icu::Calendar* calendar = calendar_of(date.system);
  if (calendar == nullptr) return no_calendar(date.system);
  if (date.day < 1 || date.day > 31) return no_such_day(*calendar, date);
  UErrorCode status = U_ZERO_ERROR;
  calendar->clear();
  calendar->set(UCAL_EXTENDED_YEAR, date.year);
  calendar->set(UCAL_MONTH, date.month - 1);
  calendar->set(UCAL_DATE, date.day);
  const double milliseconds = calendar->getTime(status);
  if (U_FAILURE(status)) return no_calendar(date.system);
  // A day that does not exist counts on into the next month, and reads back as another.
  SERVANDA_ASSIGN_OR_RETURN(const CalendarDate read_back, read(*calendar, date.system));
  if (read_back != date) return no_such_day(*calendar, date);
  const auto number = static_cast<std::int64_t>(std::floor(milliseconds / kMillisecondsPerDay));
  if (number < kFirstDay || number > kLastDay) {
    return Error{Code::invalid_argument, fmt::format("{} is outside the years {} to {}",
                                                     in_words(date), kFirstYear, kLastYear)};
  }
  return clamped_day(number);
}

Result<CalendarDate> in_calendar(Day day, CalendarSystem system) {
  icu::Calendar* calendar = calendar_of(system);
  if (calendar == nullptr) return no_calendar(system);
  UErrorCode status = U_ZERO_ERROR;
  calendar->setTime(static_cast<double>(number_of(day)) * kMillisecondsPerDay, status);
  SERVANDA_ASSIGN_OR_RETURN(const CalendarDate date, read(*calendar, system));
  SERVANDA_RETURN_IF_ERROR(check_year(system, date.year));
  return date;
}

Status check_double_date(Day day, const CalendarDate& other) {
  SERVANDA_ASSIGN_OR_RETURN(const Day named, to_day(other));
  if (named == day) return Done{};
  const Civil civil = civil_from_days(number_of(day));
  SERVANDA_ASSIGN_OR_RETURN(const CalendarDate there, in_calendar(day, other.system));
  return Error{Code::conflict,
               fmt::format("{} {} {} is {}, not {}", civil.day, month_name(civil.month), civil.year,
                           in_words(there), in_words(other))};
}

}  // namespace servanda
