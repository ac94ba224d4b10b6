// The date room from the shell.

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "servanda/cli/cli.h"
#include "servanda/register/files.h"
#include "servanda/time/allen.h"
#include "servanda/time/calendar.h"
#include "servanda/time/day_calendar.h"
#include "servanda/time/period.h"
#include "servanda/time/renewal.h"
#include "servanda/time/when.h"

namespace servanda::cli {
namespace {

struct Arguments {
  Day day;
  Period period;
  Rounding rounding;
  Counting counting;
  Alignment alignment;
};

std::optional<Arguments> arguments_of(const DateOrder& order, int& code) {
  const Result<Day> day = parse_day(order.first);
  if (!day) {
    code = wrong_use(fmt::format("{}: {}", order.first, day.error().message), "a day (2025-01-17)");
    return std::nullopt;
  }
  const Result<Period> period = parse_period(order.second);
  if (!period) {
    code = wrong_use(fmt::format("{}: {}", order.second, period.error().message),
                     "a period of ISO 8601 (P30D, P3M, P1Y6M)");
    return std::nullopt;
  }
  const Result<Counting> counting = parse_counting(order.counting);
  if (!counting) {
    code = wrong_use(counting.error().message, "date-to-date or full-periods");
    return std::nullopt;
  }
  const Result<Alignment> alignment = parse_alignment(order.align);
  if (!alignment) {
    code = wrong_use(alignment.error().message,
                     "first-of-next-month, first-of-second-month, day:1-jan …");
    return std::nullopt;
  }
  return Arguments{*day, *period, order.rounding == "up" ? Rounding::up : Rounding::down, *counting,
                   *alignment};
}

}  // namespace

std::optional<DayCalendar> days_of(const std::string& path, int& code) {
  const Result<std::string> text = read_file(path);
  if (!text) {
    code = fail(text.error());
    return std::nullopt;
  }
  Result<DayCalendar> calendar = parse_day_calendar(*text);
  if (!calendar) {
    Error fault = calendar.error();
    fault.message = path + ": " + fault.message;
    code = fail(fault);
    return std::nullopt;
  }
  return *std::move(calendar);
}

namespace {

/// What the calendar of days does not know is an answer of its own, not a fault.
int tell_open(const Error& error, const Common& common) {
  if (error.code != Code::not_found) return fail(error);
  if (common.format == "json") {
    Json json;
    json["date"] = nullptr;
    json["unknown"] = error.message;
    print(json);
  } else {
    print("unknown: " + error.message + "\n");
  }
  return kOpen;
}

int add_counted(const DateOrder& order, const Arguments& a, const Common& common) {
  if (a.period.months != 0) {
    return wrong_use("months are not counted in such days", "a period in days (P21D)");
  }
  int code = kAnswered;
  const std::optional<DayCalendar> calendar = days_of(order.days, code);
  if (!calendar) return code;
  const Result<Day> day = calendar->after(a.day, a.period.days);
  if (!day) return tell_open(day.error(), common);
  if (common.format == "json") {
    Json json;
    json["date"] = to_text(*day);
    json["counted_days"] = a.period.days;
    print(json);
  } else {
    print(to_text(*day) + "\n");
  }
  return kAnswered;
}

}  // namespace

int run_date_add(const DateOrder& order, bool subtracting, const Common& common) {
  int code = kAnswered;
  const std::optional<Arguments> a = arguments_of(order, code);
  if (!a) return code;
  if (!order.days.empty()) return add_counted(order, *a, common);
  const Addition sum =
      subtracting ? subtract(a->day, a->period, a->rounding) : add(a->day, a->period, a->rounding);
  Day end = sum.day;
  if (!subtracting && a->counting == Counting::full_periods && !a->period.empty())
    end += std::chrono::days(1);
  const Day result = align(end, a->alignment);
  if (common.format == "json") {
    Json json;
    json["date"] = to_text(result);
    json["rounding"] = to_text(a->rounding);
    json["ambiguous"] = sum.ambiguous;
    if (sum.ambiguous) json["other_rounding"] = to_text(sum.other);
    json["counting"] = to_text(a->counting);
    if (a->alignment.kind != Alignment::Kind::none) json["align"] = to_text(a->alignment);
    print(json);
    return kAnswered;
  }
  print(to_text(result) + "\n");
  if (sum.ambiguous) {
    fmt::print(stderr,
               "note: the day is missing in that month: rounded {}; the other rounding gives {}\n",
               to_text(a->rounding), to_text(sum.other));
  }
  return kAnswered;
}

namespace {

std::optional<Moment> moment_of(const std::string& text, int& code) {
  // A date with a time but without a zone is refused by parse_moment, with advice.
  Result<Moment> moment = parse_moment(text);
  if (moment) return *std::move(moment);
  code = wrong_use(fmt::format("{}: {}", text, moment.error().message),
                   "an EDTF date (2025, 2025-01, 2025-01-17)");
  return std::nullopt;
}

int compare_instants(const Instant& a, const Instant& b, const Common& common) {
  const std::string_view verdict = a.utc < b.utc ? "before" : a.utc == b.utc ? "same" : "after";
  if (common.format == "json") {
    Json json;
    for (const std::string_view one : {"before", "same", "after"}) {
      json[std::string(one)] = one == verdict ? "yes" : "no";
    }
    print(json);
  } else {
    print(fmt::format("{}\n", verdict));
  }
  return kAnswered;
}

}  // namespace

int run_date_compare(const DateOrder& order, const Common& common) {
  int code = kAnswered;
  const std::optional<Moment> first = moment_of(order.first, code);
  if (!first) return code;
  const std::optional<Moment> second = moment_of(order.second, code);
  if (!second) return code;
  const auto* instant_a = std::get_if<Instant>(&*first);
  const auto* instant_b = std::get_if<Instant>(&*second);
  if (instant_a != nullptr && instant_b != nullptr) {
    return compare_instants(*instant_a, *instant_b, common);
  }
  if (instant_a != nullptr || instant_b != nullptr) {
    // At which place the day begins is not said.
    return wrong_use("a day and an instant are not compared",
                     "write the day's beginning at its place: 2023-11-07T00:00+03:00");
  }
  const Edtf& a = std::get<Edtf>(*first);
  const Edtf& b = std::get<Edtf>(*second);
  const Truth before = compare_before(a, b);
  const Truth after_it = compare_before(b, a);
  const Truth same = compare_same(a, b);
  const AllenRelations relations = allen(a, b);
  if (common.format == "json") {
    Json json;
    json["before"] = to_text(before);
    json["same"] = to_text(same);
    json["after"] = to_text(after_it);
    for (std::size_t i = 0; i < kAllenRelations; ++i) {
      const auto relation = static_cast<Allen>(i);
      if (relations[relation] == Truth::no) continue;
      json["relations"][std::string(to_text(relation))] = to_text(relations[relation]);
    }
    print(json);
  } else {
    print(fmt::format("before:   {}\nsame:     {}\nafter:    {}\nrelation: {}\n", to_text(before),
                      to_text(same), to_text(after_it), to_text(relations)));
  }
  const bool decided = before == Truth::yes || after_it == Truth::yes || same == Truth::yes;
  return decided ? kAnswered : kOpen;
}

int run_date_notice(const DateOrder& order, const Common& common) {
  int code = kAnswered;
  const std::optional<Arguments> a = arguments_of(order, code);
  if (!a) return code;
  const Day last = last_day_for_notice(a->day, a->period, a->rounding);
  if (common.format == "json") {
    Json json;
    json["last_day_for_notice"] = to_text(last);
    json["end"] = to_text(a->day);
    json["notice"] = to_text(a->period);
    json["rounding"] = to_text(a->rounding);
    print(json);
  } else {
    print(to_text(last) + "\n");
  }
  return kAnswered;
}

int run_date_count(const DateOrder& order, const Common& common) {
  const Result<Day> from = parse_day(order.first);
  if (!from) return wrong_use(fmt::format("{}: {}", order.first, from.error().message), "a day");
  const Result<Day> until = parse_day(order.second);
  if (!until) return wrong_use(fmt::format("{}: {}", order.second, until.error().message), "a day");
  Result<int> count = static_cast<int>((*until - *from).count());
  if (!order.days.empty()) {
    int code = kAnswered;
    const std::optional<DayCalendar> calendar = days_of(order.days, code);
    if (!calendar) return code;
    count = calendar->between(*from, *until);
    if (!count) return tell_open(count.error(), common);
  }
  if (common.format == "json") {
    Json json;
    json["days"] = *count;
    print(json);
  } else {
    print(fmt::format("{}\n", *count));
  }
  return kAnswered;
}

int run_date_renew(const DateOrder& order, const Common& common) {
  int code = kAnswered;
  const std::optional<Arguments> a = arguments_of(order, code);
  if (!a) return code;
  const Result<Period> step = parse_period(order.third);
  if (!step) {
    return wrong_use(fmt::format("{}: {}", order.third, step.error().message),
                     "a period of ISO 8601 (P1Y)");
  }
  Json ends = Json::array();
  for (int n = 0; n <= order.times; ++n) {
    const Addition end = term_end(a->day, a->period, *step, n, a->rounding);
    if (common.format == "json") {
      Json one;
      one["renewals"] = n;
      one["end"] = to_text(end.day);
      if (end.ambiguous) one["other_rounding"] = to_text(end.other);
      ends.push_back(std::move(one));
    } else {
      print(fmt::format(
          "{}{}\n", to_text(end.day),
          end.ambiguous ? "   or " + to_text(end.other) + ", rounded the other way" : ""));
    }
  }
  if (common.format == "json") {
    Json json;
    json["base"] = to_text(a->day);
    json["rounding"] = to_text(a->rounding);
    json["ends"] = std::move(ends);
    print(json);
  }
  return kAnswered;
}

namespace {

/// "1379-12-22" of any calendar: whether the day exists is for to_day() to say.
std::optional<CalendarDate> calendar_date(CalendarSystem system, const std::string& text,
                                          int& code) {
  int year = 0, month = 0, day = 0;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%5d-%2d-%2d%c", &year, &month, &day, &rest) != 3) {
    code = wrong_use(fmt::format("{}: no year, month and day", text), "write 1379-12-22");
    return std::nullopt;
  }
  return CalendarDate{system, year, month, day};
}

}  // namespace

