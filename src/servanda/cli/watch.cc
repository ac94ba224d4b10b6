// The verbs of somebody who watches many treaties: between, next, diff, path; and what if.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "servanda/cli/cli.h"
#include "servanda/query/assume.h"
#include "servanda/query/watch.h"
#include "servanda/render/render.h"
#include "servanda/render/watch.h"

namespace servanda::cli {
bool add_assumptions(const std::vector<std::string>& assumptions, Register& reg, int& exit_code) {
  for (const std::string& assumed : assumptions) {
    const Assumption added = add_assumption(reg, assumed);
    if (added.ok) continue;
    fmt::print(stderr, "{}", added.faults);
    exit_code = wrong_use(fmt::format("--assume \"{}\" is no act", assumed),
                          "such as --assume \"USA ratify ctbt 2027-01-01\"");
    return false;
  }
  return true;
}

int run_between(const std::vector<std::string>& states, const Common& common) {
  int code = kAnswered;
  const std::optional<AskedRegister> asked = prepare(common, code);
  if (!asked) return code;
  const Result<std::vector<ListedTreaty>> list =
      ask_between(asked->loaded.reg, states[0], states[1], asked->on, asked->known);
  if (!list) return fail(list.error());
  if (common.format == "json") {
    print(list_to_json(*list));
  } else if (list->empty()) {
    print(fmt::format("No treaty of the register has both {} and {}.\n", states[0], states[1]));
  } else {
    print(render_list(*list, style_of(common)));
  }
  return kAnswered;
}

int run_next(const std::string& treaty, const std::string& until, const Common& common) {
  int code = kAnswered;
  const std::optional<AskedRegister> asked = prepare(common, code);
  if (!asked) return code;
  const std::optional<When> from = when_of(asked->on);
  if (!from) return wrong_use("next needs a day to begin with", "such as --on 2025-01-01");
  Day last = add(from->earliest, {12, 0}).day;
  if (!until.empty()) {
    const Result<Day> day = parse_day(until);
    if (!day) {
      return wrong_use(fmt::format("--until {}: {}", until, day.error().message),
                       "a day (2027-12-31)");
    }
    last = *day;
  }
  const Result<std::vector<ComingDay>> days =
      ask_next(asked->loaded.reg, treaty, from->earliest, last, asked->known);
  if (!days) return fail(days.error());
  if (common.format == "json") {
    print(days_to_json(*days));
  } else if (common.format == "ics") {
    print(days_to_calendar(*days, "Servanda: what falls due", asked->known));
  } else {
    print(render_days(*days, style_of(common)));
  }
  return kAnswered;
}

int run_diff(const DiffOrder& order, const Common& common) {
  int code = kAnswered;
  const std::optional<AskedRegister> asked = prepare(common, code);
  if (!asked) return code;
  Common second = common;
  if (!order.and_on.empty()) second.on = order.and_on;
  if (!order.and_known.empty()) second.known = order.and_known;
  if (order.and_on.empty() && order.and_known.empty()) {
    return wrong_use("diff needs a second day", "--and-on DAY, --and-known DAY, or both");
  }
  const std::optional<Moment> on = valid_moment(second, code);
  if (!on) return code;
  const std::optional<Day> known = known_day(second, code);
  if (!known) return code;
  const Result<std::vector<Change>> changes =
      ask_diff(asked->loaded.reg, order.treaty, {asked->on, asked->known}, {*on, *known});
  if (!changes) return fail(changes.error());
  if (common.format == "json") {
    print(changes_to_json(*changes));
  } else {
    print(render_changes(*changes, style_of(common)));
  }
  return changes->empty() ? kAnswered : kNo;
}

int run_path(const std::string& treaty, const std::string& state, const std::string& days,
             const Common& common) {
  int code = kAnswered;
  std::optional<DayCalendar> calendar;
  if (!days.empty() && !(calendar = days_of(days, code))) return code;
  const std::optional<AskedRegister> asked = prepare(common, code);
  if (!asked) return code;
  const Result<PathwayAnswer> answer = ask_path(asked->loaded.reg, treaty, state, asked->on,
                                                asked->known, calendar ? &*calendar : nullptr);
  if (!answer) return fail(answer.error());
  if (common.format == "json") {
    print(pathway_to_json(*answer));
  } else {
    print(render_pathway(*answer, style_of(common)));
  }
  return kAnswered;
}

}  // namespace servanda::cli
