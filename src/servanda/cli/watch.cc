// The verbs of somebody who watches many treaties: between, next, diff, path; and what if.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "servanda/cli/cli.h"
#include "servanda/journal/journal.h"
#include "servanda/query/watch.h"
#include "servanda/render/render.h"
#include "servanda/render/watch.h"

namespace servanda::cli {
namespace {

/// "USA ratify ctbt 2027-01-01" in the journal's own order; a line of the journal is taken as it
/// is.
std::string as_journal(const std::string& assumed) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : assumed + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (words.size() != 4 || parse_day(words[0]).ok() || !parse_day(words[3]).ok()) return assumed;
  return fmt::format("{} {} {} by {}", words[3], words[1], words[2], words[0]);
}

}  // namespace

bool add_assumptions(const std::vector<std::string>& assumptions, Register& reg, int& exit_code) {
  for (const std::string& assumed : assumptions) {
    const SourceText text("--assume", as_journal(assumed) + "\n");
    ParsedJournal parsed = parse_journal(text);
    if (!parsed.ok() || parsed.reg.statements.empty()) {
      for (const Diagnostic& fault : parsed.diagnostics) {
        fmt::print(stderr, "{}", describe(fault, text));
      }
      exit_code = wrong_use(fmt::format("--assume \"{}\" is no act", assumed),
                            "such as --assume \"USA ratify ctbt 2027-01-01\"");
      return false;
    }
    for (Statement& statement : parsed.reg.statements) {
      // Known from the beginning: what if it had been so?
      statement.known = make_day(1, 1, 1);
      statement.note = "assumed";
      reg.statements.push_back(std::move(statement));
      reg.origins.emplace_back();
    }
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
    print(days_to_calendar(*days, asked->known));
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

int run_path(const std::string& treaty, const std::string& state, const Common& common) {
  int code = kAnswered;
  const std::optional<AskedRegister> asked = prepare(common, code);
  if (!asked) return code;
  const Result<PathwayAnswer> answer =
      ask_path(asked->loaded.reg, treaty, state, asked->on, asked->known);
  if (!answer) return fail(answer.error());
  if (common.format == "json") {
    print(pathway_to_json(*answer));
  } else {
    print(render_pathway(*answer, style_of(common)));
  }
  return kAnswered;
}

}  // namespace servanda::cli
