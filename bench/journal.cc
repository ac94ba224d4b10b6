// A journal of a million acts: parsed, checked, resolved, formatted. Every answer is compared with
// what the maker of the journal knows.
//
//   bench_journal                       the whole, 100,000 treaties
//   bench_journal 10000                 a smaller one
//   bench_journal 100000 --write DIR    also writes the journal, and one for ledger and hledger

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "servanda/exchange/journal_bundle.h"
#include "servanda/journal/journal.h"

namespace {

using namespace servanda;

/// The same numbers on every machine.
class Dice {
 public:
  unsigned below(unsigned limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<unsigned>((state_ >> 33U) % limit);
  }

 private:
  std::uint64_t state_ = 20250117;
};

struct Made {
  std::string text;
  std::string ledger;         ///< as many entries for ledger and hledger
  std::vector<Day> in_force;  ///< of each treaty
  std::size_t acts = 0;
  std::size_t statements = 0;
};

std::string state(unsigned number) {
  return {static_cast<char>('A' + number / 26 % 26), static_cast<char>('A' + number % 26), 'X'};
}

/// Ten acts a treaty: two of three treaties bilateral (by exchange or by notification), the third
/// multilateral with seven consents of which the fifth brings it into force.
Made make_journal(std::size_t treaties) {
  static constexpr const char* kPlaces[] = {"Moscow", "Tehran", "Geneva", "New York", "Vienna"};
  static constexpr const char* kSubjects[] = {"investments", "air services", "trade", "extradition",
                                              "double taxation"};
  Made made;
  Dice dice;
  const std::size_t sources = treaties / 5 + 1;
  for (std::size_t i = 0; i < sources; ++i) {
    made.text += fmt::format(
        "source s-{}\n  title      Treaty series, volume {}\n  published  {}\n  authority  "
        "depositary\n\n",
        i, i, to_text(make_day(1900, 1, 1) + std::chrono::days(i % 40000)));
  }
  for (std::size_t t = 0; t < treaties; ++t) {
    const Day signed_on = make_day(1945, 1, 1) + std::chrono::days(dice.below(20000));
    const unsigned a = dice.below(200);
    const unsigned b = (a + 1 + dice.below(190)) % 200;
    const char* place = kPlaces[dice.below(5)];
    const char* subject = kSubjects[dice.below(5)];
    const unsigned days = 30 * (1 + dice.below(3));
    const unsigned years = 5 * (1 + dice.below(4));
    const auto act = [&](Day on, std::string_view what, const std::string& rest) {
      made.text += fmt::format("{} {} t-{}{}\n  from       s-{}\n\n", to_text(on), what, t, rest,
                               dice.below(static_cast<unsigned>(sources)));
      made.ledger += fmt::format("{} {} t-{}\n  treaties:{}:t-{}  1 X\n  acts:{}\n\n", to_text(on),
                                 what, t, subject, t, what);
      ++made.acts;
      ++made.statements;
    };
    const auto later = [&](Day day, unsigned by) { return day + std::chrono::days(by); };
    const bool multilateral = t % 3 == 2;
    made.text += fmt::format("treaty t-{} \"{} on {}, no. {}\"\n", t,
                             multilateral ? "Convention" : "Agreement", subject, t);
    if (!multilateral) made.text += fmt::format("  parties    {}, {}\n", state(a), state(b));
    made.text += fmt::format("  signed     {} at {}\n", to_text(signed_on), place);
    if (multilateral) {
      made.text += fmt::format(
          "  consent    ratification, accession\n  force      {} days after the 5th consent\n"
          "  later      {} days after own consent\n  withdrawal after 1 year's notice\n",
          days, days);
    } else {
      made.text += fmt::format(
          "  consent    ratification\n  force      {}\n"
          "  term       {} years from force, renewed {} years at a time unless a party gives "
          "notice "
          "6 months before the end\n",
          t % 3 == 0 ? "on exchange" : fmt::format("{} days after the last notification", days),
          years, years);
    }
    made.text += fmt::format("  from       s-{}\n\n", t % sources);
    ++made.statements;
    made.ledger += fmt::format("{} treaty t-{}\n  treaties:{}:t-{}  1 X\n  made\n\n",
                               to_text(signed_on), t, subject, t);
    if (multilateral) {
      std::vector<Day> consents;
      for (unsigned i = 0; i < 3; ++i)
        act(later(signed_on, i), "sign", fmt::format(" by {} at {}", state(a + i), place));
      for (unsigned i = 0; i < 7; ++i) {
        const Day on = later(signed_on, 100 + 50 * i + dice.below(40));
        consents.push_back(on);
        act(on, i % 2 == 0 ? "ratify" : "accede", fmt::format(" by {}", state(a + i)));
      }
      made.in_force.push_back(later(consents[4], days));
    } else {
      act(signed_on, "sign",
          fmt::format(" by {} (Head Of State, president), {} at {}", state(a), state(b), place));
      for (unsigned i = 0; i < 6; ++i) {
        act(later(signed_on, 20 + 10 * i), i % 2 == 0 ? "approve" : "submit",
            fmt::format(" by {}{}", state(i % 4 < 2 ? a : b),
                        i % 2 == 0 ? fmt::format(" (Chamber {})", i) : " to Parliament"));
      }
      const Day first = later(signed_on, 100 + dice.below(50));
      const Day last = later(first, dice.below(50));
      if (t % 3 == 0) {
        act(first, "ratify", fmt::format(" by {}", state(a)));
        act(last, "ratify", fmt::format(" by {}", state(b)));
        const Day exchange = later(last, 10);
        act(exchange, "exchange", fmt::format(" by {}, {} at {}", state(a), state(b), place));
        made.in_force.push_back(exchange);
      } else {
        act(first, "notify", fmt::format(" by {}", state(a)));
        act(last, "notify", fmt::format(" by {}", state(b)));
        act(later(last, 1), "publish", fmt::format(" by {}", state(a)));
        made.in_force.push_back(later(last, days));
      }
    }
  }
  made.text.pop_back();
  return made;
}

/// User time of this process, so that neighbours on the machine count less.
double seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// One warm-up, five runs, the least; false when an answer is wrong.
bool measure(const char* name, double units, const char* unit, const std::function<bool()>& run) {
  double best = 1e9;
  for (int i = 0; i < 6; ++i) {
    const double begin = seconds();
    const bool right = run();
    const double took = seconds() - begin;
    if (!right) {
      fmt::print("{:<16} wrong answer\n", name);
      return false;
    }
    if (i > 0) best = std::min(best, took);
  }
  fmt::print("{:<16} {:>10.3f} ms   {:>12.1f} {}\n", name, best * 1e3, units / best, unit);
  std::fflush(stdout);
  return true;
}

bool resolve(const JournalBundle& bundle, const Made& made) {
  const DerivationQuestion question{.on = make_day(2025, 1, 1)};
  for (std::size_t i = 0; i < bundle.size(); ++i) {
    const Result<Derivation> found = bundle.derive(i, question);
    if (!found || !found->in_force || found->in_force->earliest != made.in_force[i]) {
      fmt::print("{}: {}, not {}\n", bundle.id(i),
                 found && found->in_force ? to_text(*found->in_force) : "not in force",
                 to_text(made.in_force[i]));
      return false;
    }
  }
  return bundle.size() == made.in_force.size();
}

/// The journal as somebody writes it by hand: other blanks, other orders, comments.
std::string by_hand(const std::string& text) {
  std::string out;
  std::size_t line = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view one = std::string_view(text).substr(at, end - at);
    at = end + 1;
    ++line;
    if (one.starts_with("  from ")) {
      out += "  from ";
      one.remove_prefix(13);
    }
    out += one;
    if (line % 20 == 0 && !one.empty()) out += "   ; seen";
    out += '\n';
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t treaties =
      argc > 1 ? static_cast<std::size_t>(std::strtoul(argv[1], nullptr, 10)) : 100000;
  const Made made = make_journal(treaties);
  if (argc > 3 && std::string_view(argv[2]) == "--write") {
    std::ofstream(std::string(argv[3]) + "/journal.treaty") << made.text;
    std::ofstream(std::string(argv[3]) + "/journal.ledger") << made.ledger;
  }
  const double megabytes = static_cast<double>(made.text.size()) / 1e6;
  fmt::print("{:.1f} MB, {} treaties, {} acts, {} statements\n", megabytes, treaties, made.acts,
             made.statements);
  const SourceText text("made", made.text);
  bool right = measure("parse", megabytes, "MB/s", [&] {
    JournalIndex index;
    index.add(text);
    return index.statement_count() == made.statements && index.rest().reg.statements.empty() &&
           index.rest().ok();
  });
  {
    JournalIndex index;
    index.add(text);
    right = right && measure("check", static_cast<double>(made.statements) / 1e6,
                             "million statements/s", [&] { return index.check().empty(); });
  }
  {
    std::vector<SourceText> texts;
    texts.push_back(text);
    const JournalBundle bundle = JournalBundle::from(std::move(texts));
    right = right && measure("resolve", static_cast<double>(treaties) / 1e3, "thousand treaties/s",
                             [&] { return resolve(bundle, made); });
  }
  {
    std::vector<std::vector<SourceText>> copies(6, {text});
    std::size_t next = 0;
    right =
        right && measure("all three", megabytes, "MB/s", [&] {
          const JournalBundle bundle = JournalBundle::from(std::move(copies[next++]));
          return bundle.faults().empty() && bundle.index().check().empty() && resolve(bundle, made);
        });
  }
  right = right && measure("fmt", megabytes, "MB/s", [&] {
            const FormattedJournal formatted = format_journal(text);
            return formatted.ok && formatted.text == made.text;
          });
  const Made less = make_journal(std::min<std::size_t>(treaties, 10000));
  const SourceText plain("made", less.text);
  const SourceText written("by hand", by_hand(less.text));
  const double less_megabytes = static_cast<double>(written.text().size()) / 1e6;
  right = right && measure("parse, all data", less_megabytes, "MB/s", [&] {
            const ParsedJournal parsed = parse_journal(written);
            return parsed.ok() && parsed.reg.statements.size() == less.statements;
          });
  right = right && measure("fmt, by hand", less_megabytes, "MB/s", [&] {
            const FormattedJournal formatted = format_journal(written);
            return formatted.ok && formatted.text.size() > less.text.size();
          });
  return right ? 0 : 1;
}
