// The date room from the shell.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "servanda/cli/cli.h"
#include "servanda/time/period.h"
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

int run_date_add(const DateOrder& order, bool subtracting, const Common& common) {
  int code = kAnswered;
  const std::optional<Arguments> a = arguments_of(order, code);
  if (!a) return code;
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

int run_date_compare(const DateOrder& order, const Common& common) {
  const Result<Edtf> a = parse_edtf(order.first);
  if (!a)
    return wrong_use(fmt::format("{}: {}", order.first, a.error().message),
                     "an EDTF date (2025, 2025-01, 2025-01-17)");
  const Result<Edtf> b = parse_edtf(order.second);
  if (!b)
    return wrong_use(fmt::format("{}: {}", order.second, b.error().message),
                     "an EDTF date (2025, 2025-01, 2025-01-17)");
  const Truth before = compare_before(*a, *b);
  const Truth after_it = compare_before(*b, *a);
  const Truth same = compare_same(*a, *b);
  if (common.format == "json") {
    Json json;
    json["before"] = to_text(before);
    json["same"] = to_text(same);
    json["after"] = to_text(after_it);
    print(json);
  } else {
    print(fmt::format("before: {}\nsame:   {}\nafter:  {}\n", to_text(before), to_text(same),
                      to_text(after_it)));
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

}  // namespace servanda::cli
