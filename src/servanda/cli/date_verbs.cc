// The verbs of `servanda date`: their flags and their help.

#include <CLI/CLI.hpp>

#include "servanda/cli/cli.h"

namespace servanda::cli {

void add_date_verbs(CLI::App& app, DateOrder& order, Common& common,
                    const WhenChosen& when_chosen) {
  const auto add_verb = [&](CLI::App& parent, const std::string& name, const std::string& purpose,
                            const std::string& examples) {
    CLI::App* verb = parent.add_subcommand(name, purpose);
    verb->footer("Examples:\n" + examples);
    return verb;
  };
  CLI::App* date = add_verb(app, "date", "Dates and periods as the law counts them",
                            "  servanda date add 2012-01-31 P1M\n"
                            "  servanda date notice 2045-10-02 P1Y\n"
                            "  servanda date compare 2002-03/2002-04 2002-04-05\n"
                            "  servanda date parse \"last Wednesday\" --published 2025-03-28");
  date->require_subcommand(1);
  const auto add_format = [&](CLI::App* verb) {
    verb->add_option("--format", common.format, "text for people, json for programs")
        ->check(CLI::IsMember({"text", "json"}));
  };
  const auto date_verb = [&](const std::string& name, const std::string& purpose,
                             const std::string& first, const std::string& second,
                             const std::string& examples) {
    CLI::App* sub = add_verb(*date, name, purpose, examples);
    sub->add_option(first, order.first)->required();
    if (!second.empty()) sub->add_option(second, order.second)->required();
    add_format(sub);
    return sub;
  };
  const auto rounding = [&](CLI::App* sub) {
    sub->add_option("--rounding", order.rounding,
                    "where the day is missing in the month: down or up")
        ->check(CLI::IsMember({"down", "up"}));
    return sub;
  };
  const auto reading = [&](CLI::App* sub) {
    sub->add_option("--published", order.published, "the day that \"yesterday\" counts from");
    sub->add_option("--lang", order.language, "en, ru, fr or es; else it is guessed")
        ->check(CLI::IsMember({"en", "ru", "fr", "es"}));
    sub->add_option("--direction", order.direction,
                    "past or future for all open dates; else the verbs decide")
        ->check(CLI::IsMember({"past", "future"}));
    sub->add_option("--order", order.order, "of figures such as 3/4/2025: dmy or mdy")
        ->check(CLI::IsMember({"dmy", "mdy"}));
  };

  CLI::App* verb = rounding(date_verb("add", "The day a period after a day", "date", "period",
                                      "  servanda date add 2024-11-30 P3M --align "
                                      "first-of-next-month"));
  verb->add_option("--counting", order.counting,
                   "date-to-date, or full-periods (in effect on the day after)");
  verb->add_option("--align", order.align,
                   "first-of-next-month, first-of-second-month …, day:1-jan");
  verb->add_option("--days", order.days,
                   "a file of days that count (working days, sitting days); the period is in days");
  when_chosen(verb, [&] { return run_date_add(order, false, common); });
  verb = rounding(date_verb("subtract", "The day a period before a day", "date", "period",
                            "  servanda date subtract 2025-10-02 P30D"));
  when_chosen(verb, [&] { return run_date_add(order, true, common); });
  verb = date_verb("compare", "Before, same, after, and the relations of two datings", "first",
                   "second",
                   "  servanda date compare 2025-01 2025-01-17\n"
                   "  servanda date compare 2023-11-07T00:00+03:00 2023-11-06T21:00Z");
  when_chosen(verb, [&] { return run_date_compare(order, common); });
  verb =
      date_verb("parse", "An EDTF date, an instant, or a date in words", "date", "",
                "  servanda date parse 2002-03/2002-04\n"
                "  servanda date parse \"the last Friday of October\" --published 2025-03-28\n"
                "  servanda date parse \"через две недели\" --published 2025-03-28 --format json");
  reading(verb);
  when_chosen(verb, [&] { return run_date_parse(order, common); });
  verb = add_verb(*date, "find", "All dates and periods in texts",
                  "  servanda date find dispatch.txt --published 2025-03-26\n"
                  "  servanda date find - --published 2025-03-26 --lang fr --format json < text");
  verb->add_option("files", order.files, "UTF-8 texts; - is standard input")->required();
  reading(verb);
  add_format(verb);
  when_chosen(verb, [&] { return run_date_find(order, common); });
  verb = rounding(date_verb("notice",
                            "The last day on which notice still stops what happens at the end",
                            "end", "period", "  servanda date notice 2022-04-05 P1Y"));
  when_chosen(verb, [&] { return run_date_notice(order, common); });
  verb =
      date_verb("count", "How many days lie after the first and up to the second", "from", "until",
                "  servanda date count 2025-01-17 2025-10-02\n"
                "  servanda date count 2024-07-17 2024-12-19 --days sitting-days.txt");
  verb->add_option("--days", order.days, "a file of days that count; docs/dates.md has its form");
  when_chosen(verb, [&] { return run_date_count(order, common); });
  verb = rounding(date_verb("renew", "The ends of a term and its renewals, each from the base date",
                            "base", "first", "  servanda date renew 2004-02-29 P5Y P1Y --times 3"));
  verb->add_option("step", order.third, "how long each renewal is")->required();
  verb->add_option("--times", order.times, "how many renewals")->check(CLI::Range(0, 10000));
  when_chosen(verb, [&] { return run_date_renew(order, common); });
  verb = date_verb("convert", "A day in another calendar, or from it", "date", "",
                   "  servanda date convert 2001-03-12 --to persian\n"
                   "  servanda date convert 1379-12-22 --from persian\n"
                   "  servanda date convert 2001-03-12 --to persian --check 1379-12-22");
  const std::vector<std::string> calendars = {"julian", "persian", "islamic-tabular",
                                              "islamic-umm-al-qura"};
  verb->add_option("--from", order.from, "the calendar that the date is of")
      ->check(CLI::IsMember(calendars));
  verb->add_option("--to", order.to, "the calendar to tell it in")->check(CLI::IsMember(calendars));
  verb->add_option("--check", order.check,
                   "the other half of a double date, in the calendar of --to");
  when_chosen(verb, [&] { return run_date_convert(order, common); });
}

}  // namespace servanda::cli
