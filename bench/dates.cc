// Dates: sums a second, and text read a second for its dates; each against a rival, answers
// checked.

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/language/dates_in_text.h"
#include "servanda/time/period.h"

namespace {

using namespace servanda;

/// One warm-up, five runs, the median; false when an answer is wrong.
bool measure(const char* name, const std::string& size, double units, const char* unit,
             const std::function<bool()>& run) {
  std::vector<double> seconds;
  for (int i = 0; i < 6; ++i) {
    // Processor time: one thread, and other programs do not count.
    const std::clock_t begin = std::clock();
    const bool right = run();
    const double took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    if (!right) {
      fmt::print("{:<28} wrong answer\n", name);
      return false;
    }
    if (i > 0) seconds.push_back(took);
  }
  std::sort(seconds.begin(), seconds.end());
  fmt::print("{:<28} {:>10.3f} ms   {:>10.1f} {}   ({})\n", name, seconds[2] * 1e3,
             units / seconds[2], unit, size);
  return true;
}

constexpr int kDays = 14610;
constexpr int kSums = 10'000'000;
const Day kFirst = make_day(1900, 1, 31);

/// Months added by <chrono>, with the last day of the month where the day is missing.
Day add_by_chrono(Day day, int months) {
  const std::chrono::year_month_day date =
      std::chrono::year_month_day(day) + std::chrono::months(months);
  if (date.ok()) return Day(date);
  return Day(date.year() / date.month() / std::chrono::last);
}

bool bench_sums() {
  std::int64_t expected = 0;
  for (int n = 0; n < kSums; ++n) {
    const int i = n % kDays;
    expected += add_by_chrono(kFirst + std::chrono::days(i), 1 + i % 25).time_since_epoch().count();
  }
  const auto all = [&](auto add_months) {
    std::int64_t sum = 0;
    for (int n = 0; n < kSums; ++n) {
      const int i = n % kDays;
      sum += add_months(kFirst + std::chrono::days(i), 1 + i % 25).time_since_epoch().count();
    }
    return sum == expected;
  };
  return measure("sums", "ten million, months", kSums / 1e6, "million/s",
                 [&] { return all([](Day d, int m) { return add(d, Period{m, 0}).day; }); }) &&
         measure("  rival: <chrono>", "the same, no ambiguity told", kSums / 1e6, "million/s",
                 [&] { return all(add_by_chrono); });
}

/// A dispatch of some kilobytes, no two alike; how many dates and periods it tells is known.
struct Made {
  std::string text;
  std::size_t dates = 0;
};

Made made_dispatch(int n) {
  constexpr const char* kPlain[] = {
      "The president submitted the agreement to the lower house of parliament, which referred it "
      "to "
      "the committee on international affairs for its opinion.",
      "Officials of both ministries declined to comment on the annexes, which have not been made "
      "public, and an adviser said that the text could still change before it is voted on.",
      "Under the pact neither side may assist an aggressor, and both will consult where a threat "
      "to "
      "the peace arises; a court of arbitration hears what the parties cannot settle.",
      "Analysts doubt that the pipeline can carry as much gas as the memorandum foresees, since "
      "neither the price nor the route across the neighbouring state has been agreed.",
      "The opposition called for a debate in open session and a list of all secret protocols."};
  const int year = 1990 + n % 35;
  const int day = 1 + n % 28;
  const std::vector<std::string> dated = {
      fmt::format("The treaty was signed on January {}, {} in the capital.", day, year),
      "The house voted on Wednesday, and the upper chamber will vote next Tuesday.",
      fmt::format("It replaces an agreement of {} March {} that was to run for ten years.", day,
                  year - 20),
      fmt::format(
          "The ministry announced in March that a second round would be held from {} to {} May {}.",
          1 + n % 9, 11 + n % 9, year),
      fmt::format("By the end of {} both plants are to be built.", year + 10)};
  Made made;
  for (int i = 0; i < 30; ++i) {
    made.text += kPlain[(n + i) % 5];
    made.text += ' ';
    if (i % 3 == 0) {
      const auto which = static_cast<std::size_t>((n + i / 3) % 5);
      made.text += dated[which] + " ";
      made.dates += which == 0 ? 1U : which == 4 ? 1U : 2U;
    }
    if (i % 5 == 4) made.text += "\n\n";
  }
  return made;
}

bool bench_text() {
  std::vector<Made> documents;
  double bytes = 0;
  for (int n = 0; n < 4000; ++n) {
    documents.push_back(made_dispatch(n));
    bytes += static_cast<double>(documents.back().text.size());
  }
  const std::string size = fmt::format("{:.1f} MB in {} texts", bytes / 1e6, documents.size());
  DatesOptions options;
  options.language = Language::english;
  options.document = make_day(2025, 3, 28);
  const bool ours = measure("dates in text", size, bytes / 1e6, "MB/s", [&] {
    for (const Made& made : documents) {
      if (find_dates(made.text, options).size() != made.dates) return false;
    }
    return true;
  });
  // A regular expression that finds the words of these dates, and means nothing by them.
  const RE2 pattern(
      "(?i)\\b(?:(?:\\d{1,2} "
      ")?(?:january|february|march|april|may|june|july|august|september|october|"
      "november|december)\\b(?: \\d{1,2})?(?:,? \\d{4})?|(?:next |last "
      ")?(?:monday|tuesday|wednesday|"
      "thursday|friday|saturday|sunday)|(?:\\d+|ten) (?:days|weeks|months|years)|(?:end of "
      ")?(?:19|20)\\d\\d)\\b");
  return ours && measure("  rival: RE2, words alone", size, bytes / 1e6, "MB/s", [&] {
           std::size_t found = 0;
           for (const Made& made : documents) {
             re2::StringPiece rest(made.text);
             while (RE2::FindAndConsume(&rest, pattern)) ++found;
           }
           return found > documents.size();
         });
}

}  // namespace

int main() {
  const bool right = bench_sums() && bench_text();
  return right ? 0 : 1;
}
