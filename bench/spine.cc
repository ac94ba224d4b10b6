// Dates, journal and status: how fast, and whether the answers are right.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "servanda/journal/journal.h"
#include "servanda/law/status.h"
#include "servanda/time/period.h"

namespace {

using namespace servanda;
using Clock = std::chrono::steady_clock;

/// One warm-up, five runs, the median; false when an answer is wrong.
bool measure(const char* name, const std::string& size, double units, const char* unit,
             const std::function<bool()>& run) {
  std::vector<double> seconds;
  for (int i = 0; i < 6; ++i) {
    const Clock::time_point begin = Clock::now();
    const bool right = run();
    const double took = std::chrono::duration<double>(Clock::now() - begin).count();
    if (!right) {
      fmt::print("{:<10} wrong answer\n", name);
      return false;
    }
    if (i > 0) seconds.push_back(took);
  }
  std::sort(seconds.begin(), seconds.end());
  fmt::print("{:<10} {:>10.3f} ms   {:>12.1f} {}   ({})\n", name, seconds[2] * 1e3,
             units / seconds[2], unit, size);
  return true;
}

/// Months added the slow way: walk to the month, then to the day or the last day of the month.
Day add_months_by_walking(Day day, int months) {
  std::chrono::year_month_day date(day);
  const auto wanted = static_cast<unsigned>(date.day());
  while (months-- > 0) {
    // The first day of the next month is the day after the last day of this one.
    Day step = Day(std::chrono::year_month_day(date.year(), date.month(), std::chrono::day(1)));
    const auto month = date.month();
    while (std::chrono::year_month_day(step).month() == month) step += std::chrono::days(1);
    date = std::chrono::year_month_day(step);
  }
  Day result(std::chrono::year_month_day(date.year(), date.month(), std::chrono::day(1)));
  for (unsigned d = 1; d < wanted; ++d) {
    const Day next = result + std::chrono::days(1);
    if (std::chrono::year_month_day(next).month() != date.month()) break;
    result = next;
  }
  return result;
}

bool bench_dates() {
  const Day first = make_day(1900, 1, 31);
  // The answer: 40 years of days, each with 1 to 25 months, by walking.
  long expected = 0;
  constexpr int kDays = 14610;
  for (int i = 0; i < kDays; i += 37) {
    expected +=
        add_months_by_walking(first + std::chrono::days(i), 1 + i % 25).time_since_epoch().count();
  }
  constexpr int kSums = 10'000'000;
  return measure("dates", "ten million sums", kSums / 1e6, "million sums/s", [&] {
    long checked = 0;
    long all = 0;
    for (int n = 0; n < kSums; ++n) {
      const int i = n % kDays;
      const long sum =
          add(first + std::chrono::days(i), Period{1 + i % 25, 0}).day.time_since_epoch().count();
      all += sum;
      if (n < kDays && i % 37 == 0) checked += sum;
    }
    return checked == expected && all != 0;
  });
}

std::string made_journal(int treaties, int acts_each) {
  std::string text;
  for (int t = 0; t < treaties; ++t) {
    text += fmt::format(
        "treaty t-{} \"Treaty number {}\"\n  parties    RUS, IRN\n  force      on exchange\n\n", t,
        t);
    for (int a = 0; a < acts_each; ++a) {
      text += fmt::format("{:04}-{:02}-{:02} {} t-{} by RUS, IRN at Moscow\n", 1900 + t % 100,
                          1 + a, 1 + t % 28,
                          a == 0               ? "sign"
                          : a == acts_each - 1 ? "exchange"
                                               : "negotiate",
                          t);
    }
    text += '\n';
  }
  return text;
}

bool bench_journal() {
  const SourceText text("made", made_journal(10000, 10));
  const auto megabytes = static_cast<double>(text.text().size()) / 1e6;
  return measure("journal", fmt::format("{:.1f} MB, 110,000 statements", megabytes), megabytes,
                 "MB/s", [&] {
                   const ParsedJournal parsed = parse_journal(text);
                   return parsed.ok() && parsed.reg.statements.size() == 110000;
                 });
}

bool bench_status() {
  const SourceText text("made", made_journal(1, 10));
  const ParsedJournal parsed = parse_journal(text);
  if (!parsed.ok()) return false;
  const Day exchange = make_day(1900, 10, 1);
  return measure("status", "20,000 questions, with proofs", 20.0, "thousand answers/s", [&] {
    for (int i = 0; i < 20000; ++i) {
      const Day on = exchange + std::chrono::days(i % 200 - 100);
      const Result<StatusAnswer> answer =
          status_of(parsed.reg, {"t-0", {}, Moment(Edtf(on)), make_day(2000, 1, 1)});
      if (!answer || answer->verdict != (on >= exchange ? Verdict::yes : Verdict::no)) return false;
    }
    return true;
  });
}

}  // namespace

int main() {
  const bool right = bench_dates() && bench_journal() && bench_status();
  return right ? 0 : 1;
}