int run_date_convert(const DateOrder& order, const Common& common) {
  int code = kAnswered;
  if (order.from.empty() && order.to.empty()) {
    return wrong_use("which calendar?", "--to persian, or --from persian");
  }
  Result<Day> day = Error{};
  if (!order.from.empty()) {
    const std::optional<CalendarDate> date =
        calendar_date(*parse_calendar_system(order.from), order.first, code);
    if (!date) return code;
    day = to_day(*date);
  } else {
    day = parse_day(order.first);
  }
  if (!day)
    return wrong_use(fmt::format("{}: {}", order.first, day.error().message), day.error().advice);
  Json json;
  json["day"] = to_text(*day);
  std::string line = to_text(*day);
  if (!order.to.empty()) {
    const CalendarSystem system = *parse_calendar_system(order.to);
    const Result<CalendarDate> there = in_calendar(*day, system);
    if (!there) return wrong_use(there.error().message, there.error().advice);
    json["calendar"] = order.to;
    json["date"] = fmt::format("{:04}-{:02}-{:02}", there->year, there->month, there->day);
    json["words"] = in_words(*there);
    line = in_words(*there);
    if (!order.check.empty()) {
      const std::optional<CalendarDate> other = calendar_date(system, order.check, code);
      if (!other) return code;
      const Status same = check_double_date(*day, *other);
      json["agrees"] = same.ok();
      if (!same) json["conflict"] = same.error().message;
      line = same ? line + "; both halves agree" : same.error().message;
      code = same ? kAnswered : kNo;
    }
  }
  if (common.format == "json") {
    print(json);
  } else {
    print(line + "\n");
  }
  return code;
}

}  // namespace servanda::cli
